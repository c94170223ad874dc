/* SPDX-License-Identifier: ISC */
/* A process that reads one request after the other and forks for answers. */
#include "config.h"

#include "support/canned_service.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include <arpa/inet.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdbool.h>
#include <stdio.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#define REQUEST_MAX 65536
#define ANSWERS_MAX 16
#define MEBIBYTE ((size_t)1024 * 1024)

struct canned_service {
	pid_t pid;
	int input; /* the service ends when this closes */
	int log;
	char url[64];
	const char *environment[3];
	struct canned_service *next;
};

/* Those that canned_service_end_all has to free after a failed test. */
static struct canned_service *running_services;

static int
listen_anywhere(int *port)
{
	struct sockaddr_in address = { .sin_family = AF_INET };
	struct sockaddr *name = (struct sockaddr *)&address;
	socklen_t length = sizeof(address);
	int fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);

	address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
	assert_int_equal(bind(fd, name, length), 0);
	assert_int_equal(listen(fd, 16), 0);
	assert_int_equal(getsockname(fd, name, &length), 0);
	*port = ntohs(address.sin_port);
	return fd;
}

/* Whether the head and as much body as it tells of have come. */
static bool
is_whole(const char *request, size_t length)
{
	const char *end = strstr(request, "\r\n\r\n");
	const char *field = strstr(request, "Content-Length: ");
	size_t body = 0;

	if (end == NULL)
		return false;
	if (field != NULL && field < end)
		body = strtoul(field + strlen("Content-Length: "), NULL, 10);
	return length >= (size_t)(end - request) + 4 + body;
}

static void
read_request(int fd, char request[static REQUEST_MAX])
{
	size_t length = 0;
	ssize_t count = 1;

	*request = '\0';
	while (count > 0 && !is_whole(request, length)) {
		count = read(fd, request + length, REQUEST_MAX - 1 - length);
		if (count > 0)
			length += (size_t)count;
		request[length] = '\0';
	}
}

static const struct canned_answer *
choose(const struct canned_answer *answers, size_t seen[static ANSWERS_MAX],
    const char *request)
{
	for (size_t i = 0; answers[i].beginning != NULL; i++)
		if (strncmp(request, answers[i].beginning,
		        strlen(answers[i].beginning)) == 0 &&
		    seen[i]++ >= answers[i].skip)
			return &answers[i];
	return NULL;
}

/* False when the other side has gone. */
static bool
write_all(int fd, const char *bytes, size_t length)
{
	ssize_t count = 0;

	for (; length > 0 && count >= 0; length -= (size_t)count) {
		count = send(fd, bytes, length, MSG_NOSIGNAL);
		if (count > 0)
			bytes += count;
		else
			count = -1;
		if (count < 0)
			return false;
	}
	return true;
}

static void
write_answer(int fd, const struct canned_answer *answer)
{
	static char piece[MEBIBYTE];
	size_t length = answer->filler ? strlen(answer->filler) : 0, used = 0;

	if (!write_all(fd, answer->bytes, strlen(answer->bytes)) || !length)
		return;
	for (; used + length <= sizeof(piece); used += length)
		memcpy(piece + used, answer->filler, length);
	for (size_t i = 0; i < answer->filler_mib; i++)
		if (!write_all(fd, piece, used))
			return;
}

/* An answer may be long, and other requests must not wait for it. */
static void
answer_in_child(int fd, const struct canned_answer *answer)
{
	if (fork() == 0) {
		write_answer(fd, answer);
		_exit(0);
	}
	close(fd);
}

/* In the child: becomes the service, until the input ends. */
static void
run_service(
    int listener, int input, int log, const struct canned_answer *answers)
{
	static char request[REQUEST_MAX];
	size_t seen[ANSWERS_MAX] = { 0 };
	struct pollfd fds[] = { { .fd = listener, .events = POLLIN },
		{ .fd = input, .events = POLLIN } };
	const struct canned_answer *answer;
	int fd;

	signal(SIGCHLD, SIG_IGN);
	while (poll(fds, 2, -1) > 0 && fds[1].revents == 0) {
		fd = accept(listener, NULL, NULL);
		if (fd < 0)
			continue;
		read_request(fd, request);
		dprintf(log, "%.*s\n", (int)strcspn(request, "\r\n"), request);
		answer = choose(answers, seen, request);
		/* Without an answer it stays open, and is waited for. */
		if (answer == NULL)
			close(fd);
		else if (answer->bytes != NULL)
			answer_in_child(fd, answer);
	}
	_exit(0);
}

struct canned_service *
canned_service_new(const struct canned_answer *answers)
{
	struct canned_service *service = calloc(1, sizeof(*service));
	char path[] = "/tmp/keyrack-canned-XXXXXX";
	int input[2], listener, port;

	assert_non_null(service);
	service->next = running_services;
	running_services = service;
	listener = listen_anywhere(&port);
	service->log = mkostemp(path, O_CLOEXEC | O_APPEND);
	assert_true(service->log >= 0);
	unlink(path);
	assert_int_equal(pipe2(input, O_CLOEXEC), 0);
	service->input = input[1];
	service->pid = fork();
	assert_true(service->pid >= 0);
	if (service->pid == 0) {
		close(input[1]);
		run_service(listener, input[0], service->log, answers);
	}
	close(input[0]);
	close(listener);
	snprintf(service->url, sizeof(service->url),
	    "KEYRACK_URL=http://127.0.0.1:%d", port);
	service->environment[0] = service->url;
	service->environment[1] = "KEYRACK_TOKEN=an-access-token";
	return service;
}

void
canned_service_free(struct canned_service *service)
{
	struct canned_service **link = &running_services;

	if (!service)
		return;
	while (*link != service)
		link = &(*link)->next;
	*link = service->next;
	close(service->input);
	waitpid(service->pid, NULL, 0);
	close(service->log);
	free(service);
}

int
canned_service_end_all(void **state)
{
	(void)state;
	while (running_services)
		canned_service_free(running_services);
	return 0;
}

const char *const *
canned_service_environment(const struct canned_service *service)
{
	return service->environment;
}

char *
canned_service_requests(const struct canned_service *service)
{
	size_t length = (size_t)lseek(service->log, 0, SEEK_END);
	char *text = malloc(length + 1);
	ssize_t count;

	assert_non_null(text);
	count = pread(service->log, text, length, 0);
	assert_true(count >= 0);
	text[count] = '\0';
	return text;
}
