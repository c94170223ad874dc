/* SPDX-License-Identifier: ISC */
/* Tests of dates, against a table and against timegm(3). */
#include "config.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <stdio.h>
#include <time.h>

#include <cmocka.h>

#include "base/date.h"

static void
date_is_parsed_when_it_keeps_to_rfc_3339(void **state)
{
	static const struct {
		const char *text;
		int64_t when_ms;
	} cases[] = {
		{ "1970-01-01T00:00:00Z", 0 },
		{ "1970-01-01T00:00:00", 0 },
		{ "1969-12-31T23:59:59.999Z", -1 },
		{ "2026-01-02T03:04:05Z", 1767323045000 },
		{ "2026-01-02t03:04:05z", 1767323045000 },
		{ "2026-01-02 03:04:05Z", 1767323045000 },
		{ "2026-01-02T05:04:05+02:00", 1767323045000 },
		{ "2026-01-02T05:04:05+0200", 1767323045000 },
		{ "2026-01-01T21:34:05-05:30", 1767323045000 },
		{ "2026-01-02T03:04:05-00:00", 1767323045000 },
		{ "2026-01-02T03:04:05.1Z", 1767323045100 },
		{ "2026-01-02T03:04:05.12345678901234567890Z", 1767323045123 },
		{ "2024-02-29T00:00:00Z", 1709164800000 },
		{ "2000-02-29T00:00:00Z", 951782400000 },
		{ "2016-12-31T23:59:60Z", 1483228800000 },
		{ "2016-12-31T18:59:60.5-05:00", 1483228800000 },
		{ "0000-01-01T00:00:00Z", -62167219200000 },
		{ "9999-12-31T23:59:59.999Z", 253402300799999 },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		int64_t when_ms = 42;

		if (!date_parse(cases[i].text, &when_ms) ||
		    when_ms != cases[i].when_ms)
			fail_msg("%s: %lld", cases[i].text, (long long)when_ms);
	}
}

static void
date_is_refused_when_it_is_anything_else(void **state)
{
	static const char *const cases[] = {
		"",
		"2026",
		"2026-01-02",
		"2026-01-02T03:04Z",
		"2026-02-30T00:00:00Z",
		"2026-02-29T00:00:00Z",
		"1900-02-29T00:00:00Z",
		"2026-04-31T00:00:00Z",
		"2026-00-01T00:00:00Z",
		"2026-13-01T00:00:00Z",
		"2026-01-00T00:00:00Z",
		"2026-01-32T00:00:00Z",
		"2026-01-02T24:00:00Z",
		"2026-01-02T03:60:00Z",
		"2026-01-02T03:04:61Z",
		"2026-01-02T03:04:60Z",
		"2026-01-02T03:04:05.Z",
		"2026-01-02T03:04:05,5Z",
		"2026-01-02T03:04:05+2:00",
		"2026-01-02T03:04:05+02",
		"2026-01-02T03:04:05+24:00",
		"2026-01-02T03:04:05+02:60",
		"2026-01-02T03:04:05ZZ",
		"2026-01-02T03:04:05Z ",
		" 2026-01-02T03:04:05Z",
		"26-01-02T03:04:05Z",
		"+2026-01-02T03:04:05Z",
		"12026-01-02T03:04:05Z",
		"2026-1-02T03:04:05Z",
		"20260102T030405Z",
		"2026-01-02X03:04:05Z",
		"Fri, 02 Jan 2026 03:04:05 GMT",
	};

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		int64_t when_ms = 42;

		if (date_parse(cases[i], &when_ms))
			fail_msg("accepted: %s", cases[i]);
		assert_int_equal(when_ms, 42);
	}
}

/* A fixed sequence (xorshift), so that a failure can be repeated. */
static uint64_t
next_random(uint64_t *seed)
{
	*seed ^= *seed << 13;
	*seed ^= *seed >> 7;
	*seed ^= *seed << 17;
	return *seed;
}

