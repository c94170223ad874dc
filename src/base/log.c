/* SPDX-License-Identifier: ISC */
/* Appends each line with one write(2), sanitised, so that none is torn. */
#include "config.h"

#include "base/log.h"

#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "base/date.h"
#include "base/text.h"
#include "base/xmalloc.h"

#define LINE_MAX_BYTES 1024

struct log {
	int fd;
};

/* A file that was there before may be open to others. */
static bool
make_private(int fd)
{
	struct stat file;

	return fstat(fd, &file) == 0 &&
	       (!S_ISREG(file.st_mode) || fchmod(fd, 0600) == 0);
}

/* O_NONBLOCK: a pipe that nobody reads must not stop the program. */
struct log *
log_new(const char *path, struct error *err)
{
	int flags = O_WRONLY | O_APPEND | O_CREAT | O_NOFOLLOW | O_CLOEXEC |
	            O_NONBLOCK | O_NOCTTY;
	int fd = open(path, flags, 0600);
	struct log *log;

	if (fd < 0 || !make_private(fd)) {
		error_set(err, ERROR_SYSTEM, errno, "%s", strerror(errno));
		if (fd >= 0)
			close(fd);
		return NULL;
	}
	log = xcalloc(1, sizeof(*log));
	log->fd = fd;
	return log;
}

void
log_free(struct log *log)
{
	if (log == NULL)
		return;
	close(log->fd);
	free(log);
}

static int64_t
now_ms(void)
{
	struct timespec now;

	clock_gettime(CLOCK_REALTIME, &now);
	return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

void
log_line(struct log *log, const char *format, ...)
{
	char raw[LINE_MAX_BYTES], when[DATE_TEXT_MAX];
	char *safe, *line;
	va_list arguments;
	ssize_t written;

	if (log == NULL)
		return;
	va_start(arguments, format);
	vsnprintf(raw, sizeof(raw), format, arguments);
	va_end(arguments);
	date_format_rfc3339(now_ms(), when);
	safe = text_sanitise(raw, strlen(raw));
	line = xasprintf("%s %s\n", when, safe);
	/* A log that cannot be written must not disturb the program. */
	written = write(log->fd, line, strlen(line));
	(void)written;
	free(line);
	free(safe);
}
