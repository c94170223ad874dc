/* SPDX-License-Identifier: ISC */
/* Deletions on their way: one request after another, a result for each. */
#ifndef KEYRACK_CONTROLLER_BULK_H
#define KEYRACK_CONTROLLER_BULK_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "controller/targets.h"

/*
 * The targets before `next` have their result; the one there is on its way
 * while `seq` is set, or is being looked for while `lost_seq` is. `total` is
 * 0 when nothing is under way.
 */
struct bulk {
	struct targets targets; /* sorted */
	size_t next;
	size_t total;          /* with those that were stopped */
	size_t deleted;        /* by this, or gone before */
	bool is_stopped;       /* by the person, before all were sent */
	bool has_unknown;      /* one may be deleted, and may be not */
	uint32_t seq;          /* of the DELETE on its way; 0: none */
	uint32_t lost_seq;     /* the answer was lost: lists after this tell */
	struct error reason;   /* why it was */
	struct message result; /* of one target, or the first refusal */
};

void bulk_clear(struct bulk *bulk);

#endif
