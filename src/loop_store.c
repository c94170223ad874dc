/* SPDX-License-Identifier: ISC */
/* A store that takes its time answers later, or fails unasked. */
#include "config.h"

#include "loop_store.h"

bool
loop_store_next(struct auth *auth, struct event *out)
{
	struct store_event news = { .tale = STORE_OPENED };
	enum store_state state;

	if (auth_take_opened(auth, &state, &news.error)) {
		news.has_session = auth_has_session(auth);
		news.session_ends_ms = auth_session_ends_ms(auth);
	} else if (auth_take_unsaved(auth, &news.error)) {
		news.tale = STORE_UNSAVED;
	} else {
		return false;
	}
	*out = (struct event){ .kind = EVENT_STORE, .store = news };
	return true;
}
