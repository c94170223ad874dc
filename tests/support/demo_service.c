/* SPDX-License-Identifier: ISC */
/* Starts keyrack-demo, asks it over a plain socket and reads its log. */
#include "config.h"

#include "support/demo_service.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include <arpa/inet.h>
#include <fcntl.h>
#include <stdbool.h>
#include <stdio.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#define TOKEN "an-access-token-for-tests"
#define ARGUMENTS_MAX 16
#define ADDRESS "http://127.0.0.1:"

struct demo_service {
	pid_t pid;
	int input; /* the service ends when this closes */
	int port;
	char folder[64];
	char log_path[80];
	char token_path[80];
	char url[64];
	const char *environment[3];
	struct demo_service *next;
};

/* Those that demo_service_end_all has to free after a test that failed. */
static struct demo_service *running_services;

/* In the child: becomes the service. */
static void
run_service(const struct demo_service *service, const char *const *arguments,
    int input, int output)
{
	char path[1024];
	const char *folder = getenv("top_builddir");
	const char *argv[ARGUMENTS_MAX] = { path, "--until-eof", "--log",
		service->log_path, "--with-token", service->token_path };
	size_t count = 6;

	snprintf(path, sizeof(path), "%s/keyrack-demo", folder ? folder : ".");
	while (arguments && *arguments && count < ARGUMENTS_MAX - 1)
		argv[count++] = *arguments++;
	dup2(input, STDIN_FILENO);
	dup2(output, STDOUT_FILENO);
	execv(path, (char *const *)argv);
	_exit(127);
}

static void
write_token(const struct demo_service *service)
{
	FILE *file = fopen(service->token_path, "w");

	assert_non_null(file);
	fputs(TOKEN "\n", file);
	fclose(file);
}

/* Its first line says where it listens. */
static void
read_address(struct demo_service *service, int output)
{
	FILE *file = fdopen(output, "r");

	assert_non_null(file);
	if (fscanf(file, ADDRESS "%d", &service->port) != 1)
		fail_msg("keyrack-demo did not say where it listens");
	fclose(file);
	snprintf(service->url, sizeof(service->url),
	    "KEYRACK_URL=" ADDRESS "%d", service->port);
	service->environment[0] = service->url;
	service->environment[1] = "KEYRACK_TOKEN=" TOKEN;
}

struct demo_service *
demo_service_new(const char *const *arguments)
{
	struct demo_service *service = calloc(1, sizeof(*service));
	int input[2], output[2];

	assert_non_null(service);
	service->next = running_services;
	running_services = service;
	strcpy(service->folder, "/tmp/keyrack-service-XXXXXX");
	assert_non_null(mkdtemp(service->folder));
	snprintf(service->log_path, sizeof(service->log_path), "%s/log",
	    service->folder);
	snprintf(service->token_path, sizeof(service->token_path), "%s/token",
	    service->folder);
	write_token(service);
	assert_int_equal(pipe2(input, O_CLOEXEC), 0);
	assert_int_equal(pipe2(output, O_CLOEXEC), 0);
	service->input = input[1];
	service->pid = fork();
	assert_true(service->pid >= 0);
	if (service->pid == 0)
		run_service(service, arguments, input[0], output[1]);
	close(input[0]);
	close(output[1]);
	read_address(service, output[0]);
	return service;
}

void
demo_service_free(struct demo_service *service)
{
	struct demo_service **link = &running_services;

	if (!service)
		return;
	while (*link != service)
		link = &(*link)->next;
	*link = service->next;
	close(service->input);
	waitpid(service->pid, NULL, 0);
	unlink(service->log_path);
	unlink(service->token_path);
	rmdir(service->folder);
	free(service);
}

int
demo_service_end_all(void **state)
{
	(void)state;
	while (running_services)
		demo_service_free(running_services);
	return 0;
}

const char *const *
demo_service_environment(const struct demo_service *service)
{
	return service->environment;
}

static char *
read_all(int fd)
{
	size_t length = 0, capacity = 4096;
	char *text = malloc(capacity + 1);
	ssize_t count;

	assert_non_null(text);
	while ((count = read(fd, text + length, capacity - length)) > 0) {
		length += (size_t)count;
		if (length == capacity) {
			capacity *= 2;
			text = realloc(text, capacity + 1);
			assert_non_null(text);
		}
	}
	text[length] = '\0';
	close(fd);
	return text;
}

char *
demo_service_ask(const struct demo_service *service, const char *method,
    const char *path, const char *json)
{
	struct sockaddr_in address = { .sin_family = AF_INET,
		.sin_port = htons((uint16_t)service->port) };
	int fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);

	address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
	assert_int_equal(
	    connect(fd, (struct sockaddr *)&address, sizeof(address)), 0);
	/* HTTP 1.0: the answer comes in one piece and the end is the end. */
	dprintf(fd,
	    "%s %s HTTP/1.0\r\nHost: 127.0.0.1:%d\r\n"
	    "Authorization: Bearer " TOKEN "\r\nAccept: application/json\r\n"
	    "Content-Type: application/json\r\nContent-Length: %zu\r\n\r\n%s",
	    method, path, service->port, json ? strlen(json) : 0,
	    json ? json : "");
	return read_all(fd);
}

size_t
demo_service_count(const struct demo_service *service, const char *beginning)
{
	int fd = open(service->log_path, O_RDONLY | O_CLOEXEC);
	size_t count = 0;
	char *log, *line, *rest = NULL;

	assert_true(fd >= 0);
	log = read_all(fd);
	line = strtok_r(log, "\n", &rest);
	for (; line; line = strtok_r(NULL, "\n", &rest))
		count += strncmp(line, beginning, strlen(beginning)) == 0;
	free(log);
	return count;
}
