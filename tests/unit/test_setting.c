/* SPDX-License-Identifier: ISC */
/* The table of settings is whole, and each kind takes what it should. */
#include "config.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "config/setting.h"

static void
setting_is_whole_when_it_is_in_the_table(void **state)
{
	(void)state;
	for (int id = 0; id < SETTING_COUNT; id++) {
		const struct setting *setting =
		    setting_get((enum setting_id)id);
		struct error err;

		assert_int_equal(setting->id, id);
		assert_ptr_equal(setting_find(setting->name), setting);
		assert_true(strlen(setting->about) > 0);
		assert_true(strlen(setting->about) < 72);
		if (!setting_is_list(setting))
			assert_true(
			    setting_accepts(setting, setting->standard, &err));
	}
	assert_null(setting_find("colour"));
	assert_null(setting_find(""));
}

static const struct {
	enum setting_id id;
	const char *word, *refusal; /* NULL: accepted */
} cases[] = {
	{ SETTING_URL, "https://example.org", NULL },
	{ SETTING_URL, "", "must not be empty" },
	{ SETTING_EMAIL, "", NULL },
	{ SETTING_EMAIL, "ada@example.org", NULL },
	{ SETTING_EMAIL, "ada", "must be an e-mail address: NAME@HOST" },
	{ SETTING_EMAIL, "@example.org",
	    "must be an e-mail address: NAME@HOST" },
	{ SETTING_EMAIL, "Ada <ada@example.org>",
	    "must be an e-mail address: NAME@HOST" },
	{ SETTING_LOGIN_HOSTS, "login.example.org", NULL },
	{ SETTING_LOGIN_HOSTS, "[::1]:8443", NULL },
	{ SETTING_LOGIN_HOSTS, "https://login.example.org",
	    "must be HOST or HOST:PORT, without https:// and path" },
	{ SETTING_LOGIN_HOSTS, "login.example.org/realm",
	    "must be HOST or HOST:PORT, without https:// and path" },
	{ SETTING_LOGIN_HOSTS, ":8443",
	    "must be HOST or HOST:PORT, without https:// and path" },
	{ SETTING_THEME, "light", NULL },
	{ SETTING_THEME, "dark", "must be default, light, contrast or mono" },
	{ SETTING_DELETE_DELAY, "0", NULL },
	{ SETTING_DELETE_DELAY, "3600", NULL },
	{ SETTING_DELETE_DELAY, "3601", "must be a number from 0 to 3600" },
	{ SETTING_DELETE_DELAY, "-1", "must be a number from 0 to 3600" },
	{ SETTING_DELETE_DELAY, " 1", "must be a number from 0 to 3600" },
	{ SETTING_DELETE_DELAY, "1s", "must be a number from 0 to 3600" },
	{ SETTING_DELETE_DELAY, "99999999999999999999",
	    "must be a number from 0 to 3600" },
	{ SETTING_REVEAL_SECONDS, "0", "must be a number from 1 to 600" },
	{ SETTING_MOUSE, "yes", NULL },
	{ SETTING_MOUSE, "off", NULL },
	{ SETTING_MOUSE, "1", "must be yes or no" },
	{ SETTING_MOUSE, "", "must not be empty" },
	{ SETTING_STORE, "memory", NULL },
	{ SETTING_STORE, "File", "must be file, command or memory" },
	{ SETTING_SORT, "-name", NULL },
	{ SETTING_SORT, "--name",
	    "must be name, organization, token, created, expires, id, "
	    "used, or one of these after a -" },
	{ SETTING_COLUMNS, "id", NULL },
	{ SETTING_COLUMNS, "-id",
	    "must be name, organization, token, created, expires, "
	    "id or used" },
	{ SETTING_COLUMNS, "", "must not be empty" },
	{ SETTING_CA_FILE, "~/ca.pem", NULL },
	{ SETTING_CA_FILE, "ca.pem",
	    "must be a path that begins with / or ~/" },
	{ SETTING_DIRECTORIES, "~", NULL },
	{ SETTING_DIRECTORIES, "~ada",
	    "must be a path that begins with / or ~/" },
	{ SETTING_DIRECTORIES, "", "must not be empty" },
};

static void
setting_accepts_a_word_when_its_kind_does(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		struct error err = { 0 };
		bool is_accepted = setting_accepts(
		    setting_get(cases[i].id), cases[i].word, &err);

		assert_int_equal(is_accepted, cases[i].refusal == NULL);
		if (is_accepted)
			continue;
		assert_string_equal(err.detail, cases[i].refusal);
		assert_int_equal(err.kind, ERROR_USAGE);
	}
}

static void
setting_means_its_word_when_accepted(void **state)
{
	(void)state;
	assert_int_equal(setting_number("010"), 10);
	assert_true(setting_switch("yes"));
	assert_true(setting_switch("on"));
	assert_true(setting_switch("true"));
	assert_false(setting_switch("no"));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(setting_is_whole_when_it_is_in_the_table),
		cmocka_unit_test(setting_accepts_a_word_when_its_kind_does),
		cmocka_unit_test(setting_means_its_word_when_accepted),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
