/* SPDX-License-Identifier: ISC */
/* All files that are kept for one account at one service, to be erased. */
#ifndef KEYRACK_AUTH_STATE_FILES_H
#define KEYRACK_AUTH_STATE_FILES_H

#include <stdbool.h>

#include "base/error.h"

/* Each with its lock, what was set aside, and what writers left behind. */
enum state_file {
	STATE_FILE_SESSION,
	STATE_FILE_LEDGER,
	STATE_FILE_LOOK, /* of the table */
	STATE_FILE_COUNT,
};

/*
 * Removes them from the folder (absolute). True: nothing is left; *was_there
 * tells whether there was more than a lock. Waits for other processes that
 * have the lock, for a second at most, and then leaves all as it is.
 */
bool state_files_remove(enum state_file which, const char *folder,
    const char *account, const char *origin, bool *was_there,
    struct error *err);

#endif
