/* SPDX-License-Identifier: ISC */
/* Which value wins, where it comes from, and how it is printed. */
#include "config.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/xmalloc.h"
#include "config/settings_print.h"

static const char *const commands[] = { "down", "delete", NULL };
static const char *const down[] = { "Down", "j", NULL };
static const char *const delete[] = { "d", "Delete", NULL };
static const struct default_keys keys[] = { { "down", down },
	{ "delete", delete } };

static const char text[] = "url = https://all.example\n"
                           "delete_delay = 007\n"
                           "mouse = on\n"
                           "columns = {id, name}\n"
                           "account work {\n"
                           "url = https://work.example\n"
                           "email = '\"ada the first\"@example.org'\n"
                           "login_hosts = {one.example}\n"
                           "ca_file = ~/ca.pem\n"
                           "directories = {~/work, /srv/work}\n"
                           "}\n"
                           "keys { delete = {x, '\"', '\\'} }\n";

static void
read_text(const char *from, struct configuration *out)
{
	struct error err;

	assert_true(
	    configuration_parse(from, strlen(from), "/c", commands, out, &err));
}

static void
expect_origin(
    const struct settings *settings, enum setting_id id, const char *expected)
{
	char *origin = settings_origin_text(settings, id);

	assert_string_equal(origin, expected);
	free(origin);
}

static void
settings_are_the_defaults_when_nothing_is_set(void **state)
{
	struct configuration none = { 0 };
	struct settings settings;

	(void)state;
	settings_init(&settings, &none, "default");
	assert_string_equal(
	    settings_text(&settings, SETTING_URL), "https://nuextract.ai");
	assert_null(settings_text(&settings, SETTING_EMAIL));
	assert_null(settings_path(&settings, SETTING_CA_FILE));
	assert_int_equal(settings_number(&settings, SETTING_DELETE_DELAY), 10);
	assert_int_equal(
	    settings_number(&settings, SETTING_CLIPBOARD_CLEAR), 45);
	assert_int_equal(
	    settings_number(&settings, SETTING_REVEAL_SECONDS), 10);
	assert_int_equal(
	    settings_number(&settings, SETTING_EXPIRY_WARNING), 14);
	assert_int_equal(
	    settings_number(&settings, SETTING_REFRESH_INTERVAL), 60);
	assert_false(settings_is_on(&settings, SETTING_MOUSE));
	assert_null(settings_list(&settings, SETTING_LOGIN_HOSTS)[0]);
	assert_string_equal(
	    settings_list(&settings, SETTING_COLUMNS)[4], "expires");
	assert_null(settings_list(&settings, SETTING_COLUMNS)[5]);
	expect_origin(&settings, SETTING_URL, "default");
	settings_clear(&settings);
}

static void
settings_win_when_they_are_nearer(void **state)
{
	struct configuration read;
	struct settings settings;
	struct error err;
	char *path;

	(void)state;
	read_text(text, &read);
	settings_init(&settings, &read, "default");
	assert_string_equal(
	    settings_text(&settings, SETTING_URL), "https://all.example");
	expect_origin(&settings, SETTING_URL, "/c:1");
	settings_clear(&settings);
	settings_init(&settings, &read, "work");
	assert_string_equal(
	    settings_text(&settings, SETTING_URL), "https://work.example");
	expect_origin(&settings, SETTING_URL, "account work at /c:6");
	assert_int_equal(settings_number(&settings, SETTING_DELETE_DELAY), 7);
	assert_true(settings_is_on(&settings, SETTING_MOUSE));
	setenv("HOME", "/home/ada", 1);
	path = settings_path(&settings, SETTING_CA_FILE);
	assert_string_equal(path, "/home/ada/ca.pem");
	free(path);
	assert_true(settings_override(&settings, SETTING_URL,
	    "https://env.example", "KEYRACK_URL", &err));
	assert_true(settings_override(
	    &settings, SETTING_URL, "https://x.example", "--url", &err));
	assert_string_equal(
	    settings_text(&settings, SETTING_URL), "https://x.example");
	expect_origin(&settings, SETTING_URL, "--url");
	assert_false(settings_override(
	    &settings, SETTING_URL, "https://\033[2J", "--url", &err));
	assert_string_equal(
	    err.detail, "must be UTF-8 without control characters");
	settings_clear(&settings);
	configuration_clear(&read);
}

/* Prints by way of the file named /c; for free(3). */
static char *
print(const char *from, const char *account)
{
	struct account_choice choice = { (char *)"", (char *)"--account" };
	struct configuration read;
	struct settings settings;
	struct buffer out;
	char *printed;

	read_text(from, &read);
	settings_init(&settings, &read, account);
	buffer_init(&out, 65536);
	settings_print(&settings, &choice, keys, 2, &out);
	printed = xstrdup(buffer_text(&out));
	buffer_clear(&out);
	settings_clear(&settings);
	configuration_clear(&read);
	return printed;
}

/* Cuts each line at the comment that says where the value comes from. */
static void
cut_origins(char *printed)
{
	char *end;

	while ((end = strstr(printed, "  # ")) != NULL) {
		size_t length = strcspn(end, "\n");

		memmove(end, end + length, strlen(end + length) + 1);
	}
}

static void
settings_print_says_where_when_they_are_set(void **state)
{
	char *printed = print(text, "work");

	(void)state;
	assert_ptr_equal(
	    strstr(printed, "# file: /c\n# account: work (--account)\n"),
	    printed);
	assert_non_null(strstr(printed, "\nmouse = yes  # /c:3\n"));
	assert_non_null(strstr(printed, "\ntheme = \"default\"  # default\n"));
	assert_non_null(strstr(printed, "\naccount \"work\" {\n"));
	assert_non_null(strstr(printed,
	    "\temail = \"\\\"ada the first\\\"@example.org\"  # account work at /c:7\n"));
	assert_non_null(strstr(printed, "\tdelete_delay = 7  # /c:2\n"));
	assert_non_null(strstr(
	    printed, "\tdelete = {\"x\", \"\\\"\", \"\\\\\"}  # /c:12\n"));
	assert_non_null(
	    strstr(printed, "\tdown = {\"Down\", \"j\"}  # default\n"));
	free(printed);
}

static void
settings_print_is_a_configuration_when_it_is_read(void **state)
{
	static const char *const accounts[] = { "work", "default" };

	(void)state;
	for (size_t i = 0; i < 2; i++) {
		char *once = print(text, accounts[i]);
		char *again = print(once, accounts[i]);

		cut_origins(once);
		cut_origins(again);
		assert_string_equal(once, again);
		free(once);
		free(again);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(settings_are_the_defaults_when_nothing_is_set),
		cmocka_unit_test(settings_win_when_they_are_nearer),
		cmocka_unit_test(settings_print_says_where_when_they_are_set),
		cmocka_unit_test(
		    settings_print_is_a_configuration_when_it_is_read),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
