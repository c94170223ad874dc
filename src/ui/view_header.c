/* SPDX-License-Identifier: ISC */
/* The header: whose account, where, and how the connection is. */
#include "config.h"

#include <stdio.h>
#include <stdlib.h>

#include "base/i18n.h"
#include "base/date.h"
#include "base/xmalloc.h"
#include "ui/fill.h"
#include "ui/panes.h"

#define MINUTE_MS ((int64_t)60 * 1000)

enum {
	WIDE_FROM = 60, /* columns */
	GAP = 3,
	TIGHT_GAP = 2,
	EMAIL_LEAST = 8,
};

static char *
stale_words(const struct controller *controller)
{
	int64_t age =
	    controller->now.wall_ms - controller->keys_loading.loaded_ms;
	struct date_span span = date_span(age);
	char count[24];
	const struct filling filling = { "{count}", count };
	const char *words = _("stale for days");

	/* TRANSLATORS: the list is less than a minute old. */
	if (age < MINUTE_MS)
		return xstrdup(_("stale"));
	if (span.unit == DATE_SECONDS)
		span = (struct date_span){ 1, DATE_MINUTES };
	/* TRANSLATORS: how old the list is; 20 columns at most. */
	if (span.unit == DATE_MINUTES)
		words = ngettext("stale {count} min", "stale {count} min",
		    (unsigned long)span.count);
	else if (span.unit == DATE_HOURS)
		words = ngettext("stale {count} h", "stale {count} h",
		    (unsigned long)span.count);
	snprintf(count, sizeof(count), "%lld", (long long)span.count);
	return fill(words, &filling, 1);
}

static char *
connection_words(const struct controller *controller, enum role *role)
{
	switch (controller_connection(controller)) {
	case CONNECTION_OK:
		*role = ROLE_GOOD;
		/* TRANSLATORS: the state of the connection, in the header. */
		return xstrdup(_("ok"));
	case CONNECTION_LOADING:
		*role = ROLE_ACCENT;
		return xstrdup(_("loading"));
	case CONNECTION_OFFLINE:
		*role = ROLE_BAD;
		return xstrdup(_("offline"));
	case CONNECTION_REFUSED:
		*role = ROLE_BAD;
		return xstrdup(_("refused"));
	case CONNECTION_LOGGED_OUT:
		*role = ROLE_WARNING;
		return xstrdup(_("logged out"));
	case CONNECTION_STALE:
		*role = ROLE_WARNING;
		return stale_words(controller);
	}
	return xstrdup("");
}

/*
 * Whose session it is and what the connection does are always told. Where
 * there is little room the program's name gives way to them, then the end of
 * the e-mail, then that of the host.
 */
static void
draw_tight(const struct canvas *screen, const struct controller *controller,
    const char *place, int end)
{
	const char *email = view_email(controller);
	int room = end - 1, width = draw_width(place);

	if (email != NULL && width > room - EMAIL_LEAST - TIGHT_GAP)
		width = room - EMAIL_LEAST - TIGHT_GAP;
	width = draw_text(screen, 1, 0, width, ROLE_TITLE, place);
	draw_text(screen, 1 + width + TIGHT_GAP, 0, room - width - TIGHT_GAP,
	    ROLE_TEXT, email);
}

static void
draw_wide(const struct canvas *screen, const struct controller *controller,
    const char *place, int end)
{
	int x;

	end -= draw_text_right(screen, 0, 0, end, ROLE_DIM, place) + GAP;
	if (controller->given.is_demo)
		end -= draw_text_right(
		           screen, 0, 0, end, ROLE_WARNING, _("demo")) +
		       GAP;
	if (controller->given.is_read_only)
		end -= draw_text_right(
		           screen, 0, 0, end, ROLE_WARNING, _("read-only")) +
		       GAP;
	x = 1 + draw_text(screen, 1, 0, end, ROLE_TITLE, "keyrack") + GAP;
	draw_text(screen, x, 0, end - x, ROLE_TEXT, view_email(controller));
}

void
view_header(const struct canvas *screen, const struct controller *controller)
{
	const struct given *given = &controller->given;
	bool is_wide = screen->columns >= WIDE_FROM;
	enum role role = ROLE_TEXT;
	char *words = connection_words(controller, &role);
	char *place = xasprintf("%s @ %s", given->account, given->host);
	int end = screen->columns - 1;

	end -= draw_text_right(screen, 0, 0, end, role, words) +
	       (is_wide ? GAP : TIGHT_GAP);
	if (is_wide)
		draw_wide(screen, controller, place, end);
	else
		draw_tight(screen, controller, place, end);
	free(words);
	free(place);
}
