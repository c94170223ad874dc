/* SPDX-License-Identifier: ISC */
/* The demo service: the whole contract on loopback, in memory. */
#ifndef KEYRACK_DEMO_DEMO_H
#define KEYRACK_DEMO_DEMO_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/error.h"
#include "base/secret.h"

enum demo_fault {
	DEMO_FAULT_NONE,
	DEMO_FAULT_STATUS,  /* answers with `number` as the status */
	DEMO_FAULT_DELAY,   /* waits `number` milliseconds first */
	DEMO_FAULT_CUT,     /* closes after `number` bytes of the answer */
	DEMO_FAULT_RESET,   /* resets the connection without an answer */
	DEMO_FAULT_GARBAGE, /* 200 and a body that is no JSON */
	DEMO_FAULT_CLOSE,   /* does the work, then closes without an answer */
	DEMO_FAULT_HANG,    /* accepts and never answers */
	/* does the work, then answers with `number` as the status */
	DEMO_FAULT_AFTER_STATUS,
	DEMO_FAULT_EXPIRE, /* all access tokens expire, then does the work */
	DEMO_FAULT_REVOKE, /* all sessions end, then does the work */
};

struct demo_fault_rule {
	/*
	 * "POST /api/auth/api-keys", or "*" for every call; a segment {id}
	 * stands for any one.
	 */
	char call[64];
	enum demo_fault fault;
	long number;
	long times; /* how many calls it strikes; -1: all */
};

#define DEMO_RULES_MAX 8

struct demo_options {
	int port;           /* 0: any free one */
	size_t apikeys;     /* how many the account has at first */
	uint64_t seed;      /* for ids and tokens */
	int64_t now_ms;     /* the clock at the start; DATE_NONE: real */
	long latency_ms;    /* before each answer */
	long token_seconds; /* life of an access token */
	struct demo_fault_rule rules[DEMO_RULES_MAX];
	size_t rule_count;
	int log_fd; /* each request as one line; -1: no log */
	/*
	 * An access token that is valid from the start, for a client that is
	 * already logged in; empty: none.
	 */
	struct secret access_token;
	int parent_fd; /* ends when this reads its end of file; -1: never */
};

/* Some twenty API keys, no faults, any port. */
void demo_options_init(struct demo_options *options);

/*
 * Reads "POST /api/auth/api-keys=cut:17,times:2" into one more rule: the
 * call, the fault in small letters ("after-status"), its number where it has
 * one, and how often it strikes. ERROR_USAGE for anything else.
 */
bool demo_options_add_rule(
    struct demo_options *options, const char *text, struct error *err);

struct demo;

/* Listens on 127.0.0.1; copies the options. Release with demo_free. */
struct demo *demo_new(const struct demo_options *options, struct error *err);
void demo_free(struct demo *demo);
int demo_port(const struct demo *demo);

/* Serves until the parent has gone or a signal ends the process. */
void demo_serve(struct demo *demo);

/*
 * Starts the demo service as a child process of its own session that ends
 * with this process, however this one ends. `parent_fd` of the options is
 * ignored. The process and the pipe are released by demo_child_stop.
 */
struct demo_child {
	int pid;
	int port;
	int pipe; /* the child ends when this closes */
};

bool demo_child_start(struct demo_child *child,
    const struct demo_options *options, struct error *err);
void demo_child_stop(struct demo_child *child);

/* The version of the HTTP library at run time. */
const char *demo_version(void);

#endif
