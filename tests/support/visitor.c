/* SPDX-License-Identifier: ISC */
/* Turns the login's loop while it talks to it over sockets of its own. */
#include "config.h"

#include "support/visitor.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <poll.h>
#include <stdio.h>
#include <sys/socket.h>
#include <unistd.h>

#include "base/buffer.h"
#include "base/clock.h"
#include "base/xmalloc.h"

#define ANSWER_MAX ((size_t)64 * 1024)
#define PATIENCE_MS 20000

struct login *
visitor_login(const char *redirect_uri)
{
	struct login_options options = { .redirect_uri = redirect_uri };
	struct error err = { 0 };
	struct login *login;

	assert_true(
	    service_address_parse(VISITOR_SERVICE, &options.service, &err));
	login = login_new(&options, &err);
	if (login == NULL)
		fail_msg("%s", err.detail);
	return login;
}

struct login *
visitor_listening(const char *redirect_uri)
{
	struct login *login = visitor_login(redirect_uri);
	struct error err = { 0 };
	char *address;

	if (!login_listen(login, &err))
		fail_msg("%s", err.detail);
	address = xasprintf("https://users.numind.ai/auth?response_type=code"
	                    "&redirect_uri=%s",
	    login_redirect_uri(login));
	if (!login_set_address(login, address, &err))
		fail_msg("%s", err.detail);
	free(address);
	return login;
}

int
visitor_setup(void **state)
{
	*state = visitor_listening("http://localhost:0");
	return 0;
}

int
visitor_teardown(void **state)
{
	login_free(*state);
	return 0;
}

const char *
visitor_state(const struct login *login)
{
	static char text[64];
	const char *found = strstr(login_url(login), "&state=");

	assert_non_null(found);
	snprintf(text, sizeof(text), "%s", found + strlen("&state="));
	return text;
}

const char *
visitor_target(const struct login *login)
{
	static char text[256];

	snprintf(text, sizeof(text), "/?state=%s&session_state=x&code=%s",
	    visitor_state(login), VISITOR_CODE);
	return text;
}

char *
visitor_fill(const char *text, char mark, const char *value)
{
	struct buffer filled;
	char *copy;

	buffer_init(&filled, ANSWER_MAX);
	for (; *text != '\0'; text++)
		if (*text == mark)
			buffer_add_text(&filled, value);
		else
			buffer_add(&filled, text, 1);
	copy = xstrdup(buffer_text(&filled));
	buffer_clear(&filled);
	return copy;
}

static int
connect_ipv4(int port)
{
	struct sockaddr_in address = {
		.sin_family = AF_INET,
		.sin_port = htons((uint16_t)port),
		.sin_addr.s_addr = htonl(INADDR_LOOPBACK),
	};
	int fd = socket(AF_INET, SOCK_STREAM, 0);

	if (connect(fd, (struct sockaddr *)&address, sizeof(address)) == 0)
		return fd;
	close(fd);
	return -1;
}

static int
connect_ipv6(int port)
{
	struct sockaddr_in6 address = {
		.sin6_family = AF_INET6,
		.sin6_port = htons((uint16_t)port),
		.sin6_addr = IN6ADDR_LOOPBACK_INIT,
	};
	int fd = socket(AF_INET6, SOCK_STREAM, 0);

	if (connect(fd, (struct sockaddr *)&address, sizeof(address)) == 0)
		return fd;
	close(fd);
	return -1;
}

int
visitor_connect(const char *host, int port)
{
	int fd = *host == '[' ? connect_ipv6(port) : connect_ipv4(port);

	if (fd >= 0)
		fcntl(fd, F_SETFL, O_NONBLOCK);
	return fd;
}

void
visitor_turn(struct login *login, int fd, bool wants_to_write)
{
	int fds[LOGIN_FDS_MAX], timeout = login_timeout_ms(login);
	size_t count = login_fds(login, fds);
	struct pollfd waits[LOGIN_FDS_MAX + 1];
	bool is_guard = timeout < 0 || timeout > PATIENCE_MS;
	int ready;

	for (size_t i = 0; i < count; i++)
		waits[i] = (struct pollfd){ fds[i], POLLIN, 0 };
	waits[count] =
	    (struct pollfd){ fd, wants_to_write ? POLLOUT : POLLIN, 0 };
	ready =
	    poll(waits, (nfds_t)count + 1, is_guard ? PATIENCE_MS : timeout);
	if (ready == 0 && is_guard)
		fail_msg("nothing happens any more");
	login_run(login);
}

bool
visitor_send(struct login *login, int fd, const char *bytes, size_t length)
{
	while (length > 0) {
		ssize_t sent = send(fd, bytes, length, MSG_NOSIGNAL);

		if (sent < 0 && errno != EAGAIN)
			return false;
		if (sent < 0) {
			visitor_turn(login, fd, true);
			continue;
		}
		bytes += sent;
		length -= (size_t)sent;
	}
	return true;
}

char *
visitor_receive(struct login *login, int fd)
{
	struct buffer answer;
	struct clock clock = clock_of_system();
	int64_t start = clock.steady_ms(clock.self);
	char bytes[4096], *text;
	ssize_t length;

	buffer_init(&answer, ANSWER_MAX);
	for (;;) {
		if (clock.steady_ms(clock.self) - start > PATIENCE_MS)
			fail_msg("the connection is not closed");
		length = recv(fd, bytes, sizeof(bytes), 0);
		if (length < 0 && errno == EAGAIN)
			visitor_turn(login, fd, false);
		else if (length <= 0)
			break;
		else
			buffer_add(&answer, bytes, (size_t)length);
	}
	close(fd);
	text = xstrdup(buffer_text(&answer));
	buffer_clear(&answer);
	return text;
}

int
visitor_status(const char *answer)
{
	int status;

	return sscanf(answer, "HTTP/1.1 %d", &status) == 1 ? status : 0;
}

char *
visitor_ask(struct login *login, const char *host, const char *request)
{
	int fd = visitor_connect(host, login_port(login));

	if (fd < 0)
		fail_msg("nobody listens on %s", host);
	visitor_send(login, fd, request, strlen(request));
	return visitor_receive(login, fd);
}

char *
visitor_get(struct login *login, const char *target, const char *headers)
{
	char *request = xasprintf("GET %s HTTP/1.1\r\nHost: localhost:%d\r\n"
	                          "Accept: text/html\r\n%s\r\n",
	    target, login_port(login), headers);
	char *answer = visitor_ask(login, "127.0.0.1", request);

	free(request);
	return answer;
}

void
visitor_expect(
    struct login *login, const char *target, const char *headers, int status)
{
	char *answer = visitor_get(login, target, headers);

	if (visitor_status(answer) != status)
		fail_msg("%s is answered: %s", target, answer);
	free(answer);
}

void
visitor_expect_login(struct login *login)
{
	struct redirect_answer answer = { 0 };

	assert_false(login_next(login, &answer));
	visitor_expect(login, visitor_target(login), "", 303);
	assert_true(login_next(login, &answer));
	assert_int_equal(answer.verdict, REDIRECT_CODE);
	assert_string_equal(secret_bytes(&answer.code), VISITOR_CODE);
	redirect_answer_clear(&answer);
	assert_false(login_next(login, &answer));
}
