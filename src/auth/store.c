/* SPDX-License-Identifier: ISC */
/* One face for the kinds of store: files work at once, commands in time. */
#include "config.h"

#include "auth/store.h"

#include <assert.h>
#include <stdlib.h>

#include "auth/session_command.h"
#include "auth/session_file.h"
#include "auth/session_lock.h"
#include "auth/state_name.h"
#include "base/xmalloc.h"

/* With neither file nor command it is memory. */
struct store {
	struct session_file *file;
	struct session_command *command;
	struct session_lock *lock;
	struct error why; /* memory: why it is not more */
	bool has_result;
	struct store_result result; /* of a file or of memory */
};

void
store_result_clear(struct store_result *result)
{
	session_clear(&result->session);
	*result = (struct store_result){ 0 };
}

struct store *
store_new_file(const char *folder, const char *account, const char *origin)
{
	struct store *store = xcalloc(1, sizeof(*store));
	char *name = state_name(account, origin, ".session");

	store->file = session_file_new(folder, name, origin);
	store->lock = session_lock_new(folder, name);
	free(name);
	return store;
}

struct store *
store_new_command(const char *folder, const char *account, const char *origin,
    const char *const *words, int limit_ms)
{
	struct store *store = xcalloc(1, sizeof(*store));
	char *name = state_name(account, origin, "");
	char *lock_name = state_name(account, origin, ".session");

	store->command = session_command_new(words, name, origin, limit_ms);
	store->lock = session_lock_new(folder, lock_name);
	free(lock_name);
	free(name);
	return store;
}

struct store *
store_new_memory(const struct error *why)
{
	struct store *store = xcalloc(1, sizeof(*store));

	store->lock = session_lock_new(NULL, NULL);
	if (why != NULL)
		store->why = *why;
	return store;
}

void
store_free(struct store *store)
{
	if (store == NULL)
		return;
	store_result_clear(&store->result);
	session_file_free(store->file);
	session_command_free(store->command);
	session_lock_free(store->lock);
	free(store);
}

const char *
store_path(const struct store *store)
{
	return store->file == NULL ? NULL : session_file_path(store->file);
}

bool
store_is_lasting(const struct store *store, struct error *why)
{
	*why = store->why;
	return store->file != NULL || store->command != NULL;
}

static void
work_on_file(struct store *store, const struct session *session)
{
	struct store_result *result = &store->result;

	switch (result->work) {
	case STORE_LOAD:
		result->state = session_file_load(
		    store->file, &result->session, &result->error);
		break;
	case STORE_SAVE:
		result->is_done = session_file_save(store->file, session,
		    session_lock_is_held(store->lock), &result->error);
		break;
	case STORE_REMOVE:
		result->is_done =
		    session_file_remove(store->file, &result->error);
		break;
	}
}

static void
work_on_memory(struct store *store)
{
	struct store_result *result = &store->result;

	result->state = STORE_EMPTY;
	result->is_done = result->work == STORE_REMOVE;
	if (result->work == STORE_SAVE)
		error_set(&result->error, ERROR_USAGE, 0,
		    "sessions are kept in memory only");
}

void
store_begin(
    struct store *store, enum store_work work, const struct session *session)
{
	if (store->command != NULL) {
		session_command_begin(store->command, work, session);
		return;
	}
	store_result_clear(&store->result);
	store->result.work = work;
	store->has_result = true;
	if (store->file != NULL)
		work_on_file(store, session);
	else
		work_on_memory(store);
}

bool
store_finish(struct store *store, struct store_result *out)
{
	if (store->command != NULL)
		return session_command_finish(store->command, out);
	if (!store->has_result)
		return false;
	*out = store->result;
	store->result = (struct store_result){ 0 };
	store->has_result = false;
	return true;
}

bool
store_is_busy(const struct store *store)
{
	return store->command != NULL &&
	       session_command_is_busy(store->command);
}

bool
store_is_writing(const struct store *store)
{
	return store->command != NULL &&
	       session_command_is_writing(store->command);
}

size_t
store_fds(const struct store *store, int fds[STORE_FDS_MAX])
{
	return store->command == NULL
	           ? 0
	           : session_command_fds(store->command, fds);
}

int
store_timeout_ms(const struct store *store)
{
	return store->command == NULL
	           ? -1
	           : session_command_timeout_ms(store->command);
}

/* Does it at once; the caller clears the result. */
static struct store_result
do_now(struct store *store, enum store_work work, const struct session *session,
    struct error *err)
{
	struct store_result result = { 0 };
	bool is_finished;

	assert(store->command == NULL);
	store_begin(store, work, session);
	is_finished = store_finish(store, &result);
	assert(is_finished);
	(void)is_finished;
	*err = result.error;
	return result;
}

enum store_state
store_load(struct store *store, struct session *out, struct error *err)
{
	struct store_result result = do_now(store, STORE_LOAD, NULL, err);
	enum store_state state = result.state;

	if (state == STORE_LOADED)
		session_take(out, &result.session);
	store_result_clear(&result);
	return state;
}

bool
store_save(
    struct store *store, const struct session *session, struct error *err)
{
	return do_now(store, STORE_SAVE, session, err).is_done;
}

bool
store_remove(struct store *store, struct error *err)
{
	return do_now(store, STORE_REMOVE, NULL, err).is_done;
}

bool
store_try_lock(struct store *store)
{
	return session_lock_try(store->lock);
}

void
store_unlock(struct store *store)
{
	session_lock_release(store->lock);
}
