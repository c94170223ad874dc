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
	struct buffer paste;   /* of a paste whose end has not come yet */
	bool is_pasting;
	bool has_burst;   /* the paste is whole, told by its speed alone */
	bool is_unmarked; /* the terminal does not mark where pastes begin */
};

/* Release with input_clear. */
void input_init(struct input *input, bool is_unmarked);
void input_clear(struct input *input);

/*
 * Takes the bytes of one read. On terminals that do not mark pastes, many
 * characters at once that are not one key held down are taken as a paste:
 * what is pasted must never act as commands.
 */
void input_add(struct input *input, const char *bytes, size_t length);

enum input_state {
	INPUT_EVENT,   /* *out is set; release with event_clear */
	INPUT_EMPTY,   /* nothing more without further bytes */
	INPUT_PARTIAL, /* the beginning of a sequence, or the Escape key */
};

/*
 * The next key or paste. When is_late, no more bytes came in the time that
 * the rest of a sequence takes: what would be partial is taken as it is.
 */
enum input_state input_next(
    struct input *input, bool is_late, struct event *out);

#endif
