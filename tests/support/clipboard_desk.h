/* SPDX-License-Identifier: ISC */
/* A clipboard whose programs are scripts in a folder of its own. */
#ifndef KEYRACK_SUPPORT_CLIPBOARD_DESK_H
#define KEYRACK_SUPPORT_CLIPBOARD_DESK_H

#include <stdbool.h>
#include <stddef.h>

#include "os/clipboard.h"

/* What was written to the terminal. */
struct screen {
	char text[64];
	int writes;
	bool through_screen;
	bool is_gone;
};

struct clipboard_desk {
	char folder[64];
	struct screen screen;
	struct clipboard *clipboard;
};

/* Only what is put into the folder can be run. To be closed. */
void clipboard_desk_open(struct clipboard_desk *desk);
void clipboard_desk_close(struct clipboard_desk *desk);

/* Puts a program there, in place of what had the name. */
void clipboard_desk_put(
    const struct clipboard_desk *desk, const char *name, const char *script);

/* A clipboard that is the file "held"; "calls" has the words of each call. */
extern const char clipboard_desk_program[];

/* A file of the folder holds this; "": or there is none. */
void clipboard_desk_expect_file(
    const struct clipboard_desk *desk, const char *name, const char *text);

/* To be called once, before what follows. */
void clipboard_desk_use(struct clipboard_desk *desk,
    const enum clipboard_route *routes, size_t count);
void clipboard_desk_copy(
    struct clipboard_desk *desk, const char *text, bool is_token);

/* What becomes of what is under way. */
struct clipboard_news clipboard_desk_news(struct clipboard_desk *desk);
void clipboard_desk_expect(struct clipboard_desk *desk,
    enum clipboard_deed deed, enum clipboard_route route);

#endif
