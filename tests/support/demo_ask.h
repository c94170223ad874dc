/* SPDX-License-Identifier: ISC */
/* One keyrack-demo for a group of tests, asked over bare sockets. */
#ifndef KEYRACK_SUPPORT_DEMO_ASK_H
#define KEYRACK_SUPPORT_DEMO_ASK_H

#include "support/demo_process.h"
#include "support/http_client.h"

struct json;

/*
 * Fixtures for a group; the state is the process. The end fails when the
 * process does, by which leak checkers and sanitizers speak.
 */
int demo_setup(void **state);
int demo_teardown(void **state);
int demo_port_of(void **state);

/* Asks and requires a whole answer; http_answer_clear it. */
void demo_ask(void **state, const char *method, const char *target,
    const char *token, const char *content, struct http_answer *answer);

/* Asks and requires the status, and the form that the contract gives it. */
void demo_expect(void **state, const char *method, const char *target,
    const char *token, const char *content, int status);

/* The answer's body as JSON; json_free it. */
struct json *demo_json(const struct http_answer *answer);

/* A string that is a member of the answer's object, for free(3). */
char *demo_member(const struct http_answer *answer, const char *name);

#endif
