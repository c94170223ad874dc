/* SPDX-License-Identifier: ISC */
/* Writes a token into a new file that its owner alone can read. */
#ifndef KEYRACK_OS_TOKEN_FILE_H
#define KEYRACK_OS_TOKEN_FILE_H

#include <stdbool.h>

#include "base/error.h"
#include "base/secret.h"

/*
 * The path made absolute, "~/" by HOME, for free(3); as it is where that
 * cannot be done.
 */
char *token_file_path(const char *typed);

/*
 * Makes the file (mode 0600), with room for a token on the disk, and puts its
 * descriptor into *fd, for one of the next two. Whatever is there already, a
 * link too, is never touched. On failure nothing is left behind, and the error
 * (ERROR_SYSTEM) names the path.
 */
bool token_file_make(const char *path, int *fd, struct error *err);

/* The token alone, without a line's end; fails as above. Closes fd. */
bool token_file_fill(
    const char *path, int fd, const struct secret *token, struct error *err);

/* Takes away the file that got no token. Closes fd. */
void token_file_drop(const char *path, int fd);

/* Makes the file and fills it. */
bool token_file_write(
    const char *path, const struct secret *token, struct error *err);

#endif
