/* SPDX-License-Identifier: ISC */
/* Asks the command line, the environment and the folder, in this order. */
#include "config.h"

#include "config/account_choice.h"

#include <stdlib.h>
#include <string.h>

#include "base/nearest.h"
#include "base/xmalloc.h"
#include "config/home.h"

/* One entry of an account's `directories`. */
struct folder {
	const struct configured_account *account;
	const char *written;
	char *path; /* real, where there is such a folder */
};

void
account_choice_clear(struct account_choice *choice)
{
	free(choice->name);
	free(choice->why);
	*choice = (struct account_choice){ NULL, NULL };
}

static const char *
nearest_account(const struct configuration *configuration, const char *name)
{
	size_t count = configuration->account_count;
	const char **names = xcalloc(count + 2, sizeof(*names)), *nearest;

	for (size_t i = 0; i < count; i++)
		names[i] = configuration->accounts[i].name;
	names[count] = ACCOUNT_DEFAULT;
	nearest = nearest_name(name, names);
	free(names);
	return nearest;
}

bool
account_is_known(const struct configuration *configuration, const char *name,
    struct error *err)
{
	const char *nearest;

	if (!account_name_is_good(name))
		return error_set(err, ERROR_USAGE, 0, "\"%.24s\" %s", name,
		    ACCOUNT_NAME_RULE);
	if (strcmp(name, ACCOUNT_DEFAULT) == 0 ||
	    configuration_account(configuration, name) != NULL)
		return true;
	nearest = nearest_account(configuration, name);
	if (nearest != NULL)
		return error_set(err, ERROR_USAGE, 0,
		    "there is no account \"%.32s\"; did you mean %s?", name,
		    nearest);
	return error_set(err, ERROR_USAGE, 0,
	    "there is no account \"%.24s\"; it begins with: account %.24s { } "
	    "in the configuration",
	    name, name);
}

/* Without slashes at its end, which the root keeps. */
static void
trim(char *path)
{
	size_t length = strlen(path);

	while (length > 1 && path[length - 1] == '/')
		path[--length] = '\0';
}

static char *
real_path(const char *written, const char *home)
{
	char *path = home_expand(written, home);
	char *real = realpath(path, NULL);

	if (real != NULL) {
		free(path);
		return real;
	}
	trim(path);
	return path;
}

static bool
is_within(const char *folder, const char *top)
{
	size_t length = strlen(top);

	return strncmp(folder, top, length) == 0 &&
	       (folder[length] == '\0' || folder[length] == '/' ||
	           strcmp(top, "/") == 0);
}

/* All entries of all accounts, in the order of the file. */
static struct folder *
gather(
    const struct configuration *configuration, const char *home, size_t *count)
{
	struct folder *folders = NULL;

	*count = 0;
	for (size_t i = 0; i < configuration->account_count; i++) {
		const struct configured_account *account =
		    &configuration->accounts[i];
		const struct configured *value =
		    &account->values[SETTING_DIRECTORIES];

		for (size_t k = 0; k < value->count; k++) {
			folders = xreallocarray(
			    folders, *count + 1, sizeof(*folders));
			folders[(*count)++] =
			    (struct folder){ account, value->words[k],
				    real_path(value->words[k], home) };
		}
	}
	return folders;
}

/* The first of another account before `at` with the same path, or NULL. */
static const struct folder *
find_rival(const struct folder *folders, size_t at)
{
	for (size_t i = 0; i < at; i++)
		if (folders[i].account != folders[at].account &&
		    strcmp(folders[i].path, folders[at].path) == 0)
			return &folders[i];
	return NULL;
}

static bool
refuse_rivals(const struct configuration *configuration,
    const struct folder *folder, const struct folder *rival, char **place,
    struct error *err)
{
	*place = configuration_place(
	    configuration, folder->account->values[SETTING_DIRECTORIES].line);
	return error_set(err, ERROR_USAGE, 0,
	    "accounts %.20s and %.20s have the same folder %.56s",
	    rival->account->name, folder->account->name, folder->written);
}

static void
choose(struct account_choice *out, const char *name, char *why)
{
	out->name = xstrdup(name);
	out->why = why;
}

/* Leaves *out empty where no account has the folder. */
static bool
choose_by_folder(const struct configuration *configuration,
    const struct account_wishes *wishes, struct account_choice *out,
    char **place, struct error *err)
{
	size_t count;
	struct folder *folders = gather(configuration, wishes->home, &count);
	const struct folder *best = NULL, *rival = NULL;

	for (size_t i = 0; i < count && rival == NULL; i++) {
		rival = find_rival(folders, i);
		if (rival != NULL)
			refuse_rivals(
			    configuration, &folders[i], rival, place, err);
		else if (is_within(wishes->folder, folders[i].path) &&
		         (best == NULL ||
		             strlen(folders[i].path) > strlen(best->path)))
			best = &folders[i];
	}
	if (rival == NULL && best != NULL) {
		char *at = configuration_place(configuration,
		    best->account->values[SETTING_DIRECTORIES].line);

		choose(out, best->account->name,
		    xasprintf("%s has this folder: %s", at, best->written));
		free(at);
	}
	for (size_t i = 0; i < count; i++)
		free(folders[i].path);
	free(folders);
	return rival == NULL;
}

static bool
choose_named(const struct configuration *configuration, const char *name,
    const char *by, struct account_choice *out, char **place, struct error *err)
{
	if (!account_is_known(configuration, name, err)) {
		*place = xstrdup(by);
		return false;
	}
	choose(out, name, xstrdup(by));
	return true;
}

bool
account_choose(const struct configuration *configuration,
    const struct account_wishes *wishes, struct account_choice *out,
    char **place, struct error *err)
{
	*out = (struct account_choice){ NULL, NULL };
	*place = NULL;
	if (wishes->option != NULL)
		return choose_named(configuration, wishes->option, "--account",
		    out, place, err);
	if (wishes->environment != NULL && *wishes->environment != '\0')
		return choose_named(configuration, wishes->environment,
		    "KEYRACK_ACCOUNT", out, place, err);
	if (wishes->folder != NULL &&
	    !choose_by_folder(configuration, wishes, out, place, err))
		return false;
	if (out->name == NULL)
		choose(out, ACCOUNT_DEFAULT, xstrdup("no other is asked for"));
	return true;
}
