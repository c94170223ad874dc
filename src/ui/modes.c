/* SPDX-License-Identifier: ISC */
/* Escape sequences that ncurses does not send by itself. */
#include "config.h"

#include "ui/modes.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "ui/terminfo.h"

#define PASTE_ON "\033[?2004h"
#define PASTE_OFF "\033[?2004l"
#define FOCUS_ON "\033[?1004h"
#define FOCUS_OFF "\033[?1004l"

/* Presses and the wheel alone, with positions beyond column 223. */
#define MOUSE_ON "\033[?1000h\033[?1006h"
#define MOUSE_OFF "\033[?1006l\033[?1000l"

/*
 * GNU screen passes on the marks of the terminal outside, but has none around
 * what is pasted from its own buffer. STY is seen in it alone, the name also
 * beyond SSH; tmux, which takes the same name, says that it is another.
 */
static bool
may_be_in_screen(const char *name)
{
	const char *session = getenv("STY"), *tmux = getenv("TMUX");

	if (session != NULL && *session != '\0')
		return true;
	return strncmp(name, "screen", strlen("screen")) == 0 &&
	       (tmux == NULL || *tmux == '\0');
}

void
modes_find(struct modes *modes, const char *name, int fd)
{
	modes->fd = fd;
	modes->is_modern = terminfo_has_modern_family(name);
	modes->marks_pastes =
	    modes->is_modern || *terminfo_string("BE") != '\0';
	modes->has_unmarked_pastes =
	    !modes->marks_pastes || may_be_in_screen(name);
}

bool
modes_write(const struct modes *modes, const char *bytes)
{
	size_t length = strlen(bytes);
	ssize_t done;

	while (length > 0) {
		done = write(modes->fd, bytes, length);
		if (done < 0 && errno != EINTR)
			return false;
		if (done > 0) {
			bytes += done;
			length -= (size_t)done;
		}
	}
	return true;
}

void
modes_mark_pastes(const struct modes *modes)
{
	if (modes->marks_pastes)
		modes_write(modes, PASTE_ON);
}

void
modes_enter(const struct modes *modes)
{
	modes_write(modes, terminfo_string("smkx"));
	modes_mark_pastes(modes);
	if (modes->watches_mouse)
		modes_write(modes, MOUSE_ON);
}

void
modes_leave(struct modes *modes)
{
	modes_report_focus(modes, false);
	if (modes->watches_mouse)
		modes_write(modes, MOUSE_OFF);
	if (modes->marks_pastes)
		modes_write(modes, PASTE_OFF);
	modes_write(modes, terminfo_string("rmkx"));
}

void
modes_report_focus(struct modes *modes, bool is_wanted)
{
	if (!modes->is_modern || modes->reports_focus == is_wanted)
		return;
	modes->reports_focus = is_wanted;
	modes_write(modes, is_wanted ? FOCUS_ON : FOCUS_OFF);
}

void
modes_watch_mouse(struct modes *modes)
{
	if (!modes->is_modern || modes->watches_mouse)
		return;
	modes->watches_mouse = true;
	modes_write(modes, MOUSE_ON);
}

void
modes_undo(const struct modes *modes, char *bytes, size_t size)
{
	const char *main_screen = terminfo_string("rmcup");

	snprintf(bytes, size, "%s%s%s%s%s%s%s%s\r\n",
	    modes->is_modern ? MOUSE_OFF : "",
	    modes->is_modern ? FOCUS_OFF : "",
	    modes->marks_pastes ? PASTE_OFF : "", terminfo_string("sgr0"),
	    *main_screen == '\0' ? terminfo_string("clear") : "",
	    terminfo_string("rmkx"), main_screen, terminfo_string("cnorm"));
}
