/* SPDX-License-Identifier: ISC */
/* Reads with suspicion, writes in one step, and leaves nothing behind. */
#include "config.h"

#include "auth/session_file.h"

#include <errno.h>
#include <stdlib.h>
#include <unistd.h>

#include "auth/private_file.h"
#include "auth/session_text.h"
#include "base/xmalloc.h"

struct session_file {
	char *folder;
	char *name; /* of the file in it */
	char *path;
	char *origin;
};

struct session_file *
session_file_new(const char *folder, const char *name, const char *origin)
{
	struct session_file *file = xcalloc(1, sizeof(*file));

	file->folder = xstrdup(folder);
	file->name = xstrdup(name);
	file->path = xasprintf("%s/%s", folder, name);
	file->origin = xstrdup(origin);
	return file;
}

void
session_file_free(struct session_file *file)
{
	if (file == NULL)
		return;
	free(file->folder);
	free(file->name);
	free(file->path);
	free(file->origin);
	free(file);
}

const char *
session_file_path(const struct session_file *file)
{
	return file->path;
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
load_from(int folder, const struct session_file *file, struct session *out,
    struct error *err)
{
	enum store_state state = STORE_REFUSED;
	struct buffer text;

	buffer_init(&text, SESSION_TEXT_MAX);
	switch (private_file_read(folder, file->name, &text, err)) {
	case PRIVATE_FILE_READ:
		state = STORE_LOADED;
		if (!session_read(buffer_text(&text), text.length, file->origin,
		        out, err))
			state = set_aside(folder, file->name, err);
		break;
	case PRIVATE_FILE_NONE:
		state = STORE_EMPTY;
		break;
	case PRIVATE_FILE_LARGE:
		error_set(err, ERROR_USAGE, 0, "it is too large");
		state = set_aside(folder, file->name, err);
		break;
	case PRIVATE_FILE_UNSAFE:
	case PRIVATE_FILE_FAILED:
		break;
	}
	buffer_clear(&text);
	return state;
}

enum store_state
session_file_load(
    const struct session_file *file, struct session *out, struct error *err)
{
	enum store_state state;
	int folder = private_folder_open(file->folder, err);

	if (folder < 0)
		return err->kind == ERROR_SYSTEM && err->code == ENOENT
		           ? STORE_EMPTY
		           : STORE_REFUSED;
	state = load_from(folder, file, out, err);
	close(folder);
	return state;
}

/* What is there must be a session of ours, or out of the way. */
static bool
can_replace(int folder, const struct session_file *file, struct error *err)
{
	struct session old = { 0 };
	enum store_state state = load_from(folder, file, &old, err);

	session_clear(&old);
	return state != STORE_REFUSED;
}

bool
session_file_save(const struct session_file *file,
    const struct session *session, bool has_lock, struct error *err)
{
	struct buffer text;
	bool is_saved = false;
	int folder = private_folder_make(file->folder, err);

	if (folder < 0)
		return false;
	buffer_init(&text, SESSION_TEXT_MAX);
	if (!session_write(session, file->origin, &text))
		error_set(err, ERROR_USAGE, 0, "the session is too large");
	else if (can_replace(folder, file, err))
		is_saved = private_file_replace(
		    folder, file->name, buffer_text(&text), text.length, err);
	/* Under the lock nobody else is writing. */
	if (is_saved && has_lock)
		private_file_remove_leftovers(folder, file->name);
	buffer_clear(&text);
	close(folder);
	return is_saved;
}

bool
session_file_remove(const struct session_file *file, struct error *err)
{
	bool is_removed;
	size_t damaged;
	int folder = private_folder_open(file->folder, err);

	if (folder < 0)
		return err->kind == ERROR_SYSTEM && err->code == ENOENT;
	is_removed =
	    private_file_remove(folder, file->name, err) &&
	    private_file_remove_damaged(folder, file->name, &damaged, err);
	private_file_remove_leftovers(folder, file->name);
	close(folder);
	return is_removed;
}
