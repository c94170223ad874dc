/* SPDX-License-Identifier: ISC */
/* The brush: all that is put on the screen goes through here. */
#ifndef KEYRACK_UI_DRAW_H
#define KEYRACK_UI_DRAW_H

#include <curses.h>
#include <stdbool.h>

#include "base/secret.h"
#include "controller/field.h"
#include "controller/layout.h"
#include "ui/hyperlink.h"
#include "ui/theme.h"

/* Where the terminal's own cursor goes, counted from the screen's corner. */
struct caret {
	bool is_shown;
	int x, y;
};

/* What is drawn on: the whole screen or a dialog. Everything is lent. */
struct canvas {
	WINDOW *window;
	const struct theme *theme;
	struct caret *caret;
	struct hyperlink *link; /* the one that is shown, if any */
	int columns, rows;
};

/*
 * Every text passes the sanitiser here, whoever gave it, and is cut to the
 * columns that it may fill and to the canvas. NULL draws nothing. They return
 * how many columns were filled.
 */
int draw_text(const struct canvas *canvas, int x, int y, int columns,
    enum role role, const char *text);

/* Blanks that look like the role; text may be drawn over them. */
void draw_blanks(
    const struct canvas *canvas, int x, int y, int columns, enum role role);

/* Ends where the columns end. */
int draw_text_right(const struct canvas *canvas, int x, int y, int columns,
    enum role role, const char *text);

/* How many columns the text would fill if it were not cut. */
int draw_width(const char *text);

/*
 * Breaks the text at blanks (within words that are too long) and returns how
 * many lines it took; no more than `rows` are drawn, and the last of them
 * ends in an ellipsis if something was left out.
 */
int draw_wrapped(const struct canvas *canvas, struct rect rect, enum role role,
    const char *text);

/* How many lines the text would take if nothing were left out. */
int draw_wrapped_lines(int columns, const char *text);

/*
 * The secret alone, broken where the line ends, from one of its lines on; no
 * copy of it is made. Bytes that are not printable ASCII are no part of any
 * token and become "?". Returns how many lines it took.
 */
int draw_secret(const struct canvas *canvas, struct rect rect, enum role role,
    const struct secret *secret, long first_line);

/* Blanks the inside and draws the frame with its title in the upper edge. */
void draw_frame(const struct canvas *canvas, struct rect rect, bool is_focused,
    const char *title);

/* A place to type in; shows the caret there when it has the focus. */
void draw_field(const struct canvas *canvas, int x, int y, int columns,
    const struct field *field, bool is_focused);

/* "[ Create ]", and "[Create]" for little room; returns its columns. */
int draw_button(const struct canvas *canvas, int x, int y, const char *label,
    bool is_focused);
int draw_tight_button(const struct canvas *canvas, int x, int y,
    const char *label, bool is_focused);

/*
 * Opens a framed window for a dialog, its size cut to the screen, and puts
 * the inside's place into *inside. False if there is no room at all; else it
 * is to be closed by draw_dialog_close, which puts it over what is there.
 */
bool draw_dialog_open(const struct canvas *screen, struct rect rect,
    const char *title, struct canvas *dialog, struct rect *inside);
void draw_dialog_close(struct canvas *dialog);

#endif
