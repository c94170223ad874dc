/* SPDX-License-Identifier: ISC */
/* Which account is chosen, by what, and what is said of a wrong one. */
#include "config.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include <sys/stat.h>
#include <unistd.h>

#include "base/xmalloc.h"
#include "config/account_choice.h"

#define LENGTH(array) (sizeof(array) / sizeof((array)[0]))

static const char *const commands[] = { NULL };

static const char text[] = "account work {\n"
                           "directories = {~/work, ~/link/}\n"
                           "}\n"
                           "account deep { directories = ~/work/deep }\n"
                           "account away { directories = {~/none, /none//} }\n"
                           "account bare { }\n";

/* A home with folders: work/deep, workshop, and link -> linked. */
struct home {
	char path[64];
	struct configuration configuration;
};

static void
make_folder(const struct home *home, const char *name)
{
	char *path = xasprintf("%s/%s", home->path, name);

	assert_int_equal(mkdir(path, 0700), 0);
	free(path);
}

static int
setup(void **state)
{
	struct home *home = xcalloc(1, sizeof(*home));
	struct error err;
	char *link;

	strcpy(home->path, "/tmp/keyrack-choice-XXXXXX");
	assert_non_null(mkdtemp(home->path));
	make_folder(home, "work");
	make_folder(home, "work/deep");
	make_folder(home, "workshop");
	make_folder(home, "linked");
	link = xasprintf("%s/link", home->path);
	assert_int_equal(symlink("linked", link), 0);
	free(link);
	assert_true(configuration_parse(
	    text, strlen(text), "/c", commands, &home->configuration, &err));
	*state = home;
	return 0;
}

static int
teardown(void **state)
{
	struct home *home = *state;
	char *command = xasprintf("rm -rf '%s'", home->path);

	assert_int_equal(system(command), 0);
	configuration_clear(&home->configuration);
	free(command);
	free(home);
	return 0;
}

static void
expect_in(const struct home *home, const char *folder, const char *name,
    const char *why)
{
	char *path = xasprintf("%s%s", home->path, folder);
	struct account_wishes wishes = { .folder = path, .home = home->path };
	struct account_choice choice;
	struct error err;
	char *place;

	assert_true(account_choose(
	    &home->configuration, &wishes, &choice, &place, &err));
	assert_string_equal(choice.name, name);
	assert_string_equal(choice.why, why);
	account_choice_clear(&choice);
	free(path);
}

static void
account_is_that_of_the_folder_when_it_lies_within(void **state)
{
	const struct home *home = *state;

	expect_in(home, "", "default", "no other is asked for");
	expect_in(home, "/work", "work", "/c:2 has this folder: ~/work");
	expect_in(home, "/work/x", "work", "/c:2 has this folder: ~/work");
	expect_in(home, "/workshop", "default", "no other is asked for");
	expect_in(
	    home, "/work/deep/x", "deep", "/c:4 has this folder: ~/work/deep");
	expect_in(home, "/work/deeper", "work", "/c:2 has this folder: ~/work");
	expect_in(home, "/linked", "work", "/c:2 has this folder: ~/link/");
}

static void
account_is_the_named_one_when_it_is_named(void **state)
{
	const struct home *home = *state;
	char *folder = xasprintf("%s/work", home->path);
	struct account_wishes wishes = { .option = "bare",
		.environment = "deep",
		.folder = folder,
		.home = home->path };
	static const char *const expected[] = { "bare", "deep", "work" };
	static const char *const why[] = { "--account", "KEYRACK_ACCOUNT",
		"/c:2 has this folder: ~/work" };

	for (size_t i = 0; i < LENGTH(expected); i++) {
		struct account_choice choice;
		struct error err;
		char *place;

		assert_true(account_choose(
		    &home->configuration, &wishes, &choice, &place, &err));
		assert_string_equal(choice.name, expected[i]);
		assert_string_equal(choice.why, why[i]);
		account_choice_clear(&choice);
		if (i == 0)
			wishes.option = NULL;
		else
			wishes.environment = "";
	}
	free(folder);
}

static void
account_is_refused_when_it_is_not_configured(void **state)
{
	static const struct {
		const char *name, *reason; /* NULL: known */
	} cases[] = {
		{ "default", NULL },
		{ "wrok", "there is no account \"wrok\"; did you mean work?" },
		{ "defualt",
		    "there is no account \"defualt\"; did you mean default?" },
		{ "home",
		    "there is no account \"home\"; it begins with: account "
		    "home { } in the configuration" },
		{ "a/b",
		    "\"a/b\" cannot be an account's name: 1 to 64 bytes, no "
		    "blanks, quotes or /" },
		{ "", "\"\" cannot be an account's name: 1 to 64 bytes, no "
		      "blanks, quotes or /" },
	};
	const struct home *home = *state;

	for (size_t i = 0; i < LENGTH(cases); i++) {
		struct account_wishes wishes = { .option = cases[i].name };
		struct account_choice choice;
		struct error err = { 0 };
		char *place;
		bool is_chosen = account_choose(
		    &home->configuration, &wishes, &choice, &place, &err);

		assert_int_equal(is_chosen, cases[i].reason == NULL);
		account_choice_clear(&choice);
		if (is_chosen)
			continue;
		assert_string_equal(err.detail, cases[i].reason);
		assert_string_equal(place, "--account");
		free(place);
	}
}

static void
account_is_refused_when_two_have_its_folder(void **state)
{
	static const char rivals[] = "account one { directories = ~/link }\n"
	                             "account two { directories =\n"
	                             "{/, ~/linked} }\n";
	const struct home *home = *state;
	struct account_wishes wishes = { .folder = "/", .home = home->path };
	struct configuration read;
	struct account_choice choice;
	struct error err;
	char *place;

	assert_true(configuration_parse(
	    rivals, strlen(rivals), "/c", commands, &read, &err));
	assert_false(account_choose(&read, &wishes, &choice, &place, &err));
	assert_string_equal(
	    err.detail, "accounts one and two have the same folder ~/linked");
	assert_string_equal(place, "/c:2");
	free(place);
	account_choice_clear(&choice);
	configuration_clear(&read);
}

static void
account_name_is_good_when_it_can_be_typed_and_shown(void **state)
{
	static const char *const good[] = { "work", "a@b.c", "données", "x-1" };
	static const char *const bad[] = { "", ".", "..", "-x", "a b", "a/b",
		"a\\b", "a'b", "a\"b", "a\tb", "a\x7F", "\xFF", "\xC2\x9B",
		"\xC2\xA0",
		("12345678901234567890123456789012345678901234567890123456789"
		 "012345") };

	(void)state;
	for (size_t i = 0; i < LENGTH(good); i++)
		assert_true(account_name_is_good(good[i]));
	for (size_t i = 0; i < LENGTH(bad); i++)
		assert_false(account_name_is_good(bad[i]));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(
		    account_is_that_of_the_folder_when_it_lies_within, setup,
		    teardown),
		cmocka_unit_test_setup_teardown(
		    account_is_the_named_one_when_it_is_named, setup, teardown),
		cmocka_unit_test_setup_teardown(
		    account_is_refused_when_it_is_not_configured, setup,
		    teardown),
		cmocka_unit_test_setup_teardown(
		    account_is_refused_when_two_have_its_folder, setup,
		    teardown),
		cmocka_unit_test(
		    account_name_is_good_when_it_can_be_typed_and_shown),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
