/* SPDX-License-Identifier: ISC */
/*
 * Appenders share the lock; who replaces the file has it alone, so that no
 * line goes into a file that has lost its name.
 */
#include "config.h"

#include "auth/ledger_file.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "auth/ledger_text.h"
#include "auth/private_file.h"
#include "auth/state_name.h"
#include "base/xmalloc.h"

/* Lines are added without end, so the file has no size that is too large. */
#define FILE_MAX (SIZE_MAX / 2)

/* Smaller files are not worth the writing. */
#define TIDY_MIN ((size_t)64 * 1024)
#define TIDY_FACTOR 4

/* Writing anew takes milliseconds. */
#define TRIES_MAX 50
#define PAUSE_MS 20

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
	int lock = private_file_lock(folder, name, how), code = errno;

	free(name);
	errno = code;
	return lock;
}

static bool
fail(struct error *err, const struct ledger_file *file)
{
	int code = errno;

	return error_set(
	    err, ERROR_SYSTEM, code, "%s: %s", file->name, strerror(code));
}

static void
look(struct ledger_file *file, int folder)
{
	if (fstatat(folder, file->name, &file->seen, AT_SYMLINK_NOFOLLOW) != 0)
		file->seen = (struct stat){ 0 };
}

/* Writes the file anew; the lock is held by us alone. */
static bool
replace(struct ledger_file *file, int folder, const struct ledger *ledger,
    struct error *err)
{
	struct buffer text;
	bool is_replaced;

	buffer_init(&text, FILE_MAX);
	ledger_write(ledger, &text);
	is_replaced = private_file_replace(
	    folder, file->name, buffer_text(&text), text.length, err);
	if (is_replaced)
		look(file, folder);
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
	int fd;

	/* Before reading: what comes in between is read once more. */
	look(file, folder);
	state = private_file_open(folder, file->name, FILE_MAX, &fd, err);
	if (state == PRIVATE_FILE_READ) {
		if (!ledger_read(fd, &found, damaged)) {
			fail(err, file);
			state = PRIVATE_FILE_FAILED;
		}
		close(fd);
	}
	if (state != PRIVATE_FILE_READ && state != PRIVATE_FILE_NONE) {
		ledger_clear(&found);
		return LEDGER_FILE_REFUSED;
	}
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
set_aside(struct ledger_file *file, int folder, const struct ledger *ledger,
    struct error *err)
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

/* Whether what was read could be said in much less. */
static bool
has_grown(const struct ledger_file *file, const struct ledger *ledger)
{
	size_t size = (size_t)file->seen.st_size;
	struct buffer text;
	bool has_grown;

	if (size < TIDY_MIN)
		return false;
	buffer_init(&text, size / TIDY_FACTOR);
	has_grown = ledger_write(ledger, &text);
	buffer_clear(&text);
	return has_grown;
}

/* Only if nobody else uses it; what fails is left as it was. */
static void
tidy(struct ledger_file *file, int folder, struct ledger *ledger)
{
	int lock = take_lock(file, folder, LOCK_EX);
	struct error ignored;
	size_t damaged = 0;

	if (lock < 0)
		return;
	/* Others may have added lines since it was read. */
	if (read_lines(file, folder, ledger, &damaged, &ignored) ==
	        LEDGER_FILE_READ &&
	    has_grown(file, ledger))
		replace(file, folder, ledger, &ignored);
	close(lock);
}

static enum ledger_file_state
load_from(
    struct ledger_file *file, int folder, struct ledger *out, struct error *err)
{
	size_t damaged = 0;
	enum ledger_file_state state =
	    read_lines(file, folder, out, &damaged, err);

	if (state == LEDGER_FILE_DAMAGED)
		return mend(file, folder, out, damaged, err);
	if (state == LEDGER_FILE_READ && has_grown(file, out))
		tidy(file, folder, out);
	return state;
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

bool
ledger_file_has_changed(const struct ledger_file *file)
{
	struct stat now = { 0 };

	if (file->folder == NULL)
		return false;
	if (lstat(file->path, &now) != 0)
		now = (struct stat){ 0 };
	return now.st_ino != file->seen.st_ino ||
	       now.st_size != file->seen.st_size ||
	       now.st_mtim.tv_sec != file->seen.st_mtim.tv_sec ||
	       now.st_mtim.tv_nsec != file->seen.st_mtim.tv_nsec;
}

/* What a line needs; NULL: it needs nothing, and others may write too. */
static bool
is_at(struct ledger_file *file, int folder, const char *id,
    const enum rotation_stage *stage)
{
	const struct ledger_entry *entry;
	struct ledger ledger = { 0 };
	struct error ignored;
	size_t damaged = 0;
	bool is_so;

	if (stage == NULL)
		return true;
	read_lines(file, folder, &ledger, &damaged, &ignored);
	entry = ledger_find(&ledger, id);
	is_so = (entry == NULL ? ROTATION_NONE : entry->stage) == *stage;
	ledger_clear(&ledger);
	return is_so;
}

static bool
append(struct ledger_file *file, const struct ledger_line *line,
    const enum rotation_stage *stage, struct error *err)
{
	struct buffer text;
	bool is_added = false;
	int folder, lock;

	if (file->folder == NULL)
		return true;
	folder = private_folder_make(file->folder, err);
	if (folder < 0)
		return false;
	buffer_init(&text, LEDGER_LINE_MAX);
	lock = take_lock(file, folder, stage == NULL ? LOCK_SH : LOCK_EX);
	if (lock < 0)
		fail(err, file);
	else if (!is_at(file, folder, line->id, stage))
		error_set(err, ERROR_USAGE, 0, "it is at another stage");
	else if (!ledger_line_write(line, &text))
		error_set(err, ERROR_SYSTEM, EMSGSIZE, "the line is too long");
	else
		is_added = private_file_append(
		    folder, file->name, buffer_text(&text), text.length, err);
	if (lock >= 0)
		close(lock);
	buffer_clear(&text);
	close(folder);
	return is_added;
}

static bool
append_waiting(struct ledger_file *file, const struct ledger_line *line,
    const enum rotation_stage *stage, struct error *err)
{
	for (int tries = 1; !append(file, line, stage, err); tries++) {
		if (err->code != EWOULDBLOCK || tries == TRIES_MAX)
			return false;
		poll(NULL, 0, PAUSE_MS);
	}
	return true;
}

bool
ledger_file_add(
    struct ledger_file *file, const struct ledger_line *line, struct error *err)
{
	return append(file, line, NULL, err);
}

bool
ledger_file_add_waiting(
    struct ledger_file *file, const struct ledger_line *line, struct error *err)
{
	return append_waiting(file, line, NULL, err);
}

bool
ledger_file_begin_rotation(struct ledger_file *file,
    const struct ledger_line *line, enum rotation_stage stage,
    struct error *err)
{
	return append_waiting(file, line, &stage, err);
}
