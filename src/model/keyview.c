/* SPDX-License-Identifier: ISC */
/* Turns the round of views, and says in terms of a filter what they show. */
#include "config.h"

#include "model/keyview.h"

#include <stdlib.h>
#include <string.h>

#include "base/xmalloc.h"

void
keyview_clear(struct keyview *view)
{
	free(view->organization);
	*view = (struct keyview){ 0 };
}

void
keyview_copy(struct keyview *to, const struct keyview *from)
{
	struct keyview copy = *from;

	if (from->organization != NULL)
		copy.organization = xstrdup(from->organization);
	keyview_clear(to);
	*to = copy;
}

/* The place among the profile's organizations; their number: not there. */
static size_t
place_of(const struct keyview *view, const struct profile *profile)
{
	size_t place = 0;

	while (
	    place < profile->organization_count &&
	    strcmp(profile->organizations[place].id, view->organization) != 0)
		place++;
	return place;
}

/* The one of this place; personal API keys come last. */
static void
set_organization(
    struct keyview *view, const struct profile *profile, size_t place)
{
	char *id = place < profile->organization_count
	               ? xstrdup(profile->organizations[place].id)
	               : NULL;

	free(view->organization);
	view->organization = id;
	view->kind = KEYVIEW_ORGANIZATION;
}

static void
set_all(struct keyview *view)
{
	free(view->organization);
	view->organization = NULL;
	view->kind = KEYVIEW_ALL;
}

void
keyview_turn(struct keyview *view, const struct profile *profile)
{
	size_t count = profile->organization_count, place;

	switch (view->kind) {
	case KEYVIEW_ALL:
		view->kind = KEYVIEW_EXPIRING;
		break;
	case KEYVIEW_EXPIRING:
		view->kind = KEYVIEW_EXPIRED;
		break;
	case KEYVIEW_EXPIRED:
		if (count == 0)
			set_all(view);
		else
			set_organization(view, profile, 0);
		break;
	case KEYVIEW_ORGANIZATION:
		place = view->organization == NULL ? count
		                                   : place_of(view, profile);
		if (place == count)
			set_all(view);
		else
			set_organization(view, profile, place + 1);
		break;
	}
}

void
keyview_add_terms(const struct keyview *view, struct filter *filter)
{
	switch (view->kind) {
	case KEYVIEW_ALL:
		break;
	case KEYVIEW_EXPIRING:
		filter_add(filter, (struct filter_term){ .kind = FILTER_BEFORE,
		                       .is_span = true,
		                       .moment_ms = view->warning_ms });
		filter_add(filter, (struct filter_term){ .kind = FILTER_EXPIRED,
		                       .is_negated = true });
		break;
	case KEYVIEW_EXPIRED:
		filter_add(
		    filter, (struct filter_term){ .kind = FILTER_EXPIRED });
		break;
	case KEYVIEW_ORGANIZATION:
		filter_add(filter, (struct filter_term){ .kind = FILTER_MEMBER,
		                       .text = view->organization });
		break;
	}
}
