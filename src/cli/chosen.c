/* SPDX-License-Identifier: ISC */
/* Reads the configuration before the screen opens, and tells what is wrong. */
#include "config.h"

#include "cli/chosen.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/xmalloc.h"
#include "cli/configured_keys.h"
#include "cli/overrides.h"

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
	if (configuration_read(chosen->path,
	        options_has(chosen->options, OPTION_CONFIG), commands,
	        &chosen->configuration, err))
		return true;
	*place = configuration_place(&chosen->configuration, err->code);
	return false;
}

const struct known_account *
chosen_account(const struct chosen *chosen)
{
	return &chosen->known.items[chosen->account];
}

/* The address that was given is that of the first account alone. */
static bool
settle(struct chosen *chosen, size_t account, char **place, struct error *err)
{
	bool is_first = account == chosen->first;

	chosen->account = account;
	settings_clear(&chosen->settings);
	settings_init(&chosen->settings, &chosen->configuration,
	    chosen->known.items[account].name);
	return overrides_apply(
	           &chosen->settings, chosen->options, is_first, place, err) &&
	       overrides_check(&chosen->settings, place, err);
}

/*
 * A mistake in any account is told at once, not when somebody goes over to
 * it. The first one is settled last, and stays.
 */
static bool
settle_each(struct chosen *chosen, char **place, struct error *err)
{
	for (size_t i = 0; i < chosen->known.count; i++)
		if (i != chosen->first && !settle(chosen, i, place, err))
			return false;
	return settle(chosen, chosen->first, place, err);
}

bool
chosen_take(
    struct chosen *chosen, size_t account, char **place, struct error *err)
{
	return settle(chosen, account, place, err);
}

/* The demo is an account of its own, wherever it is started. */
static bool
choose(struct chosen *chosen, char **place, struct error *err)
{
	bool is_demo = options_has(chosen->options, OPTION_DEMO);
	char *folder = is_demo ? NULL : getcwd(NULL, 0);
	struct account_wishes wishes = {
		.option = is_demo
		              ? NULL
		              : options_text(chosen->options, OPTION_ACCOUNT),
		.environment = is_demo ? NULL : getenv("KEYRACK_ACCOUNT"),
		.folder = folder,
		.home = getenv("HOME"),
	};
	bool is_chosen = account_choose(
	    &chosen->configuration, &wishes, &chosen->choice, place, err);

	free(folder);
	return is_chosen;
}

/* Where the chosen account is among the known ones. */
static size_t
find_chosen(const struct chosen *chosen)
{
	for (size_t i = 0; i < chosen->known.count; i++)
		if (strcmp(chosen->known.items[i].name, chosen->choice.name) ==
		    0)
			return i;
	return 0;
}

bool
chosen_find(struct chosen *chosen, const struct options *options, char **place,
    struct error *err)
{
	const struct configuration none = { 0 };

	*chosen = (struct chosen){ .options = options,
		.path = !options_has(options, OPTION_CONFIG)
		            ? configuration_default_path()
		            : xstrdup(options_text(options, OPTION_CONFIG)),
		.folder = state_folder() };
	*place = NULL;
	if (!read_file(chosen, place, err) ||
	    !configured_keys_bind(
	        &chosen->configuration, &chosen->bindings, place, err) ||
	    !choose(chosen, place, err))
		return false;
	known_accounts_find(
	    options_has(options, OPTION_DEMO) ? &none : &chosen->configuration,
	    chosen->folder, &chosen->known);
	chosen->first = find_chosen(chosen);
	if (!settle_each(chosen, place, err))
		return false;
	known_accounts_settle(
	    &chosen->known, chosen->first, &chosen->settings, chosen->folder);
	return true;
}

void
chosen_clear(struct chosen *chosen)
{
	known_accounts_clear(&chosen->known);
	settings_clear(&chosen->settings);
	account_choice_clear(&chosen->choice);
	configuration_clear(&chosen->configuration);
	free(chosen->path);
	free(chosen->folder);
	*chosen = (struct chosen){ 0 };
}
