/* SPDX-License-Identifier: ISC */
/* Parts of the list that have a name of their own, and their round. */
#ifndef KEYRACK_MODEL_KEYVIEW_H
#define KEYRACK_MODEL_KEYVIEW_H

#include <stdint.h>

#include "model/filter.h"
#include "model/profile.h"

enum keyview_kind {
	KEYVIEW_ALL,
	KEYVIEW_EXPIRING,
	KEYVIEW_EXPIRED,
	KEYVIEW_ORGANIZATION,
};

/* All zero is all API keys. */
struct keyview {
	enum keyview_kind kind;
	int64_t warning_ms; /* KEYVIEW_EXPIRING: within this span from now */
	char *organization; /* its id; NULL: personal API keys */
};

void keyview_clear(struct keyview *view);

/* Sets *to anew as a copy of *from. */
void keyview_copy(struct keyview *to, const struct keyview *from);

/*
 * The round: all, expiring, expired, each organization of the profile and,
 * where there are any, personal API keys. An organization that the profile
 * has no longer is followed by all.
 */
void keyview_turn(struct keyview *view, const struct profile *profile);

/* Adds the terms that let the view's API keys through. */
void keyview_add_terms(const struct keyview *view, struct filter *filter);

#endif
