/* SPDX-License-Identifier: ISC */
/* One HTTP exchange: collects the request, waits, answers or misbehaves. */
#ifndef KEYRACK_DEMO_EXCHANGE_H
#define KEYRACK_DEMO_EXCHANGE_H

#include <stddef.h>
#include <stdint.h>

#include <microhttpd.h>

#include "demo/demo.h"
#include "demo/service.h"
#include "demo/strays.h"

struct exchange;

/* What all exchanges share. */
struct server {
	struct service service;
	struct strays strays;
	struct demo_fault_rule rules[DEMO_RULES_MAX];
	size_t rule_count;
	long latency_ms;
	int log_fd;
	int64_t start_ms;         /* the demo's time at the start … */
	int64_t start_elapsed_ms; /* … and the monotonic clock's */
	struct exchange *waiting; /* suspended until they are due */
};

/* A clock that only goes forward, and the time that the demo tells. */
int64_t server_elapsed_ms(void);
int64_t server_now_ms(const struct server *server);

/* When the next exchange is due by server_elapsed_ms; INT64_MAX: none. */
int64_t server_deadline_ms(const struct server *server);

/* Lets those go on that are due by then. */
void server_resume(struct server *server, int64_t elapsed_ms);

/* The library's callbacks; the first argument is the server. */
void *exchange_new(
    void *server, const char *uri, struct MHD_Connection *connection);
enum MHD_Result exchange_handle(void *server, struct MHD_Connection *connection,
    const char *url, const char *method, const char *version,
    const char *upload, size_t *upload_length, void **exchange);
void exchange_free(void *server, struct MHD_Connection *connection,
    void **exchange, enum MHD_RequestTerminationCode code);

#endif
