/* SPDX-License-Identifier: ISC */
/* Bytes from a terminal become keys and pastes; reads and waits for nothing. */
#ifndef KEYRACK_UI_INPUT_H
#define KEYRACK_UI_INPUT_H

#include <stdbool.h>
#include <stddef.h>

#include "base/buffer.h"
#include "controller/event.h"

#define INPUT_PASTE_MAX ((size_t)1024 * 1024)

struct input {
	struct buffer pending; /* what has come in */
	size_t taken;          /* how much of it has become events */
	size_t typed;          /* how much of it is known to be no burst */
	struct buffer paste;   /* of a paste whose end has not come yet */
	bool is_pasting;
	bool has_end;     /* its end mark has come, perhaps not the last one */
	bool has_burst;   /* a paste is coming, told by its speed alone */
	bool is_unmarked; /* pastes are expected without marks around them */
};

/*
 * Where pastes are expected unmarked, a few different characters wait until
 * it is known whether more follow. Release with input_clear.
 */
void input_init(struct input *input, bool is_unmarked);
void input_clear(struct input *input);

/*
 * Takes the bytes of one read. Many characters at once are taken as a paste,
 * unless keys were held down (see burst.h): what is pasted must never act as
 * commands.
 */
void input_add(struct input *input, const char *bytes, size_t length);

enum input_state {
	INPUT_EVENT,   /* *out is set; release with event_clear */
	INPUT_EMPTY,   /* nothing more without further bytes */
	INPUT_PARTIAL, /* the beginning of a sequence, or the Escape key */
	INPUT_BURST,   /* a paste that may go on, or what may become one */
};

/*
 * The next key or paste. When is_late, no more bytes came in the time that
 * the rest of a sequence, or of a burst, takes: what would be partial is taken
 * as it is.
 */
enum input_state input_next(
    struct input *input, bool is_late, struct event *out);

#endif
