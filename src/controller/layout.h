/* SPDX-License-Identifier: ISC */
/* Where everything stands on a screen of a given size: plain arithmetic. */
#ifndef KEYRACK_CONTROLLER_LAYOUT_H
#define KEYRACK_CONTROLLER_LAYOUT_H

#include <stdbool.h>

#include "controller/event.h"
#include "model/look.h"

#define LAYOUT_COLUMNS_MIN 40
#define LAYOUT_ROWS_MIN 10

struct rect {
	int x, y, columns, rows;
};

/* A column of the table; columns are 0 where there is no room for it. */
struct layout_column {
	int x, columns; /* x from the left edge of the table's rows */
};

/*
 * Three sizes are designed. 100 columns and more: the profile pane stands
 * left of the table. Less: it is a strip of lines above it. Fewer than 16
 * rows: no frame below and no column heads, so that rows remain.
 */
struct layout {
	bool is_too_small;  /* below 40x10: nothing else is set */
	bool has_side_pane; /* the profile is a framed pane at the left */
	bool is_compact;
	struct rect header;  /* one line */
	struct rect profile; /* its frame included */
	struct rect table;   /* its frame included */
	struct rect rows;    /* where the table's rows go */
	struct rect filter;  /* the line of the filter's field in the frame */
	struct rect message; /* one line */
	struct rect held;    /* lines of what is held back; 0 often */
	int held_wished;     /* before it was cut to what there is room for */
	struct rect hints;   /* one line */
	struct layout_column column[COLUMN_COUNT];
	struct columns shown; /* those that there is room for, from the left */
};

/* Without room for all columns some of the chosen ones are left out. */
void layout_solve(
    struct size size, const struct columns *chosen, struct layout *out);

/* Takes so many lines from the table, for what is held back. */
#define LAYOUT_HELD_MAX 4
void layout_hold(struct layout *layout, int lines);

/* How many API keys the question before many are deleted lists at once. */
long layout_delete_many_rows(struct size size, long count);

/*
 * A dialog of the wished size, centred and cut to the screen; the line of the
 * hints stays in sight, the line of the message where there is room.
 */
struct rect layout_dialog(struct size size, int columns, int rows);

/* Whether dialogs have blank lines between their parts. */
bool layout_has_gaps(struct size size);

/* The created panel, and how many columns of it the token fills. */
#define LAYOUT_CREATED_COLUMNS 72
#define LAYOUT_DIALOG_MARGIN 3 /* a column of frame and two of space */
int layout_created_columns(struct size size);

/* How many columns of the table the choice of them lists at once. */
int layout_columns_rows(struct size size);

/* How many lines a token that is revealed can fill. */
int layout_reveal_rows(struct size size);

/* What stands around it: the name, two lines of words, frame and gaps. */
int layout_reveal_frame(struct size size);

/* The details, and how many columns are left to values beside their labels. */
#define LAYOUT_DETAILS_COLUMNS 76
#define LAYOUT_LABEL_COLUMNS 14
int layout_details_columns(struct size size);

#endif
