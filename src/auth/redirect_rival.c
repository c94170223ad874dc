/* SPDX-License-Identifier: ISC */
/* One request without libcurl, to this machine alone. */
#include "config.h"

#include "auth/redirect_rival.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "auth/redirect_gate.h"
#include "auth/redirect_page.h"
#include "auth/redirect_socket.h"

bool
redirect_rival_begin(
    struct redirect_rival *rival, const struct redirect_uri *uri)
{
	*rival = (struct redirect_rival){ .fd = redirect_socket_connect(uri) };
	snprintf(rival->question, sizeof(rival->question),
	    "GET %s HTTP/1.1\r\nHost: localhost:%d\r\nConnection: close\r\n"
	    "\r\n",
	    redirect_gate_end_path(uri), uri->port);
	return rival->fd >= 0;
}

void
redirect_rival_clear(struct redirect_rival *rival)
{
	if (rival->fd >= 0)
		close(rival->fd);
	rival->fd = -1;
}

static bool
can_wait(int failure)
{
	return failure == EAGAIN || failure == EWOULDBLOCK ||
	       failure == EINTR || failure == ENOTCONN;
}

/* So short a question is taken whole, or not at all. */
static bool
ask(struct redirect_rival *rival)
{
	if (write(rival->fd, rival->question, strlen(rival->question)) < 0)
		return can_wait(errno);
	rival->has_asked = true;
	return true;
}

bool
redirect_rival_go_on(struct redirect_rival *rival)
{
	size_t room = sizeof(rival->answer) - 1 - rival->length;
	ssize_t count;

	if (!rival->has_asked)
		return ask(rival);
	count = read(rival->fd, rival->answer + rival->length, room);
	if (count < 0)
		return can_wait(errno);
	rival->length += (size_t)count;
	return count > 0 && (size_t)count < room;
}

bool
redirect_rival_is_login(const struct redirect_rival *rival)
{
	return strstr(rival->answer, REDIRECT_PAGE_TITLE) != NULL;
}
