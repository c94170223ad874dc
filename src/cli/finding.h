/* SPDX-License-Identifier: ISC */
/* What keyrack doctor finds, and the parts that look for it. */
#ifndef KEYRACK_CLI_FINDING_H
#define KEYRACK_CLI_FINDING_H

#include "cli/errand.h"

enum finding_grade {
	FINDING_OK,
	FINDING_WARN, /* keyrack works, in another way or not as well */
	FINDING_FAIL,
};

struct findings {
	struct errand *errand; /* lent */
	bool has_failure;
};

/*
 * Prints one: what was looked at, the fact (a format), and what to do, which
 * is NULL where nothing is. Both texts are translated, and sanitised here.
 */
void finding_tell(struct findings *findings, enum finding_grade grade,
    const char *thing, const char *advice, const char *fact, ...)
    __attribute__((format(printf, 5, 6)));

/*
 * Whether a program of this name can be started (PATH, or a path), as far as
 * that is known without doing it; errno says why not.
 */
bool finding_has_program(const char *name);

/* The parts, in the order in which they are told. */
void doctor_look_at_terminal(struct findings *findings);
void doctor_look_at_clipboard(struct findings *findings);
/* The port of redirect_uri; `text` is its value. */
void doctor_look_at_port(struct findings *findings, const char *text);
void doctor_look_at_network(struct findings *findings);
void doctor_look_at_files(struct findings *findings);
void doctor_look_at_store(struct findings *findings);

#endif
