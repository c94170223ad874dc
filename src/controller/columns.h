/* SPDX-License-Identifier: ISC */
/* The dialog in which the table's columns are chosen. */
#ifndef KEYRACK_CONTROLLER_COLUMNS_H
#define KEYRACK_CONTROLLER_COLUMNS_H

#include "controller/cursor.h"
#include "model/look.h"

/* A draft: the table changes when it is kept. */
struct columns_screen {
	enum keylist_column items[COLUMN_COUNT]; /* all, from the left */
	bool is_shown[COLUMN_COUNT];             /* by column, not by place */
	struct cursor cursor;
};

struct controller;
struct effects;

/* The table as it was left, or as the configuration wants it. */
void columns_init(struct controller *controller);
/* At the end of each event: wants kept how the table looks, if that is new. */
void columns_keep_look(struct controller *controller, struct effects *out);

void columns_open(struct controller *controller, struct effects *out);
void columns_key(
    struct controller *controller, struct key key, struct effects *out);

#endif
