/* SPDX-License-Identifier: ISC */
/* The one sanitiser: whatever the bytes, a terminal and a person are safe. */
#include "config.h"

#include <stdio.h>
#include <string.h>
#include <wchar.h>

#include <unictype.h>

#include "base/text.h"
#include "base/utf8.h"
#include "base/xmalloc.h"

#define MARKS_MAX 4
#define REPLACEMENT 0xFFFD
#define DOTTED_CIRCLE 0x25CC

/*
 * The most that one byte becomes: a control is written "<U+001B>". Longer
 * escapes stand for characters of more bytes.
 */
#define GROWTH_MAX 8

struct output {
	char *text;
	size_t length;
	bool is_utf8;
	bool has_base; /* marks may follow */
	size_t marks;  /* after that base */
};

static void
put_scalar(struct output *out, uint32_t scalar)
{
	if (scalar >= 0x80 && !out->is_utf8)
		scalar = '?';
	out->length += text_encode(scalar, out->text + out->length);
}

static void
put_escape(struct output *out, uint32_t scalar)
{
	out->length += (size_t)sprintf(
	    out->text + out->length, "<U+%04X>", (unsigned)scalar);
	out->has_base = false;
}

/* Says how many marks were left out, once the last of them is seen. */
static void
end_marks(struct output *out)
{
	if (out->marks > MARKS_MAX)
		out->length += (size_t)sprintf(out->text + out->length,
		    "<+%zu marks>", out->marks - MARKS_MAX);
	out->marks = 0;
}

static void
put_base(struct output *out, uint32_t scalar)
{
	put_scalar(out, scalar);
	out->has_base = true;
}

static void
put_mark(struct output *out, uint32_t scalar)
{
	if (!out->has_base)
		put_base(out, DOTTED_CIRCLE);
	if (++out->marks <= MARKS_MAX)
		put_scalar(out, scalar);
}

bool
text_is_visible(uint32_t scalar)
{
	if (scalar < 0x7f)
		return scalar >= 0x20;
	return uc_is_general_category_withtable(
	           scalar, UC_CATEGORY_MASK_L | UC_CATEGORY_MASK_M |
	                       UC_CATEGORY_MASK_N | UC_CATEGORY_MASK_P |
	                       UC_CATEGORY_MASK_S | UC_CATEGORY_MASK_Zs) &&
	       (utf8_is_mark(scalar) ||
	           !uc_is_property_default_ignorable_code_point(scalar));
}

static void
put_character(struct output *out, uint32_t scalar)
{
	bool is_known = text_is_visible(scalar);
	int width = is_known && out->is_utf8 ? wcwidth((wchar_t)scalar) : 1;
	bool is_mark =
	    is_known && width >= 0 && (utf8_is_mark(scalar) || width == 0);

	if (!is_mark)
		end_marks(out);
	if (!is_known || width < 0)
		put_escape(out, scalar);
	else if (is_mark)
		put_mark(out, scalar);
	else
		put_base(out, scalar);
}

static bool
is_plain(const char *bytes, size_t length)
{
	for (size_t i = 0; i < length; i++)
		if (bytes[i] < 0x20 || bytes[i] > 0x7e)
			return false;
	return true;
}

char *
text_sanitise(const char *bytes, size_t length)
{
	struct output out = { 0 };
	size_t at = 0;

	if (is_plain(bytes, length))
		return xstrndup(bytes, length);
	out.text = xcalloc(length + 1, GROWTH_MAX);
	out.is_utf8 = text_locale_is_utf8();
	while (at < length) {
		uint32_t scalar = REPLACEMENT;
		size_t size = utf8_decode(bytes + at, length - at, &scalar);

		put_character(&out, scalar);
		at += size == 0 ? 1 : size;
	}
	end_marks(&out);
	out.text[out.length] = '\0';
	return out.text;
}
