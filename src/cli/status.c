/* SPDX-License-Identifier: ISC */
/* Tells what is known here of the session, and what the service says of it. */
#include "config.h"

#include "cli/status.h"

#include <stdlib.h>

#include "base/date.h"
#include "base/i18n.h"
#include "base/xmalloc.h"
#include "cli/rows.h"
#include "cli/skew.h"
#include "cli/store_words.h"
#include "ui/sentence.h"

/* For free(3). */
static char *
end_words(int64_t ends_ms, int64_t now_ms)
{
	char moment[DATE_TEXT_MAX], *left, *words;

	if (ends_ms == DATE_NONE)
		return xstrdup(_("not known"));
	date_format_exact(ends_ms, moment);
	left = sentence_of_expiry(ends_ms, now_ms);
	words = xasprintf("%s, %s", moment, left);
	free(left);
	return words;
}

/* For free(3). */
static char *
clock_words(const struct reply *reply, int64_t now_ms)
{
	int64_t ahead_s;

	if (!skew_of(reply, now_ms, &ahead_s))
		return xstrdup(_("not known"));
	return skew_words(ahead_s);
}

static const char *
acceptance_words(const struct reply *profile)
{
	if (profile->outcome == OUTCOME_DONE)
		return _("yes");
	return profile->error.kind == ERROR_REFUSED ? _("no") : _("not known");
}

static void
add(struct rows *rows, const char *name, const char *value)
{
	rows_add(rows, name);
	rows_add(rows, value);
}

static void
add_take(struct rows *rows, const char *name, char *value)
{
	add(rows, name, value);
	free(value);
}

static void
add_place(struct rows *rows, const struct errand *errand)
{
	const struct known_account *account = chosen_account(errand->chosen);

	add(rows, _("account:"), account->name);
	add(rows, _("host:"), errand->service->address.host);
	add_take(rows, _("store:"),
	    store_words(errand->options, &errand->service->storage));
}

/* What the service says comes after what is known here. */
static enum status
add_session(struct rows *rows, struct errand *errand)
{
	struct request request = { .kind = REQUEST_PROFILE };
	enum status status = STATUS_DONE;
	struct reply reply;
	int64_t now_ms;

	errand_ask(errand, &request, &reply);
	now_ms = errand_wall_ms();
	add_take(rows, _("session ends:"),
	    end_words(auth_session_ends_ms(errand->service->auth), now_ms));
	add(rows, _("accepted:"), acceptance_words(&reply));
	if (reply.outcome == OUTCOME_DONE)
		add(rows, _("e-mail:"), reply.profile.email);
	else
		status = errand_complain(errand, "status", &reply);
	add_take(rows, _("clock:"), clock_words(&reply, now_ms));
	reply_clear(&reply);
	return status;
}

enum status
status_run(struct errand *errand)
{
	enum status status, printed;
	struct rows rows;

	rows_init(&rows, 2);
	add_place(&rows, errand);
	status = errand_need_session(errand);
	if (status == STATUS_DONE)
		status = add_session(&rows, errand);
	else if (status == STATUS_NO_SESSION)
		add(&rows, _("session:"), _("not logged in"));
	rows_print(&rows, 0);
	rows_clear(&rows);
	printed = print_flush();
	return status == STATUS_DONE ? printed : status;
}
