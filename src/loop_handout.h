/* SPDX-License-Identifier: ISC */
/* Hands out what a person wished for: to the clipboard, into a file. */
#ifndef KEYRACK_LOOP_HANDOUT_H
#define KEYRACK_LOOP_HANDOUT_H

#include <stdbool.h>
#include <stddef.h>

#include "auth/helper_wait.h"
#include "controller/effect.h"
#include "controller/event.h"
#include "os/clipboard.h"
#include "os/signals.h"
#include "ui/term.h"

#define LOOP_HANDOUT_FDS_MAX HELPER_WAIT_MAX

struct loop_handout {
	struct clipboard *clipboard;
	bool has_file_news;
	struct file_news file_news;
};

/*
 * The terminal is lent. False: no route leads to a clipboard. Release with
 * loop_handout_clear in both cases.
 */
bool loop_handout_init(struct loop_handout *self, struct term *term,
    bool is_over_ssh, enum clipboard_choice choice);
void loop_handout_clear(struct loop_handout *self);

/* Does an effect; those of other kinds are none of its affairs. */
void loop_handout_do(struct loop_handout *self, struct effect *effect);

/* The next thing to be told: *out is an event to be cleared. False: none. */
bool loop_handout_next(struct loop_handout *self, struct event *out);

/* What is to be waited for, and for how long at most (-1: for ever). */
size_t loop_handout_fds(
    const struct loop_handout *self, struct wait_fd fds[LOOP_HANDOUT_FDS_MAX]);
int loop_handout_timeout_ms(const struct loop_handout *self);

/*
 * The loop has ended: takes a token off the clipboard, for two seconds at
 * most. True: it may be there still, and *news says why. *seen are the signals
 * that came meanwhile.
 */
bool loop_handout_finish(struct loop_handout *self, bool has_terminal,
    struct signals_seen *seen, struct clipboard_news *news);

#endif
