/* SPDX-License-Identifier: ISC */
/*
 * The HTTP library always ends an answer properly. For answers that are cut
 * at any byte, reset or never come, its socket is exchanged by dup2 for one
 * that is connected to nobody.
 */
#include "config.h"

#include "demo/strays.h"

#include <errno.h>
#include <fcntl.h>
#include <stdbool.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <unistd.h>

#include <microhttpd.h>

#include "base/xmalloc.h"

struct stray {
	struct stray *next;
	int fd;
	enum stray_end end;
	struct body *wire;
	size_t sent, length;
};

/* -1 when there are no descriptors left. */
static int
take_socket(struct MHD_Connection *connection)
{
	int theirs = MHD_get_connection_info(
	    connection, MHD_CONNECTION_INFO_CONNECTION_FD)
	                 ->connect_fd;
	int ours = fcntl(theirs, F_DUPFD_CLOEXEC, 3);
	int blank = socket(AF_INET, SOCK_STREAM, 0);

	if (ours < 0 || ours >= FD_SETSIZE || blank < 0 ||
	    dup2(blank, theirs) < 0) {
		if (ours >= 0)
			close(ours);
		ours = -1;
	}
	if (blank >= 0)
		close(blank);
	return ours;
}

/* Closing with this set sends a reset instead of a proper end. */
static void
set_reset(int fd)
{
	struct linger now = { .l_onoff = 1, .l_linger = 0 };

	setsockopt(fd, SOL_SOCKET, SO_LINGER, &now, sizeof(now));
}

void
strays_take(struct strays *strays, struct MHD_Connection *connection,
    enum stray_end end, struct body *wire_taken, size_t length)
{
	struct stray *stray = xcalloc(1, sizeof(*stray));

	stray->fd = take_socket(connection);
	stray->end = end;
	stray->wire = wire_taken;
	if (wire_taken != NULL)
		stray->length =
		    length < wire_taken->length ? length : wire_taken->length;
	stray->next = strays->first;
	strays->first = stray;
}

static void
free_stray(struct stray *stray)
{
	if (stray->fd >= 0) {
		if (stray->end == STRAY_RESETS)
			set_reset(stray->fd);
		close(stray->fd);
	}
	body_drop(stray->wire);
	free(stray);
}

void
strays_clear(struct strays *strays)
{
	while (strays->first != NULL) {
		struct stray *next = strays->first->next;

		free_stray(strays->first);
		strays->first = next;
	}
}

void
strays_watch(
    const struct strays *strays, fd_set *read, fd_set *write, int *highest)
{
	for (struct stray *stray = strays->first; stray != NULL;
	     stray = stray->next) {
		if (stray->fd < 0)
			continue;
		FD_SET(stray->fd, stray->end == STRAY_HANGS ? read : write);
		if (stray->fd > *highest)
			*highest = stray->fd;
	}
}

static bool
is_gone(int fd)
{
	char bytes[4096];
	ssize_t length = recv(fd, bytes, sizeof(bytes), 0);

	return length == 0 || (length < 0 && errno != EAGAIN && errno != EINTR);
}

/* Sends what the socket takes now; true when nothing more can be sent. */
static bool
has_sent(struct stray *stray)
{
	while (stray->sent < stray->length) {
		ssize_t length =
		    send(stray->fd, stray->wire->bytes + stray->sent,
		        stray->length - stray->sent, MSG_NOSIGNAL);

		if (length < 0)
			return errno != EAGAIN && errno != EINTR;
		stray->sent += (size_t)length;
	}
	return true;
}

static bool
has_ended(struct stray *stray, fd_set *read, fd_set *write)
{
	if (stray->fd < 0)
		return true;
	switch (stray->end) {
	case STRAY_HANGS:
		return FD_ISSET(stray->fd, read) && is_gone(stray->fd);
	case STRAY_CLOSES:
		return FD_ISSET(stray->fd, write) && has_sent(stray);
	case STRAY_RESETS:
		return true;
	}
	return true;
}

void
strays_serve(struct strays *strays, fd_set *read, fd_set *write)
{
	struct stray **link = &strays->first;

	while (*link != NULL) {
		struct stray *stray = *link;

		if (!has_ended(stray, read, write)) {
			link = &stray->next;
			continue;
		}
		*link = stray->next;
		free_stray(stray);
	}
}
