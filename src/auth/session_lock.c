/* SPDX-License-Identifier: ISC */
/* Locks a small file of its own, for the session's is replaced each time. */
#include "config.h"

#include "auth/session_lock.h"

#include <errno.h>
#include <stdlib.h>
#include <sys/file.h>
#include <unistd.h>

#include "auth/network_folder.h"
#include "auth/private_file.h"
#include "base/error.h"
#include "base/xmalloc.h"

struct session_lock {
	char *folder; /* NULL: there is no file */
	char *name;
	int fd; /* -1 while it is not held */
};

static char *
choose_folder(const char *folder)
{
	const char *runtime = getenv("XDG_RUNTIME_DIR");

	if (runtime != NULL && *runtime == '/' && network_folder_is(folder))
		return xasprintf("%s/keyrack", runtime);
	return xstrdup(folder);
}

struct session_lock *
session_lock_new(const char *folder, const char *name)
{
	struct session_lock *lock = xcalloc(1, sizeof(*lock));

	lock->fd = -1;
	if (folder == NULL)
		return lock;
	lock->folder = choose_folder(folder);
	lock->name = xasprintf("%s.lock", name);
	return lock;
}

void
session_lock_free(struct session_lock *lock)
{
	if (lock == NULL)
		return;
	session_lock_release(lock);
	free(lock->folder);
	free(lock->name);
	free(lock);
}

bool
session_lock_try(struct session_lock *lock)
{
	struct error ignored;
	int folder, code;

	if (lock->folder == NULL || lock->fd >= 0)
		return true;
	folder = private_folder_make(lock->folder, &ignored);
	if (folder < 0)
		return true;
	lock->fd = private_file_lock(folder, lock->name, LOCK_EX);
	code = errno;
	close(folder);
	return lock->fd >= 0 || code != EWOULDBLOCK;
}

void
session_lock_release(struct session_lock *lock)
{
	if (lock->fd >= 0)
		close(lock->fd);
	lock->fd = -1;
}

bool
session_lock_is_held(const struct session_lock *lock)
{
	return lock->fd >= 0;
}
