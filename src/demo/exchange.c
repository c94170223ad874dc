/* SPDX-License-Identifier: ISC */
/* Carries a request to the service and its answer, or its fault, back. */
#include "config.h"

#include "demo/exchange.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "base/buffer.h"
#include "base/xmalloc.h"
#include "demo/faults.h"

#define REQUEST_BODY_MAX ((size_t)1024 * 1024)

struct exchange {
	struct exchange *next; /* among the waiting */
	struct MHD_Connection *connection;
	char *path, *query;
	struct buffer body;
	bool is_begun, is_too_large;
	bool is_struck; /* the fault is chosen, be it none */
	struct fault fault;
	int64_t due_ms; /* while waiting */
};

int64_t
server_elapsed_ms(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

int64_t
server_now_ms(const struct server *server)
{
	return server->start_ms + server_elapsed_ms() -
	       server->start_elapsed_ms;
}

int64_t
server_deadline_ms(const struct server *server)
{
	int64_t deadline = INT64_MAX;

	for (const struct exchange *exchange = server->waiting;
	     exchange != NULL; exchange = exchange->next)
		if (exchange->due_ms < deadline)
			deadline = exchange->due_ms;
	return deadline;
}

void
server_resume(struct server *server, int64_t elapsed_ms)
{
	struct exchange **link = &server->waiting;

	while (*link != NULL) {
		struct exchange *exchange = *link;

		if (exchange->due_ms > elapsed_ms) {
			link = &exchange->next;
			continue;
		}
		*link = exchange->next;
		MHD_resume_connection(exchange->connection);
	}
}

void *
exchange_new(void *server, const char *uri, struct MHD_Connection *connection)
{
	struct exchange *exchange = xcalloc(1, sizeof(*exchange));
	size_t length = strcspn(uri, "?");

	(void)server;
	exchange->connection = connection;
	exchange->path = xstrndup(uri, length);
	exchange->query = xstrdup(uri[length] == '?' ? uri + length + 1 : "");
	buffer_init(&exchange->body, REQUEST_BODY_MAX);
	return exchange;
}

void
exchange_free(void *server, struct MHD_Connection *connection, void **exchange,
    enum MHD_RequestTerminationCode code)
{
	struct exchange *ended = *exchange;

	(void)server;
	(void)connection;
	(void)code;
	if (ended == NULL)
		return;
	free(ended->path);
	free(ended->query);
	buffer_clear(&ended->body);
	free(ended);
	*exchange = NULL;
}

/* One line; what would break it in a path is not there or encoded. */
static void
log_exchange(const struct server *server, const struct exchange *exchange,
    const char *method, int status, const struct answer *answer)
{
	struct buffer line;
	char rest[64];

	if (server->log_fd < 0)
		return;
	buffer_init(&line, REQUEST_BODY_MAX);
	buffer_add_text(&line, method);
	buffer_add_text(&line, " ");
	for (const char *byte = exchange->path; *byte != '\0'; byte++) {
		bool is_plain = *byte > ' ' && *byte < 0x7f;

		buffer_add(&line, is_plain ? byte : "?", 1);
	}
	snprintf(rest, sizeof(rest), " %d %zu\n", status,
	    answer->body == NULL ? 0 : answer->body->length);
	buffer_add_text(&line, rest);
	/* Whole lines by one write each; a log that is full is no fault. */
	if (write(server->log_fd, line.bytes, line.length) < 0)
		perror("keyrack-demo: log");
	buffer_clear(&line);
}

static const char *
header(struct MHD_Connection *connection, const char *name)
{
	const char *value =
	    MHD_lookup_connection_value(connection, MHD_HEADER_KIND, name);

	return value == NULL ? "" : value;
}

static void
work(struct server *server, const struct exchange *exchange, const char *method,
    struct answer *answer)
{
	struct call call = {
		.method = method,
		.path = exchange->path,
		.query = exchange->query,
		.content_type = header(exchange->connection, "Content-Type"),
		.authorization = header(exchange->connection, "Authorization"),
		.body = buffer_text(&exchange->body),
		.body_length = exchange->body.length,
		.now_ms = server_now_ms(server),
	};

	if (exchange->is_too_large)
		answer_set_failure(
		    answer, 413, "too_large", "The body is larger than 1 MiB.");
	else
		service_answer(&server->service, &call, answer);
}

/* In place of what the answer was. */
static void
set_faulty_status(struct answer *answer, int status)
{
	answer_clear(answer);
	if (status == 400) {
		answer_set_invalid(answer, "body");
	} else if (status < 300 || status == 304) {
		answer_set(answer, status, NULL, NULL);
	} else {
		answer_set_failure(answer, status, "fault",
		    "The demo service was told to fail.");
		if (status == 429)
			answer_add_header(answer, "Retry-After", "1");
	}
}

static void
set_garbage(struct answer *answer)
{
	answer_clear(answer);
	answer_set_text(
	    answer, 200, "application/json", "{\"id\": <html>\x01\xff]");
}

/* What is sent in the end; false: the connection is a stray now. */
static bool
strike(struct server *server, struct exchange *exchange, struct answer *answer)
{
	struct body *wire;

	switch (exchange->fault.kind) {
	case DEMO_FAULT_NONE:
	case DEMO_FAULT_DELAY:
	case DEMO_FAULT_EXPIRE:
	case DEMO_FAULT_REVOKE:
		return true;
	case DEMO_FAULT_STATUS:
	case DEMO_FAULT_AFTER_STATUS:
		set_faulty_status(answer, (int)exchange->fault.number);
		return true;
	case DEMO_FAULT_GARBAGE:
		set_garbage(answer);
		return true;
	case DEMO_FAULT_CUT:
		wire = answer_wire(answer, server_now_ms(server));
		strays_take(&server->strays, exchange->connection, STRAY_CLOSES,
		    wire, (size_t)exchange->fault.number);
		return false;
	case DEMO_FAULT_CLOSE:
		strays_take(&server->strays, exchange->connection, STRAY_CLOSES,
		    NULL, 0);
		return false;
	case DEMO_FAULT_RESET:
		strays_take(&server->strays, exchange->connection, STRAY_RESETS,
		    NULL, 0);
		return false;
	case DEMO_FAULT_HANG:
		strays_take(&server->strays, exchange->connection, STRAY_HANGS,
		    NULL, 0);
		return false;
	}
	return true;
}

static bool
does_work(enum demo_fault fault)
{
	return fault != DEMO_FAULT_STATUS && fault != DEMO_FAULT_RESET &&
	       fault != DEMO_FAULT_HANG;
}

/* The call itself is the first to find its token worthless. */
static void
end_tokens(struct server *server, enum demo_fault fault)
{
	struct sessions *sessions = &server->service.sessions;

	if (fault == DEMO_FAULT_EXPIRE)
		sessions_expire(sessions);
	if (fault == DEMO_FAULT_REVOKE)
		sessions_revoke(sessions);
}

static enum MHD_Result
finish(struct server *server, struct exchange *exchange, const char *method)
{
	struct answer answer = { 0 };
	enum MHD_Result result = MHD_NO;
	int status = 0;

	end_tokens(server, exchange->fault.kind);
	if (does_work(exchange->fault.kind))
		work(server, exchange, method, &answer);
	if (strike(server, exchange, &answer)) {
		status = answer.status;
		result = answer_queue(
		    &answer, server_now_ms(server), exchange->connection);
	}
	log_exchange(server, exchange, method, status, &answer);
	answer_clear(&answer);
	return result;
}

/* How long the answer is held back. */
static int64_t
choose_fault(
    struct server *server, struct exchange *exchange, const char *method)
{
	exchange->is_struck = true;
	exchange->fault = faults_strike(
	    server->rules, server->rule_count, method, exchange->path);
	return server->latency_ms + (exchange->fault.kind == DEMO_FAULT_DELAY
	                                    ? exchange->fault.number
	                                    : 0);
}

enum MHD_Result
exchange_handle(void *cls, struct MHD_Connection *connection, const char *url,
    const char *method, const char *version, const char *upload,
    size_t *upload_length, void **context)
{
	struct server *server = cls;
	struct exchange *exchange = *context;
	int64_t wait_ms;

	(void)url;
	(void)version;
	if (!exchange->is_begun) {
		exchange->is_begun = true;
		return MHD_YES;
	}
	if (*upload_length > 0) {
		if (!buffer_add(&exchange->body, upload, *upload_length))
			exchange->is_too_large = true;
		*upload_length = 0;
		return MHD_YES;
	}
	if (exchange->is_struck)
		return finish(server, exchange, method);
	wait_ms = choose_fault(server, exchange, method);
	if (wait_ms == 0)
		return finish(server, exchange, method);
	exchange->due_ms = server_elapsed_ms() + wait_ms;
	exchange->next = server->waiting;
	server->waiting = exchange;
	MHD_suspend_connection(connection);
	return MHD_YES;
}
