/* SPDX-License-Identifier: ISC */
/* A cursor in rows of which only some are seen: plain arithmetic. */
#ifndef KEYRACK_CONTROLLER_CURSOR_H
#define KEYRACK_CONTROLLER_CURSOR_H

#include <stdbool.h>

#include "controller/key.h"

struct cursor {
	long row; /* 0 when there are no rows */
	long top; /* the first row that is seen */
};

/* Moves by `delta` rows, keeping within rows and the row in sight. */
void cursor_move(struct cursor *cursor, long delta, long rows, long visible);

/* After rows or visible changed: back into range, row in sight. */
void cursor_clamp(struct cursor *cursor, long rows, long visible);

/*
 * Up Down PgUp PgDn Home End; bindings_arrow tells which of them other keys
 * stand for. False, and nothing changed, for any other key.
 */
bool cursor_key(struct cursor *cursor, struct key key, long rows, long visible);

#endif
