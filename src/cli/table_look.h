/* SPDX-License-Identifier: ISC */
/* How the table looks at the start: as it was left, or as is configured. */
#ifndef KEYRACK_CLI_TABLE_LOOK_H
#define KEYRACK_CLI_TABLE_LOOK_H

#include "auth/look_file.h"
#include "config/settings.h"
#include "controller/message.h"

/*
 * What stands in the configuration overrules the file. A damaged file is told
 * in *trouble, unless there is trouble already.
 */
void table_look_find(const struct settings *settings,
    const struct look_file *file, struct look *out, struct message *trouble);

#endif
