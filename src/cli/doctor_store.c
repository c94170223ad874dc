/* SPDX-License-Identifier: ISC */
/* Looks which store is used, and whether its program is there. */
#include "config.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "auth/state_name.h"
#include "base/i18n.h"
#include "base/xmalloc.h"
#include "cli/finding.h"
#include "cli/keeping.h"
#include "cli/store_words.h"

/* It is not run: pass and its like may ask a person for a password. */
static void
look_at_program(struct findings *findings, const char *name, const char *words)
{
	if (finding_has_program(name))
		finding_tell(findings, FINDING_OK, _("store"), NULL,
		    _("%s; it is there and was not run"), words);
	else
		finding_tell(findings, FINDING_FAIL, _("store"),
		    _("install it, or set store_command to a program that is "
		      "there; until then no session is kept"),
		    "%s: %s", words, strerror(errno));
}

static void
tell(struct findings *findings, const struct storage *storage)
{
	const struct options *options = findings->errand->options;
	char *words = store_words(options, storage);

	switch (storage->kind) {
	case STORE_KIND_COMMAND:
		look_at_program(findings, storage->command, words);
		break;
	case STORE_KIND_HOMELESS:
		finding_tell(findings, FINDING_WARN, _("store"),
		    _("set HOME or XDG_STATE_HOME"), "%s", words);
		break;
	case STORE_KIND_REFUSED:
		finding_tell(findings, FINDING_WARN, _("store"),
		    _("set store = command, and store_command to a program "
		      "that keeps secrets"),
		    "%s", words);
		break;
	case STORE_KIND_FILE:
	case STORE_KIND_MEMORY:
		finding_tell(
		    findings, FINDING_OK, _("store"), NULL, "%s", words);
		break;
	}
	free(words);
}

void
doctor_look_at_store(struct findings *findings)
{
	const struct errand *errand = findings->errand;
	const struct settings *settings = &errand->chosen->settings;
	const char *folder = errand->chosen->folder;
	struct storage storage = { .kind = keeping_kind(settings, folder,
		                       errand->options->has_token) };
	char *name = state_name(settings->account,
	         errand->service->address.origin, ".session"),
	     *path = folder == NULL ? NULL : xasprintf("%s/%s", folder, name);

	storage.path = path;
	if (storage.kind == STORE_KIND_COMMAND)
		storage.command =
		    settings_list(settings, SETTING_STORE_COMMAND)[0];
	tell(findings, &storage);
	free(path);
	free(name);
}
