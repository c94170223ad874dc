/* SPDX-License-Identifier: ISC */
/* What is asked of the service and what came of it, as plain data. */
#ifndef KEYRACK_AUTH_REQUEST_H
#define KEYRACK_AUTH_REQUEST_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/buffer.h"
#include "base/error.h"
#include "base/secret.h"
#include "model/apikey.h"
#include "model/profile.h"

/* The eight calls of the contract; the token call has two forms. */
enum request_kind {
	REQUEST_LOGIN_ADDRESS, /* GET /api/auth?redirectUri=… */
	REQUEST_TOKEN_BY_CODE, /* POST /api/auth/token, TokenCodeRequest */
	REQUEST_TOKEN_REFRESH, /* POST /api/auth/token, TokenRefreshRequest */
	REQUEST_PROFILE,       /* GET /api/auth/me */
	REQUEST_LOGOUT,        /* POST /api/auth/logout */
	REQUEST_LIST,          /* GET /api/auth/api-keys */
	REQUEST_CREATE,        /* POST /api/auth/api-keys */
	REQUEST_RENAME,        /* PUT /api/auth/api-keys/{id} */
	REQUEST_DELETE,        /* DELETE /api/auth/api-keys/{id} */
};

/*
 * Gets the API keys of a list one by one while it arrives, in the service's
 * order, and before it is known whether the list is whole. What is passed is
 * lent for the call: the record (model/apikey.h), its whole token (NULL: it
 * has none, or the service masks it), and its JSON text with the token masked
 * unless shows_tokens; "null" for what is no readable object. Where the sink
 * returns false it wants no more: the exchange ends, with an ERROR_SYSTEM. No
 * API key comes twice, since a refusal (401) brings none; whoever asks again
 * after a list that broke off looks at passed_on and may_repeat first.
 */
struct record_sink {
	bool (*take)(void *context, const struct apikey *record,
	    const char *token, const struct buffer *json);
	void *context;
	bool shows_tokens;
	bool wants_list; /* the reply holds the API keys too */
	bool may_repeat; /* the same ones may come again, in another answer */
};

/*
 * Which fields count depends on the kind; the others are NULL or empty.
 * Strings are the sender's own copies: release with request_clear.
 */
struct request {
	uint32_t seq; /* numbers requests, from 1; the reply bears it too */
	enum request_kind kind;
	char *id;             /* rename, delete */
	char *name;           /* create, rename */
	char *organization;   /* create: an organization's id, NULL: personal */
	char *redirect_uri;   /* login address, token by code */
	char *issuer;         /* token by code: who gave it; NULL: not told */
	struct secret secret; /* login code, or refresh token */
	/*
	 * list: keep the whole tokens of the API keys of this id, of this
	 * name; NULL keeps none.
	 */
	char *keep_token_of_id;
	char *keep_tokens_of_name;
	const struct record_sink *sink; /* list: lent until the reply; NULL */
};

void request_clear(struct request *request);

/* Moves: *to is cleared first, *from is empty afterwards. */
void request_take(struct request *to, struct request *from);

/* Whether the service's state may be changed by it (POST, PUT, DELETE). */
bool request_is_mutating(enum request_kind kind);

/* What is known of the fate of a request. */
enum outcome {
	OUTCOME_NOT_SENT, /* not a byte of it reached the service */
	OUTCOME_REFUSED,  /* the service said no (3xx, 4xx) */
	OUTCOME_DONE,     /* 2xx and a body that keeps to the contract */
	OUTCOME_UNKNOWN,  /* it may have been carried out, or not */
};

/* The contract's TokenResponse. */
struct token_reply {
	struct secret access;
	struct secret refresh;        /* empty when the service gave none */
	int64_t expires_in_s;         /* as the service says, unclamped */
	int64_t refresh_expires_in_s; /* 0 when absent */
};

/* A whole token of one API key. */
struct kept_token {
	char *id;
	struct secret token;
};

#define KEPT_TOKENS_MAX 8

/* What became of a session that begins; its tokens stay with auth. */
struct login_facts {
	int64_t session_ends_ms;  /* wall clock; DATE_NONE: unknown */
	bool is_stored;           /* it outlives this run */
	struct error store_error; /* why not, where it should */
};

/* What became of a session that ends; each is a fact of its own. */
struct logout_facts {
	bool was_told;            /* the service has confirmed it */
	bool was_stored;          /* it was in the store before */
	bool is_removed;          /* it is not in the store any more */
	struct error store_error; /* why it is */
};

/*
 * A reply owns its payload until somebody takes it. With OUTCOME_DONE the
 * fields of the kind are set; otherwise error says why not.
 */
struct reply {
	uint32_t seq;
	enum request_kind kind;
	enum outcome outcome;
	struct error error;
	int retry_after_s; /* from Retry-After, clamped to 1..300; 0: none */
	int64_t service_date_ms; /* its Date header; DATE_NONE or 0: none */

	struct apikeys apikeys; /* list: all; create, rename: the one */
	struct profile profile;
	char *login_address;
	struct token_reply tokens;  /* their secrets are empty outside auth */
	struct login_facts login;   /* token by code */
	struct logout_facts logout; /* logout, whatever its outcome */
	struct kept_token kept[KEPT_TOKENS_MAX]; /* list; create: its own */
	size_t kept_count;
	bool has_masked_tokens; /* list: the service masks tokens itself */
	size_t list_bytes;      /* list: the length of the answer */
	size_t passed_on;       /* list: to the sink, whatever the outcome */
};

/* Release with reply_clear; reply_take moves. */
void reply_clear(struct reply *reply);
void reply_take(struct reply *to, struct reply *from);

#endif
