/* SPDX-License-Identifier: ISC */
/* Reads a configuration with libconfuse, which is included here alone. */
#include "config.h"

#include "config/configuration.h"

#include <locale.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <confuse.h>

#include "base/buffer.h"
#include "base/nearest.h"
#include "base/xmalloc.h"
#include "config/account_name.h"
#include "config/source.h"

#define ACCOUNTS_MAX 100
#define SECTION_ACCOUNT "account"

/* Room for the marks and quotes of the shortest statements. */
#define PLAIN_MAX (8 * CONFIGURATION_MAX)

/*
 * libconfuse hands nothing of ours to the function that it tells errors.
 * NULL unless it is at work.
 */
static struct error *complaint;

static const cfg_opt_t end_of_options = CFG_END();

static bool
may_stand(enum setting_reach reach, bool in_account)
{
	switch (reach) {
	case SETTING_FOR_ALL:
		return !in_account;
	case SETTING_FOR_ANY:
		return true;
	case SETTING_FOR_ONE_ALONE:
		return in_account;
	}
	return false;
}

/* Every value is a list for libconfuse, as source.h says. */
static size_t
add_settings(cfg_opt_t *options, bool in_account)
{
	size_t count = 0;

	for (int id = 0; id < SETTING_COUNT; id++) {
		const struct setting *setting =
		    setting_get((enum setting_id)id);
		const cfg_opt_t option =
		    CFG_STR_LIST(setting->name, NULL, CFGF_NONE);

		if (setting->kind != SETTING_IS_BINDINGS &&
		    may_stand(setting->reach, in_account))
			options[count++] = option;
	}
	options[count] = end_of_options;
	return count;
}

/* The options of the section keys, for free(3). */
static cfg_opt_t *
command_options(const char *const *commands)
{
	cfg_opt_t *options;
	size_t count = 0;

	while (commands[count] != NULL)
		count++;
	options = xcalloc(count + 1, sizeof(*options));
	for (size_t i = 0; i < count; i++) {
		const cfg_opt_t option =
		    CFG_STR_LIST(commands[i], NULL, CFGF_NONE);

		options[i] = option;
	}
	options[count] = end_of_options;
	return options;
}

static const char *
nearest_setting(const char *word)
{
	const char *names[SETTING_COUNT + 2];
	int id;

	for (id = 0; id < SETTING_COUNT; id++)
		names[id] = setting_get((enum setting_id)id)->name;
	names[id++] = SECTION_ACCOUNT;
	names[id] = NULL;
	return nearest_name(word, names);
}

/* The names of a section's options; there are not many. */
static const char *
nearest_option(const cfg_t *section, const char *word)
{
	const char **names, *nearest;
	size_t count = 0;

	while (section->opts[count].name != NULL)
		count++;
	names = xcalloc(count + 1, sizeof(*names));
	for (size_t i = 0; i < count; i++)
		names[i] = section->opts[i].name;
	nearest = nearest_name(word, names);
	free(names);
	return nearest;
}

/* There is no such name here: it is misplaced, or another was meant. */
static void
complain_of_name(const cfg_t *section, const char *name)
{
	bool is_command = strcmp(section->name, "keys") == 0;
	const struct setting *setting = setting_find(name);
	const char *nearest;

	if (!is_command && setting != NULL) {
		error_set(complaint, ERROR_USAGE, section->line,
		    setting->reach == SETTING_FOR_ALL
		        ? "%s holds for all accounts: write it outside of them"
		        : "%s stands within an account: account NAME { … }",
		    name);
		return;
	}
	if (strcmp(name, SECTION_ACCOUNT) == 0) {
		error_set(complaint, ERROR_USAGE, section->line,
		    "an account cannot stand within another section");
		return;
	}
	nearest =
	    is_command ? nearest_option(section, name) : nearest_setting(name);
	error_set(complaint, ERROR_USAGE, section->line,
	    nearest == NULL ? "there is no %s \"%.40s\""
	                    : "there is no %s \"%.40s\"; did you mean %s?",
	    is_command ? "command" : "setting", name, nearest);
}

/*
 * Its wording is our only sign of which error it is; in another wording the
 * sentence is less to the point, and the line still right.
 */
static void
take_complaint(cfg_t *section, const char *format, va_list arguments)
{
	if (complaint->kind != ERROR_NONE)
		return;
	if (strcmp(format, "no such option '%s'") == 0)
		complain_of_name(section, va_arg(arguments, const char *));
	else if (strcmp(format, "found duplicate title '%s'") == 0)
		error_set(complaint, ERROR_USAGE, section->line,
		    "an account stands here twice");
	else
		error_set(complaint, ERROR_USAGE, section->line,
		    "this is not NAME = VALUE, NAME = {VALUE, …}, account "
		    "NAME { … } or keys { … }");
}

/* Reads an option's words, of which the first has its line. */
static bool
take_words(
    cfg_opt_t *option, struct configured *out, bool *is_list, struct error *err)
{
	unsigned int count = cfg_opt_size(option);

	out->words = xcalloc(count + 1, sizeof(*out->words));
	for (unsigned int i = 0; i < count; i++) {
		const char *word = cfg_opt_getnstr(option, i);
		int line = 0;

		if (*word == SOURCE_MARK_WORD) {
			out->words[out->count++] = xstrdup(word + 1);
			continue;
		}
		line = (int)strtol(word + 1, NULL, 10);
		if (out->line != 0)
			return error_set(err, ERROR_USAGE, line,
			    "%s stands here again; it is in line %d already",
			    option->name, out->line);
		out->line = line;
		*is_list = *word == SOURCE_MARK_LIST;
	}
	return true;
}

