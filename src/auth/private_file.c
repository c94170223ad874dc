/* SPDX-License-Identifier: ISC */
/* Opens without following links, and looks at what it got before using it. */
#include "config.h"

#include "auth/private_file.h"

#include <errno.h>
#include <fcntl.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <bsd/stdlib.h>

#include "base/xmalloc.h"

/* Signals are few; a lock that is always interrupted is none. */
#define INTERRUPTIONS_MAX 100

/* Of a long name the end is shown: what is wrong has to have room as well. */
#define SHOWN_MAX ((size_t)64)

static bool
complain(struct error *err, enum error_kind kind, int code, const char *what,
    const char *why)
{
	size_t length = strlen(what);
	bool is_long = length > SHOWN_MAX;

	if (is_long)
		what += length - SHOWN_MAX;
	return error_set(
	    err, kind, code, "%s%s: %s", is_long ? "…" : "", what, why);
}

/* Fills *err from errno, before anything changes it. */
static bool
fail(struct error *err, const char *what)
{
	int code = errno;

	return complain(err, ERROR_SYSTEM, code, what, strerror(code));
}

static bool
is_private_folder(int fd, const char *path, struct error *err)
{
	struct stat status;

	if (fstat(fd, &status) != 0)
		return fail(err, path);
	if (status.st_uid != geteuid())
		return complain(
		    err, ERROR_USAGE, 0, path, "another user owns it");
	if ((status.st_mode & 077) != 0)
		return complain(err, ERROR_USAGE, 0, path,
		    "it is open to others; chmod 700 closes it");
	return true;
}

int
private_folder_open(const char *path, struct error *err)
{
	int flags = O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC;
	int fd = openat(AT_FDCWD, path, flags);

	if (fd < 0) {
		fail(err, path);
		return -1;
	}
	if (is_private_folder(fd, path, err))
		return fd;
	close(fd);
	return -1;
}

/* The first one is the reason why there is no folder in the end. */
static void
note_failure(int result, int *failure)
{
	if (result != 0 && errno != EEXIST && *failure == 0)
		*failure = errno;
}

int
private_folder_make(const char *path, struct error *err)
{
	char *part = xstrdup(path);
	int failure = 0, fd;

	/* What fails here is noticed when the folder is opened. */
	for (char *end = part + 1; (end = strchr(end, '/')) != NULL; end++) {
		*end = '\0';
		note_failure(mkdir(part, 0700), &failure);
		*end = '/';
	}
	note_failure(mkdir(part, 0700), &failure);
	free(part);
	fd = private_folder_open(path, err);
	if (fd < 0 && err->kind == ERROR_SYSTEM && err->code == ENOENT &&
	    failure != 0) {
		errno = failure;
		fail(err, path);
	}
	return fd;
}

static enum private_file_state
unsafe(struct error *err, const char *name, const char *why)
{
	complain(err, ERROR_USAGE, 0, name, why);
	return PRIVATE_FILE_UNSAFE;
}

static enum private_file_state
judge(int fd, const char *name, size_t max, struct error *err)
{
	struct stat status;

	if (fstat(fd, &status) != 0) {
		fail(err, name);
		return PRIVATE_FILE_FAILED;
	}
	if (!S_ISREG(status.st_mode))
		return unsafe(err, name, "it is no regular file");
	if (status.st_uid != geteuid())
		return unsafe(err, name, "another user owns it");
	/* It has none when it was replaced since it was opened. */
	if (status.st_nlink > 1)
		return unsafe(err, name, "it has more than one name");
	if ((status.st_mode & 07777) != 0600)
		return unsafe(
		    err, name, "it is not for its owner alone (mode 0600)");
	return status.st_size > (off_t)max ? PRIVATE_FILE_LARGE
	                                   : PRIVATE_FILE_READ;
}

enum private_file_state
private_file_open(
    int folder, const char *name, size_t max, int *fd, struct error *err)
{
	int flags = O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY | O_CLOEXEC;
	int opened = openat(folder, name, flags);
	enum private_file_state state;

	if (opened < 0 && errno == ENOENT)
		return PRIVATE_FILE_NONE;
	if (opened < 0 && errno == ELOOP)
		return unsafe(err, name, "it is a symbolic link");
	if (opened < 0 && (errno == ENXIO || errno == EACCES))
		return unsafe(err, name, "it is not a file of ours");
	if (opened < 0) {
		fail(err, name);
		return PRIVATE_FILE_FAILED;
	}
	state = judge(opened, name, max, err);
	if (state == PRIVATE_FILE_READ)
		*fd = opened;
	else
		close(opened);
	return state;
}

