/* SPDX-License-Identifier: ISC */
/* Reads dates by hand, because strptime(3) takes 30 February for 2 March. */
#include "config.h"

#include "base/date.h"

#include <stdio.h>
#include <string.h>
#include <time.h>

#define SECOND_MS INT64_C(1000)
#define MINUTE_MS (60 * SECOND_MS)
#define HOUR_MS (60 * MINUTE_MS)
#define DAY_MS (24 * HOUR_MS)

static bool
is_digit(char c)
{
	return c >= '0' && c <= '9';
}

/* Reads exactly `digits` digits and moves on; false: something else. */
static bool
read_number(const char **text, int digits, int *out)
{
	int number = 0;

	for (int i = 0; i < digits; i++) {
		if (!is_digit(**text))
			return false;
		number = number * 10 + (*(*text)++ - '0');
	}
	*out = number;
	return true;
}

static bool
read_char(const char **text, char expected)
{
	if (**text != expected)
		return false;
	++*text;
	return true;
}

static int
days_in_month(int year, int month)
{
	static const int days[] = { 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30,
		31 };
	bool is_leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;

	return days[month - 1] + (month == 2 && is_leap);
}

/*
 * Days since 1970-01-01 in the Gregorian calendar. Years are counted from
 * March, so that the leap day is a year's last; 400 years are 146,097 days.
 */
static int64_t
days_since_epoch(int year, int month, int day)
{
	int64_t y = year + 400 - (month <= 2);
	int64_t months = (month + 9) % 12;
	int64_t day_of_year = (153 * months + 2) / 5 + day - 1;

	return y * 365 + y / 4 - y / 100 + y / 400 + day_of_year - 719468 -
	       146097;
}

struct day {
	int year, month, day;
};

static bool
read_calendar_day(const char **text, struct day *out)
{
	if (!read_number(text, 4, &out->year) || !read_char(text, '-') ||
	    !read_number(text, 2, &out->month) || !read_char(text, '-') ||
	    !read_number(text, 2, &out->day))
		return false;
	return out->month >= 1 && out->month <= 12 && out->day >= 1 &&
	       out->day <= days_in_month(out->year, out->month);
}

static bool
read_day(const char **text, int64_t *day_ms)
{
	struct day day;

	if (!read_calendar_day(text, &day))
		return false;
	*day_ms = days_since_epoch(day.year, day.month, day.day) * DAY_MS;
	return true;
}

/* The local midnight with which the day begins that is so many days later. */
static int64_t
local_midnight(const struct day *day, int later)
{
	struct tm local = { .tm_year = day->year - 1900,
		.tm_mon = day->month - 1,
		.tm_mday = day->day + later,
		.tm_isdst = -1 };

	return (int64_t)mktime(&local) * SECOND_MS;
}

bool
date_parse_day(const char *text, int64_t *begins_ms, int64_t *ends_ms)
{
	struct day day;

	if (!read_calendar_day(&text, &day) || *text != '\0')
		return false;
	*begins_ms = local_midnight(&day, 0);
	*ends_ms = local_midnight(&day, 1);
	return true;
}

/* An absent fraction is none; a dot without digits is an error. */
static bool
read_fraction(const char **text, int *fraction_ms)
{
	int scale = 100;

	*fraction_ms = 0;
	if (!read_char(text, '.'))
		return true;
	if (!is_digit(**text))
		return false;
	for (; is_digit(**text); ++*text, scale /= 10)
		*fraction_ms += (**text - '0') * scale;
	return true;
}

static bool
read_clock(const char **text, int64_t *clock_ms, bool *is_leap_second)
{
	int hour, minute, second, fraction_ms;

	if (!read_number(text, 2, &hour) || !read_char(text, ':') ||
	    !read_number(text, 2, &minute) || !read_char(text, ':') ||
	    !read_number(text, 2, &second) ||
	    !read_fraction(text, &fraction_ms))
		return false;
	if (hour > 23 || minute > 59 || second > 60)
		return false;
	*is_leap_second = second == 60;
	*clock_ms = hour * HOUR_MS + minute * MINUTE_MS + second * SECOND_MS +
	            (*is_leap_second ? 0 : fraction_ms);
	return true;
}

