/* SPDX-License-Identifier: ISC */
/* Blocking sockets with a limit to the patience. */
#include "config.h"

#include "support/caller.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <unistd.h>

#include "base/xmalloc.h"

#define ANSWER_MAX ((size_t)64 * 1024)
#define PATIENCE_S 30

int
caller_connect(const char *host, int port)
{
	struct sockaddr_in ipv4 = { .sin_family = AF_INET,
		.sin_port = htons((uint16_t)port),
		.sin_addr = { htonl(INADDR_LOOPBACK) } };
	struct sockaddr_in6 ipv6 = { .sin6_family = AF_INET6,
		.sin6_port = htons((uint16_t)port),
		.sin6_addr = IN6ADDR_LOOPBACK_INIT };
	const struct timeval patience = { PATIENCE_S, 0 };
	int family = *host == '[' ? AF_INET6 : AF_INET;
	int fd = socket(family, SOCK_STREAM | SOCK_CLOEXEC, 0);

	assert_true(fd >= 0);
	setsockopt(fd, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof(patience));
	setsockopt(fd, SOL_SOCKET, SO_SNDTIMEO, &patience, sizeof(patience));
	if (family == AF_INET6)
		assert_int_equal(
		    connect(fd, (struct sockaddr *)&ipv6, sizeof(ipv6)), 0);
	else
		assert_int_equal(
		    connect(fd, (struct sockaddr *)&ipv4, sizeof(ipv4)), 0);
	return fd;
}

void
caller_send(int fd, const char *bytes, size_t length)
{
	while (length > 0) {
		ssize_t sent = send(fd, bytes, length, MSG_NOSIGNAL);

		if (sent <= 0)
			return;
		bytes += sent;
		length -= (size_t)sent;
	}
}

char *
caller_receive(int fd)
{
	char *answer = xcalloc(ANSWER_MAX + 1, 1);
	size_t length = 0;
	ssize_t got;

	shutdown(fd, SHUT_WR);
	while (length < ANSWER_MAX &&
	       (got = recv(fd, answer + length, ANSWER_MAX - length, 0)) > 0)
		length += (size_t)got;
	close(fd);
	return answer;
}

char *
caller_ask(const char *host, int port, const char *bytes, size_t length)
{
	int fd = caller_connect(host, port);

	caller_send(fd, bytes, length);
	return caller_receive(fd);
}

int
caller_status(const char *answer)
{
	int status = 0;

	return sscanf(answer, "HTTP/1.%*1[01] %3d", &status) == 1 ? status : 0;
}
