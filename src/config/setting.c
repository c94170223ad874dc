/* SPDX-License-Identifier: ISC */
/* The table of settings, and which words are values of which. */
#include "config.h"

#include "config/setting.h"

#include <bsd/stdlib.h>
#include <bsd/string.h>
#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/text.h"

static const char *const stores[] = { "file", "command", "memory", NULL };
static const char *const clipboards[] = { "auto", "tmux", "osc52", "wl-copy",
	"xclip", "xsel", "pbcopy", "none", NULL };
static const char *const themes[] = { "default", "light", "contrast", "mono",
	NULL };
static const char *const columns[] = { "name", "organization", "token",
	"created", "expires", "id", "used", NULL };
static const char *const orders[] = { "name", "organization", "token",
	"created", "expires", "id", "used", "-name", "-organization", "-token",
	"-created", "-expires", "-id", "-used", NULL };

static const char *const yes[] = { "yes", "true", "on", NULL };
static const char *const no[] = { "no", "false", "off", NULL };

/* In the order of the identifiers. */
static const struct setting settings[SETTING_COUNT] = {
	{ SETTING_URL, SETTING_IS_TEXT, SETTING_FOR_ANY, "url",
	    N_("the address of the service"), "https://nuextract.ai", 0, 0,
	    NULL },
	{ SETTING_EMAIL, SETTING_IS_EMAIL, SETTING_FOR_ANY, "email",
	    N_("whose account it is; another is asked about after the login"),
	    "", 0, 0, NULL },
	{ SETTING_STORE, SETTING_IS_CHOICE, SETTING_FOR_ANY, "store",
	    N_("where the session is kept: in a file, by a command, in memory"),
	    "file", 0, 0, stores },
	{ SETTING_STORE_COMMAND, SETTING_IS_LIST, SETTING_FOR_ANY,
	    "store_command",
	    N_("the words of the command that keeps the session"), "", 0, 0,
	    NULL },
	{ SETTING_REQUIRE_SECURE_STORE, SETTING_IS_SWITCH, SETTING_FOR_ANY,
	    "require_secure_store",
	    N_("whether a session may be kept by a command only, never in a "
	       "file"),
	    "no", 0, 0, NULL },
	{ SETTING_REDIRECT_URI, SETTING_IS_TEXT, SETTING_FOR_ANY,
	    "redirect_uri",
	    N_("where the browser is sent after the login; port 0: any free"),
	    "http://localhost:5173", 0, 0, NULL },
	{ SETTING_LOGIN_HOSTS, SETTING_IS_HOSTS, SETTING_FOR_ANY, "login_hosts",
	    N_("further hosts to which the browser may be sent unasked"), "", 0,
	    0, NULL },
	{ SETTING_CA_FILE, SETTING_IS_PATH, SETTING_FOR_ANY, "ca_file",
	    N_("an own certificate authority (PEM) in place of the system's"),
	    "", 0, 0, NULL },
	{ SETTING_BROWSER, SETTING_IS_TEXT, SETTING_FOR_ANY, "browser",
	    N_("the browser's command, written as in $BROWSER and before it"),
	    "", 0, 0, NULL },
	{ SETTING_DELETE_DELAY, SETTING_IS_NUMBER, SETTING_FOR_ANY,
	    "delete_delay",
	    N_("seconds for which a deletion can be taken back; 0: none"), "10",
	    0, 3600, NULL },
	{ SETTING_CLIPBOARD_CLEAR, SETTING_IS_NUMBER, SETTING_FOR_ALL,
	    "clipboard_clear",
	    N_("seconds after which a copied token is cleared; 0: never"), "45",
	    0, 86400, NULL },
	{ SETTING_CLIPBOARD, SETTING_IS_CHOICE, SETTING_FOR_ALL, "clipboard",
	    N_("the way to the clipboard"), "auto", 0, 0, clipboards },
	{ SETTING_REVEAL_SECONDS, SETTING_IS_NUMBER, SETTING_FOR_ALL,
	    "reveal_seconds", N_("seconds for which a token is shown"), "10", 1,
	    600, NULL },
	{ SETTING_EXPIRY_WARNING, SETTING_IS_NUMBER, SETTING_FOR_ANY,
	    "expiry_warning",
	    N_("days before its end from which an API key is warned about"),
	    "14", 0, 3650, NULL },
	{ SETTING_REFRESH_INTERVAL, SETTING_IS_NUMBER, SETTING_FOR_ANY,
	    "refresh_interval",
	    N_("seconds between reloads of the list; 0: only when asked"), "60",
	    0, 86400, NULL },
	{ SETTING_THEME, SETTING_IS_CHOICE, SETTING_FOR_ALL, "theme",
	    N_("the colours: the terminal's, for a light background, or "
	       "others"),
	    "default", 0, 0, themes },
	{ SETTING_MOUSE, SETTING_IS_SWITCH, SETTING_FOR_ALL, "mouse",
	    N_("whether keyrack takes the mouse from the terminal"), "no", 0, 0,
	    NULL },
	{ SETTING_PRESENTER, SETTING_IS_SWITCH, SETTING_FOR_ALL, "presenter",
	    N_("whether e-mails are hidden, for a screen that others see"),
	    "no", 0, 0, NULL },
	{ SETTING_COLUMNS, SETTING_IS_LIST, SETTING_FOR_ALL, "columns",
	    N_("the columns of the table, from the left"),
	    "name organization token created expires", 0, 0, columns },
	{ SETTING_SORT, SETTING_IS_CHOICE, SETTING_FOR_ALL, "sort",
	    N_("the column by which is sorted; with - before it, reversed"),
	    "expires", 0, 0, orders },
	{ SETTING_DIRECTORIES, SETTING_IS_PATHS, SETTING_FOR_ONE_ALONE,
	    "directories",
	    N_("the folders in which this account is chosen by itself"), "", 0,
	    0, NULL },
	{ SETTING_KEYS, SETTING_IS_BINDINGS, SETTING_FOR_ALL, "keys",
	    N_("the keys of each command that has others than its own"), "", 0,
	    0, NULL },
};

