/* SPDX-License-Identifier: ISC */
/* One table of tickets; a session is what its tickets still open. */
#include "config.h"

#include "demo/sessions.h"

#include <stdlib.h>
#include <string.h>

#include <bsd/stdlib.h>

#include "base/xmalloc.h"
#include "demo/dice.h"

#define CODE_SECONDS 60
#define REFRESH_SECONDS 1800
#define OPENED_SECONDS (24 * 3600)
#define LONG_AGO_MS INT64_MIN

#define TICKET_LENGTH 48

enum ticket_kind {
	TICKET_CODE,
	TICKET_ACCESS,
	TICKET_REFRESH,
};

struct ticket {
	enum ticket_kind kind;
	struct secret secret;
	uint32_t session;
	int64_t until_ms;
	bool is_used;       /* codes and refresh tokens work once */
	char *redirect_uri; /* of a code */
};

void
sessions_init(struct sessions *sessions, long token_seconds)
{
	*sessions = (struct sessions){ .token_seconds = token_seconds };
}

static void
clear_ticket(struct ticket *ticket)
{
	secret_clear(&ticket->secret);
	free(ticket->redirect_uri);
}

void
sessions_clear(struct sessions *sessions)
{
	for (size_t i = 0; i < sessions->count; i++)
		clear_ticket(&sessions->tickets[i]);
	free(sessions->tickets);
	sessions_init(sessions, sessions->token_seconds);
}

void
grant_clear(struct grant *grant)
{
	secret_clear(&grant->access);
	secret_clear(&grant->refresh);
}

/* Keeps the tickets that are neither expired nor of the ended session. */
static void
sweep(struct sessions *sessions, int64_t now_ms, uint32_t ended)
{
	size_t kept = 0;

	for (size_t i = 0; i < sessions->count; i++) {
		struct ticket *ticket = &sessions->tickets[i];

		if (ticket->until_ms <= now_ms || ticket->session == ended)
			clear_ticket(ticket);
		else
			sessions->tickets[kept++] = *ticket;
	}
	sessions->count = kept;
}

/* Lent until the table changes; all its secrets are for the caller to set. */
static struct ticket *
add_ticket(struct sessions *sessions, enum ticket_kind kind, uint32_t session,
    int64_t until_ms)
{
	struct ticket *ticket;

	if (sessions->count == sessions->capacity) {
		sessions->capacity = sessions->capacity * 2 + 16;
		sessions->tickets = xreallocarray(sessions->tickets,
		    sessions->capacity, sizeof(*sessions->tickets));
	}
	ticket = &sessions->tickets[sessions->count++];
	*ticket = (struct ticket){
		.kind = kind, .session = session, .until_ms = until_ms
	};
	return ticket;
}

static struct ticket *
find_ticket(struct sessions *sessions, int64_t now_ms, enum ticket_kind kind,
    const char *bytes)
{
	struct secret wanted = { 0 };
	struct ticket *found = NULL;

	sweep(sessions, now_ms, 0);
	secret_set(&wanted, bytes, strlen(bytes));
	for (size_t i = 0; i < sessions->count; i++) {
		struct ticket *ticket = &sessions->tickets[i];

		if (ticket->kind == kind &&
		    secret_is_equal(&ticket->secret, &wanted))
			found = ticket;
	}
	secret_clear(&wanted);
	return found;
}

static void
throw_secret(struct secret *secret)
{
	struct dice dice;
	char word[TICKET_LENGTH + 1] = "";

	/* A fresh seed for each dozen letters: 64 bits are few for a secret. */
	for (size_t i = 0; i < TICKET_LENGTH; i += TICKET_LENGTH / 4) {
		arc4random_buf(&dice.state, sizeof(dice.state));
		dice_word(&dice, word + i, TICKET_LENGTH / 4);
	}
	secret_set(secret, word, TICKET_LENGTH);
	explicit_bzero(word, sizeof(word));
}

