/* SPDX-License-Identifier: ISC */
/* The store over one private file, with a lock in another beside it. */
#include "config.h"

#include "auth/store.h"

#include <errno.h>
#include <stdlib.h>
#include <sys/file.h>
#include <unistd.h>

#include "auth/private_file.h"
#include "auth/session_text.h"
#include "auth/state_name.h"
#include "base/xmalloc.h"

struct store {
	char *folder; /* NULL: there is no file */
	char *name;   /* of the file in it */
	char *path;
	char *origin;
	int lock; /* -1 while it is not held */
};

struct store *
store_new(const char *folder, const char *account, const char *origin)
{
	struct store *store = xcalloc(1, sizeof(*store));

	store->lock = -1;
	if (folder == NULL)
		return store;
	store->folder = xstrdup(folder);
	store->origin = xstrdup(origin);
	store->name = state_name(account, origin, ".session");
	store->path = xasprintf("%s/%s", folder, store->name);
	return store;
}

void
store_free(struct store *store)
{
	if (store == NULL)
		return;
	store_unlock(store);
	free(store->folder);
	free(store->name);
	free(store->path);
	free(store->origin);
	free(store);
}

const char *
store_path(const struct store *store)
{
	return store->path;
}

static enum store_state
set_aside(int folder, const char *name, struct error *err)
{
	struct error failure;

	error_prefix(err, "%s", name);
	if (private_file_set_aside(folder, name, &failure))
		return STORE_DAMAGED;
	*err = failure;
	return STORE_REFUSED;
}

static enum store_state
load_from(int folder, const struct store *store, struct session *out,
    struct error *err)
{
	enum store_state state = STORE_REFUSED;
	struct buffer text;

	buffer_init(&text, SESSION_TEXT_MAX);
	switch (private_file_read(folder, store->name, &text, err)) {
	case PRIVATE_FILE_READ:
		state = STORE_LOADED;
		if (!session_read(buffer_text(&text), text.length,
		        store->origin, out, err))
			state = set_aside(folder, store->name, err);
		break;
	case PRIVATE_FILE_NONE:
		state = STORE_EMPTY;
		break;
	case PRIVATE_FILE_LARGE:
		error_set(err, ERROR_USAGE, 0, "it is too large");
		state = set_aside(folder, store->name, err);
		break;
	case PRIVATE_FILE_UNSAFE:
	case PRIVATE_FILE_FAILED:
		break;
	}
	buffer_clear(&text);
	return state;
}

enum store_state
store_load(struct store *store, struct session *out, struct error *err)
{
	enum store_state state;
	int folder;

	if (store->folder == NULL)
		return STORE_EMPTY;
	folder = private_folder_open(store->folder, err);
	if (folder < 0)
		return err->kind == ERROR_SYSTEM && err->code == ENOENT
		           ? STORE_EMPTY
		           : STORE_REFUSED;
	state = load_from(folder, store, out, err);
	close(folder);
	return state;
}

/* What is there must be a session of ours, or out of the way. */
static bool
can_replace(int folder, const struct store *store, struct error *err)
{
	struct session old = { 0 };
	enum store_state state = load_from(folder, store, &old, err);

	session_clear(&old);
	return state != STORE_REFUSED;
}

bool
store_save(
    struct store *store, const struct session *session, struct error *err)
{
	struct buffer text;
	bool is_saved = false;
	int folder;

	if (store->folder == NULL)
		return error_set(
		    err, ERROR_USAGE, 0, "sessions are kept in memory only");
	folder = private_folder_make(store->folder, err);
	if (folder < 0)
		return false;
	buffer_init(&text, SESSION_TEXT_MAX);
	if (!session_write(session, store->origin, &text))
		error_set(err, ERROR_USAGE, 0, "the session is too large");
	else if (can_replace(folder, store, err))
		is_saved = private_file_replace(
		    folder, store->name, buffer_text(&text), text.length, err);
	/* Under the lock nobody else is writing. */
	if (is_saved && store->lock >= 0)
		private_file_remove_leftovers(folder, store->name);
	buffer_clear(&text);
	close(folder);
	return is_saved;
}

bool
store_remove(struct store *store, struct error *err)
{
	bool is_removed;
	int folder;

	if (store->folder == NULL)
		return true;
	folder = private_folder_open(store->folder, err);
	if (folder < 0)
		return err->kind == ERROR_SYSTEM && err->code == ENOENT;
	is_removed = private_file_remove(folder, store->name, err);
	private_file_remove_leftovers(folder, store->name);
	close(folder);
	return is_removed;
}

static int
open_lock(const struct store *store)
{
	struct error ignored;
	int folder = private_folder_make(store->folder, &ignored);
	char *name = xasprintf("%s.lock", store->name);
	int lock = folder < 0 ? -1 : private_file_open_lock(folder, name);

	if (folder >= 0)
		close(folder);
	free(name);
	return lock;
}

/* Where there are no locks nobody can hold one, and nobody needs to wait. */
bool
store_try_lock(struct store *store)
{
	int lock, failed;

	if (store->folder == NULL || store->lock >= 0)
		return true;
	lock = open_lock(store);
	if (lock < 0)
		return true;
	do
		failed = flock(lock, LOCK_EX | LOCK_NB);
	while (failed != 0 && errno == EINTR);
	if (failed == 0) {
		store->lock = lock;
		return true;
	}
	failed = errno;
	close(lock);
	return failed != EWOULDBLOCK;
}

void
store_unlock(struct store *store)
{
	if (store->lock >= 0)
		close(store->lock);
	store->lock = -1;
}
