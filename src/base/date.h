/* SPDX-License-Identifier: ISC */
/* Points in time: RFC 3339 as the service writes them, and as people read. */
#ifndef KEYRACK_BASE_DATE_H
#define KEYRACK_BASE_DATE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* A point in time is milliseconds since 1970-01-01T00:00:00Z. */
#define DATE_NONE INT64_MIN

#define DATE_TEXT_MAX 40

/*
 * Reads an RFC 3339 date and time; a missing zone means UTC (ISO 8601 allows
 * it and the contract says ISO 8601), fractions beyond milliseconds are cut,
 * a leap second counts as the next second. False for anything else, 30
 * February included.
 */
bool date_parse(const char *text, int64_t *when_ms);

/*
 * Reads "2026-01-02" as date_format_day writes it: where that day begins and
 * where the next one does, in the local time zone. False for anything else.
 */
bool date_parse_day(const char *text, int64_t *begins_ms, int64_t *ends_ms);

/* "2026-01-02", in the local time zone; "" for DATE_NONE. */
void date_format_day(int64_t when_ms, char text[DATE_TEXT_MAX]);

/* "2026-01-02 03:04:05 UTC"; "" for DATE_NONE. */
void date_format_exact(int64_t when_ms, char text[DATE_TEXT_MAX]);

/*
 * "2026-01-02 04:04:05 CET", in the local time zone; "" for DATE_NONE and
 * where the local time is that of UTC.
 */
void date_format_local(int64_t when_ms, char text[DATE_TEXT_MAX]);

/* "2026-01-02T03:04:05Z" (RFC 3339); "" for DATE_NONE. */
void date_format_rfc3339(int64_t when_ms, char text[DATE_TEXT_MAX]);

enum date_unit {
	DATE_SECONDS,
	DATE_MINUTES,
	DATE_HOURS,
	DATE_DAYS,
	DATE_MONTHS, /* of 30 days */
	DATE_YEARS,  /* of 365 days */
};

struct date_span {
	int64_t count; /* never negative */
	enum date_unit unit;
};

/*
 * The length of a span as one number, rounded down, in the largest unit of
 * which there are at least two (days from 48 hours up to 60 days, and so on).
 */
struct date_span date_span(int64_t length_ms);

#endif
