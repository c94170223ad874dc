/* SPDX-License-Identifier: ISC */
/* A table of ranges, written down from the Unicode character database. */
#include "config.h"

#include "fuzz/forbidden.h"

#include <stdint.h>
#include <string.h>

#include <unictype.h>
#include <unistr.h>

#define MARKS_MAX 4

static const struct {
	uint32_t first, last;
} forbidden[] = {
	{ 0x0000, 0x001F },    /* C0 */
	{ 0x007F, 0x009F },    /* DEL, C1 */
	{ 0x00AD, 0x00AD },    /* soft hyphen */
	{ 0x061C, 0x061C },    /* Arabic letter mark */
	{ 0x115F, 0x1160 },    /* Hangul fillers */
	{ 0x180E, 0x180E },    /* Mongolian vowel separator */
	{ 0x200B, 0x200F },    /* zero-width, directional marks */
	{ 0x2028, 0x202E },    /* line, paragraph, bidirectional embedding */
	{ 0x2060, 0x206F },    /* word joiner, isolates, deprecated */
	{ 0x3164, 0x3164 },    /* Hangul filler */
	{ 0xD800, 0xF8FF },    /* surrogates, private use */
	{ 0xFDD0, 0xFDEF },    /* non-characters */
	{ 0xFEFF, 0xFEFF },    /* byte order mark */
	{ 0xFFA0, 0xFFA0 },    /* half-width Hangul filler */
	{ 0xFFF0, 0xFFFB },    /* interlinear annotation */
	{ 0xFFFE, 0xFFFF },    /* non-characters */
	{ 0xE0000, 0xE00FF },  /* tags */
	{ 0xE01F0, 0x10FFFF }, /* unassigned, private use */
};

static bool
is_forbidden(uint32_t scalar)
{
	for (size_t i = 0; i < sizeof(forbidden) / sizeof(forbidden[0]); i++)
		if (scalar >= forbidden[i].first && scalar <= forbidden[i].last)
			return true;
	return uc_is_general_category_withtable(scalar, UC_CATEGORY_MASK_C);
}

bool
is_free_of_forbidden(const char *text)
{
	const uint8_t *at = (const uint8_t *)text;
	size_t length = strlen(text), marks = 0;
	ucs4_t scalar;

	if (u8_check(at, length) != NULL)
		return false;
	while ((at = u8_next(&scalar, at)) != NULL) {
		bool is_mark = uc_is_general_category_withtable(
		    scalar, UC_CATEGORY_MASK_M);

		marks = is_mark ? marks + 1 : 0;
		if (is_forbidden(scalar) || marks > MARKS_MAX)
			return false;
	}
	return true;
}
