/* SPDX-License-Identifier: ISC */
/* Which requests to the listener may be the browser's return at all. */
#ifndef KEYRACK_AUTH_REDIRECT_GATE_H
#define KEYRACK_AUTH_REDIRECT_GATE_H

#include <stdbool.h>
#include <stddef.h>

#include "auth/redirect_uri.h"

/* What a caller is shown. */
enum redirect_page {
	REDIRECT_PAGE_ARRIVED, /* goes on to one of the next two */
	REDIRECT_PAGE_DONE,
	REDIRECT_PAGE_DENIED,
	REDIRECT_PAGE_FOREIGN, /* no answer to this login */
	REDIRECT_PAGE_FORBIDDEN,
	REDIRECT_PAGE_NOT_FOUND,
	REDIRECT_PAGE_METHOD,
	REDIRECT_PAGE_GONE,
	REDIRECT_PAGE_MISDIRECTED, /* meant for another host */
};

/* The head of a request; all is lent. */
struct redirect_head {
	const char *method;
	const char *version;
	const char *target; /* as it came, still encoded */
	const char *host;   /* NULL: none */
	size_t host_count;
	bool has_origin;
	bool is_prefetch; /* nobody has asked to see the page yet */
};

/*
 * True: it is a plain visit to the redirect URI, and its query decides.
 * False: *page is all it gets. `end` is what the page at the end shows.
 */
bool redirect_gate_passes(const struct redirect_head *head,
    const struct redirect_uri *uri, enum redirect_page end,
    enum redirect_page *page);

/* The path of the page at the end, whose address holds no secret. */
const char *redirect_gate_end_path(const struct redirect_uri *uri);
bool redirect_gate_is_end(const char *target, const struct redirect_uri *uri);

#endif
