/* SPDX-License-Identifier: ISC */
/* Writes the cells of a link again, as OSC 8 has it. */
#include "config.h"

#include "ui/hyperlink.h"

#include <curses.h>
#include <stdlib.h>
#include <string.h>

#include "base/buffer.h"
#include "base/xmalloc.h"
#include "ui/modes.h"
#include "ui/terminfo.h"

#define SEQUENCES_MAX ((size_t)256 * 1024)
#define ROW_MAX 512

bool
hyperlink_is_harmless(const char *terminal)
{
	bool may_be_screen = strncmp(terminal, "screen", 6) == 0;

	if (getenv("STY") != NULL || (may_be_screen && getenv("TMUX") == NULL))
		return false;
	return terminfo_has_modern_family(terminal);
}

/*
 * The login's address was checked where it came in. What would end the
 * sequence, or what some terminals take for the end of the address, must not
 * get to a terminal in any case.
 */
static bool
is_safe(const char *url)
{
	size_t length = 0;

	while (url[length] > ' ' && url[length] <= '~' && url[length] != ';')
		length++;
	return url[length] == '\0' && length > 0 && length <= HYPERLINK_MAX;
}

static bool
is_same(const struct hyperlink_told *told, const struct hyperlink *link)
{
	return told->url != NULL && link->url != NULL &&
	       strcmp(told->url, link->url) == 0 &&
	       told->place.x == link->place.x &&
	       told->place.y == link->place.y &&
	       told->place.columns == link->place.columns &&
	       told->place.rows == link->place.rows;
}

void
hyperlink_forget(struct hyperlink_told *told)
{
	free(told->url);
	told->url = NULL;
}

void
hyperlink_begin(struct hyperlink_told *told, const struct hyperlink *link)
{
	if (told->url == NULL || is_same(told, link))
		return;
	/* A cell with the same letter would stay as it is, a link. */
	wredrawln(newscr, told->place.y, told->place.rows);
	hyperlink_forget(told);
}

/* The look of the cells; the capabilities count from where sgr0 leaves. */
static void
add_style(struct buffer *bytes, struct style style)
{
	attr_t attributes = style.attributes;
	short front = -1, back = -1;

	buffer_add_text(
	    bytes, tparm(terminfo_string("sgr"), 0L,
	               (long)((attributes & A_UNDERLINE) != 0),
	               (long)((attributes & A_REVERSE) != 0), 0L,
	               (long)((attributes & A_DIM) != 0),
	               (long)((attributes & A_BOLD) != 0), 0L, 0L, 0L));
	if (style.pair == 0 || pair_content(style.pair, &front, &back) != OK)
		return;
	if (front >= 0)
		buffer_add_text(
		    bytes, tparm(terminfo_string("setaf"), (long)front, 0L, 0L,
		               0L, 0L, 0L, 0L, 0L, 0L));
	if (back >= 0)
		buffer_add_text(
		    bytes, tparm(terminfo_string("setab"), (long)back, 0L, 0L,
		               0L, 0L, 0L, 0L, 0L, 0L));
}

/* One row, if nothing but the link's own letters stands there. */
static void
add_row(struct buffer *bytes, const struct hyperlink *link, int y)
{
	char row[ROW_MAX];
	int columns = link->place.columns;

	if (columns >= ROW_MAX ||
	    mvwinnstr(newscr, y, link->place.x, row, columns) == ERR)
		return;
	row[strcspn(row, " ")] = '\0';
	if (*row == '\0' || strstr(link->url, row) == NULL)
		return;
	buffer_add_text(
	    bytes, tparm(terminfo_string("cup"), (long)y, (long)link->place.x,
	               0L, 0L, 0L, 0L, 0L, 0L, 0L));
	/* Pieces of one id are one link. */
	buffer_add_text(bytes, "\033]8;id=keyrack;");
	buffer_add_text(bytes, link->url);
	buffer_add_text(bytes, "\033\\");
	buffer_add_text(bytes, row);
	buffer_add_text(bytes, "\033]8;;\033\\");
}

void
hyperlink_end(struct hyperlink_told *told, const struct hyperlink *link,
    const struct modes *modes)
{
	const char *save = terminfo_string("sc"),
	           *restore = terminfo_string("rc");
	struct buffer bytes;

	if (!told->is_wanted || *save == '\0' || *restore == '\0' ||
	    link->url == NULL || is_same(told, link) || !is_safe(link->url))
		return;
	buffer_init(&bytes, SEQUENCES_MAX);
	/* Place and look, of which ncurses keeps its own account. */
	buffer_add_text(&bytes, save);
	add_style(&bytes, link->style);
	for (int i = 0; i < link->place.rows; i++)
		add_row(&bytes, link, link->place.y + i);
	buffer_add_text(&bytes, restore);
	modes_write(modes, buffer_text(&bytes));
	buffer_clear(&bytes);
	told->url = xstrdup(link->url);
	told->place = link->place;
}
