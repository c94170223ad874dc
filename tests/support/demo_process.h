/* SPDX-License-Identifier: ISC */
/* keyrack-demo as a process that a test starts and ends. */
#ifndef KEYRACK_SUPPORT_DEMO_PROCESS_H
#define KEYRACK_SUPPORT_DEMO_PROCESS_H

#include <sys/types.h>

#define DEMO_PROCESS_TOKEN "valid-from-the-start"

struct demo_process {
	pid_t pid;
	int input;  /* it ends when this closes, however the test ends */
	int output; /* its standard output, after the first line */
	int port;
};

/*
 * Starts it with these further arguments, NULL at their end, and with the
 * access token above; returns when it listens. Release with
 * demo_process_stop.
 */
struct demo_process *demo_process_start(const char *const *arguments);

/* Closes its input and returns its exit status; -1: it died of a signal. */
int demo_process_stop(struct demo_process *process);

/*
 * Runs it to its end with just these arguments and puts what it writes to
 * standard error, NUL-terminated, into `text`; returns its exit status.
 */
int demo_process_fail(
    const char *const *arguments, char *text, size_t text_size);

#endif
