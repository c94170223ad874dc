/* SPDX-License-Identifier: ISC */
/* What keyrack runs with, with the screen and without it. */
#ifndef KEYRACK_PROGRAM_H
#define KEYRACK_PROGRAM_H

#include <stdbool.h>
#include <stdint.h>

#include "base/log.h"
#include "cli/chosen.h"
#include "cli/options.h"
#include "cli/print.h"
#include "demo/demo.h"
#include "os/place.h"
#include "os/process.h"
#include "service.h"

/* All zero is closed, but for session_ends_ms, which is of the demo. */
struct program {
	struct options options;
	struct chosen chosen;
	struct demo_child demo;
	bool has_demo;
	struct log *log;
	struct service service;
	struct place place;
	struct process_start start;
	int64_t session_ends_ms;
};

/*
 * Starts the demo service if that is wanted, before anything is opened that
 * its process had better not inherit. Its token stands in for a login.
 */
bool program_start_demo(struct program *program, struct error *err);

/*
 * Opens the service of the chosen account; the token that was given is used
 * up. On failure *what, for free(3), is what the complaint begins with.
 */
bool program_open_service(
    struct program *program, char **what, struct error *err);

/* The same without a session (service_reach). */
bool program_reach_service(
    struct program *program, char **what, struct error *err);

void program_stop_demo(struct program *program);
void program_release(struct program *program);

/* Says it and releases `what`; the status that goes with it. */
enum status program_complain(const struct error *err, char *what);

#endif
