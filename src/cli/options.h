/* SPDX-License-Identifier: ISC */
/* The command line, and what the environment adds to it. */
#ifndef KEYRACK_CLI_OPTIONS_H
#define KEYRACK_CLI_OPTIONS_H

#include <stdbool.h>

#include "base/error.h"
#include "base/secret.h"

enum options_task {
	TASK_SCREEN,
	TASK_PRINT_CONFIG,
	TASK_HELP,
	TASK_VERSION,
};

struct options {
	enum options_task task;
	bool is_demo;
	bool is_read_only;   /* nothing is changed at the service */
	bool has_no_browser; /* none is started unasked */
	/* Lent by argv; NULL: not given. */
	const char *url;
	const char *redirect_uri; /* where the browser is sent after login */
	const char *config;       /* the configuration's file */
	const char *account;
	const char *debug;   /* a file's name; NULL: no log */
	struct secret token; /* KEYRACK_TOKEN; empty: none */
};

/*
 * Takes KEYRACK_TOKEN out of the environment in any case. Release with
 * options_clear, also after a refusal.
 */
bool options_read(
    struct options *options, int argc, char **argv, struct error *err);
void options_clear(struct options *options);

#endif
