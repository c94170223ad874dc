/* SPDX-License-Identifier: ISC */
/* Keeps a demo service with its log and its address for terminal tests. */
#include "config.h"

#include "support/demo_service.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include <stdio.h>
#include <unistd.h>

#include "support/demo_process.h"
#include "support/http_client.h"

#define ARGUMENTS_MAX 16

struct demo_service {
	struct demo_process *process;
	char log_path[64];
	char url[64];
	const char *environment[3];
	struct demo_service *next;
};

/* Those that demo_service_end_all has to free after a test that failed. */
static struct demo_service *running_services;

struct demo_service *
demo_service_new(const char *const *arguments)
{
	struct demo_service *service = calloc(1, sizeof(*service));
	const char *argv[ARGUMENTS_MAX + 3] = { "--log" };
	size_t count = 2;
	int log;

	assert_non_null(service);
	strcpy(service->log_path, "/tmp/keyrack-log-XXXXXX");
	log = mkstemp(service->log_path);
	assert_true(log >= 0);
	close(log);
	argv[1] = service->log_path;
	while (arguments && *arguments && count < ARGUMENTS_MAX + 2)
		argv[count++] = *arguments++;
	service->process = demo_process_start(argv);
	snprintf(service->url, sizeof(service->url),
	    "KEYRACK_URL=http://127.0.0.1:%d", service->process->port);
	service->environment[0] = service->url;
	service->environment[1] = "KEYRACK_TOKEN=" DEMO_PROCESS_TOKEN;
	service->next = running_services;
	running_services = service;
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
	demo_process_stop(service->process);
	unlink(service->log_path);
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

char *
demo_service_ask(const struct demo_service *service, const char *method,
    const char *path, const char *json)
{
	struct http_call call = { .method = method,
		.target = path,
		.token = DEMO_PROCESS_TOKEN,
		.content = json };
	struct http_answer answer;

	http_ask(service->process->port, &call, &answer);
	return answer.bytes;
}

size_t
demo_service_count(const struct demo_service *service, const char *beginning)
{
	FILE *file = fopen(service->log_path, "r");
	char *line = NULL;
	size_t capacity = 0, count = 0;

	assert_non_null(file);
	while (getline(&line, &capacity, file) > 0)
		count += strncmp(line, beginning, strlen(beginning)) == 0;
	free(line);
	fclose(file);
	return count;
}
