/* SPDX-License-Identifier: ISC */
/* The file that keeps how the table looked, for the next start. */
#ifndef KEYRACK_AUTH_LOOK_FILE_H
#define KEYRACK_AUTH_LOOK_FILE_H

#include <stdbool.h>

#include "base/error.h"
#include "model/look.h"

/*
 * ACCOUNT@ORIGIN.view, as auth/state_name.h encodes them. Sessions have their
 * own files: this one has no secrets, but is as private, since it lies beside
 * them.
 */
struct look_file;

/*
 * In `folder`, which is absolute; NULL: nothing is kept. Release with
 * look_file_free, which accepts NULL.
 */
struct look_file *look_file_new(
    const char *folder, const char *account, const char *origin);
void look_file_free(struct look_file *file);

enum look_file_state {
	LOOK_FILE_READ,
	LOOK_FILE_NONE,
	LOOK_FILE_DAMAGED, /* set aside, where that is possible: err */
};

/* Untouched is *out unless it was read. */
enum look_file_state look_file_read(
    const struct look_file *file, struct look *out, struct error *err);

/* Makes the folder where it is missing. On failure all is as it was. */
bool look_file_write(const struct look_file *file, const struct look *look);

#endif
