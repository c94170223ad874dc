/* SPDX-License-Identifier: ISC */
/* Hands a token out, past every buffer that nobody wipes. */
#include "config.h"

#include "cli/outlet.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/i18n.h"
#include "cli/commands.h"
#include "os/token_file.h"

/* One that was closed at the start is there, for reading alone. */
static bool
is_closed(void)
{
	int flags = fcntl(STDOUT_FILENO, F_GETFL);

	return flags < 0 || (flags & O_ACCMODE) == O_RDONLY;
}

/* A pipe tells, and then nothing should be begun. */
static bool
has_lost_its_reader(void)
{
	struct pollfd output = { .fd = STDOUT_FILENO, .events = POLLOUT };

	return poll(&output, 1, 0) > 0 && (output.revents & POLLERR) != 0;
}

enum status
outlet_open(
    const struct errand *errand, struct outlet *outlet, const char *typed)
{
	const char *command = errand->options->command->name;
	struct error err;

	*outlet = (struct outlet){ .fd = -1 };
	if (typed == NULL) {
		if (is_closed()) {
			errand_tell(_("%s: standard output is closed, and the "
			              "token would be lost"),
			    command);
			return STATUS_FAILED;
		}
		return has_lost_its_reader() ? print_failure(EPIPE)
		                             : STATUS_DONE;
	}
	outlet->path = token_file_path(typed);
	if (token_file_make(outlet->path, &outlet->fd, &err))
		return STATUS_DONE;
	errand_tell("%s: %s", command, err.detail);
	return STATUS_FAILED;
}

void
outlet_close(struct outlet *outlet)
{
	if (outlet->fd >= 0)
		token_file_drop(outlet->path, outlet->fd);
	free(outlet->path);
	*outlet = (struct outlet){ .fd = -1 };
}

/* Whoever shares the descriptor may have made it one that does not wait. */
static bool
write_all(const char *bytes, size_t length)
{
	struct pollfd output = { .fd = STDOUT_FILENO, .events = POLLOUT };
	ssize_t done;

	while (length > 0) {
		done = write(STDOUT_FILENO, bytes, length);
		if (done > 0) {
			bytes += done;
			length -= (size_t)done;
		} else if (done < 0 && errno == EAGAIN)
			poll(&output, 1, -1);
		else if (done < 0 && errno != EINTR)
			return false;
	}
	return true;
}

int
outlet_hand(struct outlet *outlet, const struct secret *token)
{
	struct error err = { 0 };
	int fd = outlet->fd;

	if (outlet->path != NULL) {
		outlet->fd = -1;
		return token_file_fill(outlet->path, fd, token, &err)
		           ? 0
		           : err.code;
	}
	/* What was printed before stands before it. */
	if (fflush(stdout) == 0 &&
	    write_all(secret_bytes(token), token->length) && write_all("\n", 1))
		return 0;
	return errno;
}

enum status
outlet_failure(const struct outlet *outlet, int reason)
{
	if (outlet->path == NULL)
		return print_failure(reason);
	errand_tell("%s: %s", outlet->path, strerror(reason));
	return STATUS_FAILED;
}
