/* SPDX-License-Identifier: ISC */
/* Sets them in the order in which they win. */
#include "config.h"

#include "cli/overrides.h"

#include <stdlib.h>
#include <string.h>

#include "auth/redirect_uri.h"
#include "auth/service_address.h"
#include "base/xmalloc.h"

/* The demo service takes any port. */
#define DEMO_REDIRECT_URI "http://localhost:0"

/* A word that is NULL sets nothing. */
static bool
set(struct settings *settings, enum setting_id id, const char *word,
    const char *by, char **place, struct error *err)
{
	if (word == NULL || settings_override(settings, id, word, by, err))
		return true;
	/* An address is known by itself best, unless it is empty. */
	*place = xstrdup(id == SETTING_URL && *word != '\0' ? word : by);
	return false;
}

static bool
set_url(struct settings *settings, const struct options *options, char **place,
    struct error *err)
{
	const char *url = getenv("KEYRACK_URL");

	if (url != NULL && *url == '\0')
		url = NULL;
	return set(settings, SETTING_URL, url, "KEYRACK_URL", place, err) &&
	       set(settings, SETTING_URL, options_text(options, OPTION_URL),
	           "--url", place, err);
}

/* The demo has its own address once it runs, and nothing of it is kept. */
static bool
set_demo(struct settings *settings, char **place, struct error *err)
{
	static const struct {
		enum setting_id id;
		const char *word;
	} words[] = {
		{ SETTING_STORE, "memory" },
		{ SETTING_EMAIL, "" },
		{ SETTING_CA_FILE, "" },
		{ SETTING_REDIRECT_URI, DEMO_REDIRECT_URI },
	};

	for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++)
		if (!set(settings, words[i].id, words[i].word, "--demo", place,
		        err))
			return false;
	return true;
}

bool
overrides_apply(struct settings *settings, const struct options *options,
    bool is_first, char **place, struct error *err)
{
	if (options_has(options, OPTION_DEMO) &&
	    !set_demo(settings, place, err))
		return false;
	if (!options_has(options, OPTION_DEMO) && is_first &&
	    !set_url(settings, options, place, err))
		return false;
	return set(settings, SETTING_REDIRECT_URI,
	    options_text(options, OPTION_REDIRECT_URI), "--redirect-uri", place,
	    err);
}

/* A command that is wanted and not named would keep nothing. */
static bool
has_command(const struct settings *settings, char **place, struct error *err)
{
	const char *kind = settings_text(settings, SETTING_STORE);
	const char *const *words =
	    settings_list(settings, SETTING_STORE_COMMAND);

	if (kind == NULL || strcmp(kind, "command") != 0 ||
	    (words != NULL && words[0] != NULL))
		return true;
	*place = settings_complaint_place(settings, SETTING_STORE);
	return error_set(err, ERROR_USAGE, 0,
	    "store = command needs store_command, which names the program "
	    "that keeps the session");
}

bool
overrides_check(
    const struct settings *settings, char **place, struct error *err)
{
	const char *uri = settings_text(settings, SETTING_REDIRECT_URI);
	const char *url = settings_text(settings, SETTING_URL);
	struct redirect_uri redirect;
	struct service_address address;

	if (!redirect_uri_parse(uri, strlen(uri), &redirect)) {
		*place =
		    settings_complaint_place(settings, SETTING_REDIRECT_URI);
		return error_set(err, ERROR_USAGE, 0,
		    "%smust be http://HOST:PORT/PATH, where HOST is localhost, "
		    "127.0.0.1 or [::1]",
		    settings_origin(settings, SETTING_REDIRECT_URI) ==
		            ORIGIN_OVERRIDE
		        ? ""
		        : "redirect_uri ");
	}
	if (service_address_parse(url, &address, err))
		return has_command(settings, place, err);
	*place = settings_origin(settings, SETTING_URL) == ORIGIN_OVERRIDE
	             ? xstrdup(url)
	             : settings_complaint_place(settings, SETTING_URL);
	return false;
}