static void
date_agrees_with_timegm_when_random(void **state)
{
	uint64_t seed = 88172645463325252;

	(void)state;
	for (int i = 0; i < 20000; i++) {
		/* Years 0 to 9999. */
		int64_t seconds =
		    (int64_t)(next_random(&seed) % UINT64_C(315569520000)) -
		    INT64_C(62167219200);
		time_t time = (time_t)seconds;
		char text[64], written[DATE_TEXT_MAX];
		int64_t when_ms;
		struct tm parts;

		assert_non_null(gmtime_r(&time, &parts));
		assert_true(timegm(&parts) == time);
		snprintf(text, sizeof(text), "%04d-%02d-%02dT%02d:%02d:%02dZ",
		    parts.tm_year + 1900, parts.tm_mon + 1, parts.tm_mday,
		    parts.tm_hour, parts.tm_min, parts.tm_sec);
		assert_true(date_parse(text, &when_ms));
		assert_true(when_ms == seconds * 1000);
		date_format_rfc3339(when_ms, written);
		assert_string_equal(written, text);
	}
}

static void
date_is_written_when_known(void **state)
{
	char text[DATE_TEXT_MAX];

	(void)state;
	date_format_exact(1767323045999, text);
	assert_string_equal(text, "2026-01-02 03:04:05 UTC");
	date_format_exact(-1, text);
	assert_string_equal(text, "1969-12-31 23:59:59 UTC");
	date_format_rfc3339(0, text);
	assert_string_equal(text, "1970-01-01T00:00:00Z");
	date_format_exact(DATE_NONE, text);
	assert_string_equal(text, "");
	date_format_rfc3339(DATE_NONE, text);
	assert_string_equal(text, "");
	date_format_day(DATE_NONE, text);
	assert_string_equal(text, "");
	date_format_day(INT64_MAX, text);
}

static void
date_shows_the_local_day_when_the_zone_is_not_utc(void **state)
{
	char text[DATE_TEXT_MAX];

	(void)state;
	setenv("TZ", "XXX-12", 1);
	tzset();
	date_format_day(1767312000000 - 1000, text);
	assert_string_equal(text, "2026-01-02");
	setenv("TZ", "XXX12", 1);
	tzset();
	date_format_day(1767312000000 - 1000, text);
	assert_string_equal(text, "2026-01-01");
}

static void
date_shows_the_local_time_when_the_zone_is_not_utc(void **state)
{
	char text[DATE_TEXT_MAX];

	(void)state;
	setenv("TZ", "XXX-2", 1);
	tzset();
	date_format_local(1767312000000, text);
	assert_string_equal(text, "2026-01-02 02:00:00 XXX");
	date_format_local(DATE_NONE, text);
	assert_string_equal(text, "");
	setenv("TZ", "UTC", 1);
	tzset();
	date_format_local(1767312000000, text);
	assert_string_equal(text, "");
}

static void
date_span_takes_the_unit_when_there_are_two(void **state)
{
	static const int64_t s = 1000, h = 3600 * s, d = 24 * h;
	const struct {
		int64_t length_ms, count;
		enum date_unit unit;
	} cases[] = {
		{ -5, 0, DATE_SECONDS },
		{ 0, 0, DATE_SECONDS },
		{ 119 * s + 999, 119, DATE_SECONDS },
		{ 120 * s, 2, DATE_MINUTES },
		{ 2 * h - 1, 119, DATE_MINUTES },
		{ 2 * h, 2, DATE_HOURS },
		{ 2 * d - 1, 47, DATE_HOURS },
		{ 2 * d, 2, DATE_DAYS },
		{ 60 * d - 1, 59, DATE_DAYS },
		{ 60 * d, 2, DATE_MONTHS },
		{ 730 * d - 1, 24, DATE_MONTHS },
		{ 730 * d, 2, DATE_YEARS },
		{ 3650 * d + 5, 10, DATE_YEARS },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		struct date_span span = date_span(cases[i].length_ms);

		assert_int_equal(span.count, cases[i].count);
		assert_int_equal(span.unit, cases[i].unit);
	}
	assert_int_equal(date_span(INT64_MAX).unit, DATE_YEARS);
	assert_int_equal(date_span(INT64_MIN).count, 0);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(date_is_parsed_when_it_keeps_to_rfc_3339),
		cmocka_unit_test(date_is_refused_when_it_is_anything_else),
		cmocka_unit_test(date_agrees_with_timegm_when_random),
		cmocka_unit_test(date_is_written_when_known),
		cmocka_unit_test(
		    date_shows_the_local_day_when_the_zone_is_not_utc),
		cmocka_unit_test(
		    date_shows_the_local_time_when_the_zone_is_not_utc),
		cmocka_unit_test(date_span_takes_the_unit_when_there_are_two),
	};

	return cmocka_run_group_tests_name("date", tests, NULL, NULL);
}
