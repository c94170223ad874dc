/* SPDX-License-Identifier: ISC */
/* Reads the configuration before the screen opens, and tells what is wrong. */
#include "config.h"

#include "cli/chosen.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "auth/service_address.h"
#include "base/xmalloc.h"
#include "cli/configured_keys.h"
#include "config/account_choice.h"
#include "config/settings.h"

/* The folder for sessions, for free(3); NULL where there is no home. */
static char *
state_folder(void)
{
	const char *state = getenv("XDG_STATE_HOME"), *home = getenv("HOME");

	if (state != NULL && *state == '/')
		return xasprintf("%s/keyrack", state);
	if (home != NULL && *home == '/')
		return xasprintf("%s/.local/state/keyrack", home);
	return NULL;
}

static bool
read_file(struct chosen *chosen, char **place, struct error *err)
{
	const char *commands[COMMAND_COUNT + 1];

	command_names(commands);
	if (configuration_read(
	        chosen->path, false, commands, &chosen->configuration, err))
		return true;
	*place = configuration_place(&chosen->configuration, err->code);
	return false;
}

const struct known_account *
chosen_account(const struct chosen *chosen)
{
	return &chosen->known.items[chosen->account];
}

void
chosen_take(struct chosen *chosen, size_t account)
{
	struct settings settings;
	const char *url;

	chosen->account = account;
	settings_init(&settings, &chosen->configuration,
	    chosen->known.items[account].name);
	url = settings_text(&settings, SETTING_URL);
	free(chosen->url);
	chosen->url = xstrdup(url == NULL ? "" : url);
	settings_clear(&settings);
}

static bool
choose(struct chosen *chosen, char **place, struct error *err)
{
	char *folder = getcwd(NULL, 0);
	struct account_wishes wishes = {
		.environment = getenv("KEYRACK_ACCOUNT"),
		.folder = folder,
		.home = getenv("HOME"),
	};
	struct account_choice choice = { NULL, NULL };
	bool is_chosen = account_choose(
	    &chosen->configuration, &wishes, &choice, place, err);

	for (size_t i = 0; is_chosen && i < chosen->known.count; i++)
		if (strcmp(chosen->known.items[i].name, choice.name) == 0)
			chosen_take(chosen, i);
	account_choice_clear(&choice);
	free(folder);
	return is_chosen;
}

static bool
check_address(
    struct chosen *chosen, const char *url, char **place, struct error *err)
{
	struct service_address address;

	if (url != NULL) {
		free(chosen->url);
		chosen->url = xstrdup(url);
	}
	if (service_address_parse(chosen->url, &address, err))
		return true;
	*place = xstrdup(chosen->url);
	return false;
}

bool
chosen_find(struct chosen *chosen, bool is_demo, const char *url, char **place,
    struct error *err)
{
	const struct configuration none = { 0 };

	*chosen = (struct chosen){ .path = configuration_default_path(),
		.folder = state_folder() };
	*place = NULL;
	if (!read_file(chosen, place, err) ||
	    !configured_keys_bind(
	        &chosen->configuration, &chosen->bindings, place, err))
		return false;
	known_accounts_find(is_demo ? &none : &chosen->configuration,
	    chosen->folder, &chosen->known);
	chosen_take(chosen, 0);
	return (is_demo || choose(chosen, place, err)) &&
	       check_address(chosen, url, place, err);
}

void
chosen_clear(struct chosen *chosen)
{
	known_accounts_clear(&chosen->known);
	configuration_clear(&chosen->configuration);
	free(chosen->path);
	free(chosen->url);
	free(chosen->folder);
	*chosen = (struct chosen){ 0 };
}
