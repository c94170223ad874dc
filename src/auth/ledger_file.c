/* SPDX-License-Identifier: ISC */
/*
 * Appenders share the lock; who replaces the file has it alone, so that no
 * line goes into a file that has lost its name.
 */
#include "config.h"

#include "auth/ledger_file.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "auth/ledger_text.h"
#include "auth/private_file.h"
#include "auth/state_name.h"
#include "base/xmalloc.h"

/* Some hundred thousand lines. */
#define FILE_MAX ((size_t)64 * 1024 * 1024)

/* Smaller files are not worth the writing. */
#define TIDY_MIN ((size_t)64 * 1024)
#define TIDY_FACTOR 4

struct ledger_file {
	char *folder; /* NULL: nothing is kept */
	char *name;
	char *path;
	struct stat seen; /* as it was loaded; all zero: there was none */
};

struct ledger_file *
ledger_file_new(const char *folder, const char *account, const char *origin)
{
	struct ledger_file *file = xcalloc(1, sizeof(*file));

	if (folder == NULL)
		return file;
	file->folder = xstrdup(folder);
	file->name = state_name(account, origin, ".ledger");
	file->path = xasprintf("%s/%s", folder, file->name);
	return file;
}

void
ledger_file_free(struct ledger_file *file)
{
	if (file == NULL)
		return;
	free(file->folder);
	free(file->name);
	free(file->path);
	free(file);
}

const char *
ledger_file_path(const struct ledger_file *file)
{
	return file->path;
}

/* The lock, LOCK_SH or LOCK_EX, on a file of its own; -1 and errno. */
static int
take_lock(const struct ledger_file *file, int folder, int how)
{
	char *name = xasprintf("%s.lock", file->name);
	int lock = private_file_open_lock(folder, name), code;

	free(name);
	if (lock < 0 || flock(lock, how | LOCK_NB) == 0)
		return lock;
	code = errno;
	close(lock);
	errno = code;
	return -1;
}

static bool
fail(struct error *err, const struct ledger_file *file)
{
	int code = errno;

	return error_set(
	    err, ERROR_SYSTEM, code, "%s: %s", file->name, strerror(code));
}

/* Writes the file anew; the lock is held by us alone. */
static bool
replace(const struct ledger_file *file, int folder, const struct ledger *ledger,
    struct error *err)
{
	struct buffer text;
	bool is_replaced;

	buffer_init(&text, FILE_MAX);
	is_replaced = ledger_write(ledger, &text)
	                  ? private_file_replace(folder, file->name,
	                        buffer_text(&text), text.length, err)
	                  : error_set(err, ERROR_USAGE, 0, "it is too large");
	private_file_remove_leftovers(folder, file->name);
	buffer_clear(&text);
	return is_replaced;
}

/* Fills *out with what can be read, and counts the lines that cannot be. */
static enum ledger_file_state
read_lines(struct ledger_file *file, int folder, struct ledger *out,
    size_t *damaged, struct error *err)
{
	enum private_file_state state;
	struct ledger found = { 0 };
	struct buffer text;

	/* Before reading: what comes in between is read once more. */
	if (fstatat(folder, file->name, &file->seen, AT_SYMLINK_NOFOLLOW) != 0)
		file->seen = (struct stat){ 0 };
	buffer_init(&text, FILE_MAX);
	state = private_file_read(folder, file->name, &text, err);
	if (state == PRIVATE_FILE_READ)
		*damaged = ledger_read(buffer_text(&text), text.length, &found);
	else if (state == PRIVATE_FILE_LARGE)
		error_set(
		    err, ERROR_USAGE, 0, "%s: it is too large", file->name);
	buffer_clear(&text);
	if (state != PRIVATE_FILE_READ && state != PRIVATE_FILE_NONE)
		return LEDGER_FILE_REFUSED;
	ledger_take(out, &found);
	return *damaged > 0 ? LEDGER_FILE_DAMAGED : LEDGER_FILE_READ;
}

/* The file's name may be long, and what is cut off is cut at the end. */
static void
tell_unmended(
    const struct ledger_file *file, size_t damaged, int why, struct error *err)
{
	error_set(err, ERROR_USAGE, 0,
	    "lines that cannot be read: %zu; the file stays as it is (%s): %s",
	    damaged, strerror(why), file->name);
}

/* Replacing may fail at the very last, when all but the syncing is done. */
static bool
is_as_read(const struct ledger_file *file, int folder)
{
	struct stat now;

	return fstatat(folder, file->name, &now, AT_SYMLINK_NOFOLLOW) == 0 &&
	       now.st_ino == file->seen.st_ino;
}

/*
 * A copy of the damaged file is kept, and the file replaced in one step: who
 * reads it meanwhile, or after a crash, finds the old one or the new one. The
 * name of the copy, for free(3); NULL: all is as it was.
 */