const struct setting *
setting_get(enum setting_id id)
{
	return &settings[id];
}

const struct setting *
setting_find(const char *name)
{
	for (size_t i = 0; i < SETTING_COUNT; i++)
		if (strcmp(settings[i].name, name) == 0)
			return &settings[i];
	return NULL;
}

bool
setting_is_list(const struct setting *setting)
{
	return setting->kind == SETTING_IS_LIST ||
	       setting->kind == SETTING_IS_PATHS ||
	       setting->kind == SETTING_IS_HOSTS;
}

static bool
is_among(const char *word, const char *const *words)
{
	while (*words != NULL && strcmp(*words, word) != 0)
		words++;
	return *words != NULL;
}

/* Names them as far as there is room in an error. */
static bool
refuse_choice(const char *const *choices, struct error *err)
{
	char list[sizeof(err->detail)] = "";

	for (size_t i = 0; choices[i] != NULL; i++) {
		const char *between = i == 0                   ? ""
		                      : choices[i + 1] == NULL ? " or "
		                                               : ", ";

		if (choices[i][0] == '-')
			return error_set(err, ERROR_USAGE, 0,
			    "must be %s, or one of these after a -", list);
		strlcat(list, between, sizeof(list));
		strlcat(list, choices[i], sizeof(list));
	}
	return error_set(err, ERROR_USAGE, 0, "must be %s", list);
}

static bool
accepts_number(
    const struct setting *setting, const char *word, struct error *err)
{
	const char *refusal = NULL;

	strtonum(word, setting->min, setting->max, &refusal);
	/* strtonum would take blanks and signs before the digits. */
	if (refusal == NULL && word[strspn(word, "0123456789")] == '\0')
		return true;
	return error_set(err, ERROR_USAGE, 0,
	    "must be a number from %ld to %ld", setting->min, setting->max);
}

static bool
accepts_path(const char *word, struct error *err)
{
	if (*word == '/' || strcmp(word, "~") == 0 ||
	    strncmp(word, "~/", 2) == 0)
		return true;
	return error_set(
	    err, ERROR_USAGE, 0, "must be a path that begins with / or ~/");
}

/* Not whether it could be one, but whether it cannot: it would never match. */
static bool
accepts_email(const char *word, struct error *err)
{
	const char *at = strrchr(word, '@');

	if (at != NULL && at != word && at[1] != '\0' &&
	    strpbrk(word, "<>") == NULL)
		return true;
	return error_set(
	    err, ERROR_USAGE, 0, "must be an e-mail address: NAME@HOST");
}

/* As login addresses are compared with it: RFC 3986's host, and a port. */
static bool
accepts_host(const char *word, struct error *err)
{
	static const char letters[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
	                              "abcdefghijklmnopqrstuvwxyz"
	                              "0123456789-._:[]";

	if (word[strspn(word, letters)] == '\0' && *word != ':')
		return true;
	return error_set(err, ERROR_USAGE, 0,
	    "must be HOST or HOST:PORT, without https:// and path");
}

/* The file has been looked at for this; the environment has not. */
static bool
is_plain(const char *word)
{
	if (!text_is_valid(word, strlen(word)))
		return false;
	for (; *word != '\0'; word++)
		if ((unsigned char)*word < ' ' || *word == 0x7F)
			return false;
	return true;
}

bool
setting_accepts(
    const struct setting *setting, const char *word, struct error *err)
{
	if (!is_plain(word))
		return error_set(err, ERROR_USAGE, 0,
		    "must be UTF-8 without control characters");
	/* What is empty by default may be written so. */
	if (*word == '\0' && *setting->standard == '\0' &&
	    !setting_is_list(setting))
		return true;
	if (*word == '\0')
		return error_set(err, ERROR_USAGE, 0, "must not be empty");
	switch (setting->kind) {
	case SETTING_IS_TEXT:
	case SETTING_IS_BINDINGS:
		return true;
	case SETTING_IS_PATH:
	case SETTING_IS_PATHS:
		return accepts_path(word, err);
	case SETTING_IS_EMAIL:
		return accepts_email(word, err);
	case SETTING_IS_HOSTS:
		return accepts_host(word, err);
	case SETTING_IS_LIST:
	case SETTING_IS_CHOICE:
		return setting->choices == NULL ||
		       is_among(word, setting->choices) ||
		       refuse_choice(setting->choices, err);
	case SETTING_IS_NUMBER:
		return accepts_number(setting, word, err);
	case SETTING_IS_SWITCH:
		return is_among(word, yes) || is_among(word, no) ||
		       error_set(err, ERROR_USAGE, 0, "must be yes or no");
	}
	return false;
}

long
setting_number(const char *word)
{
	return strtol(word, NULL, 10);
}

bool
setting_switch(const char *word)
{
	return is_among(word, yes);
}
