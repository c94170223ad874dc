/* SPDX-License-Identifier: ISC */
/* Process hygiene, before anything else is done. */
#ifndef KEYRACK_OS_PROCESS_H
#define KEYRACK_OS_PROCESS_H

#include <signal.h>
#include <stdbool.h>
#include <sys/resource.h>
#include <sys/stat.h>

#include "base/error.h"

/*
 * As the process was started, for what it hands on to another program. All
 * zero before process_harden; release with process_start_clear.
 */
struct process_start {
	mode_t umask;
	struct rlimit core;
	char *sslkeylogfile; /* the variable's value; NULL: it was not set */
	sigset_t ignored;    /* signals */
	sigset_t blocked;    /* the signal mask */
};

/* Before anything is changed. */
void process_remember(struct process_start *start);
void process_start_clear(struct process_start *start);

/* Makes it so again: to be called right before exec. */
void process_restore(const struct process_start *start);

/*
 * Opens /dev/null for standard descriptors that are closed, so that writing to
 * them still fails; refuses to run set-user-id; forbids core dumps and being
 * traced; umask 077; takes SSLKEYLOGFILE out of the environment.
 */
bool process_harden(struct error *err);

#endif