static bool
take_value(cfg_opt_t *option, const struct setting *setting,
    struct configured *out, struct error *err)
{
	bool is_list = false;
	struct error reason;

	if (!take_words(option, out, &is_list, err))
		return false;
	if (is_list && !setting_is_list(setting))
		return error_set(err, ERROR_USAGE, out->line,
		    "%s takes one value, not a list", setting->name);
	for (size_t i = 0; i < out->count; i++)
		if (!setting_accepts(setting, out->words[i], &reason))
			return error_set(err, ERROR_USAGE, out->line, "%s %s",
			    setting->name, reason.detail);
	return true;
}

/* The section's settings into values[SETTING_COUNT]. */
static bool
take_settings(cfg_t *section, struct configured *values, struct error *err)
{
	for (cfg_opt_t *option = section->opts; option->name != NULL;
	     option++) {
		const struct setting *setting = setting_find(option->name);

		if (setting != NULL && option->type == CFGT_STR &&
		    !take_value(option, setting, &values[setting->id], err))
			return false;
	}
	return true;
}

static bool
take_account(cfg_t *section, struct configuration *out, struct error *err)
{
	struct configured_account *account;
	const char *name;
	int line = source_title(cfg_title(section), &name);
	const struct configured_account *first;

	if (!account_name_is_good(name))
		return error_set(err, ERROR_USAGE, line, "\"%.24s\" %s", name,
		    ACCOUNT_NAME_RULE);
	first = configuration_account(out, name);
	if (first != NULL)
		return error_set(err, ERROR_USAGE, line,
		    "account %s stands here again; it is in line %d already",
		    name, first->line);
	if (out->account_count == ACCOUNTS_MAX)
		return error_set(err, ERROR_USAGE, line,
		    "there are more than %d accounts", ACCOUNTS_MAX);
	out->accounts = xreallocarray(
	    out->accounts, out->account_count + 1, sizeof(*out->accounts));
	account = &out->accounts[out->account_count++];
	memset(account, 0, sizeof(*account));
	account->name = xstrdup(name);
	account->line = line;
	return take_settings(section, account->values, err);
}

static bool
take_bindings(cfg_t *section, struct configuration *out, struct error *err)
{
	for (cfg_opt_t *option = section->opts; option->name != NULL;
	     option++) {
		struct configured_binding *binding;
		bool is_list;

		if (cfg_opt_size(option) == 0)
			continue;
		out->bindings = xreallocarray(out->bindings,
		    out->binding_count + 1, sizeof(*out->bindings));
		binding = &out->bindings[out->binding_count++];
		memset(binding, 0, sizeof(*binding));
		binding->command = xstrdup(option->name);
		if (!take_words(option, &binding->keys, &is_list, err))
			return false;
	}
	return true;
}

static bool
take_all(cfg_t *file, struct configuration *out, struct error *err)
{
	unsigned int count = cfg_size(file, SECTION_ACCOUNT);

	if (!take_settings(file, out->values, err))
		return false;
	for (unsigned int i = 0; i < count; i++)
		if (!take_account(
		        cfg_getnsec(file, SECTION_ACCOUNT, i), out, err))
			return false;
	return take_bindings(cfg_getsec(file, "keys"), out, err);
}

/* libconfuse translates its errors, by whose wording they are known here. */
static bool
parse_plain(const char *plain, cfg_opt_t *options, struct configuration *out,
    struct error *err)
{
	char *locale = xstrdup(setlocale(LC_MESSAGES, NULL));
	cfg_t *file = xchecked(cfg_init(options, CFGF_NONE));
	bool is_read;

	err->kind = ERROR_NONE;
	complaint = err;
	cfg_set_error_function(file, take_complaint);
	setlocale(LC_MESSAGES, "C");
	is_read = cfg_parse_buf(file, plain) == CFG_SUCCESS;
	setlocale(LC_MESSAGES, locale);
	complaint = NULL;
	free(locale);
	if (!is_read && err->kind == ERROR_NONE)
		error_set(err, ERROR_USAGE, 0, "it cannot be read");
	is_read = is_read && take_all(file, out, err);
	cfg_free(file);
	return is_read;
}

bool
configuration_parse(const char *text, size_t length, const char *name,
    const char *const *commands, struct configuration *out, struct error *err)
{
	cfg_opt_t options[SETTING_COUNT + 3], in_account[SETTING_COUNT + 1];
	cfg_opt_t *keys = command_options(commands);
	const cfg_opt_t account = CFG_SEC(SECTION_ACCOUNT, in_account,
	    CFGF_MULTI | CFGF_TITLE | CFGF_NO_TITLE_DUPES);
	const cfg_opt_t bindings = CFG_SEC("keys", keys, CFGF_NONE);
	struct buffer plain;
	size_t count;
	bool is_read;

	memset(out, 0, sizeof(*out));
	out->path = name == NULL ? NULL : xstrdup(name);
	add_settings(in_account, true);
	count = add_settings(options, false);
	options[count] = account;
	options[count + 1] = bindings;
	options[count + 2] = end_of_options;
	buffer_init(&plain, PLAIN_MAX);
	is_read = source_make_plain(text, length, &plain, err) &&
	          parse_plain(buffer_text(&plain), options, out, err);
	buffer_clear(&plain);
	free(keys);
	return is_read;
}
