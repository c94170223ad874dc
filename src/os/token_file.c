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

static bool
write_all(int fd, const struct secret *token)
{
	size_t written = 0;
	ssize_t done;

	while (written < token->length) {
		done =
		    write(fd, token->bytes + written, token->length - written);
		if (done < 0 && errno != EINTR)
			return false;
		if (done > 0)
			written += (size_t)done;
	}
	return fsync(fd) == 0 || errno == EINVAL;
}

bool
token_file_write(
    const char *path, const struct secret *token, struct error *err)
{
	int fd = open(
	    path, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600);
	int failure = fd < 0 ? errno : 0;

	if (fd < 0)
		return error_set(err, ERROR_SYSTEM, failure, "%s: %s", path,
		    strerror(failure));
	if (!write_all(fd, token))
		failure = errno;
	if (close(fd) != 0 && failure == 0)
		failure = errno;
	if (failure == 0)
		return true;
	unlink(path);
	return error_set(
	    err, ERROR_SYSTEM, failure, "%s: %s", path, strerror(failure));
}