static char *
set_aside(const struct ledger_file *file, int folder,
    const struct ledger *ledger, struct error *err)
{
	struct error ignored;
	char *aside = private_file_copy_aside(folder, file->name, err);

	if (aside == NULL || replace(file, folder, ledger, err) ||
	    !is_as_read(file, folder))
		return aside;
	private_file_remove(folder, aside, &ignored);
	free(aside);
	return NULL;
}

/* Another process may have mended it since it was read: it is read again. */
static enum ledger_file_state
mend_locked(
    struct ledger_file *file, int folder, struct ledger *out, struct error *err)
{
	size_t damaged = 0;
	enum ledger_file_state state =
	    read_lines(file, folder, out, &damaged, err);
	struct error failure;
	char *aside;

	if (state != LEDGER_FILE_DAMAGED)
		return state;
	aside = set_aside(file, folder, out, &failure);
	if (aside != NULL)
		error_set(err, ERROR_USAGE, 0,
		    "lines that cannot be read: %zu; set aside as %s", damaged,
		    aside);
	else
		tell_unmended(file, damaged, failure.code, err);
	free(aside);
	return state;
}

/* Keeps both the damaged file and what could be read of it. */
static enum ledger_file_state
mend(struct ledger_file *file, int folder, struct ledger *out, size_t damaged,
    struct error *err)
{
	int lock = take_lock(file, folder, LOCK_EX);
	enum ledger_file_state state = LEDGER_FILE_DAMAGED;

	if (lock >= 0) {
		state = mend_locked(file, folder, out, err);
		close(lock);
	} else {
		tell_unmended(file, damaged, errno, err);
	}
	return state;
}

static enum ledger_file_state
load_from(
    struct ledger_file *file, int folder, struct ledger *out, struct error *err)
{
	size_t damaged = 0;
	enum ledger_file_state state =
	    read_lines(file, folder, out, &damaged, err);

	return state == LEDGER_FILE_DAMAGED
	           ? mend(file, folder, out, damaged, err)
	           : state;
}

enum ledger_file_state
ledger_file_load(
    struct ledger_file *file, struct ledger *out, struct error *err)
{
	struct error failure = { 0 };
	enum ledger_file_state state;
	int folder;

	if (file->folder == NULL)
		return LEDGER_FILE_READ;
	folder = private_folder_open(file->folder, &failure);
	if (folder >= 0) {
		state = load_from(file, folder, out, err);
		close(folder);
		return state;
	}
	if (failure.kind != ERROR_SYSTEM || failure.code != ENOENT) {
		*err = failure;
		return LEDGER_FILE_REFUSED;
	}
	ledger_clear(out);
	return LEDGER_FILE_READ;
}

static bool
is_same(const struct stat *one, const struct stat *other)
{
	return one->st_ino == other->st_ino && one->st_size == other->st_size &&
	       one->st_mtim.tv_sec == other->st_mtim.tv_sec &&
	       one->st_mtim.tv_nsec == other->st_mtim.tv_nsec;
}

bool
ledger_file_has_changed(const struct ledger_file *file)
{
	struct stat now = { 0 };

	if (file->folder == NULL)
		return false;
	if (lstat(file->path, &now) != 0)
		now = (struct stat){ 0 };
	return !is_same(&now, &file->seen);
}

bool
ledger_file_add(
    struct ledger_file *file, const struct ledger_line *line, struct error *err)
{
	struct buffer text;
	bool is_added = false;
	int folder, lock;

	if (file->folder == NULL)
		return true;
	folder = private_folder_make(file->folder, err);
	if (folder < 0)
		return false;
	buffer_init(&text, FILE_MAX);
	lock = take_lock(file, folder, LOCK_SH);
	if (lock < 0)
		fail(err, file);
	else if (!ledger_line_write(line, &text))
		error_set(err, ERROR_USAGE, 0, "the line is too long");
	else
		is_added = private_file_append(
		    folder, file->name, buffer_text(&text), text.length, err);
	if (lock >= 0)
		close(lock);
	buffer_clear(&text);
	close(folder);
	return is_added;
}

static void
tidy_locked(struct ledger_file *file, int folder)
{
	struct ledger ledger = { 0 };
	struct buffer text;
	struct error ignored;
	size_t damaged = 0;

	buffer_init(&text, FILE_MAX);
	if (read_lines(file, folder, &ledger, &damaged, &ignored) ==
	        LEDGER_FILE_READ &&
	    ledger_write(&ledger, &text) &&
	    (size_t)file->seen.st_size / TIDY_FACTOR > text.length)
		replace(file, folder, &ledger, &ignored);
	buffer_clear(&text);
	ledger_clear(&ledger);
}

void
ledger_file_tidy(struct ledger_file *file)
{
	struct error ignored;
	struct stat now;
	int folder, lock;

	if (file->folder == NULL || lstat(file->path, &now) != 0 ||
	    (size_t)now.st_size < TIDY_MIN)
		return;
	folder = private_folder_open(file->folder, &ignored);
	if (folder < 0)
		return;
	lock = take_lock(file, folder, LOCK_EX);
	if (lock >= 0) {
		tidy_locked(file, folder);
		close(lock);
	}
	close(folder);
}
