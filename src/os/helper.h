/* SPDX-License-Identifier: ISC */
/* A program that runs beside keyrack: fed, read, and ended when it is late. */
#ifndef KEYRACK_OS_HELPER_H
#define KEYRACK_OS_HELPER_H

#include <stdbool.h>
#include <stddef.h>

#include "base/buffer.h"
#include "base/error.h"
#include "base/secret.h"

struct helper;

struct helper_options {
	const char *title;          /* in errors; NULL: the first word */
	const char *const *words;   /* ends with NULL; no shell reads them */
	const struct secret *input; /* NULL: /dev/null; copied */
	size_t output_max; /* bytes that it may print; 0: to /dev/null */
	size_t errors_max; /* the same for its standard error */
	int limit_ms;      /* it is killed after that */
};

/*
 * Starts it as child_start does; nothing here ever waits. What it is given
 * reaches it by its standard input alone. Release with helper_free. NULL,
 * with ERROR_SYSTEM, where it cannot be started.
 */
struct helper *helper_new(
    const struct helper_options *options, struct error *err);

/* Kills it and all that it started if it has not ended. Accepts NULL. */
void helper_free(struct helper *helper);

/* The same, but lets it go on by itself; it is reaped when keyrack ends. */
void helper_leave(struct helper *helper);

enum helper_state {
	HELPER_RUNS,
	HELPER_DONE,   /* it ended with status 0, having read its input */
	HELPER_FAILED, /* helper_error says how */
};

/*
 * Feeds it, reads what it prints, kills it when its time is over, and looks
 * whether it has ended. A program that leaves another one behind (as
 * selection owners do) has ended.
 */
enum helper_state helper_run(struct helper *helper);

/* What it printed, lent until helper_free, which wipes it. */
const struct buffer *helper_output(const struct helper *helper);
const struct buffer *helper_errors(const struct helper *helper);

/* ERROR_SYSTEM; the detail begins with the title. */
const struct error *helper_error(const struct helper *helper);

/*
 * What is to be waited for until helper_run is called again, and for how long
 * at most: descriptors that become writable and readable (-1: none), besides
 * SIGCHLD, which tells of the end.
 */
int helper_input_fd(const struct helper *helper);
int helper_output_fd(const struct helper *helper);
int helper_errors_fd(const struct helper *helper);
int helper_timeout_ms(const struct helper *helper);

#endif
