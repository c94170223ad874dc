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

/* An empty file that nobody had before holds the new name until then. */
static char *
reserve_damaged_name(int folder, const char *name)
{
	int flags = O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC;

	for (int number = 1; number <= DAMAGED_MAX; number++) {
		char *aside = xasprintf("%s" DAMAGED_MARK "%d", name, number);
		int fd = openat(folder, aside, flags, 0600);

		if (fd >= 0) {
			close(fd);
			return aside;
		}
		free(aside);
		if (errno != EEXIST)
			return NULL;
	}
	return NULL;
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
has_mark(const char *entry, const char *name, const char *mark)
{
	size_t length = strlen(name);

	return strncmp(entry, name, length) == 0 &&
	       strncmp(entry + length, mark, strlen(mark)) == 0;
}

/* Removes what bears the name and the mark; false: errno tells why not. */
static bool
remove_marked(int folder, const char *name, const char *mark)
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
	while ((entry = readdir(entries)) != NULL)
		if (has_mark(entry->d_name, name, mark) &&
		    unlinkat(folder, entry->d_name, 0) != 0 && errno != ENOENT)
			failure = errno;
	closedir(entries);
	errno = failure;
	return failure == 0;
}

bool
private_file_remove_damaged(int folder, const char *name, struct error *err)
{
	return remove_marked(folder, name, DAMAGED_MARK) || fail(err, name);
}

void
private_file_remove_leftovers(int folder, const char *name)
{
	(void)remove_marked(folder, name, PRIVATE_FILE_NEW_MARK);
}
