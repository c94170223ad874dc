/* SPDX-License-Identifier: ISC */
/* Says on a terminal for how long the service has been waited for. */
#ifndef KEYRACK_CLI_PROGRESS_H
#define KEYRACK_CLI_PROGRESS_H

#include <stdbool.h>
#include <stdint.h>

struct progress {
	const char *host; /* lent */
	int64_t begun_ms;
	bool is_shown; /* standard error is a terminal that can take it back */
	int width;     /* of what stands there now */
};

/* Nothing is shown where is_wanted is false, nor in the first second. */
void progress_begin(
    struct progress *progress, const char *host, bool is_wanted);

/* Shows it anew; the milliseconds until the next time, -1: never. */
int progress_tick(struct progress *progress);

/* Takes it off the line. */
void progress_end(struct progress *progress);

#endif
