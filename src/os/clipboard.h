/* SPDX-License-Identifier: ISC */
/* Puts text on the clipboard by the first route that takes it, and clears. */
#ifndef KEYRACK_OS_CLIPBOARD_H
#define KEYRACK_OS_CLIPBOARD_H

#include <stdbool.h>

#include "base/secret.h"
#include "os/clipboard_route.h"
#include "os/helper.h"

struct clipboard;

/*
 * Writes the text as OSC 52 to the terminal; through_screen: wrapped. False:
 * not all of it was written.
 */
struct clipboard_terminal {
	bool (*write)(void *context, const char *text, bool through_screen,
	    struct error *err);
	void *context;
};

/* Nothing here ever waits. Release with clipboard_free, which wipes. */
struct clipboard *clipboard_new(const enum clipboard_route *routes,
    size_t count, struct clipboard_terminal terminal);
void clipboard_free(struct clipboard *clipboard);

/*
 * The same with the routes that lead from here: as clipboard_place_here says,
 * and the caller of what is left to it.
 */
struct clipboard *clipboard_new_here(const struct clipboard_place *place,
    enum clipboard_choice choice, struct clipboard_terminal terminal);

/* Whether any route leads to a clipboard. */
bool clipboard_has_route(const struct clipboard *clipboard);

/*
 * Takes the text. What was under way is given up. A token is remembered, so
 * that it can be cleared, until that is done or something else was copied.
 */
void clipboard_copy(
    struct clipboard *clipboard, struct secret *text, bool is_token);

/* Gives up a copy that is under way; nothing will be told of it. */
void clipboard_stop(struct clipboard *clipboard);

/*
 * Takes the token off the clipboard again: where it can be read only if the
 * token is still there. Without a token nothing happens, and nothing is told.
 */
void clipboard_clear(struct clipboard *clipboard);

/*
 * Gives up clearing that is under way, of which *out tells then: true. False:
 * there is none.
 */
bool clipboard_give_up(struct clipboard *clipboard, struct clipboard_news *out);

/* The terminal has gone: nothing is written to it any more. */
void clipboard_lose_terminal(struct clipboard *clipboard);

/* Moves on; true: *out tells what became of a copy or of clearing. */
bool clipboard_run(struct clipboard *clipboard, struct clipboard_news *out);

/* Whether clipboard_run has something to tell at once. */
bool clipboard_has_news(const struct clipboard *clipboard);

/* The program that is waited for, lent until the next call; NULL: none. */
const struct helper *clipboard_helper(const struct clipboard *clipboard);

#endif
