/* SPDX-License-Identifier: ISC */
/* The modes that keyrack sets on a terminal, and how they are undone. */
#ifndef KEYRACK_UI_MODES_H
#define KEYRACK_UI_MODES_H

#include <stdbool.h>
#include <stddef.h>

struct modes {
	int fd;         /* what is written to */
	bool is_modern; /* of a family that has what xterm has */
	bool marks_pastes;
	bool has_unmarked_pastes; /* some, if not all */
	bool reports_focus;       /* now */
	bool watches_mouse;
};

/* Finds out what the terminal of this name has; terminfo must be loaded. */
void modes_find(struct modes *modes, const char *name, int fd);

/*
 * Writes past ncurses' own buffer: only while that one is empty. The modes
 * need no padding on any terminal that has them. False: errno tells why not all
 * was written.
 */
bool modes_write(const struct modes *modes, const char *bytes);

void modes_enter(const struct modes *modes);
void modes_leave(struct modes *modes);
void modes_mark_pastes(const struct modes *modes);

/* Whether the terminal tells when its window loses the keyboard. */
void modes_report_focus(struct modes *modes, bool is_wanted);

/* Clicks and the wheel come as reports (SGR 1006), until the modes end. */
void modes_watch_mouse(struct modes *modes);

/*
 * What gives the terminal back after a crash: without an alternate screen
 * it takes away what was shown, too.
 */
void modes_undo(const struct modes *modes, char *bytes, size_t size);

#endif
