/* SPDX-License-Identifier: ISC */
/* What is read from the environment, and what is handed to the browser. */
#include "config.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/xmalloc.h"
#include "os/browser.h"
#include "os/place.h"
#include "ui/osc52.h"

static void
place_names_the_way_back_when_over_ssh(void **state)
{
	static const struct {
		const char *connection, *user, *target;
	} cases[] = {
		{ "192.0.2.1 40000 192.0.2.7 22", "ada", "ada@192.0.2.7" },
		{ "::1 40000 fe80::7%eth0 22", "ada", "ada@fe80::7%eth0" },
		{ "192.0.2.1 1 192.0.2.7 2222", "a.b-c_d",
		    "-p 2222 a.b-c_d@192.0.2.7" },
		{ "garbage", "ada", "ada@far" },
		{ "a b c 99999", "ada", "ada@far" },
		/* The line goes into a shell. */
		{ "1 2 $(reboot) 22", "ada", NULL },
		{ "1 2 192.0.2.7 22", "ada;reboot", NULL },
		{ "1 2 192.0.2.7 22", "-oProxyCommand=x", NULL },
		{ "1 2 192.0.2.7 22", "", NULL },
	};
	struct place_signs signs = { .host = "far" };
	struct place place;

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		signs.ssh_connection = cases[i].connection;
		signs.user = cases[i].user;
		place_find(&signs, &place);
		assert_true(place.is_over_ssh);
		if (cases[i].target == NULL)
			assert_null(place.ssh_target);
		else
			assert_string_equal(place.ssh_target, cases[i].target);
		place_clear(&place);
	}
}

static void
place_is_here_when_there_is_no_sign_of_ssh(void **state)
{
	struct place_signs signs = {
		.ssh_connection = "", .user = "ada", .host = "near"
	};
	struct place place;

	(void)state;
	place_find(&signs, &place);
	assert_false(place.is_over_ssh);
	assert_false(place.has_display);
	assert_null(place.ssh_target);
	signs.wayland_display = "wayland-0";
	signs.ssh_tty = "/dev/pts/1";
	place_find(&signs, &place);
	assert_true(place.is_over_ssh);
	assert_true(place.has_display);
	assert_string_equal(place.ssh_target, "ada@near");
	place_clear(&place);
}

static void
browser_words_are_split_at_blanks_alone(void **state)
{
	char *words[BROWSER_WORDS_MAX];

	(void)state;
	assert_true(
	    browser_words("firefox  -P work:w3m", 16, "http://x/", words));
	assert_string_equal(words[0], "firefox");
	assert_string_equal(words[1], "-P");
	assert_string_equal(words[2], "work");
	assert_string_equal(words[3], "http://x/");
	assert_null(words[4]);
	browser_words_free(words);
	assert_true(browser_words("b --url=%s;x", 12, "http://x/", words));
	assert_string_equal(words[1], "--url=http://x/;x");
	assert_null(words[2]);
	browser_words_free(words);
}

static void
browser_words_are_refused_when_none_or_too_many(void **state)
{
	char *words[BROWSER_WORDS_MAX];

	(void)state;
	assert_false(browser_words("  ", 2, "http://x/", words));
	assert_false(browser_words(
	    "1 2 3 4 5 6 7 8 9 10 11 12 13 14 15", 35, "http://x/", words));
	assert_null(words[0]);
}

static void
browser_failure_is_told_when_none_can_be_started(void **state)
{
	struct error err;
	int pid;

	(void)state;
	setenv("BROWSER", "/nonexistent/one:/nonexistent/two %s", 1);
	assert_false(browser_start(NULL, "http://x/", &pid, &err));
	assert_int_equal(err.kind, ERROR_SYSTEM);
	setenv("BROWSER", "/nonexistent/one:true", 1);
	assert_true(browser_start(NULL, "http://x/", &pid, &err));
	while (!browser_reap(pid))
		continue;
}

static void
osc52_encodes_as_the_rfc_says(void **state)
{
	static const char *const pairs[][2] = {
		{ "", "\033]52;c;\a" },
		{ "f", "\033]52;c;Zg==\a" },
		{ "fo", "\033]52;c;Zm8=\a" },
		{ "foo", "\033]52;c;Zm9v\a" },
		{ "foob", "\033]52;c;Zm9vYg==\a" },
		{ "\303\277\303\277", "\033]52;c;w7/Dvw==\a" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(pairs) / sizeof(*pairs); i++) {
		char *sequence = osc52_sequence(pairs[i][0], false);

		assert_string_equal(sequence, pairs[i][1]);
		free(sequence);
	}
}

/* Unwrapped again it is what goes to a terminal without screen. */
static void
osc52_is_cut_into_pieces_when_it_goes_through_screen(void **state)
{
	char *text = xcalloc(5001, 1), *sequence, *whole, *place, *end;

	(void)state;
	memset(text, 'x', 5000);
	whole = osc52_sequence(text, false);
	sequence = osc52_sequence(text, true);
	for (char *piece = sequence, *left = whole; *piece != '\0';
	     piece = end + 2) {
		assert_int_equal(strncmp(piece, "\033P", 2), 0);
		place = piece + 2;
		end = strstr(place, "\033\\");
		assert_non_null(end);
		assert_in_range(end + 2 - piece, 5, OSC52_PIECE_MAX);
		assert_int_equal(
		    strncmp(left, place, (size_t)(end - place)), 0);
		left += end - place;
		assert_true(end[2] != '\0' || *left == '\0');
	}
	free(text);
	free(whole);
	free(sequence);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(place_names_the_way_back_when_over_ssh),
		cmocka_unit_test(place_is_here_when_there_is_no_sign_of_ssh),
		cmocka_unit_test(browser_words_are_split_at_blanks_alone),
		cmocka_unit_test(
		    browser_words_are_refused_when_none_or_too_many),
		cmocka_unit_test(
		    browser_failure_is_told_when_none_can_be_started),
		cmocka_unit_test(osc52_encodes_as_the_rfc_says),
		cmocka_unit_test(
		    osc52_is_cut_into_pieces_when_it_goes_through_screen),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
