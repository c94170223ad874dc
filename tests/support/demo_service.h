/* SPDX-License-Identifier: ISC */
/* The demo service as a process of its own, and a plain client to ask it. */
#ifndef KEYRACK_TESTS_SUPPORT_DEMO_SERVICE_H
#define KEYRACK_TESTS_SUPPORT_DEMO_SERVICE_H

#include <stddef.h>

struct demo_service;

/*
 * Starts keyrack-demo with these further arguments (NULL at their end) and
 * an access token that is valid from the start; fails the test if it does
 * not come up. Release with demo_service_free, which accepts NULL.
 */
struct demo_service *demo_service_new(const char *const *arguments);
void demo_service_free(struct demo_service *service);

/* A teardown for cmocka: frees what a test that failed left open. */
int demo_service_end_all(void **state);

/* Lent: "KEYRACK_URL=…", "KEYRACK_TOKEN=…" and NULL, for an environment. */
const char *const *demo_service_environment(const struct demo_service *service);

/*
 * Sends a request, with a JSON body or NULL, as somebody else than keyrack.
 * Returns the whole answer, heads and body, for free(3).
 */
char *demo_service_ask(const struct demo_service *service, const char *method,
    const char *path, const char *json);

/* How many requests beginning like this ("POST ") have been logged. */
size_t demo_service_count(
    const struct demo_service *service, const char *beginning);

#endif
