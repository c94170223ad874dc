/* SPDX-License-Identifier: ISC */
/* The profile: a pane at the left, or a strip above the table. */
#include "config.h"

#include <stdio.h>
#include <stdlib.h>

#include "base/i18n.h"
#include "base/date.h"
#include "base/xmalloc.h"
#include "ui/fill.h"
#include "ui/key_words.h"
#include "ui/panes.h"
#include "ui/sentence.h"

enum {
	EMAIL_FROM = 60, /* columns */
};

static const char *
role_words(const struct profile *profile)
{
	/* TRANSLATORS: the account's role, without regard to anyone's sex. */
	return profile->is_admin ? _("administrator") : _("member");
}

static const char *
left_words(struct date_span span)
{
	unsigned long count = (unsigned long)span.count;

	if (span.unit == DATE_SECONDS)
		/* TRANSLATORS: the session's time; 20 columns at most. */
		return _("a minute left");
	if (span.unit == DATE_MINUTES)
		return ngettext("{count} min left", "{count} min left", count);
	if (span.unit == DATE_HOURS)
		return ngettext("{count} h left", "{count} h left", count);
	return ngettext("{count} d left", "{count} d left", count);
}

/* How long the session lasts, or what stands for one; for free(3). */
static char *
session_words(const struct controller *controller)
{
	char count[24];
	const struct filling filling = { "{count}", count };
	struct date_span span;
	int64_t left;

	if (controller->given.session_ends_ms == DATE_NONE)
		return xstrdup(controller->given.token_source == NULL
		                   ? _("until keyrack ends")
		                   : controller->given.token_source);
	left = controller->given.session_ends_ms - controller->now.wall_ms;
	if (left <= 0)
		return xstrdup(_("ended"));
	span = date_span(left);
	snprintf(count, sizeof(count), "%lld", (long long)span.count);
	return fill(left_words(span), &filling, 1);
}

static char *
not_loaded_words(const struct controller *controller)
{
	return key_words_fill(
	    _("Not loaded. {key:reload} loads it."), &controller->bindings);
}

/* Why there is no profile to show; for free(3). */
static char *
missing_words(const struct controller *controller)
{
	const struct loading *loading = &controller->profile_loading;

	if (loading->seq != 0)
		return xstrdup(_("Loading…"));
	if (loading->error.kind != ERROR_NONE)
		return view_load_error(controller, loading);
	if (controller_connection(controller) == CONNECTION_LOGGED_OUT)
		return xstrdup(_("Logged out."));
	return not_loaded_words(controller);
}

static void
draw_heading(const struct canvas *screen, struct rect *rest, const char *text)
{
	if (rest->rows > 0)
		draw_text(
		    screen, rest->x, rest->y, rest->columns, ROLE_DIM, text);
	rest->y++;
	rest->rows--;
}

/* A value under its heading, and how many there are of it. */
static void
draw_value(const struct canvas *screen, struct rect *rest, const char *text,
    const char *count)
{
	int room = rest->columns - 1, width = draw_width(count);

	if (rest->rows > 0) {
		draw_text_right(
		    screen, rest->x + 1, rest->y, room, ROLE_DIM, count);
		draw_text(screen, rest->x + 1, rest->y,
		    room - (width > 0 ? width + 1 : 0), ROLE_TEXT, text);
	}
	rest->y++;
	rest->rows--;
}

static void
skip_line(struct rect *rest)
{
	rest->y++;
	rest->rows--;
}

static void
draw_organization(const struct canvas *screen, struct rect *rest,
    const struct controller *controller, const char *name, const char *id)
{
	char count[24] = "";

	if (controller->keys_loading.is_loaded)
		snprintf(count, sizeof(count), "%zu",
		    keylist_count_in(controller->keys, id));
	draw_value(screen, rest, name, count);
}

/* Leaves the last lines to what follows, and says how many are left out. */
static void
draw_organizations(const struct canvas *screen, struct rect *rest,
    const struct controller *controller, int reserve)
{
	const struct profile *profile = &controller->profile;
	size_t i;

	draw_heading(screen, rest, _("Organizations"));
	for (i = 0; i < profile->organization_count; i++) {
		if (rest->rows - reserve <= 2 &&
		    i + 1 < profile->organization_count) {
			draw_value(screen, rest, "…", "");
			break;
		}
		draw_organization(screen, rest, controller,
		    profile->organizations[i].name,
		    profile->organizations[i].id);
	}
	draw_organization(screen, rest, controller, _("personal"), NULL);
}

