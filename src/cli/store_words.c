/* SPDX-License-Identifier: ISC */
/* Says where sessions are kept, and why not where they are not. */
#include "config.h"

#include "cli/store_words.h"

#include "base/i18n.h"
#include "base/xmalloc.h"

char *
store_words(const struct options *options, const struct storage *storage)
{
	if (options_has(options, OPTION_DEMO))
		return xstrdup(_("memory: the demo keeps nothing"));
	if (options->has_token)
		return xstrdup(_("none: the token is that of KEYRACK_TOKEN"));
	switch (storage->kind) {
	case STORE_KIND_FILE:
		return xasprintf(_("file %s"), storage->path);
	case STORE_KIND_COMMAND:
		return xasprintf(_("command %s"), storage->command);
	case STORE_KIND_REFUSED:
		return xstrdup(
		    _("memory: require_secure_store refuses a plain file"));
	case STORE_KIND_HOMELESS:
		return xstrdup(_("memory: there is no place for a file"));
	case STORE_KIND_MEMORY:
		break;
	}
	return xstrdup(_("memory: sessions end with keyrack"));
}
