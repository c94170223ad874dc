/* SPDX-License-Identifier: ISC */
/* What the browser brings back from the login page, however it got here. */
#ifndef KEYRACK_AUTH_REDIRECT_ANSWER_H
#define KEYRACK_AUTH_REDIRECT_ANSWER_H

#include <stdbool.h>

#include "base/secret.h"

enum redirect_verdict {
	REDIRECT_CODE,   /* a login code with the right state */
	REDIRECT_DENIED, /* the identity server refused, with the right state */
	REDIRECT_FOREIGN, /* anything else: it is not the answer to our login */
};

/*
 * Why an address is foreign, for the person who pasted it. Callers over the
 * network are told nothing.
 */
enum redirect_fault {
	REDIRECT_FAULT_NONE,
	REDIRECT_NO_ADDRESS, /* not an address, or one of another place */
	REDIRECT_NO_STATE,
	REDIRECT_WRONG_STATE,  /* wrong, doubled or truncated */
	REDIRECT_NO_CODE,      /* neither one code nor an error */
	REDIRECT_WRONG_ISSUER, /* another identity server than before */
};

/* Release with redirect_answer_clear. All zero is an empty answer. */
struct redirect_answer {
	enum redirect_verdict verdict;
	enum redirect_fault fault;
	struct secret code;
	char *issuer;      /* who says that it gave the code; NULL: nobody */
	char *error;       /* raw text from outside: sanitise it */
	char *description; /* NULL when there is none */
};

void redirect_answer_clear(struct redirect_answer *answer);

/* Moves: *to is cleared first, *from is empty afterwards. */
void redirect_answer_take(
    struct redirect_answer *to, struct redirect_answer *from);

/*
 * Reads the query of a redirect (what stands behind "?", RFC 6749 section
 * 4.1.2 and RFC 9207). `code` and `state` must stand there exactly once; the
 * state is compared in constant time. `iss` may stand there once; it must be
 * `issuer`, letter for letter, where that is not NULL. Fills *out anew.
 */
void redirect_answer_of_query(const char *query, const struct secret *state,
    const char *issuer, struct redirect_answer *out);

/* Whether it can be an issuer: 1 to 1024 visible characters of ASCII. */
bool redirect_answer_is_issuer(const char *text);

/*
 * Reads what a person pasted: the whole address that the browser ended on,
 * with line breaks, blanks, quotes or angle brackets around and within it as
 * terminals and mails put them there. Scheme, host, port and path must be
 * those of redirect_uri (localhost, 127.0.0.1 and [::1] are the same). A bare
 * code is foreign: without a state nobody knows whose it is.
 */
void redirect_answer_of_paste(const char *text, const char *redirect_uri,
    const struct secret *state, const char *issuer,
    struct redirect_answer *out);

#endif