/* One byte more than the cap shows that the file has grown meanwhile. */
static enum private_file_state
read_all(int fd, const char *name, struct buffer *out, struct error *err)
{
	char piece[4096];
	ssize_t length;
	bool has_room = true;

	do {
		length = read(fd, piece, sizeof(piece));
		if (length > 0)
			has_room = buffer_add(out, piece, (size_t)length);
	} while (has_room && (length > 0 || (length < 0 && errno == EINTR)));
	if (length < 0)
		fail(err, name);
	explicit_bzero(piece, sizeof(piece));
	if (!has_room)
		return PRIVATE_FILE_LARGE;
	return length < 0 ? PRIVATE_FILE_FAILED : PRIVATE_FILE_READ;
}

enum private_file_state
private_file_read(
    int folder, const char *name, struct buffer *out, struct error *err)
{
	enum private_file_state state;
	int fd;

	state = private_file_open(folder, name, out->max, &fd, err);
	if (state != PRIVATE_FILE_READ)
		return state;
	state = read_all(fd, name, out, err);
	close(fd);
	return state;
}

bool
private_file_write_all(int fd, const char *bytes, size_t length)
{
	while (length > 0) {
		ssize_t written = write(fd, bytes, length);

		if (written < 0 && errno == EINTR)
			continue;
		if (written <= 0)
			return false;
		bytes += written;
		length -= (size_t)written;
	}
	return true;
}

/* Closing tells of errors too, on network file systems. */
static bool
write_new(int folder, const char *name, const char *bytes, size_t length)
{
	int flags = O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC;
	int fd = openat(folder, name, flags, 0600);
	bool is_written;
	int code;

	if (fd < 0)
		return false;
	/* The umask may have taken more than it should. */
	is_written = fchmod(fd, 0600) == 0 &&
	             private_file_write_all(fd, bytes, length) &&
	             fsync(fd) == 0;
	code = errno;
	if (close(fd) != 0 && is_written)
		return false;
	errno = code;
	return is_written;
}

bool
private_file_replace(int folder, const char *name, const char *bytes,
    size_t length, struct error *err)
{
	char *new_name = xasprintf(
	    "%s" PRIVATE_FILE_NEW_MARK "%08x", name, (unsigned)arc4random());
	bool is_replaced = write_new(folder, new_name, bytes, length) &&
	                   renameat(folder, new_name, folder, name) == 0;

	if (!is_replaced) {
		fail(err, name);
		unlinkat(folder, new_name, 0);
	} else if (fsync(folder) != 0) {
		is_replaced = fail(err, name);
	}
	free(new_name);
	return is_replaced;
}

/* A writer that was killed, or a full disk, may have left half a line. */
static bool
ends_within_line(int fd)
{
	off_t end = lseek(fd, 0, SEEK_END);
	char last;

	return end > 0 && pread(fd, &last, 1, end - 1) == 1 && last != '\n';
}

/* One write, which the system does not mix with those of other processes. */
static bool
append(int fd, const char *line, size_t length)
{
	char *whole = xasprintf(
	    "%s%.*s", ends_within_line(fd) ? "\n" : "", (int)length, line);
	size_t all = strlen(whole);
	ssize_t written;
	int code;

	do
		written = write(fd, whole, all);
	while (written < 0 && errno == EINTR);
	code = written >= 0 ? ENOSPC : errno;
	free(whole);
	errno = code;
	return written == (ssize_t)all && fsync(fd) == 0;
}

bool
private_file_append(int folder, const char *name, const char *line,
    size_t length, struct error *err)
{
	int flags = O_RDWR | O_APPEND | O_CREAT | O_NOFOLLOW | O_NONBLOCK |
	            O_NOCTTY | O_CLOEXEC;
	int fd = openat(folder, name, flags, 0600);
	bool is_appended = false;

	if (fd < 0)
		return fail(err, name);
	if (judge(fd, name, SIZE_MAX / 2, err) == PRIVATE_FILE_READ)
		is_appended = append(fd, line, length) || fail(err, name);
	close(fd);
	return is_appended;
}

bool
private_file_remove(int folder, const char *name, struct error *err)
{
	if (unlinkat(folder, name, 0) != 0)
		return errno == ENOENT || fail(err, name);
	return fsync(folder) == 0 || fail(err, name);
}

static int
try_lock(int fd, int how)
{
	int failed, tries = 0;

	do
		failed = flock(fd, how | LOCK_NB);
	while (failed != 0 && errno == EINTR && ++tries < INTERRUPTIONS_MAX);
	return failed;
}

int
private_file_lock(int folder, const char *name, int how)
{
	int flags = O_RDWR | O_CREAT | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC;
	struct stat status;
	int fd, code;

	for (;;) {
		fd = openat(folder, name, flags, 0600);
		if (fd < 0)
			return -1;
		if (try_lock(fd, how) != 0)
			break;
		/* It was removed since: others lock another file by now. */
		if (fstat(fd, &status) != 0 || status.st_nlink > 0)
			return fd;
		close(fd);
	}
	code = errno;
	close(fd);
	errno = code;
	return -1;
}