void
sessions_open(
    struct sessions *sessions, int64_t now_ms, const struct secret *access)
{
	struct ticket *ticket = add_ticket(sessions, TICKET_ACCESS,
	    ++sessions->last_session, now_ms + OPENED_SECONDS * INT64_C(1000));

	secret_set(&ticket->secret, secret_bytes(access), access->length);
}

void
sessions_issue_code(struct sessions *sessions, int64_t now_ms,
    const char *redirect_uri, struct secret *code)
{
	struct ticket *ticket = add_ticket(sessions, TICKET_CODE,
	    ++sessions->last_session, now_ms + CODE_SECONDS * INT64_C(1000));

	throw_secret(&ticket->secret);
	ticket->redirect_uri = xstrdup(redirect_uri);
	secret_set(code, secret_bytes(&ticket->secret), TICKET_LENGTH);
}

/* Gives the session a new pair of tokens. */
static void
issue_grant(struct sessions *sessions, int64_t now_ms, uint32_t session,
    struct grant *out)
{
	struct ticket *ticket;

	out->access_seconds = sessions->token_seconds;
	out->refresh_seconds = REFRESH_SECONDS;
	throw_secret(&out->access);
	throw_secret(&out->refresh);
	ticket = add_ticket(sessions, TICKET_ACCESS, session,
	    now_ms + out->access_seconds * INT64_C(1000));
	secret_set(&ticket->secret, secret_bytes(&out->access), TICKET_LENGTH);
	ticket = add_ticket(sessions, TICKET_REFRESH, session,
	    now_ms + out->refresh_seconds * INT64_C(1000));
	secret_set(&ticket->secret, secret_bytes(&out->refresh), TICKET_LENGTH);
}

/* Trades a ticket that works once; the second time ends its session. */
static bool
trade(struct sessions *sessions, int64_t now_ms, struct ticket *ticket,
    struct grant *out)
{
	if (ticket == NULL)
		return false;
	if (ticket->is_used) {
		sessions_end(sessions, ticket->session);
		return false;
	}
	ticket->is_used = true;
	issue_grant(sessions, now_ms, ticket->session, out);
	return true;
}

bool
sessions_redeem(struct sessions *sessions, int64_t now_ms, const char *code,
    const char *redirect_uri, struct grant *out)
{
	struct ticket *ticket =
	    find_ticket(sessions, now_ms, TICKET_CODE, code);

	if (ticket != NULL && strcmp(ticket->redirect_uri, redirect_uri) != 0)
		return false;
	return trade(sessions, now_ms, ticket, out);
}

bool
sessions_refresh(struct sessions *sessions, int64_t now_ms, const char *refresh,
    struct grant *out)
{
	return trade(sessions, now_ms,
	    find_ticket(sessions, now_ms, TICKET_REFRESH, refresh), out);
}

uint32_t
sessions_of_access(
    struct sessions *sessions, int64_t now_ms, const char *access)
{
	const struct ticket *ticket =
	    find_ticket(sessions, now_ms, TICKET_ACCESS, access);

	return ticket == NULL ? 0 : ticket->session;
}

uint32_t
sessions_of_refresh(
    struct sessions *sessions, int64_t now_ms, const char *refresh)
{
	const struct ticket *ticket =
	    find_ticket(sessions, now_ms, TICKET_REFRESH, refresh);

	return ticket == NULL || ticket->is_used ? 0 : ticket->session;
}

void
sessions_end(struct sessions *sessions, uint32_t session)
{
	sweep(sessions, INT64_MIN, session);
}

void
sessions_expire(struct sessions *sessions)
{
	for (size_t i = 0; i < sessions->count; i++)
		if (sessions->tickets[i].kind == TICKET_ACCESS)
			sessions->tickets[i].until_ms = LONG_AGO_MS;
}

void
sessions_revoke(struct sessions *sessions)
{
	for (size_t i = 0; i < sessions->count; i++)
		sessions->tickets[i].until_ms = LONG_AGO_MS;
}
