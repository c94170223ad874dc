/* SPDX-License-Identifier: ISC */
/* One command without the screen, under way: what it works with and asks. */
#ifndef KEYRACK_CLI_ERRAND_H
#define KEYRACK_CLI_ERRAND_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "auth/request.h"
#include "auth/transport.h"
#include "cli/chosen.h"
#include "cli/options.h"
#include "cli/print.h"
#include "os/helper.h"
#include "os/place.h"
#include "os/process.h"
#include "service.h"

/*
 * All is lent. What is not readied for the command (cli/commands.h) is NULL.
 * A command goes straight from one question to the next: errand_ask and
 * errand_wait are where it waits, and a signal ends every wait.
 */
struct errand {
	const struct options *options;
	const struct chosen *chosen;
	struct service *service;
	const struct place *place;
	const struct process_start *start;
	uint32_t seq;  /* of the last request */
	uint64_t dice; /* random */
	int signal;    /* that ends the command; 0: none has come */
	/* The command was typed at a prompt, which comes again after it. */
	bool has_prompt;
	/* The demo service is stopped by it; for what replaces the process. */
	void (*end_demo)(void *context);
	void *context;
};

/*
 * Waits as auth_wait does, for a while at most (-1: for ever), and looks for
 * signals: SIGTSTP stops here. Nothing is waited for after a signal that ends
 * the command.
 */
void errand_wait(
    struct errand *errand, struct wait_fd *fds, size_t count, int timeout_ms);

/* The same, for what the helper reads and writes, and for its end. */
void errand_wait_for_helper(struct errand *errand, const struct helper *helper);

/* Looks for signals without waiting; before what cannot be taken back. */
void errand_heed(struct errand *errand);

/* The steady clock and the wall clock, in milliseconds. */
int64_t errand_steady_ms(void);
int64_t errand_wall_ms(void);

/* Whether there is a session to ask with, once the store has answered. */
bool errand_has_session(struct errand *errand);

/*
 * STATUS_DONE when there is a session to ask with; else it has been said that
 * there is none, and this is the status to end with.
 */
enum status errand_need_session(struct errand *errand);

/*
 * STATUS_DONE unless --read-only forbids that API keys are changed, which is
 * said then.
 */
enum status errand_need_change(const struct errand *errand);

/*
 * Asks the service and waits for the reply, to be cleared. What only reads is
 * asked again by itself as on the screen (controller/retry.h), what changes
 * something only when it was told to wait (429); nor is a list asked for again
 * of which a sink has got a part, unless it may repeat. Interrupted, a request
 * that may have been carried out is OUTCOME_UNKNOWN, any other
 * OUTCOME_NOT_SENT.
 */
void errand_ask(
    struct errand *errand, struct request *taken, struct reply *reply);

/* The same, asked once, whatever comes of it. */
void errand_ask_once(
    struct errand *errand, struct request *taken, struct reply *reply);

/* Says that the command was interrupted: STATUS_INTERRUPTED. */
enum status errand_interrupted(const struct errand *errand);

/*
 * Says in one line on standard error what `what` (a command, an API key) came
 * to, and returns the status that goes with the reply.
 */
enum status errand_complain(
    const struct errand *errand, const char *what, const struct reply *reply);

/* The status that goes with a reply that is not OUTCOME_DONE. */
enum status errand_status(
    const struct errand *errand, const struct reply *reply);

/*
 * Asks for the list; keep_token_of_id as in a request, may be NULL. On
 * failure it has been said, and the status is not STATUS_DONE.
 */
enum status errand_list(
    struct errand *errand, const char *keep_token_of_id, struct reply *reply);

/* A line on standard error, after "keyrack: "; sanitised. */
void errand_tell(const char *format, ...) __attribute__((format(printf, 1, 2)));

#endif
