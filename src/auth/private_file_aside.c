/* SPDX-License-Identifier: ISC */
/* What lies beside a file: damaged ones set aside, and what writers left. */
#include "config.h"

#include "auth/private_file.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/xmalloc.h"

/* What is set aside is NAME and this and a number. */
#define DAMAGED_MARK ".damaged-"
#define DAMAGED_MAX 1000

/* Fills *err from errno, before anything changes it. */
static bool
fail(struct error *err, const char *what)
{
	int code = errno;

	return error_set(
	    err, ERROR_SYSTEM, code, "%s: %s", what, strerror(code));
}

/* An empty file that nobody had before, open for writing: its name. */
static char *
make_damaged(int folder, const char *name, int *fd)
{
	int flags = O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC;

	for (int number = 1; number <= DAMAGED_MAX; number++) {
		char *aside = xasprintf("%s" DAMAGED_MARK "%d", name, number);

		*fd = openat(folder, aside, flags, 0600);
		if (*fd >= 0)
			return aside;
		free(aside);
		if (errno != EEXIST)
			return NULL;
	}
	return NULL;
}

/* The empty file holds the new name until it is given to the old one. */
static char *
reserve_damaged_name(int folder, const char *name)
{
	int fd;
	char *aside = make_damaged(folder, name, &fd);

	if (aside != NULL)
		close(fd);
	return aside;
}

bool
private_file_set_aside(int folder, const char *name, struct error *err)
{
	char *aside = reserve_damaged_name(folder, name);
	bool is_aside;

	if (aside == NULL)
		return fail(err, name);
	is_aside = renameat(folder, name, folder, aside) == 0;
	if (!is_aside) {
		fail(err, name);
		unlinkat(folder, aside, 0);
	}
	free(aside);
	return is_aside;
}

static bool
copy_bytes(int from, int to)
{
	char piece[16384];
	ssize_t length;

	for (;;) {
		length = read(from, piece, sizeof(piece));
		if (length < 0 && errno == EINTR)
			continue;
		if (length <= 0)
			return length == 0;
		if (!private_file_write_all(to, piece, (size_t)length))
			return false;
	}
}

/* Closing tells of errors too, on network file systems. */
static bool
copy_file(int folder, const char *name, int to)
{
	int from = openat(folder, name, O_RDONLY | O_NOFOLLOW | O_CLOEXEC);
	bool is_copied = from >= 0 && fchmod(to, 0600) == 0 &&
	                 copy_bytes(from, to) && fsync(to) == 0;
	int code = errno;

	if (from >= 0)
		close(from);
	if (close(to) != 0 && is_copied)
		return false;
	errno = code;
	return is_copied;
}

char *
private_file_copy_aside(int folder, const char *name, struct error *err)
{
	int to;
	char *aside = make_damaged(folder, name, &to);

	if (aside != NULL && copy_file(folder, name, to))
		return aside;
	fail(err, name);
	if (aside != NULL)
		unlinkat(folder, aside, 0);
	free(aside);
	return NULL;
}

static bool
has_mark(const char *entry, const char *name, const char *mark)
{
	size_t length = strlen(name);

	return strncmp(entry, name, length) == 0 &&
	       strncmp(entry + length, mark, strlen(mark)) == 0;
}

/*
 * Removes what bears the name and the mark, and counts it; false: errno tells
 * why not all is removed.
 */
static bool
remove_marked(int folder, const char *name, const char *mark, size_t *count)
{
	/* Reading moves a descriptor's place; so it gets one of its own. */
	int fd = openat(folder, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	DIR *entries = fd < 0 ? NULL : fdopendir(fd);
	const struct dirent *entry;
	int failure = 0;

	if (entries == NULL) {
		failure = errno;
		if (fd >= 0)
			close(fd);
		errno = failure;
		return false;
	}
	*count = 0;
	while ((entry = readdir(entries)) != NULL) {
		if (!has_mark(entry->d_name, name, mark))
			continue;
		if (unlinkat(folder, entry->d_name, 0) == 0)
			*count += 1;
		else if (errno != ENOENT)
			failure = errno;
	}
	closedir(entries);
	errno = failure;
	return failure == 0;
}

bool
private_file_remove_damaged(
    int folder, const char *name, size_t *count, struct error *err)
{
	return remove_marked(folder, name, DAMAGED_MARK, count) ||
	       fail(err, name);
}

void
private_file_remove_leftovers(int folder, const char *name)
{
	size_t ignored;

	(void)remove_marked(folder, name, PRIVATE_FILE_NEW_MARK, &ignored);
}
