/* SPDX-License-Identifier: ISC */
/* Reads the clocks of the system. */
#include "config.h"

#include "base/clock.h"

#include <stddef.h>
#include <time.h>

/* Only this one counts the time that a laptop sleeps. */
#ifdef CLOCK_BOOTTIME
#define CLOCK_STEADY CLOCK_BOOTTIME
#else
#define CLOCK_STEADY CLOCK_MONOTONIC
#endif

static int64_t
read_ms(clockid_t id)
{
	struct timespec now;

	clock_gettime(id, &now);
	return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

static int64_t
steady_ms(void *self)
{
	(void)self;
	return read_ms(CLOCK_STEADY);
}

static int64_t
wall_ms(void *self)
{
	(void)self;
	return read_ms(CLOCK_REALTIME);
}

static int64_t
awake_ms(void *self)
{
	(void)self;
	return read_ms(CLOCK_MONOTONIC);
}

struct clock
clock_of_system(void)
{
	return (struct clock){ steady_ms, wall_ms, awake_ms, NULL };
}
