/* SPDX-License-Identifier: ISC */
/* What became of a session that was ended: three facts, nothing more. */
#include "config.h"

#include <stdlib.h>

#include "base/i18n.h"
#include "base/xmalloc.h"
#include "ui/fill.h"
#include "ui/plain.h"
#include "ui/sentence.h"

static char *
service_fact(const struct message *message, const struct bindings *bindings)
{
	char *error, *words;

	if (message->logout.was_told)
		return xstrdup(_("Ended on the service: yes."));
	if (message->error.kind == ERROR_NONE)
		return xstrdup(_("Ended on the service: no, only forgotten "
		                 "here."));
	error = sentence_of_error(&message->error, bindings);
	const struct filling filling = { "{error}", error };
	words =
	    fill(_("Ended on the service: not known. {error}"), &filling, 1);
	free(error);
	return words;
}

static char *
file_fact(const struct logout_facts *facts)
{
	char *detail, *words;

	if (facts->is_removed && facts->was_stored)
		return xstrdup(_("Removed from disk: yes."));
	if (facts->is_removed || facts->store_error.kind == ERROR_NONE)
		return xstrdup(_("Removed from disk: nothing was there."));
	detail = plain_text(facts->store_error.detail);
	const struct filling filling = { "{detail}", detail };
	words = fill(_("Removed from disk: no ({detail})."), &filling, 1);
	free(detail);
	return words;
}

char *
sentence_of_logout(
    const struct message *message, const struct bindings *bindings)
{
	char *service = service_fact(message, bindings);
	char *file = file_fact(&message->logout);
	const struct filling fillings[] = {
		{ "{service}", service },
		{ "{file}", file },
	};
	char *words = fill(
	    _("Logged out. {service} {file} Wiped from keyrack's memory: yes."),
	    fillings, 2);

	free(service);
	free(file);
	return words;
}
