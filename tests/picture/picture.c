/* SPDX-License-Identifier: ISC */
/* Draws the picture of the README: a real run on the demo service, as SVG. */
#include "config.h"

#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>
#include <vterm.h>

#include "base/text.h"
#include "support/terminal.h"

#define COLUMNS 116
#define ROWS 27
#define CELL_WIDTH 8.4
#define CELL_HEIGHT 18.0
#define MARGIN 14.0

#define FOREGROUND "#d3d7cf"
#define BACKGROUND "#16181d"

/* How a run of cells looks. */
struct look {
	const char *text, *ground;
	bool is_bold, is_underlined;
};

static const char *const palette[16] = { "#16181d", "#ef6b73", "#8cc265",
	"#e5b567", "#6a9fe0", "#b58ad6", "#4fc1d6", "#d3d7cf", "#6b7280",
	"#ff8b92", "#a9dc82", "#ffd08a", "#8fbcf5", "#d0a9ee", "#7fdcec",
	"#ffffff" };

static const char *
colour(VTermColor cell, bool is_ground)
{
	if (VTERM_COLOR_IS_INDEXED(&cell) && cell.indexed.idx < 16)
		return palette[cell.indexed.idx];
	return is_ground ? BACKGROUND : FOREGROUND;
}

static struct look
look_of(const VTermScreenCell *cell)
{
	bool is_default = VTERM_COLOR_IS_DEFAULT_FG(&cell->fg);
	struct look look = {
		is_default ? FOREGROUND : colour(cell->fg, false),
		VTERM_COLOR_IS_DEFAULT_BG(&cell->bg) ? BACKGROUND
		                                     : colour(cell->bg, true),
		cell->attrs.bold,
		cell->attrs.underline != 0,
	};

	if (cell->attrs.reverse)
		return (struct look){ look.ground, look.text, look.is_bold,
			look.is_underlined };
	return look;
}

static bool
looks_same(struct look one, struct look other)
{
	return strcmp(one.text, other.text) == 0 &&
	       strcmp(one.ground, other.ground) == 0 &&
	       one.is_bold == other.is_bold &&
	       one.is_underlined == other.is_underlined;
}

static void
print_character(FILE *out, uint32_t scalar)
{
	char bytes[4];

	if (scalar == '<')
		fputs("&lt;", out);
	else if (scalar == '&')
		fputs("&amp;", out);
	else
		fwrite(bytes, 1, text_encode(scalar, bytes), out);
}

static VTermScreenCell
cell_at(VTermScreen *screen, int row, int column)
{
	VTermScreenCell cell;
	VTermPos at = { .row = row, .col = column };

	vterm_screen_get_cell(screen, at, &cell);
	return cell;
}

static bool
is_blank(VTermScreen *screen, int row, int from, int to)
{
	for (int column = from; column < to; column++) {
		uint32_t scalar = cell_at(screen, row, column).chars[0];

		if (scalar != 0 && scalar != ' ')
			return false;
	}
	return true;
}

static void
print_run(
    FILE *out, VTermScreen *screen, int row, int from, int to, struct look look)
{
	double x = MARGIN + from * CELL_WIDTH, y = MARGIN + row * CELL_HEIGHT;
	double width = (to - from) * CELL_WIDTH;

	if (strcmp(look.ground, BACKGROUND) != 0)
		fprintf(out,
		    "<rect x='%.1f' y='%.1f' width='%.1f' height='%.1f'"
		    " fill='%s'/>\n",
		    x, y, width, CELL_HEIGHT, look.ground);
	if (is_blank(screen, row, from, to) && !look.is_underlined)
		return;
	fprintf(out, "<text x='%.1f' y='%.1f' textLength='%.1f' fill='%s'%s%s>",
	    x, y + CELL_HEIGHT * 0.74, width, look.text,
	    look.is_bold ? " font-weight='bold'" : "",
	    look.is_underlined ? " text-decoration='underline'" : "");
	for (int column = from; column < to; column++) {
		VTermScreenCell cell = cell_at(screen, row, column);

		if (cell.chars[0] == (uint32_t)-1)
			continue;
		if (cell.chars[0] == 0)
			print_character(out, ' ');
		for (int i = 0; i < VTERM_MAX_CHARS_PER_CELL && cell.chars[i];
		     i++)
			print_character(out, cell.chars[i]);
	}
	fputs("</text>\n", out);
}

/* A wide character is a run of its own, so that the others stay in place. */
static void
print_row(FILE *out, VTermScreen *screen, int row)
{
	int column = 0;

	while (column < COLUMNS) {
		VTermScreenCell cell = cell_at(screen, row, column);
		struct look look = look_of(&cell);
		int end = column + cell.width;

		while (cell.width == 1 && end < COLUMNS) {
			VTermScreenCell next = cell_at(screen, row, end);

			if (next.width != 1 ||
			    !looks_same(look, look_of(&next)))
				break;
			end++;
		}
		print_run(out, screen, row, column, end, look);
		column = end;
	}
}

static void
print_svg(FILE *out, VTermScreen *screen)
{
	double width = COLUMNS * CELL_WIDTH + 2 * MARGIN;
	double height = ROWS * CELL_HEIGHT + 2 * MARGIN;

	fprintf(out,
	    "<svg xmlns='http://www.w3.org/2000/svg' width='%.0f'"
	    " height='%.0f' viewBox='0 0 %.0f %.0f'\n"
	    "font-family='DejaVu Sans Mono, Menlo, Consolas, monospace'"
	    " font-size='14' xml:space='preserve'>\n"
	    "<rect width='100%%' height='100%%' rx='8' fill='%s'/>\n",
	    width, height, width, height, BACKGROUND);
	for (int row = 0; row < ROWS; row++)
		print_row(out, screen, row);
	fputs("</svg>\n", out);
}

static void
draw(void **state)
{
	const char *argv[] = { terminal_program("keyrack"), "--demo", NULL };
	const char *environment[] = { "TERM=xterm-256color", "LC_ALL=C.UTF-8",
		"TZ=UTC", NULL };
	struct terminal_options options = { argv, environment, COLUMNS, ROWS };
	struct terminal *terminal = terminal_new(&options);
	VTerm *vterm = vterm_new(ROWS, COLUMNS);
	const char *bytes;
	size_t length;
	FILE *out;

	terminal_expect(terminal, "prod-extract");
	terminal_expect(terminal, "ada@example.org");
	terminal_send(terminal, "jjj");
	terminal_listen(terminal, 500);
	bytes = terminal_raw(terminal, &length);
	vterm_set_utf8(vterm, 1);
	vterm_screen_enable_altscreen(vterm_obtain_screen(vterm), 1);
	vterm_screen_reset(vterm_obtain_screen(vterm), 1);
	vterm_input_write(vterm, bytes, length);
	out = fopen(*state, "w");
	assert_non_null(out);
	print_svg(out, vterm_obtain_screen(vterm));
	assert_int_equal(fclose(out), 0);
	vterm_free(vterm);
	terminal_send(terminal, "q");
	assert_int_equal(terminal_expect_end(terminal), 0);
	terminal_free(terminal);
}

int
main(int argc, char **argv)
{
	const struct CMUnitTest tests[] = { cmocka_unit_test_prestate(
	    draw, argv[1]) };

	if (argc != 2) {
		fprintf(stderr, "usage: %s FILE.svg\n", argv[0]);
		return 2;
	}
	return cmocka_run_group_tests(tests, NULL, NULL);
}
