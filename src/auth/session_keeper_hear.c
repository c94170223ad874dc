/* SPDX-License-Identifier: ISC */
/* What the store tells moves the keeper from phase to phase. */
#include "config.h"

#include "auth/session_keeper_hear.h"

static int64_t
steady_ms(const struct session_keeper *keeper)
{
	return keeper->kept.clock.steady_ms(keeper->kept.clock.self);
}

void
keeper_stop(struct session_keeper *keeper)
{
	keeper->phase = KEEPER_IDLE;
	if (keeper->kept.store != NULL)
		store_unlock(keeper->kept.store);
}

bool
keeper_is_hearing(const struct session_keeper *keeper)
{
	switch (keeper->phase) {
	case KEEPER_OPENING:
	case KEEPER_LOOKING:
	case KEEPER_CHECKING:
	case KEEPER_SAVING:
	case KEEPER_MISSED:
	case KEEPER_ASKING:
	case KEEPER_REMOVING:
		return true;
	case KEEPER_REREADING:
		return keeper->try_ms == INT64_MAX;
	case KEEPER_IDLE:
	case KEEPER_LOCKING:
	case KEEPER_DUE:
	case KEEPER_SENT:
	case KEEPER_ENDING:
		break;
	}
	return false;
}

void
keeper_load(struct session_keeper *keeper, enum keeper_phase phase)
{
	keeper->phase = phase;
	store_begin(keeper->kept.store, STORE_LOAD, NULL);
}

void
keeper_save(struct session_keeper *keeper)
{
	keeper->phase = KEEPER_SAVING;
	store_begin(keeper->kept.store, STORE_SAVE, &keeper->kept.session);
}

void
keeper_looked(struct session_keeper *keeper, bool has_news)
{
	if ((has_news && !kept_session_is_stale(&keeper->kept)) ||
	    !kept_session_can_refresh(&keeper->kept)) {
		keeper_stop(keeper);
		return;
	}
	keeper->phase = KEEPER_DUE;
	keeper->try_ms = keeper->renewed_ms + RENEWAL_STEP_MS;
}

void
keeper_reread(struct session_keeper *keeper, bool has_news)
{
	if (has_news) {
		keeper_stop(keeper);
	} else if (++keeper->rereadings == REREADINGS_MAX) {
		keeper->kept.is_spent = true;
		keeper_stop(keeper);
	} else {
		keeper->try_ms =
		    steady_ms(keeper) + (REREAD_STEP_MS << keeper->rereadings);
	}
}

static void
hear_opened(struct session_keeper *keeper, const struct store_result *result)
{
	keeper->has_opened = true;
	keeper->opened = result->state;
	keeper->opened_error = result->error;
	keeper->has_looked = true;
	keeper_stop(keeper);
}

static void
hear_checked(struct session_keeper *keeper, enum store_news news)
{
	switch (news) {
	case STORE_NEWS_NONE:
		keeper_save(keeper);
		break;
	case STORE_NEWS_NEWER:
	case STORE_NEWS_GONE:
		keeper_stop(keeper);
		break;
	}
}

static void
hear_loaded(struct session_keeper *keeper, struct store_result *result)
{
	enum store_news news = kept_session_hear(&keeper->kept, result);

	if (keeper->phase == KEEPER_OPENING) {
		hear_opened(keeper, result);
	} else if (keeper->phase == KEEPER_LOOKING) {
		keeper_looked(keeper, news == STORE_NEWS_NEWER);
	} else if (keeper->phase == KEEPER_CHECKING) {
		hear_checked(keeper, news);
	} else if (keeper->phase == KEEPER_REREADING) {
		keeper_reread(keeper, news == STORE_NEWS_NEWER);
	} else if (keeper->phase == KEEPER_MISSED) {
		if (news != STORE_NEWS_NEWER && keeper->is_lost)
			keeper->kept.is_spent = true;
		keeper_stop(keeper);
	} else {
		keeper->has_looked = true;
		keeper_stop(keeper);
	}
}

void
keeper_hear(struct session_keeper *keeper, struct store_result *result)
{
	switch (result->work) {
	case STORE_LOAD:
		hear_loaded(keeper, result);
		break;
	case STORE_SAVE:
		kept_session_hear_saved(&keeper->kept, result);
		keeper->has_unsaved = !result->is_done;
		keeper_stop(keeper);
		break;
	case STORE_REMOVE:
		keeper->logout.is_removed = result->is_done;
		keeper->logout.store_error = result->error;
		keeper_stop(keeper);
		break;
	}
}