/* What the zone is ahead of UTC, from "Z", "+hh:mm", "+hhmm" or nothing. */
static bool
read_zone(const char **text, int64_t *ahead_ms)
{
	char sign = **text;
	int hours, minutes;

	*ahead_ms = 0;
	if (sign == '\0' || read_char(text, 'Z') || read_char(text, 'z'))
		return true;
	if (!read_char(text, '+') && !read_char(text, '-'))
		return false;
	if (!read_number(text, 2, &hours))
		return false;
	read_char(text, ':');
	if (!read_number(text, 2, &minutes) || hours > 23 || minutes > 59)
		return false;
	*ahead_ms = hours * HOUR_MS + minutes * MINUTE_MS;
	if (sign == '-')
		*ahead_ms = -*ahead_ms;
	return true;
}

bool
date_parse(const char *text, int64_t *when_ms)
{
	int64_t day_ms, clock_ms, ahead_ms, utc_ms;
	bool is_leap_second;

	if (!read_day(&text, &day_ms))
		return false;
	if (!read_char(&text, 'T') && !read_char(&text, 't') &&
	    !read_char(&text, ' '))
		return false;
	if (!read_clock(&text, &clock_ms, &is_leap_second) ||
	    !read_zone(&text, &ahead_ms) || *text != '\0')
		return false;
	utc_ms = day_ms + clock_ms - ahead_ms;
	/* Leap seconds stand at the end of a day of UTC. */
	if (is_leap_second && utc_ms % DAY_MS != 0)
		return false;
	*when_ms = utc_ms;
	return true;
}

/* Seconds, rounded towards the past also before 1970. */
static time_t
whole_seconds(int64_t when_ms)
{
	return (time_t)(when_ms / SECOND_MS - (when_ms % SECOND_MS < 0));
}

void
date_format_day(int64_t when_ms, char text[DATE_TEXT_MAX])
{
	time_t seconds = whole_seconds(when_ms);
	struct tm parts;

	text[0] = '\0';
	if (when_ms == DATE_NONE || localtime_r(&seconds, &parts) == NULL)
		return;
	snprintf(text, DATE_TEXT_MAX, "%04d-%02d-%02d", parts.tm_year + 1900,
	    parts.tm_mon + 1, parts.tm_mday);
}

void
date_format_rfc3339(int64_t when_ms, char text[DATE_TEXT_MAX])
{
	time_t seconds = whole_seconds(when_ms);
	struct tm parts;

	text[0] = '\0';
	if (when_ms == DATE_NONE || gmtime_r(&seconds, &parts) == NULL)
		return;
	snprintf(text, DATE_TEXT_MAX, "%04d-%02d-%02dT%02d:%02d:%02dZ",
	    parts.tm_year + 1900, parts.tm_mon + 1, parts.tm_mday,
	    parts.tm_hour, parts.tm_min, parts.tm_sec);
}

void
date_format_exact(int64_t when_ms, char text[DATE_TEXT_MAX])
{
	char *separator, *zone;

	date_format_rfc3339(when_ms, text);
	separator = strchr(text, 'T');
	zone = strchr(text, 'Z');
	if (separator == NULL || zone == NULL)
		return;
	*separator = ' ';
	memcpy(zone, " UTC", sizeof(" UTC"));
}

void
date_format_local(int64_t when_ms, char text[DATE_TEXT_MAX])
{
	time_t seconds = whole_seconds(when_ms);
	struct tm parts;

	text[0] = '\0';
	if (when_ms == DATE_NONE || localtime_r(&seconds, &parts) == NULL ||
	    parts.tm_gmtoff == 0)
		return;
	if (strftime(text, DATE_TEXT_MAX, "%Y-%m-%d %H:%M:%S %Z", &parts) == 0)
		text[0] = '\0';
}

struct date_span
date_span(int64_t length_ms)
{
	static const int64_t lengths[] = {
		[DATE_SECONDS] = SECOND_MS,
		[DATE_MINUTES] = MINUTE_MS,
		[DATE_HOURS] = HOUR_MS,
		[DATE_DAYS] = DAY_MS,
		[DATE_MONTHS] = 30 * DAY_MS,
		[DATE_YEARS] = 365 * DAY_MS,
	};
	enum date_unit unit = DATE_YEARS;

	if (length_ms < 0)
		length_ms = 0;
	while (unit > DATE_SECONDS && length_ms < 2 * lengths[unit])
		unit--;
	return (struct date_span){ length_ms / lengths[unit], unit };
}
