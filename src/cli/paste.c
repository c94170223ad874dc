/* SPDX-License-Identifier: ISC */
/* Reads lines, and what comes together with them. */
#include "config.h"

#include "cli/paste.h"

#include <string.h>
#include <unistd.h>

#include "os/signals.h"

/* Longer pastes than this are no address. */
#define TEXT_MAX ((size_t)64 * 1024)
/* Nobody types so soon after a line, and few lines are so slow. */
#define SETTLE_MS 300

/*
 * What is pasted holds a code that logs in, and is not shown. What is written
 * of a line that has not ended can be read when lines do not count.
 */
static void
set_modes(const struct paste *paste, bool has_lines)
{
	struct termios modes = paste->modes;

	if (!paste->has_modes)
		return;
	modes.c_lflag &= ~(tcflag_t)ECHO;
	modes.c_lflag |= ECHONL;
	if (!has_lines) {
		modes.c_lflag &= ~(tcflag_t)ICANON;
		modes.c_cc[VMIN] = 1;
		modes.c_cc[VTIME] = 0;
	}
	tcsetattr(STDIN_FILENO, TCSANOW, &modes);
}

static void
take_terminal(struct paste *paste)
{
	if (tcgetattr(STDIN_FILENO, &paste->modes) != 0 ||
	    (paste->modes.c_lflag & ICANON) == 0)
		return;
	paste->has_modes = true;
	signals_guard_terminal(STDIN_FILENO, &paste->modes, "\r", 1);
	set_modes(paste, true);
}

static void
give_terminal(struct paste *paste)
{
	if (!paste->has_modes)
		return;
	tcsetattr(STDIN_FILENO, TCSANOW, &paste->modes);
	signals_guard_terminal(STDOUT_FILENO, NULL, NULL, 0);
	paste->has_modes = false;
}

void
paste_init(struct paste *paste)
{
	*paste = (struct paste){ .settles_ms = INT64_MAX };
	buffer_init(&paste->text, TEXT_MAX);
	take_terminal(paste);
}

void
paste_clear(struct paste *paste)
{
	give_terminal(paste);
	buffer_clear(&paste->text);
}

int
paste_wait_ms(const struct paste *paste, int64_t now_ms)
{
	if (paste->settles_ms == INT64_MAX)
		return -1;
	return paste->settles_ms <= now_ms ? 0
	                                   : (int)(paste->settles_ms - now_ms);
}

void
paste_read(struct paste *paste, int64_t now_ms)
{
	char bytes[4096];
	ssize_t got = read(STDIN_FILENO, bytes, sizeof(bytes));

	if (got <= 0) {
		paste->has_ended = true;
		return;
	}
	if (!buffer_add(&paste->text, bytes, (size_t)got))
		paste_reset(paste);
	else if (paste->settles_ms != INT64_MAX ||
	         memchr(bytes, '\n', (size_t)got) != NULL) {
		set_modes(paste, false);
		paste->settles_ms = now_ms + SETTLE_MS;
	}
	explicit_bzero(bytes, sizeof(bytes));
}

const char *
paste_whole(struct paste *paste, int64_t now_ms)
{
	if (!paste->has_ended && now_ms < paste->settles_ms)
		return NULL;
	set_modes(paste, true);
	paste->settles_ms = INT64_MAX;
	return buffer_text(&paste->text);
}

void
paste_reset(struct paste *paste)
{
	set_modes(paste, true);
	paste->settles_ms = INT64_MAX;
	buffer_reset(&paste->text);
}