static void
draw_pane(const struct canvas *screen, const struct controller *controller,
    struct rect rest)
{
	char *session = session_words(controller);

	draw_heading(screen, &rest, _("E-mail"));
	draw_value(screen, &rest, view_email(controller), "");
	skip_line(&rest);
	draw_heading(screen, &rest, _("Role"));
	draw_value(screen, &rest, role_words(&controller->profile), "");
	skip_line(&rest);
	draw_organizations(screen, &rest, controller, 3);
	skip_line(&rest);
	draw_heading(screen, &rest, _("Session"));
	draw_value(screen, &rest, session, "");
	free(session);
}

/*
 * A label, which may be "", and its value, with a gap behind them. They are
 * left out whole where they do not fit, and so is all that follows: the
 * ellipsis in their place tells it.
 */
static void
draw_piece(const struct canvas *screen, struct rect *rest, const char *label,
    const char *value)
{
	int label_width = draw_width(label) + (*label == '\0' ? 0 : 2);
	int width = label_width + draw_width(value);

	if (width > rest->columns) {
		draw_text(screen, rest->x, rest->y, rest->columns > 0 ? 1 : 0,
		    ROLE_DIM, "…");
		rest->columns = 0;
		return;
	}
	draw_text(screen, rest->x, rest->y, rest->columns, ROLE_DIM, label);
	draw_text(screen, rest->x + label_width, rest->y, rest->columns,
	    ROLE_TEXT, value);
	rest->x += width + 2;
	rest->columns -= width + 2;
}

static void
draw_strip_organization(const struct canvas *screen,
    const struct controller *controller, struct rect *rest, const char *name,
    const char *id)
{
	char *text = controller->keys_loading.is_loaded
	                 ? xasprintf("%s %zu", name,
	                       keylist_count_in(controller->keys, id))
	                 : xstrdup(name);

	draw_piece(screen, rest, "", text);
	free(text);
}

static void
draw_strip_organizations(const struct canvas *screen,
    const struct controller *controller, struct rect rest)
{
	const struct profile *profile = &controller->profile;
	int width = draw_text(
	    screen, rest.x, rest.y, rest.columns, ROLE_DIM, _("Organizations"));
	size_t i;

	rest.x += width + 2;
	rest.columns -= width + 2;
	for (i = 0; i < profile->organization_count; i++)
		draw_strip_organization(screen, controller, &rest,
		    profile->organizations[i].name,
		    profile->organizations[i].id);
	draw_strip_organization(screen, controller, &rest, _("personal"), NULL);
}

static void
draw_strip(const struct canvas *screen, const struct controller *controller,
    bool is_focused)
{
	struct rect rest = controller->layout.profile, second;
	char *words;
	int width;

	rest.x += 1;
	rest.columns -= 2;
	second = rest;
	second.y++;
	width = draw_text(screen, rest.x, rest.y, rest.columns,
	    is_focused ? ROLE_TITLE : ROLE_DIM, _("Profile"));
	rest.x += width + 2;
	rest.columns -= width + 2;
	if (controller->profile.email == NULL) {
		words = missing_words(controller);
		/* What does not fit here was told in the message. */
		if (draw_width(words) > rest.columns) {
			free(words);
			words = not_loaded_words(controller);
		}
		draw_text(
		    screen, rest.x, rest.y, rest.columns, ROLE_TEXT, words);
		free(words);
		return;
	}
	words = session_words(controller);
	/* Where there is little room the header alone says whose it is. */
	if (screen->columns >= EMAIL_FROM)
		draw_piece(screen, &rest, "", view_email(controller));
	draw_piece(screen, &rest, "", role_words(&controller->profile));
	draw_piece(screen, &rest, _("Session"), words);
	free(words);
	if (controller->layout.profile.rows > 1)
		draw_strip_organizations(screen, controller, second);
}

void
view_profile(const struct canvas *screen, const struct controller *controller)
{
	struct rect frame = controller->layout.profile;
	struct rect inside = { frame.x + 2, frame.y + 1, frame.columns - 4,
		frame.rows - 2 };
	bool is_focused =
	    controller->focus == PANE_PROFILE && controller->dialog_count == 0;
	char *words;

	if (!controller->layout.has_side_pane) {
		draw_strip(screen, controller, is_focused);
		return;
	}
	draw_frame(screen, frame, is_focused, _("Profile"));
	if (controller->profile.email != NULL) {
		draw_pane(screen, controller, inside);
		return;
	}
	words = missing_words(controller);
	draw_wrapped(screen, inside, ROLE_TEXT, words);
	free(words);
}
