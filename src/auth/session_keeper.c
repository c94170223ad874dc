/* SPDX-License-Identifier: ISC */
/*
 * One process renews, the others take what it has stored. A refresh token may
 * work only once and end the session when it comes again: so it is sent under
 * a lock, and never a second time when its fate is unknown.
 */
#include "config.h"

#include "auth/session_keeper.h"

#define RENEWAL_STEP_MS 1000 /* no more than one refresh a second */
#define LOCK_STEP_MS 50
#define LOCK_PATIENCE_MS 10000
#define REREAD_STEP_MS 25 /* doubled each time */
#define REREADINGS_MAX 3

static int64_t
steady_ms(const struct session_keeper *keeper)
{
	return keeper->kept.clock.steady_ms(keeper->kept.clock.self);
}

void
keeper_init(struct session_keeper *keeper, struct clock clock)
{
	*keeper = (struct session_keeper){ .renewed_ms = INT64_MIN / 2 };
	kept_session_init(&keeper->kept, clock);
}

void
keeper_clear(struct session_keeper *keeper)
{
	kept_session_clear(&keeper->kept);
	keeper_init(keeper, keeper->kept.clock);
}

void
keeper_stop(struct session_keeper *keeper)
{
	keeper->phase = KEEPER_IDLE;
	if (keeper->kept.store != NULL)
		store_unlock(keeper->kept.store);
}

int64_t
keeper_deadline(const struct session_keeper *keeper)
{
	switch (keeper->phase) {
	case KEEPER_IDLE:
	case KEEPER_SENT:
		return INT64_MAX;
	case KEEPER_LOCKING:
	case KEEPER_DUE:
	case KEEPER_REREADING:
		return keeper->try_ms;
	}
	return INT64_MAX;
}

bool
keeper_wants_renewal(const struct session_keeper *keeper)
{
	return kept_session_is_stale(&keeper->kept) &&
	       steady_ms(keeper) >= keeper->renewed_ms + RENEWAL_STEP_MS;
}

bool
keeper_can_renew(const struct session_keeper *keeper)
{
	return !keeper->kept.is_given &&
	       (kept_session_can_refresh(&keeper->kept) ||
	           kept_session_has_store(&keeper->kept));
}

bool
keeper_is_due(const struct session_keeper *keeper)
{
	return keeper->phase == KEEPER_DUE &&
	       steady_ms(keeper) >= keeper->try_ms;
}

void
keeper_renew(struct session_keeper *keeper)
{
	if (keeper->phase != KEEPER_IDLE)
		return;
	keeper->phase = KEEPER_LOCKING;
	keeper->try_ms = steady_ms(keeper);
	keeper->give_up_ms = keeper->try_ms + LOCK_PATIENCE_MS;
	keeper_run(keeper);
}

/* The lock is ours, or was waited for long enough. */
static void
go_on_locked(struct session_keeper *keeper)
{
	bool has_news = kept_session_look(&keeper->kept);

	if ((has_news && !kept_session_is_stale(&keeper->kept)) ||
	    !kept_session_can_refresh(&keeper->kept)) {
		keeper_stop(keeper);
		return;
	}
	keeper->phase = KEEPER_DUE;
	keeper->try_ms = keeper->renewed_ms + RENEWAL_STEP_MS;
}

static void
reread(struct session_keeper *keeper)
{
	if (kept_session_look(&keeper->kept)) {
		keeper_stop(keeper);
	} else if (++keeper->rereadings == REREADINGS_MAX) {
		keeper->kept.is_spent = true;
		keeper_stop(keeper);
	} else {
		keeper->try_ms =
		    steady_ms(keeper) + (REREAD_STEP_MS << keeper->rereadings);
	}
}

void
keeper_run(struct session_keeper *keeper)
{
	int64_t now = steady_ms(keeper);

	if (now < keeper->try_ms)
		return;
	switch (keeper->phase) {
	case KEEPER_IDLE:
	case KEEPER_DUE:
	case KEEPER_SENT:
		break;
	case KEEPER_LOCKING:
		if (keeper->kept.store == NULL ||
		    store_try_lock(keeper->kept.store) ||
		    now >= keeper->give_up_ms)
			go_on_locked(keeper);
		else
			keeper->try_ms = now + LOCK_STEP_MS;
		break;
	case KEEPER_REREADING:
		reread(keeper);
		break;
	}
}

void
keeper_write_refresh(
    struct session_keeper *keeper, uint32_t seq, struct request *out)
{
	const struct secret *refresh = &keeper->kept.session.refresh;

	*out = (struct request){ .seq = seq, .kind = REQUEST_TOKEN_REFRESH };
	secret_set(&out->secret, secret_bytes(refresh), refresh->length);
	keeper->renewed_ms = steady_ms(keeper);
	keeper->phase = KEEPER_SENT;
}

static bool
is_refusal_of_token(const struct reply *reply)
{
	return reply->outcome == OUTCOME_REFUSED &&
	       (reply->error.code == 400 || reply->error.code == 401 ||
	           reply->error.code == 403);
}

void
keeper_take_refresh(struct session_keeper *keeper, struct reply *reply)
{
	if (reply->outcome == OUTCOME_DONE) {
		kept_session_take_refresh(&keeper->kept, &reply->tokens);
		keeper_stop(keeper);
	} else if (is_refusal_of_token(reply)) {
		/* Perhaps another process was faster, and has yet to store. */
		keeper_stop(keeper);
		keeper->phase = KEEPER_REREADING;
		keeper->rereadings = 0;
		keeper->try_ms = steady_ms(keeper) + REREAD_STEP_MS;
	} else {
		if (!kept_session_look(&keeper->kept) &&
		    reply->outcome == OUTCOME_UNKNOWN)
			keeper->kept.is_spent = true;
		keeper_stop(keeper);
	}
}
