/* SPDX-License-Identifier: ISC */
/* Looks the listeners of a port up in the tables of the system. */
#include "config.h"

#include "auth/redirect_holder.h"

#include <arpa/inet.h>
#include <stdbool.h>
#include <string.h>
#include <unistd.h>

#include "auth/socket_table.h"

#define ENDS_MAX 5

/* The ends at which somebody would get what is sent to the URI. */
struct ends {
	char names[ENDS_MAX][SOCKET_END_MAX];
	size_t count;
};

struct listeners {
	bool has_own, has_other;
};

static void
add_ipv4(struct ends *ends, const char *host, int port)
{
	struct in_addr address, any = { htonl(INADDR_ANY) };

	inet_pton(AF_INET, host, &address);
	socket_end_of_ipv4(address, port, ends->names[ends->count++]);
	socket_end_of_ipv4(any, port, ends->names[ends->count++]);
	socket_end_of_mapped(address, port, ends->names[ends->count++]);
}

static void
add_ipv6(struct ends *ends, const struct in6_addr *address, int port)
{
	socket_end_of_ipv6(address, port, ends->names[ends->count++]);
}

/* Sockets of IPv6 on any address mostly take IPv4 as well. */
static void
fill_ends(const struct redirect_uri *uri, struct ends *ends)
{
	if (uri->family == REDIRECT_LOCALHOST)
		add_ipv4(ends, "127.0.0.1", uri->port);
	else if (uri->family == REDIRECT_IPV4)
		add_ipv4(ends, uri->host, uri->port);
	if (uri->family != REDIRECT_IPV4)
		add_ipv6(ends, &in6addr_loopback, uri->port);
	add_ipv6(ends, &in6addr_any, uri->port);
}

static bool
is_among(const struct ends *ends, const char *end)
{
	for (size_t i = 0; i < ends->count; i++)
		if (strcmp(ends->names[i], end) == 0)
			return true;
	return false;
}

/* False: there is no such table. */
static bool
look(const char *path, const struct ends *ends, struct listeners *found)
{
	FILE *table = socket_table_open(path);
	struct socket_line line;

	if (table == NULL)
		return false;
	while (socket_table_next(table, &line)) {
		if (!line.is_listening || !is_among(ends, line.local))
			continue;
		if (line.user == geteuid())
			found->has_own = true;
		else
			found->has_other = true;
	}
	fclose(table);
	return true;
}

enum redirect_holder
redirect_holder_of(const struct redirect_uri *uri)
{
	struct ends ends = { .count = 0 };
	struct listeners found = { false, false };
	bool is_told;

	fill_ends(uri, &ends);
	is_told = look(SOCKET_TABLE_IPV4, &ends, &found);
	is_told |= look(SOCKET_TABLE_IPV6, &ends, &found);
	if (found.has_other)
		return REDIRECT_HELD_BY_OTHER;
	return !is_told || found.has_own ? REDIRECT_HELD_BY_US
	                                 : REDIRECT_HELD_BY_NOBODY_KNOWN;
}
