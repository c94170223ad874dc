/* SPDX-License-Identifier: ISC */
/* Reads the clocks that the controller is told of. */
#include "config.h"

#include "loop_moment.h"

#include <time.h>

static int64_t
clock_ms(clockid_t id)
{
	struct timespec now;

	clock_gettime(id, &now);
	return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

struct moment
loop_moment(void)
{
	struct moment now = { clock_ms(CLOCK_MONOTONIC),
		clock_ms(CLOCK_REALTIME) };

	return now;
}

int
loop_moment_shorter(int one, int other)
{
	if (one < 0 || other < 0)
		return one < 0 ? other : one;
	return one < other ? one : other;
}
