/* SPDX-License-Identifier: ISC */
/* Chooses the store, and lets it end its work before the program does. */
#include "config.h"

#include "cli/keeping.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "auth/network_folder.h"
#include "base/i18n.h"
#include "base/text.h"
#include "base/xmalloc.h"
#include "os/signals.h"

/* A store has so long for its last word, a service for its answer. */
#define STORE_PATIENCE_MS 5000
#define SERVICE_PATIENCE_MS 2000

static bool
is_word(const struct settings *settings, const char *word)
{
	const char *kind = settings_text(settings, SETTING_STORE);

	return kind != NULL && strcmp(kind, word) == 0;
}

enum store_kind
keeping_kind(const struct settings *settings, const char *folder, bool is_given)
{
	const char *const *words =
	    settings_list(settings, SETTING_STORE_COMMAND);

	if (is_given || is_word(settings, "memory"))
		return STORE_KIND_MEMORY;
	if (is_word(settings, "command"))
		return words == NULL || words[0] == NULL ? STORE_KIND_HOMELESS
		                                         : STORE_KIND_COMMAND;
	if (settings_is_on(settings, SETTING_REQUIRE_SECURE_STORE))
		return STORE_KIND_REFUSED;
	return folder == NULL ? STORE_KIND_HOMELESS : STORE_KIND_FILE;
}

static struct store *
open_memory(const char *why)
{
	struct error reason;

	error_set(&reason, ERROR_USAGE, 0, "%s", why);
	return store_new_memory(&reason);
}

static struct store *
open_kind(enum store_kind kind, const struct settings *settings,
    const char *folder, const char *origin)
{
	switch (kind) {
	case STORE_KIND_FILE:
		return store_new_file(folder, settings->account, origin);
	case STORE_KIND_COMMAND:
		return store_new_command(folder, settings->account, origin,
		    settings_list(settings, SETTING_STORE_COMMAND), 0);
	case STORE_KIND_HOMELESS:
		return open_memory(is_word(settings, "command")
		                       ? "store_command is not set"
		                       : "HOME is not set");
	case STORE_KIND_REFUSED:
		return open_memory("require_secure_store refuses a plain file");
	case STORE_KIND_MEMORY:
		break;
	}
	return store_new_memory(NULL);
}

enum store_state
keeping_open(const struct settings *settings, const char *folder,
    const char *origin, bool is_given, struct auth *auth,
    struct storage *storage, struct error *err)
{
	enum store_kind kind = keeping_kind(settings, folder, is_given);
	enum store_state state;

	*storage = (struct storage){ .kind = kind };
	if (kind == STORE_KIND_COMMAND)
		storage->command =
		    settings_list(settings, SETTING_STORE_COMMAND)[0];
	else if (kind == STORE_KIND_FILE)
		storage->is_on_network = network_folder_is(folder);
	state = auth_use_store(
	    auth, open_kind(kind, settings, folder, origin), err);
	storage->path = auth_store_path(auth);
	storage->is_asked = state == STORE_ASKED;
	return state;
}

static int64_t
now_ms(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

static void
say(bool is_silent, const char *words)
{
	if (!is_silent)
		fprintf(stderr, "keyrack: %s\n", words);
}

static bool
is_end(const struct signals_seen *seen)
{
	return seen->fatal != 0 || seen->has_hangup;
}

static void
wait_for(struct auth *auth, int timeout_ms, struct signals_seen *seen)
{
	struct wait_fd signals = { .fd = signals_fd() };
	struct reply reply;

	auth_wait(auth, &signals, 1, timeout_ms);
	while (auth_next(auth, &reply))
		reply_clear(&reply);
	if (signals.is_ready)
		signals_read(seen);
}

static void
tell_loss(const struct auth *auth, bool is_silent)
{
	switch (auth_business(auth)) {
	case AUTH_RESTS:
		break;
	case AUTH_RENEWS:
		say(is_silent, _("the service did not answer in time; you may "
		                 "have to log in again"));
		break;
	case AUTH_STORES:
		say(is_silent, _("the store has not ended yet and goes on by "
		                 "itself; you may have to log in again"));
		break;
	}
}

static void
tell_unsaved(struct auth *auth, bool is_silent)
{
	struct error why;
	char *words, *safe;

	if (!auth_take_unsaved(auth, &why))
		return;
	safe = text_sanitise(why.detail, strlen(why.detail));
	words = xasprintf("%s: %s",
	    _("the renewed session was not kept; you may have to log in again"),
	    safe);
	say(is_silent, words);
	free(words);
	free(safe);
}

struct signals_seen
keeping_settle(struct auth *auth, bool is_silent)
{
	int64_t end_ms, start_ms = now_ms();
	struct signals_seen seen = { 0 };

	if (auth == NULL)
		return seen;
	if (auth_business(auth) == AUTH_RENEWS)
		say(is_silent,
		    _("waiting for the service to renew the session"));
	else if (auth_business(auth) == AUTH_STORES)
		say(is_silent, _("waiting for the store to keep the session"));
	while (auth_business(auth) != AUTH_RESTS && !is_end(&seen)) {
		end_ms = start_ms + (auth_business(auth) == AUTH_RENEWS
		                            ? SERVICE_PATIENCE_MS
		                            : STORE_PATIENCE_MS);
		if (now_ms() >= end_ms)
			break;
		wait_for(auth, (int)(end_ms - now_ms()), &seen);
	}
	tell_loss(auth, is_silent);
	tell_unsaved(auth, is_silent);
	return seen;
}
