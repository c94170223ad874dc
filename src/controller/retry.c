/* SPDX-License-Identifier: ISC */
/* Waits at random, so that many clients do not come back at once. */
#include "config.h"

#include "controller/retry.h"

#define TRIES_MAX 3
#define ALL_MS 30000
#define WAIT_MIN_MS 500
#define WAIT_MAX_MS 8000
#define FIRST_CAP_MS 1000 /* doubled with each failure */

/* xorshift64* (Vigna): spreads waits, guards nothing. */
static uint32_t
roll(uint64_t *dice)
{
	/* Its one state that it does not leave. */
	if (*dice == 0)
		*dice = 1;
	*dice ^= *dice >> 12;
	*dice ^= *dice << 25;
	*dice ^= *dice >> 27;
	return (uint32_t)((*dice * UINT64_C(2685821657736338717)) >> 32);
}

static int64_t
wait_after(int failures, uint64_t *dice)
{
	int64_t cap = WAIT_MAX_MS;

	if (failures < 4 && (FIRST_CAP_MS << failures) < WAIT_MAX_MS)
		cap = FIRST_CAP_MS << failures;
	return WAIT_MIN_MS + roll(dice) % (cap - WAIT_MIN_MS + 1);
}

static bool
may_pass(const struct error *error)
{
	return error->kind == ERROR_RESOLVE || error->kind == ERROR_CONNECT ||
	       error->kind == ERROR_TIMEOUT || error->kind == ERROR_CUT ||
	       error->kind == ERROR_SERVICE;
}

bool
retry_plan(struct retry *retry, const struct reply *reply, int64_t now_ms,
    uint64_t *dice)
{
	bool is_busy = reply->error.code == 429;
	int64_t wait;

	if (retry->failures++ == 0)
		retry->begun_ms = now_ms;
	retry->again_ms = 0;
	wait = wait_after(retry->failures, dice);
	if (is_busy && wait < reply->retry_after_s * INT64_C(1000))
		wait = reply->retry_after_s * INT64_C(1000);
	if (!is_busy &&
	    (!may_pass(&reply->error) || retry->failures >= TRIES_MAX ||
	        now_ms + wait - retry->begun_ms > ALL_MS))
		return false;
	retry->again_ms = now_ms + wait;
	return true;
}

bool
retry_is_due(const struct retry *retry, int64_t now_ms)
{
	return retry->again_ms != 0 && now_ms >= retry->again_ms;
}

int64_t
retry_deadline(const struct retry *retry)
{
	return retry->again_ms == 0 ? INT64_MAX : retry->again_ms;
}

int64_t
retry_seconds(const struct retry *retry, int64_t now_ms)
{
	if (retry->again_ms <= now_ms)
		return 0;
	return (retry->again_ms - now_ms + 999) / 1000;
}
