/* SPDX-License-Identifier: ISC */
/* Whether a folder may be shared with other machines. */
#ifndef KEYRACK_AUTH_NETWORK_FOLDER_H
#define KEYRACK_AUTH_NETWORK_FOLDER_H

#include <stdbool.h>

/*
 * By the kind of the file system that the folder, or the nearest one above it
 * that is there, lies on. False where the system does not tell.
 */
bool network_folder_is(const char *path);

/* The same of a file system's own number (f_type of statfs(2) on Linux). */
bool network_folder_is_kind(unsigned long kind);

#endif
