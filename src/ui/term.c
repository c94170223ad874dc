/* SPDX-License-Identifier: ISC */
/* Opens the terminal with ncurses, reads it, and gives it back. */
#include "config.h"

#include "ui/term.h"

#include <curses.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include <bsd/stdlib.h>

#include "base/xmalloc.h"
#include "ui/burst.h"
#include "ui/draw.h"
#include "ui/hyperlink.h"
#include "ui/input.h"
#include "ui/modes.h"
#include "ui/osc52.h"
#include "ui/terminfo.h"
#include "ui/theme.h"

struct term {
	SCREEN *screen;
	FILE *in, *out;
	struct theme theme;
	struct input input;
	struct term_undo undo;
	int escape_ms;
	struct modes modes;
	struct hyperlink_told link;
	bool is_bare;       /* out of the frame, but reading */
	bool has_alternate; /* leaving it takes away what was shown */
};

static bool
open_as(struct term *term, const char *name)
{
	term->screen = newterm(name, term->out, term->in);
	if (term->screen == NULL)
		return false;
	if (*terminfo_string("cup") != '\0') {
		modes_find(&term->modes, name, fileno(term->out));
		return true;
	}
	delscreen(term->screen);
	term->screen = NULL;
	return false;
}

static bool
open_screen(struct term *term, const char **fallback)
{
	static const char *const names[] = { "xterm-256color", "xterm",
		"vt100" };
	const char *name = getenv("TERM");
	size_t i;

	*fallback = NULL;
	if (name != NULL && *name != '\0' && open_as(term, name))
		return true;
	for (i = 0; i < sizeof(names) / sizeof(names[0]); i++) {
		*fallback = names[i];
		if (open_as(term, names[i]))
			return true;
	}
	return false;
}

/*
 * Until the first endwin, ncurses writes at every movement of the cursor
 * instead of once a frame. That endwin moves the cursor of the main screen,
 * so it is saved around it.
 */
static void
start_buffering(struct term *term)
{
	const char *save = terminfo_string("sc"),
	           *restore = terminfo_string("rc");

	if (*save == '\0' || *restore == '\0')
		return;
	modes_write(&term->modes, save);
	endwin();
	modes_write(&term->modes, restore);
}

static void
prepare_undo(struct term *term)
{
	modes_undo(&term->modes, term->undo.bytes, sizeof(term->undo.bytes));
	term->undo.length = strlen(term->undo.bytes);
	term->undo.fd = STDOUT_FILENO;
}

static void
set_modes(struct term *term)
{
	raw();
	noecho();
	nonl();
	typeahead(-1);
	leaveok(stdscr, TRUE);
	idlok(stdscr, TRUE);
	theme_init(&term->theme, "default");
	term->has_alternate = *terminfo_string("rmcup") != '\0';
	prepare_undo(term);
	start_buffering(term);
	modes_enter(&term->modes);
}

/* A stream of our own on the same terminal, that can be closed. */
static FILE *
duplicate(int fd, const char *mode)
{
	int copy = fcntl(fd, F_DUPFD_CLOEXEC, 3);

	return copy < 0 ? NULL : fdopen(copy, mode);
}

static void
release(struct term *term)
{
	if (term->screen != NULL)
		delscreen(term->screen);
	if (term->in != NULL)
		fclose(term->in);
	if (term->out != NULL)
		fclose(term->out);
	tcsetattr(STDIN_FILENO, TCSADRAIN, &term->undo.modes);
	input_clear(&term->input);
	hyperlink_forget(&term->link);
	free(term);
}

struct term *
term_new(const char **fallback, struct error *err)
{
	struct term *term;

	if (!isatty(STDIN_FILENO) || !isatty(STDOUT_FILENO)) {
		error_set(err, ERROR_USAGE, 0,
		    "standard input and output must be a terminal");
		return NULL;
	}
	term = xcalloc(1, sizeof(*term));
	tcgetattr(STDIN_FILENO, &term->undo.modes);
	term->in = duplicate(STDIN_FILENO, "r");
	term->out = duplicate(STDOUT_FILENO, "w");
	term->escape_ms = terminfo_escape_ms();
	if (term->in == NULL || term->out == NULL) {
		error_set(err, ERROR_SYSTEM, errno, "%s", strerror(errno));
		release(term);
		return NULL;
	}
	if (!open_screen(term, fallback)) {
		error_set(err, ERROR_USAGE, 0,
		    "TERM names no terminal that can move its cursor");
		release(term);
		return NULL;
	}
	term->link.is_wanted =
	    *fallback == NULL && hyperlink_is_harmless(getenv("TERM"));
	input_init(&term->input, term->modes.has_unmarked_pastes);
	set_modes(term);
	return term;
}

