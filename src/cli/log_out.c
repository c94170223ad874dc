/* SPDX-License-Identifier: ISC */
/* Ends the session on the service and here, and tells what came of each. */
#include "config.h"

#include "cli/log_out.h"

#include <stdlib.h>

#include "auth/state_files.h"
#include "base/i18n.h"
#include "cli/reason.h"

static void
tell_service(const struct errand *errand, const struct reply *reply)
{
	char *why;

	if (reply->logout.was_told) {
		errand_tell(_("ended on the service: yes"));
		return;
	}
	if (reply->error.kind == ERROR_NONE) {
		errand_tell(_("ended on the service: no, only forgotten here"));
		return;
	}
	why = reason_of_reply(reply, errand->service->address.host);
	errand_tell(_("ended on the service: not known (%s)"), why);
	free(why);
}

static void
tell_store(const struct logout_facts *facts)
{
	if (facts->is_removed && facts->was_stored)
		errand_tell(_("removed from the store: yes"));
	else if (facts->is_removed || facts->store_error.kind == ERROR_NONE)
		errand_tell(_("removed from the store: nothing was there"));
	else
		errand_tell(_("removed from the store: no (%s)"),
		    facts->store_error.detail);
}

/* A session that the service does not accept has ended there. */
static enum status
judge(const struct errand *errand, const struct reply *reply)
{
	enum status status;

	if (reply->logout.store_error.kind != ERROR_NONE)
		return STATUS_FAILED;
	if (reply->outcome == OUTCOME_DONE || reply->error.kind == ERROR_NONE)
		return STATUS_DONE;
	status = errand_status(errand, reply);
	return status == STATUS_NO_SESSION ? STATUS_DONE : status;
}

enum status
log_out_end(struct errand *errand)
{
	struct request request = { .kind = REQUEST_LOGOUT };
	enum status status;
	struct reply reply;

	errand_ask(errand, &request, &reply);
	if (errand->signal != 0) {
		errand_complain(errand, "logout", &reply);
		status = STATUS_INTERRUPTED;
	} else {
		tell_service(errand, &reply);
		tell_store(&reply.logout);
		errand_tell(_("wiped from keyrack's memory: yes"));
		status = judge(errand, &reply);
	}
	reply_clear(&reply);
	return status;
}

static const char *const kept[STATE_FILE_COUNT] = {
	/* TRANSLATORS: these stand before a colon: "…: erased". */
	[STATE_FILE_SESSION] = N_("files of the session"),
	[STATE_FILE_LEDGER] = N_("ledger"),
	[STATE_FILE_LOOK] = N_("look of the table"),
};

/* The demo keeps nothing, and what others keep is not its affair. */
static bool
erase(const struct errand *errand, enum state_file which)
{
	const char *folder = options_has(errand->options, OPTION_DEMO)
	                         ? NULL
	                         : errand->chosen->folder;
	bool was_there = false, is_erased = true;
	struct error err;

	if (folder != NULL)
		is_erased = state_files_remove(which, folder,
		    chosen_account(errand->chosen)->name,
		    errand->service->address.origin, &was_there, &err);
	if (!is_erased)
		errand_tell(
		    _("%s: not erased (%s)"), _(kept[which]), err.detail);
	else if (was_there)
		errand_tell(_("%s: erased"), _(kept[which]));
	else if (which != STATE_FILE_SESSION)
		/* Of the session the logout has told already. */
		errand_tell(_("%s: nothing was there"), _(kept[which]));
	return is_erased;
}

static enum status
forget(const struct errand *errand, enum status status)
{
	for (size_t i = 0; i < STATE_FILE_COUNT; i++)
		if (!erase(errand, (enum state_file)i) && status == STATUS_DONE)
			status = STATUS_FAILED;
	return status;
}

static enum status
end_session(struct errand *errand)
{
	if (errand_has_session(errand))
		return log_out_end(errand);
	if (errand->signal != 0)
		return errand_interrupted(errand);
	errand_tell(_("%s: was not logged in; there is nothing to end"),
	    chosen_account(errand->chosen)->name);
	return STATUS_DONE;
}

enum status
log_out_run(struct errand *errand)
{
	enum status status;

	if (errand->options->has_token) {
		errand_tell(_("logout: KEYRACK_TOKEN stands in for a login; "
		              "unset it to end the session that is kept"));
		return STATUS_USAGE;
	}
	status = end_session(errand);
	if (errand->signal == 0 && options_has(errand->options, OPTION_FORGET))
		status = forget(errand, status);
	return status;
}
