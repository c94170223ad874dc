/* SPDX-License-Identifier: ISC */
/* What the lines of --plain change: each is the command of its name. */
#ifndef KEYRACK_CLI_LINES_CHANGES_H
#define KEYRACK_CLI_LINES_CHANGES_H

#include "cli/lines_actions.h"

/* Actions, as in the table of cli/lines_actions.c. */
void lines_create(struct lines *lines, const struct line *line);
void lines_rename(struct lines *lines, const struct line *line);
void lines_undo(struct lines *lines, const struct line *line);
void lines_delete(struct lines *lines, const struct line *line);
void lines_rotate(struct lines *lines, const struct line *line);

void lines_renamed_clear(struct lines_renamed *renamed);

#endif
