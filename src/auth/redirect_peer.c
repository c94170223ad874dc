/* SPDX-License-Identifier: ISC */
/* Looks the peer's socket up in the tables that Linux shows to everyone. */
#include "config.h"

#include "auth/redirect_peer.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#define LINE_MAX_BYTES 512
/* 128 bits and a port in hexadecimal digits, a colon, a NUL. */
#define ENDPOINT_MAX 40

/* The two ends of a connection as a line of a table begins with them. */
struct line {
	char local[ENDPOINT_MAX], remote[ENDPOINT_MAX];
};

/* The tables hold addresses as native words of four network-order bytes. */
static void
write_ipv6(const struct in6_addr *address, uint16_t port, char *out)
{
	uint32_t words[4];

	memcpy(words, address, sizeof(words));
	snprintf(out, ENDPOINT_MAX, "%08X%08X%08X%08X:%04X", (unsigned)words[0],
	    (unsigned)words[1], (unsigned)words[2], (unsigned)words[3],
	    (unsigned)ntohs(port));
}

/* An end in the table of IPv4, and of an IPv6 socket that talks IPv4. */
static bool
write_endpoint(const struct sockaddr_storage *storage, char *plain, char *wide)
{
	struct sockaddr_in ipv4;
	struct sockaddr_in6 ipv6;
	struct in6_addr mapped = { 0 };

	*plain = '\0';
	if (storage->ss_family == AF_INET6) {
		memcpy(&ipv6, storage, sizeof(ipv6));
		write_ipv6(&ipv6.sin6_addr, ipv6.sin6_port, wide);
		return true;
	}
	if (storage->ss_family != AF_INET)
		return false;
	memcpy(&ipv4, storage, sizeof(ipv4));
	snprintf(plain, ENDPOINT_MAX, "%08X:%04X",
	    (unsigned)ipv4.sin_addr.s_addr, (unsigned)ntohs(ipv4.sin_port));
	memset(&mapped.s6_addr[10], 0xff, 2);
	memcpy(&mapped.s6_addr[12], &ipv4.sin_addr, 4);
	write_ipv6(&mapped, ipv4.sin_port, wide);
	return true;
}

/* The user of the socket with these ends. */
static bool
find_user(const char *table, const struct line *wanted, uid_t *user)
{
	FILE *file = fopen(table, "re");
	char text[LINE_MAX_BYTES];
	bool is_found = false;

	if (file == NULL)
		return false;
	while (!is_found && fgets(text, sizeof(text), file) != NULL) {
		struct line line;
		unsigned long number;

		if (sscanf(text, " %*u: %39s %39s %*s %*s %*s %*s %lu",
		        line.local, line.remote, &number) != 3)
			continue;
		is_found = strcmp(line.local, wanted->local) == 0 &&
		           strcmp(line.remote, wanted->remote) == 0;
		*user = (uid_t)number;
	}
	fclose(file);
	return is_found;
}

bool
redirect_peer_is_other_user(int fd)
{
	struct sockaddr_storage own = { 0 }, peer = { 0 };
	socklen_t own_length = sizeof(own), peer_length = sizeof(peer);
	struct line plain, wide;
	uid_t user;

	if (getsockname(fd, (struct sockaddr *)&own, &own_length) != 0 ||
	    getpeername(fd, (struct sockaddr *)&peer, &peer_length) != 0 ||
	    !write_endpoint(&peer, plain.local, wide.local) ||
	    !write_endpoint(&own, plain.remote, wide.remote))
		return false;
	if (!find_user("/proc/net/tcp", &plain, &user) &&
	    !find_user("/proc/net/tcp6", &wide, &user))
		return false;
	return user != geteuid() && user != 0;
}
