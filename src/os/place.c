/* SPDX-License-Identifier: ISC */
/* Reads the signs that SSH and displays leave in the environment. */
#include "config.h"

#include "os/place.h"

#include <pwd.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/types.h>
#include <unistd.h>

#include "base/xmalloc.h"

#define SSH_PORT 22

static bool
is_set(const char *value)
{
	return value != NULL && *value != '\0';
}

/* The line is pasted into a shell: nothing that one would read otherwise. */
static bool
is_plain(const char *word, const char *more)
{
	static const char letters[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
	                              "abcdefghijklmnopqrstuvwxyz0123456789";

	if (!is_set(word) || *word == '-')
		return false;
	for (; *word != '\0'; word++)
		if (strchr(letters, *word) == NULL &&
		    strchr(more, *word) == NULL)
			return false;
	return true;
}

static char *
find_target(const struct place_signs *signs)
{
	char server[64] = "";
	int port = SSH_PORT;

	if (!is_set(signs->ssh_connection) ||
	    sscanf(signs->ssh_connection, "%*s %*s %63s %d", server, &port) !=
	        2 ||
	    port < 1 || port > 65535) {
		port = SSH_PORT;
		snprintf(server, sizeof(server), "%s",
		    signs->host == NULL ? "" : signs->host);
	}
	if (!is_plain(signs->user, "._-") || !is_plain(server, ".:%_-"))
		return NULL;
	return port == SSH_PORT
	           ? xasprintf("%s@%s", signs->user, server)
	           : xasprintf("-p %d %s@%s", port, signs->user, server);
}

void
place_find(const struct place_signs *signs, struct place *out)
{
	*out = (struct place){ 0 };
	out->is_over_ssh =
	    is_set(signs->ssh_connection) || is_set(signs->ssh_tty);
	out->has_display =
	    is_set(signs->display) || is_set(signs->wayland_display);
	if (out->is_over_ssh)
		out->ssh_target = find_target(signs);
}

void
place_clear(struct place *place)
{
	free(place->ssh_target);
	*place = (struct place){ 0 };
}

void
place_here(struct place *out)
{
	const struct passwd *entry = getpwuid(getuid());
	char host[256] = "";
	struct place_signs signs = {
		.ssh_connection = getenv("SSH_CONNECTION"),
		.ssh_tty = getenv("SSH_TTY"),
		.display = getenv("DISPLAY"),
		.wayland_display = getenv("WAYLAND_DISPLAY"),
		.user = entry == NULL ? getenv("LOGNAME") : entry->pw_name,
		.host = host,
	};

	gethostname(host, sizeof(host) - 1);
	place_find(&signs, out);
#ifdef __APPLE__
	/* Its windows need no variable. */
	out->has_display = true;
#endif
}
