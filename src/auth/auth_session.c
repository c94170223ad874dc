/* SPDX-License-Identifier: ISC */
/* The session of the auth service: whence it comes, and where it is kept. */
#include "config.h"

#include "auth/auth_parts.h"

#include "auth/payload.h"

void
auth_set_clock(struct auth *auth, struct clock clock)
{
	auth->keeper.kept.clock = clock;
	auth_begin_watch(auth);
}

enum store_state
auth_use_store(struct auth *auth, struct store *taken, struct error *err)
{
	enum store_state state;

	keeper_use_store(&auth->keeper, taken);
	return auth_take_opened(auth, &state, err) ? state : STORE_ASKED;
}

bool
auth_take_opened(struct auth *auth, enum store_state *state, struct error *err)
{
	struct session_keeper *keeper = &auth->keeper;

	auth_carry_on(auth);
	if (!keeper->has_opened)
		return false;
	keeper->has_opened = false;
	*state = keeper->opened;
	*err = keeper->opened_error;
	return true;
}

bool
auth_take_unsaved(struct auth *auth, struct error *why)
{
	struct session_keeper *keeper = &auth->keeper;

	/* Of a login the reply tells. */
	if (!keeper->has_unsaved || keeper->phase != KEEPER_IDLE ||
	    *calls_find_in(&auth->calls, CALL_HELD) != NULL)
		return false;
	keeper->has_unsaved = false;
	*why = keeper->kept.trouble;
	return true;
}

bool
auth_is_at_store(const struct auth *auth)
{
	const struct store *store = auth->keeper.kept.store;

	return store != NULL && store_is_busy(store);
}

enum auth_business
auth_business(const struct auth *auth)
{
	if (keeper_is_storing(&auth->keeper))
		return AUTH_STORES;
	return auth->keeper.phase == KEEPER_SENT ? AUTH_RENEWS : AUTH_RESTS;
}

bool
auth_set_access_token(
    struct auth *auth, struct secret *token, struct error *err)
{
	if (!payload_is_token(secret_bytes(token), token->length))
		return error_set(err, ERROR_INPUT, 0,
		    "the access token is empty, too long or not plain ASCII");
	keeper_stop(&auth->keeper);
	kept_session_take_token(&auth->keeper.kept, token);
	auth_carry_on(auth);
	return true;
}

bool
auth_has_session(const struct auth *auth)
{
	return !kept_session_is_empty(&auth->keeper.kept);
}

int64_t
auth_session_ends_ms(const struct auth *auth)
{
	return kept_session_ends_ms(&auth->keeper.kept);
}

const char *
auth_issuer(const struct auth *auth)
{
	return auth->keeper.kept.session.issuer;
}

bool
auth_is_stored(const struct auth *auth, struct error *why)
{
	*why = auth->keeper.kept.trouble;
	return auth->keeper.kept.is_stored;
}

const char *
auth_store_path(const struct auth *auth)
{
	const struct store *store = auth->keeper.kept.store;

	return store == NULL ? NULL : store_path(store);
}
