/* SPDX-License-Identifier: ISC */
/*
 * Saves a session in a folder, or reads it, as keyrack does. While it saves it
 * asks twice for its parent, and at no other time: whoever looks on finds the
 * system calls of saving between these two.
 * usage: save_session FOLDER TOKEN saves; save_session FOLDER prints the token.
 */
#include "config.h"

#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "auth/store.h"
#include "base/date.h"

#define ORIGIN "https://service.example"

static bool
save(struct store *store, const char *token, struct error *err)
{
	struct session session = { .expires_ms = DATE_NONE,
		.refresh_expires_ms = DATE_NONE };
	bool is_saved = false;

	secret_set(&session.access, token, strlen(token));
	(void)getppid();
	if (store_try_lock(store))
		is_saved = store_save(store, &session, err);
	else
		error_set(err, ERROR_USAGE, 0, "the lock is taken");
	store_unlock(store);
	(void)getppid();
	session_clear(&session);
	return is_saved;
}

static const char *
word_of(enum store_state state)
{
	switch (state) {
	case STORE_LOADED:
		return "loaded";
	case STORE_EMPTY:
		return "empty";
	case STORE_DAMAGED:
		return "damaged";
	case STORE_REFUSED:
	case STORE_ASKED:
		break;
	}
	return "refused";
}

static void
show(struct store *store)
{
	struct session session = { 0 };
	struct error err = { 0 };
	enum store_state state = store_load(store, &session, &err);

	if (state == STORE_LOADED)
		printf("%s\n", secret_bytes(&session.access));
	else
		printf("%s %s\n", word_of(state), err.detail);
	session_clear(&session);
}

int
main(int count, char **words)
{
	struct store *store;
	struct error err = { 0 };
	bool is_saved = true;

	if (count != 2 && count != 3) {
		fprintf(stderr, "usage: save_session FOLDER [TOKEN]\n");
		return 2;
	}
	signal(SIGXFSZ, SIG_IGN);
	store = store_new_file(words[1], "work", ORIGIN);
	if (count == 2)
		show(store);
	else
		is_saved = save(store, words[2], &err);
	if (!is_saved)
		printf("%s\n", err.detail);
	store_free(store);
	return is_saved ? 0 : 1;
}
