/* SPDX-License-Identifier: ISC */
/* Opens sockets so that nobody else can have one of them meanwhile. */
#include "config.h"

#include "auth/redirect_socket.h"

#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

/* How often a port that is free on 127.0.0.1 may be taken on ::1. */
#define TRIES_MAX 32
#define BACKLOG 32

union address {
	struct sockaddr any;
	struct sockaddr_in ipv4;
	struct sockaddr_in6 ipv6;
};

static socklen_t
fill_address(const char *host, int port, union address *address)
{
	*address = (union address){ 0 };
	if (*host == '[') {
		address->ipv6 = (struct sockaddr_in6){
			.sin6_family = AF_INET6,
			.sin6_port = htons((uint16_t)port),
			.sin6_addr = IN6ADDR_LOOPBACK_INIT,
		};
		return sizeof(address->ipv6);
	}
	address->ipv4.sin_family = AF_INET;
	address->ipv4.sin_port = htons((uint16_t)port);
	inet_pton(AF_INET, host, &address->ipv4.sin_addr);
	return sizeof(address->ipv4);
}

/* Not blocking, and closed on exec: at once where the system can do that. */
static int
open_socket(int family)
{
#ifdef SOCK_CLOEXEC
	return socket(family, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
#else
	int fd = socket(family, SOCK_STREAM, 0);

	if (fd >= 0) {
		fcntl(fd, F_SETFD, FD_CLOEXEC);
		fcntl(fd, F_SETFL, O_NONBLOCK);
	}
	return fd;
#endif
}

static bool
prepare(int fd, int family)
{
	int on = 1;

	/* A second login finds its port although the first was just there. */
	if (setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &on, sizeof(on)) != 0)
		return false;
	return family != AF_INET6 ||
	       setsockopt(fd, IPPROTO_IPV6, IPV6_V6ONLY, &on, sizeof(on)) == 0;
}

/* Adds one that listens; false with errno. */
static bool
add(struct redirect_sockets *sockets, const char *host, int port)
{
	union address address;
	socklen_t length = fill_address(host, port, &address);
	int family = address.any.sa_family;
	int fd = open_socket(family);
	int failure;

	if (fd < 0)
		return false;
	if (prepare(fd, family) && bind(fd, &address.any, length) == 0 &&
	    listen(fd, BACKLOG) == 0 &&
	    getsockname(fd, &address.any, &length) == 0) {
		sockets->fds[sockets->count++] = fd;
		sockets->port =
		    ntohs(family == AF_INET6 ? address.ipv6.sin6_port
		                             : address.ipv4.sin_port);
		return true;
	}
	failure = errno;
	close(fd);
	errno = failure;
	return false;
}

static bool
is_without_ipv6(int failure)
{
	return failure == EAFNOSUPPORT || failure == EPROTONOSUPPORT ||
	       failure == EADDRNOTAVAIL;
}

/* Both families, or the one there is; false with errno, all closed. */
static bool
add_both(struct redirect_sockets *sockets, int port, const char **failed)
{
	int failure;

	*failed = "127.0.0.1";
	if (!add(sockets, *failed, port))
		return false;
	if (add(sockets, "[::1]", sockets->port) || is_without_ipv6(errno))
		return true;
	*failed = "[::1]";
	failure = errno;
	redirect_sockets_close(sockets);
	errno = failure;
	return false;
}

static bool
add_all(struct redirect_sockets *sockets, const struct redirect_uri *uri,
    const char **failed)
{
	int tries = uri->port == 0 ? TRIES_MAX : 1;

	*failed = uri->host;
	if (uri->family != REDIRECT_LOCALHOST)
		return add(sockets, uri->host, uri->port);
	while (tries-- > 0) {
		if (add_both(sockets, uri->port, failed))
			return true;
		if (errno != EADDRINUSE)
			return false;
	}
	return false;
}

bool
redirect_sockets_open(const struct redirect_uri *uri,
    struct redirect_sockets *out, struct error *err)
{
	struct redirect_sockets sockets = { 0 };
	const char *failed;

	if (add_all(&sockets, uri, &failed)) {
		*out = sockets;
		return true;
	}
	if (errno == EADDRINUSE)
		return error_set(err, ERROR_SYSTEM, errno,
		    "port %d is taken on %s", uri->port, failed);
	return error_set(err, ERROR_SYSTEM, errno,
	    "listening on port %d of %s: %s", uri->port, failed,
	    strerror(errno));
}

void
redirect_sockets_close(struct redirect_sockets *sockets)
{
	for (size_t i = 0; i < sockets->count; i++)
		close(sockets->fds[i]);
	sockets->count = 0;
}

int
redirect_socket_connect(const struct redirect_uri *uri)
{
	bool is_localhost = uri->family == REDIRECT_LOCALHOST;
	union address address;
	socklen_t length = fill_address(
	    is_localhost ? "127.0.0.1" : uri->host, uri->port, &address);
	int fd = open_socket(address.any.sa_family);

	if (fd < 0 || connect(fd, &address.any, length) == 0 ||
	    errno == EINPROGRESS)
		return fd;
	close(fd);
	return -1;
}
