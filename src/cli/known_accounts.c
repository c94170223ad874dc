/* SPDX-License-Identifier: ISC */
/* Resolves for each account what tells it from the others. */
#include "config.h"

#include "cli/known_accounts.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "auth/service_address.h"
#include "auth/state_name.h"
#include "base/xmalloc.h"
#include "config/account_name.h"
#include "config/settings.h"

static bool
has_file(const char *folder, const char *account, const char *origin)
{
	char *name = state_name(account, origin, ".session");
	char *path = xasprintf("%s/%s", folder, name);
	bool is_there = access(path, F_OK) == 0;

	free(path);
	free(name);
	return is_there;
}

static enum account_keeping
keeping_of(const struct settings *settings, const char *folder,
    const char *account, const char *origin)
{
	const char *store = settings_text(settings, SETTING_STORE);

	if (store == NULL || strcmp(store, "command") == 0)
		return ACCOUNT_KEEPING_UNKNOWN;
	if (strcmp(store, "file") != 0 || folder == NULL)
		return ACCOUNT_IS_NOT_KEPT;
	return has_file(folder, account, origin) ? ACCOUNT_IS_KEPT
	                                         : ACCOUNT_IS_NOT_KEPT;
}

/* Fills in what depends on the address. */
static void
look_at(struct known_account *item, const struct settings *settings,
    const char *folder)
{
	struct service_address address = { .host = "" };
	const char *url = settings_text(settings, SETTING_URL);
	struct error err;

	item->keeping = ACCOUNT_KEEPING_UNKNOWN;
	if (url != NULL && service_address_parse(url, &address, &err))
		item->keeping =
		    keeping_of(settings, folder, item->name, address.origin);
	free((char *)item->host);
	item->host = xstrdup(address.host);
}

static void
add(struct known_accounts *out, const struct configuration *configuration,
    const char *name, const char *folder)
{
	struct known_account *item = &out->items[out->count++];
	struct settings settings;
	const char *email;

	settings_init(&settings, configuration, name);
	email = settings_text(&settings, SETTING_EMAIL);
	item->name = xstrdup(name);
	item->email = email == NULL ? NULL : xstrdup(email);
	look_at(item, &settings, folder);
	settings_clear(&settings);
}

void
known_accounts_find(const struct configuration *configuration,
    const char *folder, struct known_accounts *out)
{
	const char *name;

	out->count = 0;
	out->items =
	    xcalloc(configuration->account_count + 1, sizeof(*out->items));
	if (configuration_account(configuration, ACCOUNT_DEFAULT) == NULL)
		add(out, configuration, ACCOUNT_DEFAULT, folder);
	for (size_t i = 0; i < configuration->account_count; i++) {
		name = configuration->accounts[i].name;
		add(out, configuration, name, folder);
	}
}

void
known_accounts_settle(struct known_accounts *accounts, size_t account,
    const struct settings *settings, const char *folder)
{
	look_at(&accounts->items[account], settings, folder);
}

void
known_accounts_place(
    struct known_accounts *accounts, size_t account, const char *host)
{
	free((char *)accounts->items[account].host);
	accounts->items[account].host = xstrdup(host);
}

void
known_accounts_clear(struct known_accounts *accounts)
{
	for (size_t i = 0; i < accounts->count; i++) {
		free((char *)accounts->items[i].name);
		free((char *)accounts->items[i].host);
		free((char *)accounts->items[i].email);
	}
	free(accounts->items);
	*accounts = (struct known_accounts){ NULL, 0 };
}
