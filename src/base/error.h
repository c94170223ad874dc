/* SPDX-License-Identifier: ISC */
/* Errors are values: what kind, a number, and a detail that names the thing. */
#ifndef KEYRACK_BASE_ERROR_H
#define KEYRACK_BASE_ERROR_H

#include <stdbool.h>

enum error_kind {
	ERROR_NONE,
	ERROR_USAGE,   /* command line, environment, configuration */
	ERROR_SYSTEM,  /* a system call failed; code is errno */
	ERROR_INPUT,   /* what was asked for cannot be sent to the service */
	ERROR_RESOLVE, /* the host name is unknown */
	ERROR_CONNECT, /* no connection to the host */
	ERROR_TLS,     /* no trusted connection to the host */
	ERROR_TIMEOUT, /* no answer in time */
	ERROR_CUT,     /* the connection ended within the answer or before it */
	ERROR_REFUSED, /* the service said no; code is the HTTP status (4xx) */
	ERROR_SERVICE, /* the service failed; code is the HTTP status (5xx) */
	ERROR_REDIRECT, /* the answer points elsewhere; detail is that host */
	ERROR_ANSWER,   /* the answer breaks the contract; code is the status */
	ERROR_TOO_LARGE, /* the answer is larger than keyrack accepts */
	ERROR_FILTER,    /* code is an enum filter_fault; detail is the place */
};

/*
 * Untranslated; ui/sentence.h makes the sentence that a person reads. The
 * detail is valid UTF-8 but otherwise raw: it may hold text from the service
 * and must pass the sanitiser of base/text.h on its way to a person.
 */
struct error {
	enum error_kind kind;
	int code;
	char detail[120];
};

/*
 * Fills *err, cutting the detail at a character's border, and returns false,
 * so that a refusal reads `return error_set(err, …)`. The detail may be among
 * the arguments.
 */
bool error_set(struct error *err, enum error_kind kind, int code,
    const char *format, ...) __attribute__((format(printf, 4, 5)));

/* Puts what was being done before the detail: "reading /etc/x: …". */
void error_prefix(struct error *err, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

#endif
