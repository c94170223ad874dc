/* SPDX-License-Identifier: ISC */
/* Removes a file under its lock, and the lock at last. */
#include "config.h"

#include "auth/state_files.h"

#include <errno.h>
#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "auth/private_file.h"
#include "auth/state_name.h"
#include "base/xmalloc.h"

/* Who saves a session or tidies a ledger needs milliseconds. */
enum {
	TRIES_MAX = 50,
	PAUSE_MS = 20,
};

static const char *const suffixes[STATE_FILE_COUNT] = {
	[STATE_FILE_SESSION] = ".session",
	[STATE_FILE_LEDGER] = ".ledger",
	[STATE_FILE_LOOK] = ".view",
};

/* A descriptor; -1: *err says why there is no lock to be had. */
static int
take_lock(int folder, const char *name, struct error *err)
{
	int lock, code;

	for (int tries = 1;; tries++) {
		lock = private_file_lock(folder, name, LOCK_EX);
		if (lock >= 0)
			return lock;
		code = errno;
		if (code != EWOULDBLOCK || tries == TRIES_MAX)
			break;
		poll(NULL, 0, PAUSE_MS);
	}
	error_set(err, ERROR_SYSTEM, code, "%s",
	    code == EWOULDBLOCK ? "another keyrack uses it" : strerror(code));
	return -1;
}

/* The lock goes last: whoever waits for it takes another one then. */
static bool
remove_all(int folder, const char *name, const char *lock_name, bool *was_there,
    struct error *err)
{
	struct stat status;
	size_t damaged = 0;

	*was_there = fstatat(folder, name, &status, AT_SYMLINK_NOFOLLOW) == 0;
	if (!private_file_remove(folder, name, err) ||
	    !private_file_remove_damaged(folder, name, &damaged, err))
		return false;
	*was_there |= damaged > 0;
	private_file_remove_leftovers(folder, name);
	return private_file_remove(folder, lock_name, err);
}

static bool
remove_from(int folder, const char *name, bool *was_there, struct error *err)
{
	char *lock_name = xasprintf("%s.lock", name);
	int lock = take_lock(folder, lock_name, err);
	bool is_removed =
	    lock >= 0 && remove_all(folder, name, lock_name, was_there, err);

	if (lock >= 0)
		close(lock);
	free(lock_name);
	return is_removed;
}

bool
state_files_remove(enum state_file which, const char *folder,
    const char *account, const char *origin, bool *was_there, struct error *err)
{
	int fd = private_folder_open(folder, err);
	bool is_removed;
	char *name;

	*was_there = false;
	if (fd < 0)
		return err->kind == ERROR_SYSTEM && err->code == ENOENT;
	name = state_name(account, origin, suffixes[which]);
	is_removed = remove_from(fd, name, was_there, err);
	free(name);
	close(fd);
	return is_removed;
}
