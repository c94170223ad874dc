/* SPDX-License-Identifier: ISC */
/*
 * After a sleep the other end of a connection may be gone without a word, and
 * the network may be another one: what was kept is not used again.
 */
#include "config.h"

#include "auth/auth_parts.h"

/* The two clocks are not read at the same time, nor need they be exact. */
#define SLEEP_MIN_MS 5000

/* How long the machine has slept, counted from wherever the clocks began. */
static int64_t
slept_ms(const struct auth *auth)
{
	const struct clock *clock = &auth->keeper.kept.clock;

	return clock->steady_ms(clock->self) - clock->awake_ms(clock->self);
}

void
auth_begin_watch(struct auth *auth)
{
	auth->slept_ms = slept_ms(auth);
}

void
auth_look_for_sleep(struct auth *auth)
{
	if (slept_ms(auth) - auth->slept_ms > SLEEP_MIN_MS)
		auth_wake(auth);
}

void
auth_wake(struct auth *auth)
{
	auth_begin_watch(auth);
	auth->transport.ops->forget_connections(auth->transport.self);
}
