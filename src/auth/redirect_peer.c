/* SPDX-License-Identifier: ISC */
/* Looks the peer's socket up in the tables of the system. */
#include "config.h"

#include "auth/redirect_peer.h"

#include <arpa/inet.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "auth/socket_table.h"

/* The two ends of a connection as a line of a table begins with them. */
struct ends {
	char local[SOCKET_END_MAX], remote[SOCKET_END_MAX];
};

/* An end in the table of IPv4, and of an IPv6 socket that talks IPv4. */
static bool
write_end(const struct sockaddr_storage *storage, char *plain, char *wide)
{
	struct sockaddr_in ipv4;
	struct sockaddr_in6 ipv6;

	*plain = '\0';
	if (storage->ss_family == AF_INET6) {
		memcpy(&ipv6, storage, sizeof(ipv6));
		socket_end_of_ipv6(
		    &ipv6.sin6_addr, ntohs(ipv6.sin6_port), wide);
		return true;
	}
	if (storage->ss_family != AF_INET)
		return false;
	memcpy(&ipv4, storage, sizeof(ipv4));
	socket_end_of_ipv4(ipv4.sin_addr, ntohs(ipv4.sin_port), plain);
	socket_end_of_mapped(ipv4.sin_addr, ntohs(ipv4.sin_port), wide);
	return true;
}

/* The user of the socket with these ends. */
static bool
find_user(const char *path, const struct ends *wanted, uid_t *user)
{
	FILE *table = socket_table_open(path);
	struct socket_line line;
	bool is_found = false;

	if (table == NULL)
		return false;
	while (!is_found && socket_table_next(table, &line)) {
		is_found = strcmp(line.local, wanted->local) == 0 &&
		           strcmp(line.remote, wanted->remote) == 0;
		*user = line.user;
	}
	fclose(table);
	return is_found;
}

bool
redirect_peer_is_other_user(int fd)
{
	struct sockaddr_storage own = { 0 }, peer = { 0 };
	socklen_t own_length = sizeof(own), peer_length = sizeof(peer);
	struct ends plain, wide;
	uid_t user;

	if (getsockname(fd, (struct sockaddr *)&own, &own_length) != 0 ||
	    getpeername(fd, (struct sockaddr *)&peer, &peer_length) != 0 ||
	    !write_end(&peer, plain.local, wide.local) ||
	    !write_end(&own, plain.remote, wide.remote))
		return false;
	if (!find_user(SOCKET_TABLE_IPV4, &plain, &user) &&
	    !find_user(SOCKET_TABLE_IPV6, &wide, &user))
		return false;
	return user != geteuid() && user != 0;
}
