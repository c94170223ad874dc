/* SPDX-License-Identifier: ISC */
/* Writes one request, reads to the end, takes the answer apart. */
#include "config.h"

#include "support/http_client.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include <errno.h>
#include <netinet/in.h>
#include <stdio.h>
#include <strings.h>
#include <sys/socket.h>
#include <unistd.h>

#include "base/xmalloc.h"

#define PIECE_BYTES ((size_t)64 * 1024)

static int
connect_to(int port)
{
	struct sockaddr_in address = {
		.sin_family = AF_INET,
		.sin_port = htons((uint16_t)port),
		.sin_addr.s_addr = htonl(INADDR_LOOPBACK),
	};
	int fd = socket(AF_INET, SOCK_STREAM, 0);

	assert_true(fd >= 0);
	assert_int_equal(
	    connect(fd, (struct sockaddr *)&address, sizeof(address)), 0);
	return fd;
}

static void
send_all(int fd, const char *text)
{
	size_t length = strlen(text);

	while (length > 0) {
		ssize_t sent = send(fd, text, length, MSG_NOSIGNAL);

		assert_true(sent > 0);
		text += sent;
		length -= (size_t)sent;
	}
}

int
http_send(int port, const struct http_call *call)
{
	const char *content = call->content == NULL ? "" : call->content;
	const char *type = call->type == NULL ? "application/json" : call->type;
	int fd = connect_to(port);
	char *head = xasprintf("%s %s HTTP/1.1\r\nHost: 127.0.0.1:%d\r\n"
	                       "Connection: close\r\n%s%s%s",
	    call->method, call->target, port,
	    call->token == NULL ? "" : "Authorization: Bearer ",
	    call->token == NULL ? "" : call->token,
	    call->token == NULL ? "" : "\r\n");

	send_all(fd, head);
	free(head);
	if (call->content != NULL) {
		head = xasprintf("Content-Type: %s\r\nContent-Length: %zu\r\n",
		    type, strlen(content));
		send_all(fd, head);
		free(head);
	}
	send_all(fd, "\r\n");
	send_all(fd, content);
	return fd;
}

char *
http_header(const struct http_answer *answer, const char *name)
{
	const char *line = strstr(answer->bytes, "\r\n");
	size_t length = strlen(name);

	while (line != NULL && line + 2 < answer->body) {
		line += 2;
		if (strncasecmp(line, name, length) == 0 &&
		    line[length] == ':') {
			line += length + 1;
			line += strspn(line, " ");
			return xstrndup(line, strcspn(line, "\r"));
		}
		line = strstr(line, "\r\n");
	}
	return NULL;
}

static void
take_apart(struct http_answer *answer)
{
	char *end = strstr(answer->bytes, "\r\n\r\n");
	char *length;

	answer->body = answer->bytes + answer->length;
	if (end == NULL ||
	    sscanf(answer->bytes, "HTTP/1.1 %d", &answer->status) != 1) {
		answer->status = 0;
		return;
	}
	answer->body = end + 4;
	length = http_header(answer, "Content-Length");
	if (length != NULL)
		answer->is_whole =
		    strtoul(length, NULL, 10) ==
		    answer->length - (size_t)(answer->body - answer->bytes);
	free(length);
}

void
http_receive(int fd, struct http_answer *answer)
{
	ssize_t length;

	*answer = (struct http_answer){ 0 };
	do {
		answer->bytes = xreallocarray(
		    answer->bytes, answer->length + PIECE_BYTES + 1, 1);
		length =
		    recv(fd, answer->bytes + answer->length, PIECE_BYTES, 0);
		if (length > 0)
			answer->length += (size_t)length;
	} while (length > 0);
	answer->is_reset = length < 0 && errno == ECONNRESET;
	answer->bytes[answer->length] = '\0';
	close(fd);
	take_apart(answer);
}

void
http_ask(int port, const struct http_call *call, struct http_answer *answer)
{
	http_receive(http_send(port, call), answer);
}

void
http_answer_clear(struct http_answer *answer)
{
	free(answer->bytes);
	*answer = (struct http_answer){ 0 };
}
