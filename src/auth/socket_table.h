/* SPDX-License-Identifier: ISC */
/* The tables of TCP sockets that Linux shows to everyone, with their users. */
#ifndef KEYRACK_AUTH_SOCKET_TABLE_H
#define KEYRACK_AUTH_SOCKET_TABLE_H

#include <netinet/in.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <sys/types.h>

#define SOCKET_TABLE_IPV4 "/proc/net/tcp"
#define SOCKET_TABLE_IPV6 "/proc/net/tcp6"

/* 128 bits and a port in hexadecimal digits, a colon, a NUL. */
#define SOCKET_END_MAX 40

/* One socket; its ends are as socket_end_of_ipv4 and _ipv6 write them. */
struct socket_line {
	char local[SOCKET_END_MAX], remote[SOCKET_END_MAX];
	bool is_listening;
	uid_t user;
};

/* NULL where there is no such table; to be closed by fclose(3). */
FILE *socket_table_open(const char *path);

/* The next socket; false: there are no more. */
bool socket_table_next(FILE *table, struct socket_line *out);

/* An end as a table has it; the port is in the host's order. */
void socket_end_of_ipv4(
    struct in_addr address, int port, char out[SOCKET_END_MAX]);
void socket_end_of_ipv6(
    const struct in6_addr *address, int port, char out[SOCKET_END_MAX]);

/* The end of an IPv6 socket that talks IPv4: ::ffff:127.0.0.1. */
void socket_end_of_mapped(
    struct in_addr address, int port, char out[SOCKET_END_MAX]);

#endif