void
term_suspend(struct term *term)
{
	modes_leave(&term->modes);
	if (term->is_bare) {
		/* The frame has gone already; once more would hide text. */
		term->is_bare = false;
		reset_shell_mode();
		return;
	}
	if (!term->has_alternate) {
		erase();
		clearok(stdscr, TRUE);
		refresh();
	}
	curs_set(1);
	endwin();
	/* Some terminals keep a cursor of its own for the main screen. */
	modes_write(&term->modes, terminfo_string("cnorm"));
}

void
term_resume(struct term *term)
{
	term->is_bare = false;
	reset_prog_mode();
	modes_enter(&term->modes);
	term_redraw(term);
}

void
term_bare(struct term *term, const char *text)
{
	if (!term->is_bare)
		term_suspend(term);
	reset_prog_mode();
	modes_mark_pastes(&term->modes);
	modes_write(&term->modes, text);
	term->is_bare = true;
}

void
term_watch_mouse(struct term *term)
{
	modes_watch_mouse(&term->modes);
}

bool
term_can_copy(const struct term *term)
{
	return term->modes.is_modern;
}

bool
term_copy(struct term *term, const char *text, bool through_screen)
{
	char *sequence = osc52_sequence(text, through_screen);
	bool is_written;

	is_written = modes_write(&term->modes, sequence);
	freezero(sequence, strlen(sequence));
	return is_written;
}

void
term_set_theme(struct term *term, const char *word)
{
	theme_init(&term->theme, word);
}

void
term_report_focus(struct term *term, bool is_wanted)
{
	modes_report_focus(&term->modes, is_wanted);
}

void
term_free(struct term *term)
{
	if (term == NULL)
		return;
	term_suspend(term);
	release(term);
}

struct size
term_resize(struct term *term)
{
	struct size size = { COLS, LINES };
	struct winsize window;

	if (ioctl(fileno(term->out), TIOCGWINSZ, &window) == 0 &&
	    window.ws_col > 0 && window.ws_row > 0 &&
	    window.ws_col < SHRT_MAX && window.ws_row < SHRT_MAX) {
		size.columns = window.ws_col;
		size.rows = window.ws_row;
	}
	if (size.columns != COLS || size.rows != LINES)
		resizeterm(size.rows, size.columns);
	hyperlink_forget(&term->link);
	return size;
}

void
term_redraw(struct term *term)
{
	hyperlink_forget(&term->link);
	clearok(curscr, TRUE);
}

void
term_show(
    struct term *term, const struct caret *caret, const struct hyperlink *link)
{
	hyperlink_begin(&term->link, link);
	leaveok(newscr, FALSE);
	wmove(newscr, caret->y, caret->x);
	curs_set(caret->is_shown ? 1 : 0);
	doupdate();
	hyperlink_end(&term->link, link, &term->modes);
}

const char *
term_version(void)
{
	return curses_version();
}

const struct theme *
term_theme(const struct term *term)
{
	return &term->theme;
}

const struct term_undo *
term_undo(const struct term *term)
{
	return &term->undo;
}

/*
 * Reads once if there is something to read within the time. True if there
 * was; *is_gone if the terminal has hung up.
 */
static bool
read_bytes(struct term *term, int wait_ms, bool *is_gone)
{
	struct pollfd terminal = { .fd = fileno(term->in), .events = POLLIN };
	char bytes[4096];
	ssize_t length;

	if (poll(&terminal, 1, wait_ms) <= 0)
		return false;
	if ((terminal.revents & POLLIN) == 0) {
		*is_gone = true;
		return false;
	}
	length = read(terminal.fd, bytes, sizeof(bytes));
	if (length > 0) {
		input_add(&term->input, bytes, (size_t)length);
		return true;
	}
	/* An end of file would be readable for ever. */
	if (length == 0 || (errno != EINTR && errno != EAGAIN))
		*is_gone = true;
	return false;
}

/* In raw mode ^Z is a key like others: it does what it does elsewhere. */
static bool
is_suspend_key(const struct event *event)
{
	return event->kind == EVENT_KEY &&
	       event->key.code == KEYCODE_CHARACTER && event->key.has_control &&
	       event->key.scalar == 'z';
}

/* How long what is unfinished is waited for; 0: nothing is. */
static int
wait_for(const struct term *term, enum input_state state)
{
	switch (state) {
	case INPUT_EVENT:
	case INPUT_EMPTY:
		break;
	case INPUT_PARTIAL:
		return term->escape_ms;
	case INPUT_BURST:
		return BURST_MS;
	}
	return 0;
}

bool
term_read(struct term *term, struct event *out, bool *is_gone)
{
	enum input_state state;
	bool is_late = false;
	int wait_ms;

	*is_gone = false;
	for (;;) {
		state = input_next(&term->input, is_late, out);
		if (state == INPUT_EVENT && is_suspend_key(out)) {
			raise(SIGTSTP);
			continue;
		}
		if (state == INPUT_EVENT)
			return true;
		if (is_late)
			return false;
		wait_ms = wait_for(term, state);
		if (!read_bytes(term, wait_ms, is_gone)) {
			if (*is_gone || wait_ms == 0)
				return false;
			is_late = true;
		}
	}
}
