/* SPDX-License-Identifier: ISC */
/* Makes files that were not there before. */
#include "config.h"

#include "os/token_file.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/xmalloc.h"

enum {
	ROOM = 512, /* tokens are shorter */
};

char *
token_file_path(const char *typed)
{
	const char *home = getenv("HOME");
	char *here, *path;

	if (strncmp(typed, "~/", 2) == 0 && home != NULL && *home == '/')
		return xasprintf("%s/%s", home, typed + 2);
	here = *typed == '/' ? NULL : getcwd(NULL, 0);
	path = here == NULL ? xstrdup(typed) : xasprintf("%s/%s", here, typed);
	free(here);
	return path;
}

/* From the beginning of the file. */
static bool
write_all(int fd, const char *bytes, size_t length)
{
	size_t written = 0;
	ssize_t done;

	while (written < length) {
		done = pwrite(
		    fd, bytes + written, length - written, (off_t)written);
		if (done < 0 && errno != EINTR)
			return false;
		if (done > 0)
			written += (size_t)done;
	}
	return fsync(fd) == 0 || errno == EINVAL;
}

static bool
fail(const char *path, int failure, struct error *err)
{
	return error_set(
	    err, ERROR_SYSTEM, failure, "%s: %s", path, strerror(failure));
}

bool
token_file_make(const char *path, int *fd, struct error *err)
{
	static const char room[ROOM];
	int failure;

	*fd = open(
	    path, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600);
	if (*fd < 0)
		return fail(path, errno, err);
	if (write_all(*fd, room, sizeof(room)))
		return true;
	failure = errno;
	token_file_drop(path, *fd);
	return fail(path, failure, err);
}

bool
token_file_fill(
    const char *path, int fd, const struct secret *token, struct error *err)
{
	int failure = 0;

	/* Over the room that is there, and only then without what is left. */
	if (!write_all(fd, secret_bytes(token), token->length) ||
	    ftruncate(fd, (off_t)token->length) != 0)
		failure = errno;
	if (close(fd) != 0 && failure == 0)
		failure = errno;
	if (failure == 0)
		return true;
	unlink(path);
	return fail(path, failure, err);
}

void
token_file_drop(const char *path, int fd)
{
	close(fd);
	unlink(path);
}

bool
token_file_write(
    const char *path, const struct secret *token, struct error *err)
{
	int fd;

	return token_file_make(path, &fd, err) &&
	       token_file_fill(path, fd, token, err);
}
