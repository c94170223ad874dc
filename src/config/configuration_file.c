/* SPDX-License-Identifier: ISC */
/* Finds the configuration's file and takes it in whole. */
#include "config.h"

#include "config/configuration.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/buffer.h"
#include "base/xmalloc.h"

char *
configuration_default_path(void)
{
	const char *folder = getenv("XDG_CONFIG_HOME"), *home = getenv("HOME");

	if (folder != NULL && *folder == '/')
		return xasprintf("%s/keyrack/config", folder);
	if (home != NULL && *home == '/')
		return xasprintf("%s/.config/keyrack/config", home);
	return NULL;
}

/* Judges what was opened; a FIFO would have been opened without waiting. */
static bool
is_fit(int fd, struct error *err)
{
	struct stat status;

	if (fstat(fd, &status) != 0)
		return error_set(err, ERROR_USAGE, 0, "%s", strerror(errno));
	if (S_ISDIR(status.st_mode))
		return error_set(err, ERROR_USAGE, 0,
		    "this is a folder; the configuration is a file");
	if (!S_ISREG(status.st_mode))
		return error_set(
		    err, ERROR_USAGE, 0, "this is not a regular file");
	return true;
}

static bool
read_whole(int fd, struct buffer *out, struct error *err)
{
	char bytes[4096];
	ssize_t length;

	while ((length = read(fd, bytes, sizeof(bytes))) != 0) {
		if (length < 0 && errno == EINTR)
			continue;
		if (length < 0)
			return error_set(
			    err, ERROR_USAGE, 0, "%s", strerror(errno));
		if (!buffer_add(out, bytes, (size_t)length))
			return error_set(err, ERROR_USAGE, 0,
			    "the file is larger than %zu KiB", out->max / 1024);
	}
	return true;
}

/* True, with *is_there false, for a file that need not be there and is not. */
static bool
take_in(const char *path, bool must_exist, struct buffer *out, bool *is_there,
    struct error *err)
{
	int fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY);
	bool is_read;

	*is_there = fd >= 0;
	if (fd < 0 && !must_exist && (errno == ENOENT || errno == ENOTDIR))
		return true;
	if (fd < 0)
		return error_set(err, ERROR_USAGE, 0, "%s", strerror(errno));
	is_read = is_fit(fd, err) && read_whole(fd, out, err);
	close(fd);
	return is_read;
}

bool
configuration_read(const char *path, bool must_exist,
    const char *const *commands, struct configuration *out, struct error *err)
{
	struct buffer text;
	bool is_there, is_read;

	memset(out, 0, sizeof(*out));
	if (path == NULL)
		return true;
	buffer_init(&text, CONFIGURATION_MAX);
	is_read = take_in(path, must_exist, &text, &is_there, err);
	if (is_read && is_there)
		is_read = configuration_parse(
		    buffer_text(&text), text.length, path, commands, out, err);
	else if (!is_read)
		out->path = xstrdup(path);
	buffer_clear(&text);
	return is_read;
}
