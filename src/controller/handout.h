/* SPDX-License-Identifier: ISC */
/* What leaves keyrack at a person's wish: by the clipboard, the screen, a file.
 */
#ifndef KEYRACK_CONTROLLER_HANDOUT_H
#define KEYRACK_CONTROLLER_HANDOUT_H

#include <stdbool.h>
#include <stdint.h>

#include "base/secret.h"

/* A token is not kept: it comes with the next list, for this alone. */
enum wish_kind {
	WISH_NOTHING,
	WISH_COPY,
	WISH_REVEAL,
};

struct wish {
	enum wish_kind kind;
	char *id; /* of the API key */
	char *name;
};

enum copy_what {
	COPY_NOTHING,
	COPY_TOKEN,
	COPY_ID,
	COPY_LINK,   /* of the login */
	COPY_TUNNEL, /* of the login */
};

struct copying {
	enum copy_what what; /* on its way */
	char *id;            /* of the API key; NULL for the login's */
	char *name;          /* likewise */
	/* When the token on the clipboard is cleared: steady; INT64_MAX. */
	int64_t clears_ms;
};

/* A token that is shown whole. */
struct reveal {
	char *name; /* of the API key */
	struct secret token;
	int64_t hides_ms; /* steady; INT64_MAX: nothing is shown */
	long scroll;
};

#endif
