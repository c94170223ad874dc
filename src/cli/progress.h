/* SPDX-License-Identifier: ISC */
/* Says on a terminal for how long the service has been waited for. */
#ifndef KEYRACK_CLI_PROGRESS_H
#define KEYRACK_CLI_PROGRESS_H

#include <stdbool.h>
#include <stdint.h>

struct progress {
	const char *host; /* lent */
	int64_t begun_ms;
	int64_t again_ms; /* what the service wants to pass by; 0: nothing */
	bool is_shown; /* standard error is a terminal that can take it back */
	int width;     /* of what stands there now */
};

/* Nothing is shown where is_wanted is false, nor in the first second. */
void progress_begin(
    struct progress *progress, const char *host, bool is_wanted);

/*
 * The service wants fewer requests, and is asked again at this moment of the
 * steady clock: counted down, or said once where nothing can be counted. 0:
 * it is asked again now.
 */
void progress_pause(struct progress *progress, int64_t again_ms);

/* Shows it anew; the milliseconds until the next time, -1: never. */
int progress_tick(struct progress *progress);

/* Takes it off the line. */
void progress_end(struct progress *progress);

#endif
