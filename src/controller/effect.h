/* SPDX-License-Identifier: ISC */
/* Everything that the controller can want done. */
#ifndef KEYRACK_CONTROLLER_EFFECT_H
#define KEYRACK_CONTROLLER_EFFECT_H

#include <stddef.h>
#include <stdint.h>

#include "auth/request.h"

enum effect_kind {
	EFFECT_REQUEST, /* hand the request to the auth service */
	EFFECT_CANCEL,  /* forget the request of this number */
	EFFECT_REDRAW,  /* paint every cell anew */
	EFFECT_QUIT,    /* leave with status 0 */
};

struct effect {
	enum effect_kind kind;
	union {
		struct request request;
		uint32_t cancel;
	};
};

/* In the order in which they are to be done. All zero is an empty list. */
struct effects {
	struct effect *items;
	size_t count, capacity;
};

/* Takes the request; *request is empty afterwards. */
void effects_request(struct effects *effects, struct request *request);
void effects_cancel(struct effects *effects, uint32_t seq);
void effects_add(struct effects *effects, enum effect_kind kind);

/* Releases what was not taken. */
void effects_clear(struct effects *effects);

#endif
