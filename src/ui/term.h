/* SPDX-License-Identifier: ISC */
/* The terminal: opened with fallbacks, given back exactly as it was. */
#ifndef KEYRACK_UI_TERM_H
#define KEYRACK_UI_TERM_H

#include <stdbool.h>
#include <stddef.h>
#include <termios.h>

#include "base/error.h"
#include "controller/event.h"

struct caret;
struct hyperlink;
struct term;
struct theme;

/* What gives the terminal back when nothing else can be done any more. */
struct term_undo {
	int fd;
	struct termios modes;
	char bytes[256];
	size_t length;
};

/*
 * Starts the screen on standard input and output, which must both be a
 * terminal. A TERM that is unknown, unset or cannot move the cursor is tried
 * as "xterm-256color", "xterm", "vt100" in turn; *fallback is then the one
 * that was taken, else NULL. Release with term_free. NULL on failure, with
 * the terminal as it was.
 */
struct term *term_new(const char **fallback, struct error *err);

/* Gives the terminal back: main screen, cursor, modes, termios. */
void term_free(struct term *term);

/*
 * For ^Z: gives the terminal back without a trace of what was shown, and
 * takes it again. Everything is to be drawn anew afterwards.
 */
void term_suspend(struct term *term);
void term_resume(struct term *term);

/*
 * Leaves the frame and prints the text on the main screen; keys and pastes
 * are still read. Ends with term_resume.
 */
void term_bare(struct term *term, const char *text);

/*
 * Whether the terminal is of a kind that takes text into its clipboard, and
 * hands it over (OSC 52). No terminal tells whether it did. Within GNU screen
 * it reaches the terminal only through that. False, with errno: it was not
 * even written.
 */
bool term_can_copy(const struct term *term);
bool term_copy(struct term *term, const char *text, bool through_screen);

/* The theme of the setting's word; before the first frame. */
void term_set_theme(struct term *term, const char *word);

/* Whether EVENT_FOCUS_LOST comes, where the terminal can tell. */
void term_report_focus(struct term *term, bool is_wanted);

/*
 * Has the terminal report clicks and the wheel (EVENT_MOUSE) in place of
 * selecting text, also after term_resume.
 */
void term_watch_mouse(struct term *term);

/* Asks the terminal for its size and takes it. */
struct size term_resize(struct term *term);

/*
 * The next key or paste that was typed (EVENT_KEY, EVENT_PASTE), or that the
 * window lost the keyboard (EVENT_FOCUS_LOST); false when
 * there is none. Never waits. is_gone is set when the terminal has hung up.
 */
bool term_read(struct term *term, struct event *out, bool *is_gone);

/* Paints every cell anew at the next draw. */
void term_redraw(struct term *term);

/*
 * Sends what has been drawn, in one go, and puts the terminal's cursor. The
 * link is told where it was not yet, on a terminal that is known to bear it.
 */
void term_show(
    struct term *term, const struct caret *caret, const struct hyperlink *link);

/* "ncurses 6.4.20221231", as loaded at run time. */
const char *term_version(void);

/* Both are lent until term_free. */
const struct theme *term_theme(const struct term *term);
const struct term_undo *term_undo(const struct term *term);

#endif
