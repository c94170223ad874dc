/* SPDX-License-Identifier: ISC */
/* Non-blocking sockets; a request is whole with its Content-Length. */
#include "config.h"

#include "support/wire.h"

#include <arpa/inet.h>
#include <assert.h>
#include <fcntl.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#include "base/buffer.h"
#include "base/xmalloc.h"

#define CONNECTIONS_MAX 16
#define REQUESTS_MAX 1024
#define BYTES_MAX ((size_t)128 * 1024 * 1024)

struct script {
	struct buffer bytes;
	enum wire_ending ending;
};

struct connection {
	int fd; /* -1: free */
	struct buffer input;
	const struct script *script; /* being written; NULL: none */
	size_t written;
};

struct wire {
	int listener, port;
	struct connection connections[CONNECTIONS_MAX];
	size_t connection_count;
	struct script scripts[REQUESTS_MAX];
	size_t script_count;
	char *requests[REQUESTS_MAX];
	size_t request_count;
};

static void
make_non_blocking(int fd)
{
	fcntl(fd, F_SETFL, fcntl(fd, F_GETFL) | O_NONBLOCK);
	fcntl(fd, F_SETFD, FD_CLOEXEC);
}

struct wire *
wire_new(void)
{
	struct sockaddr_in address = { .sin_family = AF_INET };
	socklen_t length = sizeof(address);
	struct wire *wire = xcalloc(1, sizeof(*wire));
	struct sockaddr *name = (struct sockaddr *)&address;

	address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
	wire->listener = socket(AF_INET, SOCK_STREAM, 0);
	make_non_blocking(wire->listener);
	if (bind(wire->listener, name, length) != 0 ||
	    listen(wire->listener, CONNECTIONS_MAX) != 0 ||
	    getsockname(wire->listener, name, &length) != 0)
		abort();
	wire->port = ntohs(address.sin_port);
	for (size_t i = 0; i < CONNECTIONS_MAX; i++)
		wire->connections[i].fd = -1;
	return wire;
}

static void
hang_up(struct connection *connection, enum wire_ending ending)
{
	struct linger at_once = { .l_onoff = 1 };

	if (ending == WIRE_RESET)
		setsockopt(connection->fd, SOL_SOCKET, SO_LINGER, &at_once,
		    sizeof(at_once));
	close(connection->fd);
	buffer_clear(&connection->input);
	*connection = (struct connection){ .fd = -1 };
}

void
wire_free(struct wire *wire)
{
	for (size_t i = 0; i < CONNECTIONS_MAX; i++)
		if (wire->connections[i].fd >= 0)
			hang_up(&wire->connections[i], WIRE_CLOSE);
	for (size_t i = 0; i < wire->script_count; i++)
		buffer_clear(&wire->scripts[i].bytes);
	for (size_t i = 0; i < wire->request_count; i++)
		free(wire->requests[i]);
	close(wire->listener);
	free(wire);
}

int
wire_port(const struct wire *wire)
{
	return wire->port;
}

void
wire_script(struct wire *wire, const char *bytes, size_t length,
    enum wire_ending ending)
{
	struct script *script = &wire->scripts[wire->script_count++];

	assert(wire->script_count <= REQUESTS_MAX);
	buffer_init(&script->bytes, BYTES_MAX);
	buffer_add(&script->bytes, bytes, length);
	script->ending = ending;
}

void
wire_script_text(struct wire *wire, const char *text, enum wire_ending ending)
{
	wire_script(wire, text, strlen(text), ending);
}

size_t
wire_fds(const struct wire *wire, struct wait_fd *fds, size_t max)
{
	size_t count = 0;

	fds[count++] = (struct wait_fd){ .fd = wire->listener };
	for (size_t i = 0; i < CONNECTIONS_MAX && count < max; i++)
		if (wire->connections[i].fd >= 0)
			fds[count++] = (struct wait_fd){
				.fd = wire->connections[i].fd,
			};
	return count;
}

static void
accept_all(struct wire *wire)
{
	for (size_t i = 0; i < CONNECTIONS_MAX; i++) {
		struct connection *connection = &wire->connections[i];

		if (connection->fd >= 0)
			continue;
		connection->fd = accept(wire->listener, NULL, NULL);
		if (connection->fd < 0)
			return;
		make_non_blocking(connection->fd);
		buffer_init(&connection->input, BYTES_MAX);
		wire->connection_count++;
	}
}

/* How long the request is, 0 while it is not whole. */
static size_t
whole_length(const struct buffer *input)
{
	const char *text = buffer_text(input);
	const char *end = strstr(text, "\r\n\r\n");
	const char *field = strstr(text, "Content-Length: ");
	size_t length;

	/* What does not speak HTTP, a TLS handshake say, is not waited for. */
	if (input->length > 0 && (*text < 'A' || *text > 'Z'))
		return input->length;
	if (end == NULL)
		return 0;
	length = (size_t)(end - text) + 4;
	if (field != NULL && field < end)
		length += strtoul(field + strlen("Content-Length: "), NULL, 10);
	return length <= input->length ? length : 0;
}

static void
take_request(struct wire *wire, struct connection *connection)
{
	size_t length = whole_length(&connection->input);
	size_t index = wire->request_count;

	if (length == 0 || connection->script != NULL)
		return;
	assert(index < REQUESTS_MAX);
	wire->requests[wire->request_count++] =
	    xstrndup(buffer_text(&connection->input), length);
	buffer_clear(&connection->input);
	if (index < wire->script_count)
		connection->script = &wire->scripts[index];
}

/* False when the client has gone. */
static bool
read_all(struct connection *connection)
{
	char bytes[4096];
	ssize_t length;

	while ((length = read(connection->fd, bytes, sizeof(bytes))) > 0)
		buffer_add(&connection->input, bytes, (size_t)length);
	return length != 0;
}

static void
write_some(struct connection *connection)
{
	const struct script *script = connection->script;
	ssize_t length = 0;

	if (script == NULL)
		return;
	while (connection->written < script->bytes.length && length >= 0) {
		length = send(connection->fd,
		    script->bytes.bytes + connection->written,
		    script->bytes.length - connection->written, MSG_NOSIGNAL);
		if (length > 0)
			connection->written += (size_t)length;
	}
	if (connection->written < script->bytes.length)
		return;
	connection->script = NULL;
	connection->written = 0;
	if (script->ending != WIRE_KEEP)
		hang_up(connection, script->ending);
}

void
wire_serve(struct wire *wire)
{
	accept_all(wire);
	for (size_t i = 0; i < CONNECTIONS_MAX; i++) {
		struct connection *connection = &wire->connections[i];

		if (connection->fd < 0)
			continue;
		if (!read_all(connection)) {
			hang_up(connection, WIRE_CLOSE);
			continue;
		}
		take_request(wire, connection);
		write_some(connection);
	}
}

size_t
wire_connections(const struct wire *wire)
{
	return wire->connection_count;
}

size_t
wire_requests(const struct wire *wire)
{
	return wire->request_count;
}

const char *
wire_request(const struct wire *wire, size_t index)
{
	assert(index < wire->request_count);
	return wire->requests[index];
}
