/* SPDX-License-Identifier: ISC */
/*
 * One process renews, the others take what it has stored. A refresh token may
 * work only once and end the session when it comes again: so it is sent under
 * a lock, and never a second time when its fate is unknown.
 */
#include "config.h"

#include "auth/session_keeper.h"

#include "auth/session_keeper_hear.h"

#define LOCK_STEP_MS 50
#define LOCK_PATIENCE_MS 10000
#define END_PATIENCE_MS 3000

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

int64_t
keeper_deadline(const struct session_keeper *keeper)
{
	const struct store *store = keeper->kept.store;
	int64_t try_ms = keeper->try_ms, look_ms = INT64_MAX;

	if (keeper->phase == KEEPER_IDLE || keeper->phase == KEEPER_SENT ||
	    keeper_is_hearing(keeper))
		try_ms = INT64_MAX;
	if (store != NULL && store_is_busy(store))
		look_ms = steady_ms(keeper) + store_timeout_ms(store);
	return look_ms < try_ms ? look_ms : try_ms;
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

bool
keeper_is_storing(const struct session_keeper *keeper)
{
	return keeper->phase == KEEPER_CHECKING ||
	       keeper->phase == KEEPER_SAVING ||
	       keeper->phase == KEEPER_ENDING ||
	       keeper->phase == KEEPER_REMOVING ||
	       (keeper->kept.store != NULL &&
	           store_is_writing(keeper->kept.store));
}

void
keeper_use_store(struct session_keeper *keeper, struct store *taken)
{
	keeper_stop(keeper);
	kept_session_use_store(&keeper->kept, taken);
	keeper_load(keeper, KEEPER_OPENING);
	keeper_run(keeper);
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

void
keeper_ask(struct session_keeper *keeper)
{
	if (keeper->phase != KEEPER_IDLE || keeper->kept.is_given ||
	    !kept_session_has_store(&keeper->kept))
		return;
	keeper_load(keeper, KEEPER_ASKING);
	keeper_run(keeper);
}

static void
go_on_locked(struct session_keeper *keeper)
{
	if (kept_session_has_store(&keeper->kept))
		keeper_load(keeper, KEEPER_LOOKING);
	else
		keeper_looked(keeper, false);
}

static void
go_on_ending(struct session_keeper *keeper)
{
	keeper->phase = KEEPER_REMOVING;
	store_begin(keeper->kept.store, STORE_REMOVE, NULL);
}

/* True: the lock is ours, or was waited for long enough. */
static bool
has_waited_for_lock(struct session_keeper *keeper, int64_t now)
{
	if (keeper->kept.store == NULL || store_try_lock(keeper->kept.store) ||
	    now >= keeper->give_up_ms)
		return true;
	keeper->try_ms = now + LOCK_STEP_MS;
	return false;
}

static void
step(struct session_keeper *keeper)
{
	int64_t now = steady_ms(keeper);

	if (now < keeper->try_ms)
		return;
	if (keeper->phase == KEEPER_LOCKING) {
		if (has_waited_for_lock(keeper, now))
			go_on_locked(keeper);
	} else if (keeper->phase == KEEPER_ENDING) {
		if (has_waited_for_lock(keeper, now))
			go_on_ending(keeper);
	} else if (keeper->phase == KEEPER_REREADING) {
		keeper->try_ms = INT64_MAX;
		if (kept_session_has_store(&keeper->kept))
			keeper_load(keeper, KEEPER_REREADING);
		else
			keeper_reread(keeper, false);
	}
}

void
keeper_run(struct session_keeper *keeper)
{
	struct store *store = keeper->kept.store;
	struct store_result result;

	step(keeper);
	while (store != NULL && store_finish(store, &result)) {
		if (keeper_is_hearing(keeper))
			keeper_hear(keeper, &result);
		store_result_clear(&result);
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

void
keeper_take_login(struct session_keeper *keeper, struct token_reply *tokens,
    const char *issuer)
{
	keeper_stop(keeper);
	kept_session_take_login(&keeper->kept, tokens, issuer);
	if (kept_session_has_store(&keeper->kept))
		keeper_save(keeper);
	else
		kept_session_hear_unsaved(&keeper->kept);
	keeper_run(keeper);
}

void
keeper_take_tokens(struct session_keeper *keeper, struct token_reply *tokens)
{
	kept_session_take_refresh(&keeper->kept, tokens);
	if (kept_session_has_store(&keeper->kept))
		keeper_load(keeper, KEEPER_CHECKING);
	else
		keeper_stop(keeper);
	keeper_run(keeper);
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
	keeper->is_lost = reply->outcome == OUTCOME_UNKNOWN;
	if (reply->outcome == OUTCOME_DONE) {
		keeper_take_tokens(keeper, &reply->tokens);
	} else if (is_refusal_of_token(reply)) {
		/* Perhaps another process was faster, and has yet to store. */
		keeper_stop(keeper);
		keeper->phase = KEEPER_REREADING;
		keeper->rereadings = 0;
		keeper->try_ms = steady_ms(keeper) + REREAD_STEP_MS;
	} else if (kept_session_has_store(&keeper->kept)) {
		keeper_load(keeper, KEEPER_MISSED);
		keeper_run(keeper);
	} else {
		keeper->kept.is_spent = keeper->is_lost;
		keeper_stop(keeper);
	}
}

void
keeper_end(struct session_keeper *keeper)
{
	bool is_shared =
	    kept_session_has_store(&keeper->kept) && !keeper->kept.is_given;

	keeper_stop(keeper);
	keeper->logout = (struct logout_facts){ .is_removed = !is_shared };
	keeper->logout.was_stored = kept_session_forget(&keeper->kept);
	if (!is_shared)
		return;
	keeper->phase = KEEPER_ENDING;
	keeper->try_ms = steady_ms(keeper);
	keeper->give_up_ms = keeper->try_ms + END_PATIENCE_MS;
	keeper_run(keeper);
}
