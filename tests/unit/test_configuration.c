/* SPDX-License-Identifier: ISC */
/* What a configuration says, and what is said of one that is wrong. */
#include "config.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "config/configuration.h"

#define LENGTH(array) (sizeof(array) / sizeof((array)[0]))

#define GRAMMAR                                                                   \
	"this is not NAME = VALUE, NAME = {VALUE, …}, account NAME { … } or " \
	"keys { … }"

static const char *const commands[] = { "down", "delete", "next-pane", NULL };

static bool
parse(const char *text, struct configuration *out, struct error *err)
{
	return configuration_parse(
	    text, strlen(text), "/etc/keyrack", commands, out, err);
}

static void
expect(const struct configured *value, int line, const char *word)
{
	assert_int_equal(value->line, line);
	assert_true(value->count > 0);
	assert_string_equal(value->words[0], word);
	assert_null(value->words[value->count]);
}

static void
configuration_is_read_when_it_is_good(void **state)
{
	static const char text[] =
	    "# the first line\n"
	    "url = https://one.example # bare\n"
	    "mouse=yes email = \"a\\\"b\\\\c@d\"\n"
	    "columns = {\n"
	    "  name, # a comment in a list\n"
	    "  'id',\n"
	    "}\n"
	    "account work {\r\n"
	    "\turl = '${HOME}\\'\r\n"
	    "\tdirectories = {\"~/work\", /srv}\n"
	    "\tlogin_hosts = {}\n"
	    "}\n"
	    "account données { login_hosts = one.example }\n"
	    "keys { delete = {\"d\", \"Delete\"}\n"
	    "down = ',' }";
	struct configuration read;
	struct error err;
	const struct configured_account *work;

	(void)state;
	assert_true(parse(text, &read, &err));
	expect(&read.values[SETTING_URL], 2, "https://one.example");
	expect(&read.values[SETTING_MOUSE], 3, "yes");
	expect(&read.values[SETTING_EMAIL], 3, "a\"b\\c@d");
	expect(&read.values[SETTING_COLUMNS], 4, "name");
	assert_int_equal(read.values[SETTING_COLUMNS].count, 2);
	assert_int_equal(read.values[SETTING_SORT].line, 0);
	assert_int_equal(read.account_count, 2);
	work = configuration_account(&read, "work");
	assert_non_null(work);
	assert_int_equal(work->line, 8);
	expect(&work->values[SETTING_URL], 9, "${HOME}\\");
	expect(&work->values[SETTING_DIRECTORIES], 10, "~/work");
	assert_string_equal(work->values[SETTING_DIRECTORIES].words[1], "/srv");
	assert_int_equal(work->values[SETTING_LOGIN_HOSTS].line, 11);
	assert_int_equal(work->values[SETTING_LOGIN_HOSTS].count, 0);
	assert_non_null(configuration_account(&read, "données"));
	assert_null(configuration_account(&read, "default"));
	assert_int_equal(read.binding_count, 2);
	for (size_t i = 0; i < 2; i++) {
		bool is_down = strcmp(read.bindings[i].command, "down") == 0;

		expect(&read.bindings[i].keys, is_down ? 15 : 14,
		    is_down ? "," : "d");
	}
	configuration_clear(&read);
}

static void
configuration_is_empty_when_nothing_is_set(void **state)
{
	static const char *const texts[] = { "", "\n\n", "# no end of line",
		"\xEF\xBB\xBF# marked\n", "keys { }", "\r\n" };

	(void)state;
	for (size_t i = 0; i < LENGTH(texts); i++) {
		struct configuration read;
		struct error err;

		assert_true(parse(texts[i], &read, &err));
		assert_int_equal(read.account_count, 0);
		assert_int_equal(read.binding_count, 0);
		for (size_t id = 0; id < SETTING_COUNT; id++)
			assert_int_equal(read.values[id].line, 0);
		configuration_clear(&read);
	}
}

