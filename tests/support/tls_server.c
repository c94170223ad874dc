/* SPDX-License-Identifier: ISC */
/* libmicrohttpd, which tells of a request as soon as its first line is there.
 */
#include "config.h"

#include "support/tls_server.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <arpa/inet.h>
#include <cmocka.h>
#include <microhttpd.h>

#include "base/xmalloc.h"

#define PEM_MAX 4096

struct tls_server {
	struct MHD_Daemon *daemon;
	size_t connections, requests;
};

char *
tls_server_path(const char *name)
{
	const char *top = getenv("top_srcdir");

	return xasprintf(
	    "%s/tests/service/tls/%s", top == NULL ? "." : top, name);
}

static char *
read_pem(const char *name)
{
	char *path = tls_server_path(name), *text = xcalloc(PEM_MAX, 1);
	FILE *file = fopen(path, "r");

	if (file == NULL || fread(text, 1, PEM_MAX - 1, file) == 0)
		fail_msg("%s cannot be read", path);
	fclose(file);
	free(path);
	return text;
}

static void *
note_request(void *context, const char *uri, struct MHD_Connection *connection)
{
	struct tls_server *server = context;

	(void)uri;
	(void)connection;
	server->requests++;
	return NULL;
}

static void
note_connection(void *context, struct MHD_Connection *connection,
    void **socket_context, enum MHD_ConnectionNotificationCode code)
{
	struct tls_server *server = context;

	(void)connection;
	(void)socket_context;
	if (code == MHD_CONNECTION_NOTIFY_STARTED)
		server->connections++;
}

/* An empty list does for every call that asks. */
static enum MHD_Result
answer(void *context, struct MHD_Connection *connection, const char *url,
    const char *method, const char *version, const char *upload,
    size_t *upload_length, void **request)
{
	struct MHD_Response *response;
	enum MHD_Result result;

	(void)context;
	(void)url;
	(void)method;
	(void)version;
	(void)upload;
	(void)request;
	*upload_length = 0;
	response = MHD_create_response_from_buffer(
	    2, (char *)"[]", MHD_RESPMEM_PERSISTENT);
	MHD_add_response_header(response, "Content-Type", "application/json");
	result = MHD_queue_response(connection, 200, response);
	MHD_destroy_response(response);
	return result;
}

struct tls_server *
tls_server_new(const char *certificate)
{
	struct tls_server *server;
	struct sockaddr_in address = { .sin_family = AF_INET };
	char *key, *chain;

	if (MHD_is_feature_supported(MHD_FEATURE_TLS) != MHD_YES ||
	    MHD_is_feature_supported(MHD_FEATURE_EPOLL) != MHD_YES) {
		print_message("# this libmicrohttpd has no TLS, or no epoll\n");
		skip();
	}
	address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
	server = xcalloc(1, sizeof(*server));
	key = read_pem("key.pem");
	chain = read_pem(certificate);
	server->daemon = MHD_start_daemon(MHD_USE_EPOLL | MHD_USE_TLS, 0, NULL,
	    NULL, answer, NULL, MHD_OPTION_SOCK_ADDR, &address,
	    MHD_OPTION_HTTPS_MEM_KEY, key, MHD_OPTION_HTTPS_MEM_CERT, chain,
	    MHD_OPTION_URI_LOG_CALLBACK, note_request, server,
	    MHD_OPTION_NOTIFY_CONNECTION, note_connection, server,
	    MHD_OPTION_END);
	free(key);
	free(chain);
	assert_non_null(server->daemon);
	return server;
}

void
tls_server_free(struct tls_server *server)
{
	MHD_stop_daemon(server->daemon);
	free(server);
}

static const union MHD_DaemonInfo *
info(const struct tls_server *server, enum MHD_DaemonInfoType what)
{
	return MHD_get_daemon_info(server->daemon, what);
}

int
tls_server_port(const struct tls_server *server)
{
	return info(server, MHD_DAEMON_INFO_BIND_PORT)->port;
}

int
tls_server_fd(const struct tls_server *server)
{
	return info(server, MHD_DAEMON_INFO_EPOLL_FD)->epoll_fd;
}

void
tls_server_run(struct tls_server *server)
{
	MHD_run(server->daemon);
}

size_t
tls_server_connections(const struct tls_server *server)
{
	return server->connections;
}

size_t
tls_server_requests(const struct tls_server *server)
{
	return server->requests;
}
