/* SPDX-License-Identifier: ISC */
/* Reads /proc/net/tcp and /proc/net/tcp6 line by line. */
#include "config.h"

#include "auth/socket_table.h"

#include <string.h>

#define LINE_MAX_BYTES 512
#define STATE_LISTEN 0x0A

FILE *
socket_table_open(const char *path)
{
	return fopen(path, "re");
}

bool
socket_table_next(FILE *table, struct socket_line *out)
{
	char text[LINE_MAX_BYTES];
	unsigned long user;
	unsigned state;

	while (fgets(text, sizeof(text), table) != NULL) {
		if (sscanf(text, " %*u: %39s %39s %x %*s %*s %*s %lu",
		        out->local, out->remote, &state, &user) != 4)
			continue;
		out->is_listening = state == STATE_LISTEN;
		out->user = (uid_t)user;
		return true;
	}
	return false;
}

void
socket_end_of_ipv4(struct in_addr address, int port, char out[SOCKET_END_MAX])
{
	snprintf(out, SOCKET_END_MAX, "%08X:%04X", (unsigned)address.s_addr,
	    (unsigned)port);
}

/* The tables hold addresses as native words of four network-order bytes. */
void
socket_end_of_ipv6(
    const struct in6_addr *address, int port, char out[SOCKET_END_MAX])
{
	uint32_t words[4];

	memcpy(words, address, sizeof(words));
	snprintf(out, SOCKET_END_MAX, "%08X%08X%08X%08X:%04X",
	    (unsigned)words[0], (unsigned)words[1], (unsigned)words[2],
	    (unsigned)words[3], (unsigned)port);
}

void
socket_end_of_mapped(struct in_addr address, int port, char out[SOCKET_END_MAX])
{
	struct in6_addr mapped = { 0 };

	memset(&mapped.s6_addr[10], 0xff, 2);
	memcpy(&mapped.s6_addr[12], &address, sizeof(address));
	socket_end_of_ipv6(&mapped, port, out);
}