/* The line and the reason of each. */
static const struct {
	const char *text;
	int line;
	const char *reason;
} refused[] = {
	/* Names. */
	{ "# a\n# b\n\ndelet_delay = 1\n", 4,
	    "there is no setting \"delet_delay\"; did you mean "
	    "delete_delay?" },
	{ "\ncolour = red", 2, "there is no setting \"colour\"" },
	{ "acount work { }", 1,
	    "there is no setting \"acount\"; did you mean account?" },
	{ "account a {\n\nurk = x }", 3,
	    "there is no setting \"urk\"; did you mean url?" },
	{ "keys {\ndelte = d\n}", 2,
	    "there is no command \"delte\"; did you mean delete?" },
	{ "account a {\nmouse = yes\n}", 2,
	    "mouse holds for all accounts: write it outside of them" },
	{ "directories = {/srv}", 1,
	    "directories stands within an account: account NAME "
	    "{ … }" },
	{ "account a {\naccount b { } }", 2,
	    "an account cannot stand within another section" },
	{ "'account|url' = x", 1, "a name has only letters, digits, _ and -" },
	{ "\"\" = x", 1, "a name has only letters, digits, _ and -" },
	/* Values. */
	{ "\n\ndelete_delay = 3601", 3,
	    "delete_delay must be a number from 0 to 3600" },
	{ "delete_delay = ten", 1,
	    "delete_delay must be a number from 0 to 3600" },
	{ "mouse = maybe", 1, "mouse must be yes or no" },
	{ "url = \"\"", 1, "url must not be empty" },
	{ "url =\n{a,\nb}", 1, "url takes one value, not a list" },
	{ "columns = {\nname,\nsize\n}", 1,
	    "columns must be name, organization, token, created, "
	    "expires, id or used" },
	{ "account a {\ndirectories = work }", 2,
	    "directories must be a path that begins with / or ~/" },
	{ "account a {\nca_file = ${HOME}/ca }", 2,
	    "a text with { } needs quotes; the environment is not looked "
	    "at" },
	{ "account a {\nca_file = \"${HOME}/ca\" }", 2,
	    "ca_file must be a path that begins with / or ~/" },
	/* Twice. */
	{ "mouse = yes\n#\nmouse = no", 3,
	    "mouse stands here again; it is in line 1 already" },
	{ "login_hosts = {}\nlogin_hosts = {a}", 2,
	    "login_hosts stands here again; it is in line 1 "
	    "already" },
	{ "account a { }\n\naccount a { }", 3,
	    "account a stands here again; it is in line 1 already" },
	{ "account a { } account a { }", 1, "an account stands here twice" },
	{ "keys { down = j }\nkeys { down = j }", 2,
	    "down stands here again; it is in line 1 already" },
	/* Accounts. */
	{ "account ../a { }", 1,
	    "\"../a\" cannot be an account's name: 1 to 64 bytes, no "
	    "blanks, quotes or /" },
	{ "account '' { }", 1,
	    "\"\" cannot be an account's name: 1 to 64 bytes, no "
	    "blanks, quotes or /" },
	{ "account { }", 1, GRAMMAR },
	/* Grammar. */
	{ "# it's\nurl = \"x\nmouse = yes", 2,
	    "the quote is not closed on its line" },
	{ "url = 'x", 1, "the quote is not closed on its line" },
	{ "url = \"x\\ny\"", 1,
	    "within \"…\" a \\ stands before \" or \\ only; write "
	    "\\\\ for one" },
	{ "\naccount a {\nurl = x\n", 2, "the { is never closed" },
	{ "mouse = yes\n}", 2, "this } closes nothing" },
	{ "{{{{{", 1, "there are too many braces in braces" },
	{ "mouse = yes = no", 1,
	    "this = has no name before it; a text with = needs "
	    "quotes" },
	{ "columns = {name id}", 1, GRAMMAR },
	{ "columns = {,}", 1, GRAMMAR },
	{ "url", 1, GRAMMAR },
	{ "url =\n\n", 3, GRAMMAR },
	{ "url { }", 1, GRAMMAR },
	{ "keys = x", 1, GRAMMAR },
	/* What libconfuse would do by itself. */
	{ "\ninclude(\"/etc/passwd\")", 2,
	    "a text with ( ) or + needs quotes" },
	{ "include = /etc/passwd", 1, "there is no setting \"include\"" },
	{ "columns += {id}", 1, "a text with ( ) or + needs quotes" },
	{ "url = ${KEYRACK_URL:-x}", 1,
	    "a text with { } needs quotes; the environment is not looked "
	    "at" },
	/* Bytes. */
	{ "mouse = yes\nurl = \"\xFF\"", 2, "this is not UTF-8" },
	{ "# \xC0\x80", 1, "this is not UTF-8" },
	{ "\nurl = \"\033[2J\"", 2, "there is a control character" },
	{ "email = \"\xC2\x9B\"", 1, "there is a control character" },
	{ "mouse\r= yes", 1, "there is a control character" },
};

static void
configuration_is_refused_when_it_is_wrong(void **state)
{
	(void)state;
	for (size_t i = 0; i < LENGTH(refused); i++) {
		struct configuration read;
		struct error err = { 0 };

		assert_false(parse(refused[i].text, &read, &err));
		assert_string_equal(err.detail, refused[i].reason);
		assert_int_equal(err.code, refused[i].line);
		assert_int_equal(err.kind, ERROR_USAGE);
		configuration_clear(&read);
	}
}

static void
configuration_is_refused_when_a_byte_is_nul(void **state)
{
	static const char text[] = "mouse = yes\n\0theme = x\n";
	struct configuration read;
	struct error err;

	(void)state;
	assert_false(configuration_parse(
	    text, sizeof(text) - 1, "x", commands, &read, &err));
	assert_string_equal(err.detail, "there is a NUL byte");
	assert_int_equal(err.code, 2);
	configuration_clear(&read);
}

/* libconfuse reads ${…} from the environment where it is let. */
static void
configuration_does_not_expand_when_text_looks_so(void **state)
{
	struct configuration read;
	struct error err;

	(void)state;
	setenv("KEYRACK_TRAP", "https://trap.example", 1);
	assert_true(parse("url = \"${KEYRACK_TRAP}\"\n"
	                  "browser = '${KEYRACK_TRAP}' email = $KEYRACK@TRAP\n"
	                  "store_command = {//, /*}\n",
	    &read, &err));
	expect(&read.values[SETTING_URL], 1, "${KEYRACK_TRAP}");
	expect(&read.values[SETTING_BROWSER], 2, "${KEYRACK_TRAP}");
	expect(&read.values[SETTING_EMAIL], 2, "$KEYRACK@TRAP");
	expect(&read.values[SETTING_STORE_COMMAND], 3, "//");
	configuration_clear(&read);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(configuration_is_read_when_it_is_good),
		cmocka_unit_test(configuration_is_empty_when_nothing_is_set),
		cmocka_unit_test(configuration_is_refused_when_it_is_wrong),
		cmocka_unit_test(configuration_is_refused_when_a_byte_is_nul),
		cmocka_unit_test(
		    configuration_does_not_expand_when_text_looks_so),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
