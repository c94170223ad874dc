/* SPDX-License-Identifier: ISC */
/* Starts the demo service and serves it from one select(2) loop. */
#include "config.h"

#include "demo/demo.h"

#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <netinet/in.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/select.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

#include "base/date.h"
#include "base/xmalloc.h"
#include "demo/exchange.h"
#include "demo/seed.h"

#define CONNECTIONS_MAX 256U
#define CONNECTION_BYTES ((size_t)128 * 1024) /* room for a long request */

struct demo {
	struct server server;
	struct MHD_Daemon *daemon;
	int port;
	int parent_fd;
};

void
demo_options_init(struct demo_options *options)
{
	*options = (struct demo_options){
		.apikeys = SEED_NAMED,
		.seed = 1,
		.now_ms = DATE_NONE,
		.token_seconds = 300,
		.log_fd = -1,
		.parent_fd = -1,
	};
}

/* Listens on the port, or on a free one; -1 on failure. */
static int
listen_on(int port, int *chosen, struct error *err)
{
	struct sockaddr_in address = {
		.sin_family = AF_INET,
		.sin_port = htons((uint16_t)port),
		.sin_addr.s_addr = htonl(INADDR_LOOPBACK),
	};
	socklen_t length = sizeof(address);
	int fd = socket(AF_INET, SOCK_STREAM, 0), on = 1;

	if (fd < 0)
		goto failed;
	fcntl(fd, F_SETFD, FD_CLOEXEC);
	fcntl(fd, F_SETFL, O_NONBLOCK);
	/* So that a chosen port can be had again right after the last use. */
	if (port != 0)
		setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &on, sizeof(on));
	if (bind(fd, (struct sockaddr *)&address, sizeof(address)) != 0 ||
	    listen(fd, SOMAXCONN) != 0 ||
	    getsockname(fd, (struct sockaddr *)&address, &length) != 0)
		goto failed;
	*chosen = ntohs(address.sin_port);
	return fd;
failed:
	error_set(err, ERROR_SYSTEM, errno, "listening on 127.0.0.1:%d: %s",
	    port, strerror(errno));
	if (fd >= 0)
		close(fd);
	return -1;
}

static int64_t
real_now_ms(void)
{
	struct timespec now;

	clock_gettime(CLOCK_REALTIME, &now);
	return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

static void
init_server(struct server *server, const struct demo_options *options, int port)
{
	struct service *service = &server->service;

	server->latency_ms = options->latency_ms;
	server->log_fd = options->log_fd;
	server->rule_count = options->rule_count;
	memcpy(server->rules, options->rules, sizeof(server->rules));
	server->start_elapsed_ms = server_elapsed_ms();
	server->start_ms =
	    options->now_ms == DATE_NONE ? real_now_ms() : options->now_ms;
	snprintf(service->origin, sizeof(service->origin),
	    "http://127.0.0.1:%d", port);
	account_init(&service->account, options->seed);
	seed_account(&service->account, options->apikeys, server->start_ms);
	sessions_init(&service->sessions, options->token_seconds);
	if (!secret_is_empty(&options->access_token))
		sessions_open(&service->sessions, server->start_ms,
		    &options->access_token);
}

/*
 * Not the library's epoll mode: that is Linux's alone, and it minds that a
 * socket is taken from it.
 */
static struct MHD_Daemon *
start_daemon(struct server *server, int fd)
{
	return MHD_start_daemon(
	    MHD_ALLOW_SUSPEND_RESUME | MHD_USE_SUPPRESS_DATE_NO_CLOCK, 0, NULL,
	    NULL, exchange_handle, server, MHD_OPTION_LISTEN_SOCKET, fd,
	    MHD_OPTION_URI_LOG_CALLBACK, exchange_new, server,
	    MHD_OPTION_NOTIFY_COMPLETED, exchange_free, server,
	    MHD_OPTION_CONNECTION_LIMIT, CONNECTIONS_MAX,
	    MHD_OPTION_CONNECTION_MEMORY_LIMIT, CONNECTION_BYTES,
	    MHD_OPTION_END);
}

struct demo *
demo_new(const struct demo_options *options, struct error *err)
{
	struct demo *demo;
	int port, fd = listen_on(options->port, &port, err);

	if (fd < 0)
		return NULL;
	demo = xcalloc(1, sizeof(*demo));
	demo->port = port;
	demo->parent_fd = options->parent_fd;
	init_server(&demo->server, options, port);
	demo->daemon = start_daemon(&demo->server, fd);
	if (demo->daemon == NULL) {
		error_set(err, ERROR_SYSTEM, 0,
		    "the HTTP server could not be started");
		close(fd);
		demo_free(demo);
		return NULL;
	}
	return demo;
}

void
demo_free(struct demo *demo)
{
	if (demo == NULL)
		return;
	/* The library must not be stopped while connections are suspended. */
	server_resume(&demo->server, INT64_MAX);
	if (demo->daemon != NULL)
		MHD_stop_daemon(demo->daemon);
	strays_clear(&demo->server.strays);
	account_clear(&demo->server.service.account);
	sessions_clear(&demo->server.service.sessions);
	free(demo);
}

int
demo_port(const struct demo *demo)
{
	return demo->port;
}

/* Milliseconds until something is due; INT_MAX: nothing is. */
static int
next_timeout(const struct demo *demo)
{
	int64_t deadline = server_deadline_ms(&demo->server);
	int64_t timeout = INT_MAX;
	MHD_UNSIGNED_LONG_LONG library;

	if (deadline != INT64_MAX)
		timeout = deadline - server_elapsed_ms();
	if (MHD_get_timeout(demo->daemon, &library) == MHD_YES &&
	    library < (MHD_UNSIGNED_LONG_LONG)INT_MAX &&
	    (int64_t)library < timeout)
		timeout = (int64_t)library;
	if (timeout < 0)
		return 0;
	return timeout > INT_MAX ? INT_MAX : (int)timeout;
}

/* Reads what nobody needs until the other end has closed. */
static bool
has_parent_gone(int fd)
{
	char bytes[256];
	ssize_t length = read(fd, bytes, sizeof(bytes));

	return length == 0 || (length < 0 && errno != EAGAIN && errno != EINTR);
}

/* Waits once and does what is due; false when the parent has gone. */
static bool
serve_once(struct demo *demo)
{
	struct timeval wait, *limit = NULL;
	fd_set readable, writable, broken;
	int highest = demo->parent_fd, timeout;

	FD_ZERO(&readable);
	FD_ZERO(&writable);
	FD_ZERO(&broken);
	MHD_get_fdset(demo->daemon, &readable, &writable, &broken, &highest);
	strays_watch(&demo->server.strays, &readable, &writable, &highest);
	if (demo->parent_fd >= 0)
		FD_SET(demo->parent_fd, &readable);
	timeout = next_timeout(demo);
	if (timeout != INT_MAX) {
		wait =
		    (struct timeval){ timeout / 1000, timeout % 1000 * 1000 };
		limit = &wait;
	}
	if (select(highest + 1, &readable, &writable, &broken, limit) < 0)
		return errno == EINTR;
	server_resume(&demo->server, server_elapsed_ms());
	MHD_run_from_select(demo->daemon, &readable, &writable, &broken);
	strays_serve(&demo->server.strays, &readable, &writable);
	return demo->parent_fd < 0 || !FD_ISSET(demo->parent_fd, &readable) ||
	       !has_parent_gone(demo->parent_fd);
}

void
demo_serve(struct demo *demo)
{
	while (serve_once(demo))
		;
}

const char *
demo_version(void)
{
	return MHD_get_version();
}
