/* SPDX-License-Identifier: ISC */
/* A service that answers as told, right or wrong, and notes what was asked. */
#ifndef KEYRACK_TESTS_SUPPORT_CANNED_SERVICE_H
#define KEYRACK_TESTS_SUPPORT_CANNED_SERVICE_H

#include <stddef.h>

/* The head of an answer; the body that follows ends with the connection. */
#define CANNED_HEAD(status, type)                    \
	"HTTP/1.1 " status "\r\nContent-Type: " type \
	"\r\nConnection: close\r\n\r\n"
#define CANNED_JSON CANNED_HEAD("200 OK", "application/json")

/*
 * An API key as the service writes it; id and name are JSON texts. The second
 * lacks the brace before it, so that other members can be put there.
 */
#define CANNED_APIKEY(id, name) "{" CANNED_MEMBERS(id, name)
#define CANNED_MEMBERS(id, name)                                             \
	"\"id\":\"" id "\",\"name\":\"" name                                 \
	"\",\"token\":\"nxk_canned_token_0123456789abcdef\",\"userId\":\"u"  \
	"\",\"createdAt\":\"2026-01-02T03:04:05Z\",\"expiresAt\":\"2030-01-" \
	"02T03:04:05Z\"}"

struct canned_answer {
	const char *beginning; /* of the requests that get it: "GET /a " */
	const char *bytes;     /* the whole answer; NULL: none ever comes */
	const char *filler;    /* written again and again after it, or NULL */
	size_t filler_mib;     /* for so long */
	size_t skip;           /* so many such requests are let pass first */
};

struct canned_service;

/*
 * Starts it with these answers, which end with one that has no beginning; the
 * first that fits is given. Release with canned_service_free.
 */
struct canned_service *canned_service_new(const struct canned_answer *answers);
void canned_service_free(struct canned_service *service);

/* A teardown for cmocka: frees what a test that failed left open. */
int canned_service_end_all(void **state);

/* Lent: "KEYRACK_URL=…", "KEYRACK_TOKEN=…" and NULL, for an environment. */
const char *const *canned_service_environment(
    const struct canned_service *service);

/* The first lines of all requests so far, for free(3). */
char *canned_service_requests(const struct canned_service *service);

#endif
