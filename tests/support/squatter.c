/* SPDX-License-Identifier: ISC */
/* A child that becomes the user, takes the port and stays until it is ended. */
#include "config.h"

#include "support/squatter.h"

#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <arpa/inet.h>
#include <errno.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <bsd/unistd.h>

#define REPORT_FD 3
#define TRIES_MAX 1000

/* -1, and errno: it cannot be had. */
static int
take(const char *host, int *port)
{
	struct sockaddr_in ipv4 = { .sin_family = AF_INET,
		.sin_port = htons((uint16_t)*port),
		.sin_addr = { htonl(INADDR_LOOPBACK) } };
	struct sockaddr_in6 ipv6 = { .sin6_family = AF_INET6,
		.sin6_port = htons((uint16_t)*port),
		.sin6_addr = IN6ADDR_LOOPBACK_INIT };
	bool is_ipv6 = *host == '[';
	struct sockaddr *address =
	    is_ipv6 ? (struct sockaddr *)&ipv6 : (struct sockaddr *)&ipv4;
	socklen_t length = is_ipv6 ? sizeof(ipv6) : sizeof(ipv4);
	int fd = socket(address->sa_family, SOCK_STREAM, 0), failure;

	if (fd < 0)
		return -1;
	if (bind(fd, address, length) != 0 ||
	    getsockname(fd, address, &length) != 0) {
		failure = errno;
		close(fd);
		errno = failure;
		return -1;
	}
	*port = ntohs(is_ipv6 ? ipv6.sin6_port : ipv4.sin_port);
	return fd;
}

/*
 * The system gives a port that is free on this host, and may be somebody's on
 * the other, who would be found in place of us. So that one is tried as well,
 * and given back.
 */
static int
take_any(const char *host, int *port)
{
	const char *other = *host == '[' ? "127.0.0.1" : "[::1]";
	int fd, probe;

	for (int tries = 0; tries < TRIES_MAX; tries++) {
		*port = 0;
		fd = take(host, port);
		if (fd < 0)
			return -1;
		probe = take(other, port);
		/* Where there is no IPv6 nobody has a port there. */
		if (probe >= 0 || errno != EADDRINUSE) {
			close(probe);
			return fd;
		}
		close(fd);
	}
	return -1;
}

/* Never returns; the port is the sign that all is in place. */
static void
squat(uid_t user, const char *host, int port, bool listens, int report)
{
	int fd;

	/* Nobody must wait for this process: services end with their pipes. */
	if (dup2(report, REPORT_FD) < 0)
		_exit(1);
	close(STDOUT_FILENO);
	close(STDERR_FILENO);
	closefrom(REPORT_FD + 1);
	if (geteuid() != user && setuid(user) != 0)
		_exit(1);
	fd = port == 0 ? take_any(host, &port) : take(host, &port);
	if (fd < 0 || (listens && listen(fd, 8) != 0) ||
	    write(REPORT_FD, &port, sizeof(port)) != sizeof(port))
		_exit(1);
	/* A test that failed ends no squatter: its own end has to do. */
	poll(&(struct pollfd){ .fd = REPORT_FD }, 1, -1);
	_exit(0);
}

struct squatter
squatter_start(uid_t user, const char *host, int port, bool listens)
{
	struct squatter squatter;
	int ends[2];

	assert_int_equal(pipe(ends), 0);
	squatter.pid = fork();
	assert_true(squatter.pid >= 0);
	if (squatter.pid == 0) {
		close(ends[0]);
		squat(user, host, port, listens, ends[1]);
	}
	close(ends[1]);
	squatter.reports = ends[0];
	if (read(ends[0], &squatter.port, sizeof(squatter.port)) !=
	    sizeof(squatter.port))
		fail_msg("port %d of %s cannot be had", port, host);
	return squatter;
}

void
squatter_end(struct squatter *squatter)
{
	kill(squatter->pid, SIGKILL);
	waitpid(squatter->pid, NULL, 0);
	close(squatter->reports);
}
