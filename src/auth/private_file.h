/* SPDX-License-Identifier: ISC */
/* Small files that only their owner may read, replaced in one step. */
#ifndef KEYRACK_AUTH_PRIVATE_FILE_H
#define KEYRACK_AUTH_PRIVATE_FILE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/buffer.h"
#include "base/error.h"

/*
 * Everything is judged by what was opened, never by a path, which somebody
 * could exchange between the question and the use. Failures of the system are
 * ERROR_SYSTEM, what is unsafe is ERROR_USAGE.
 */

/* What is being written is NAME and this and eight digits. */
#define PRIVATE_FILE_NEW_MARK ".new-"

/*
 * Opens a folder that is ours and closed to others (never through a link as
 * its last part); -1 on failure, with the code ENOENT where there is none.
 */
int private_folder_open(const char *path, struct error *err);

/* The same, but makes the folder, and those above it, 0700 where missing. */
int private_folder_make(const char *path, struct error *err);

enum private_file_state {
	PRIVATE_FILE_READ,
	PRIVATE_FILE_NONE,
	PRIVATE_FILE_LARGE,  /* more than the buffer's cap; nothing is read */
	PRIVATE_FILE_UNSAFE, /* not ours, or not ours alone, or no file: err */
	PRIVATE_FILE_FAILED, /* the system could not read it: err */
};

/*
 * Opens the file for reading; PRIVATE_FILE_READ: *fd is to be closed. Never
 * waits.
 */
enum private_file_state private_file_open(
    int folder, const char *name, size_t max, int *fd, struct error *err);

/* Reads the whole file into an empty buffer. Never waits. */
enum private_file_state private_file_read(
    int folder, const char *name, struct buffer *out, struct error *err);

/*
 * Writes a new file, syncs it, gives it the name and syncs the folder. On
 * failure the file is as it was, and nothing else is left.
 */
bool private_file_replace(int folder, const char *name, const char *bytes,
    size_t length, struct error *err);

/*
 * Appends a line, with its line feed, by one write, and syncs it; a last line
 * that lacks its line feed gets one first. Makes the file where there is none,
 * and judges it as reading does.
 */
bool private_file_append(int folder, const char *name, const char *line,
    size_t length, struct error *err);

/* Gives the file a name of its own, NAME.damaged-N; nothing is overwritten. */
bool private_file_set_aside(int folder, const char *name, struct error *err);

/*
 * Copies the file to NAME.damaged-N, which is returned for free(3): the file
 * keeps its name until it is replaced. NULL: nothing was copied.
 */
char *private_file_copy_aside(int folder, const char *name, struct error *err);

/* Writes all of it, however often it is interrupted; false: errno. */
bool private_file_write_all(int fd, const char *bytes, size_t length);

/* Removes the file; true also when there was none. */
bool private_file_remove(int folder, const char *name, struct error *err);

/* Removes what was set aside under this name: *count files, 0 too. */
bool private_file_remove_damaged(
    int folder, const char *name, size_t *count, struct error *err);

/* Removes what writers of this name left behind when they were killed. */
void private_file_remove_leftovers(int folder, const char *name);

/*
 * Opens or makes a file and locks it, LOCK_SH or LOCK_EX, without waiting; who
 * closes it gives the lock back. -1: errno says why not, EWOULDBLOCK that
 * another process has it.
 */
int private_file_lock(int folder, const char *name, int how);

#endif
