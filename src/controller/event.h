/* SPDX-License-Identifier: ISC */
/* Everything that can happen to the controller. */
#ifndef KEYRACK_CONTROLLER_EVENT_H
#define KEYRACK_CONTROLLER_EVENT_H

#include <stdint.h>

#include "auth/request.h"
#include "controller/key.h"

/* When it happened; both in milliseconds. */
struct moment {
	int64_t steady_ms; /* a clock that never jumps, for waiting */
	int64_t wall_ms;   /* since 1970, for dates */
};

struct size {
	int columns;
	int rows;
};

enum event_kind {
	EVENT_START, /* the first event; size is set */
	EVENT_KEY,
	EVENT_PASTE, /* text is never a command */
	EVENT_RESIZE,
	EVENT_REPLY,
	EVENT_TIME, /* the moment that controller_deadline asked for */
};

/*
 * The loop owns an event and what is in it; the controller may take the
 * reply's payload. Release with event_clear.
 */
struct event {
	enum event_kind kind;
	struct moment now;
	union {
		struct key key;
		char *paste; /* valid UTF-8, controls included */
		struct size size;
		struct reply reply;
	};
};

void event_clear(struct event *event);

#endif
