/* SPDX-License-Identifier: ISC */
/* Which queries and pastes are the answer to our login, and which are not. */
#include "config.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "auth/redirect_answer.h"
#include "base/xmalloc.h"

#define LENGTH(array) (sizeof(array) / sizeof((array)[0]))
#define STATE "0123456789abcdef0123456789abcdef"
#define HOME "http://localhost:5173"
#define QUERY "?code=c0de.1&state=" STATE

static struct secret
state_of(const char *text)
{
	struct secret state = { 0 };

	secret_set(&state, text, strlen(text));
	return state;
}

static struct redirect_answer
read_query(const char *query)
{
	struct redirect_answer answer = { 0 };
	struct secret right = state_of(STATE);

	redirect_answer_of_query(query, &right, NULL, &answer);
	secret_clear(&right);
	return answer;
}

static struct redirect_answer
read_paste(const char *text, const char *redirect_uri)
{
	struct redirect_answer answer = { 0 };
	struct secret right = state_of(STATE);

	redirect_answer_of_paste(text, redirect_uri, &right, NULL, &answer);
	secret_clear(&right);
	return answer;
}

static void
expect_code(struct redirect_answer answer, const char *code, const char *what)
{
	if (answer.verdict != REDIRECT_CODE)
		fail_msg("refused with %d: %s", answer.fault, what);
	assert_int_equal(answer.fault, REDIRECT_FAULT_NONE);
	assert_string_equal(secret_bytes(&answer.code), code);
	redirect_answer_clear(&answer);
}

static void
expect_fault(
    struct redirect_answer answer, enum redirect_fault fault, const char *what)
{
	if (answer.verdict != REDIRECT_FOREIGN || answer.fault != fault)
		fail_msg("verdict %d, fault %d: %s", answer.verdict,
		    answer.fault, what);
	assert_true(secret_is_empty(&answer.code));
	assert_null(answer.error);
	redirect_answer_clear(&answer);
}

static void
redirect_answer_has_the_code_when_the_query_is_right(void **state)
{
	static const struct {
		const char *query, *code;
	} cases[] = {
		{ "code=abc&state=" STATE, "abc" },
		{ "state=" STATE "&code=abc", "abc" },
		{ "state=" STATE "&session_state=x&iss=https%3A%2F%2Fi&code=a",
		    "a" },
		{ "code=a%2Bb%2fc%3D+d&state=" STATE, "a+b/c= d" },
		{ "%63ode=abc&st%61te=" STATE, "abc" },
		{ "code=abc&state=%30123456789abcdef0123456789abcdef", "abc" },
		{ "code=%zz%4&state=" STATE, "%zz%4" },
		{ "code=a=b&state=" STATE, "a=b" },
		{ "&&code=abc&&state=" STATE "&", "abc" },
		{ "code=abc&state=" STATE "#_=_", "abc" },
	};

	(void)state;
	for (size_t i = 0; i < LENGTH(cases); i++)
		expect_code(
		    read_query(cases[i].query), cases[i].code, cases[i].query);
}

static void
redirect_answer_is_foreign_when_the_state_is_not_ours(void **state)
{
	static const struct {
		const char *query;
		enum redirect_fault fault;
	} cases[] = {
		{ "", REDIRECT_NO_STATE },
		{ "code=abc", REDIRECT_NO_STATE },
		{ "code=abc&State=" STATE, REDIRECT_NO_STATE },
		{ "code=abc&session_state=" STATE, REDIRECT_NO_STATE },
		{ "error=access_denied", REDIRECT_NO_STATE },
		{ "code=abc#&state=" STATE, REDIRECT_NO_STATE },
		{ "code=abc&state", REDIRECT_WRONG_STATE },
		{ "code=abc&state=", REDIRECT_WRONG_STATE },
		{ "code=abc&state=" STATE "0", REDIRECT_WRONG_STATE },
		{ "code=abc&state=" STATE "%00", REDIRECT_WRONG_STATE },
		{ "code=abc&state=0123456789abcdef0123456789abcde",
		    REDIRECT_WRONG_STATE },
		{ "code=abc&state=0123456789ABCDEF0123456789ABCDEF",
		    REDIRECT_WRONG_STATE },
		{ "code=abc&state=" STATE "&state=" STATE,
		    REDIRECT_WRONG_STATE },
		{ "code=abc&state=" STATE "&state=x", REDIRECT_WRONG_STATE },
		{ "code=abc&state=x&state=" STATE, REDIRECT_WRONG_STATE },
		{ "error=denied&state=x", REDIRECT_WRONG_STATE },
		{ "state=" STATE, REDIRECT_NO_CODE },
		{ "code=&state=" STATE, REDIRECT_NO_CODE },
		{ "code&state=" STATE, REDIRECT_NO_CODE },
		{ "code=a&code=a&state=" STATE, REDIRECT_NO_CODE },
		{ "code=a&code=b&state=" STATE, REDIRECT_NO_CODE },
		{ "code=a&error=b&state=" STATE, REDIRECT_NO_CODE },
		{ "code=a%00&state=" STATE, REDIRECT_NO_CODE },
		{ "code=a%0d%0aX&state=" STATE, REDIRECT_NO_CODE },
		{ "code=%ff&state=" STATE, REDIRECT_NO_CODE },
	};

	(void)state;
	for (size_t i = 0; i < LENGTH(cases); i++)
		expect_fault(
		    read_query(cases[i].query), cases[i].fault, cases[i].query);
}

/* Compared as plain strings (RFC 9207, section 2.4). */
static void
redirect_answer_is_foreign_when_the_issuer_is_another(void **state)
{
	static const struct {
		const char *named, *known;
		bool is_good;
	} cases[] = {
		{ "", NULL, true },
		{ "", "https://id.example", true },
		{ "&iss=https%3A%2F%2Fid.example", NULL, true },
		{ "&iss=https%3A%2F%2Fid.example", "https://id.example", true },
		{ "&iss=https://id.example", "https://id.example", true },
		{ "&iss=https://id.example/", "https://id.example", false },
		{ "&iss=https://ID.example", "https://id.example", false },
		{ "&iss=https://id.exampl", "https://id.example", false },
		{ "&iss=https://id.example%00", "https://id.example", false },
		{ "&iss=https://id.example&iss=https://id.example",
		    "https://id.example", false },
		{ "&iss=a&iss=a", NULL, false },
		{ "&iss=", NULL, false },
		{ "&iss", NULL, false },
		{ "&iss=a%20b", NULL, false },
		{ "&iss=a%00b", NULL, false },
		{ "&iss=%c3%a4", NULL, false },
	};
	struct secret right = state_of(STATE);

	(void)state;
	for (size_t i = 0; i < LENGTH(cases); i++) {
		struct redirect_answer answer = { 0 };
		char *query =
		    xasprintf("code=abc&state=" STATE "%s", cases[i].named);

		redirect_answer_of_query(
		    query, &right, cases[i].known, &answer);
		free(query);
		if (!cases[i].is_good) {
			expect_fault(
			    answer, REDIRECT_WRONG_ISSUER, cases[i].named);
			continue;
		}
		if (*cases[i].named == '\0')
			assert_null(answer.issuer);
		else
			assert_string_equal(
			    answer.issuer, "https://id.example");
		expect_code(answer, "abc", cases[i].named);
	}
	secret_clear(&right);
}

static void
redirect_answer_is_foreign_when_there_is_no_state_yet(void **state)
{
	struct redirect_answer answer = { 0 };
	struct secret none = { 0 };

	(void)state;
	redirect_answer_of_query("code=abc&state=", &none, NULL, &answer);
	expect_fault(answer, REDIRECT_WRONG_STATE, "empty state");
}

static void
redirect_answer_tells_the_refusal_when_the_state_is_right(void **state)
{
	struct redirect_answer answer = read_query("error=access_denied&"
	                                           "error_description=You+said"
	                                           "%20no&state=" STATE);

	(void)state;
	assert_int_equal(answer.verdict, REDIRECT_DENIED);
	assert_string_equal(answer.error, "access_denied");
	assert_string_equal(answer.description, "You said no");
	redirect_answer_clear(&answer);
	answer = read_query("state=" STATE "&error=x");
	assert_int_equal(answer.verdict, REDIRECT_DENIED);
	assert_string_equal(answer.error, "x");
	assert_null(answer.description);
	redirect_answer_clear(&answer);
}

static void
redirect_answer_is_filled_anew_when_it_was_used(void **state)
{
	struct redirect_answer answer = read_query("error=x&error_description="
	                                           "y&state=" STATE);
	struct secret right = state_of(STATE);
	struct redirect_answer taken = { 0 };

	(void)state;
	redirect_answer_of_query(
	    "code=abc&state=" STATE, &right, NULL, &answer);
	secret_clear(&right);
	assert_null(answer.error);
	assert_null(answer.description);
	redirect_answer_take(&taken, &answer);
	assert_true(secret_is_empty(&answer.code));
	expect_code(taken, "abc", "taken");
}

static void
redirect_answer_reads_a_paste_when_it_is_wrapped(void **state)
{
	static const char *const pastes[] = {
		HOME "/" QUERY,
		HOME QUERY,
		"  " HOME "/" QUERY "\r\n",
		"\"" HOME "/" QUERY "\"",
		"'" HOME "/" QUERY "'",
		"`" HOME "/" QUERY "`",
		"<" HOME "/" QUERY ">",
		"\xe2\x80\x9c" HOME "/" QUERY "\xe2\x80\x9d",
		"\xc2\xab\xc2\xa0" HOME "/" QUERY "\xc2\xbb",
		"\xef\xbb\xbf" HOME "/" QUERY "\xe2\x80\x8b",
		"http://local\nhost:5173/?code=c0\r\n  de.1&st\tate=" STATE,
		"> http://localhost:5173/?co\n> de=c0de.1&state=" STATE "\n> ",
		"http://localhost:5173/?code=c0de.1&state=0123456789abcdef \n"
		"                0123456789abcdef",
		"http://localhost:5173/?code=c0de%2\n"
		"E1&state=" STATE,
		"HTTP://LOCALHOST:5173/" QUERY,
		"localhost:5173/" QUERY,
		"http://127.0.0.1:5173/" QUERY,
		"http://[::1]:5173/" QUERY,
		HOME "/" QUERY "#",
	};

	(void)state;
	for (size_t i = 0; i < LENGTH(pastes); i++)
		expect_code(read_paste(pastes[i], HOME), "c0de.1", pastes[i]);
}

static void
redirect_answer_reads_a_paste_when_broken_at_any_byte(void **state)
{
	static const char text[] = HOME "/?code=c0de%2E1&state=" STATE;

	(void)state;
	for (size_t i = 0; i <= strlen(text); i++) {
		char *broken =
		    xasprintf("%.*s\n    %s", (int)i, text, text + i);

		expect_code(read_paste(broken, HOME), "c0de.1", broken);
		free(broken);
	}
}

static void
redirect_answer_is_foreign_when_a_paste_is_cut_at_any_byte(void **state)
{
	static const char text[] = HOME "/" QUERY;

	(void)state;
	for (size_t i = 0; i < strlen(text); i++) {
		char *cut = xstrndup(text, i);
		struct redirect_answer answer = read_paste(cut, HOME);

		if (answer.verdict != REDIRECT_FOREIGN)
			fail_msg("accepted: %s", cut);
		redirect_answer_clear(&answer);
		free(cut);
	}
}

static void
redirect_answer_is_foreign_when_a_paste_is_of_another_place(void **state)
{
	static const char *const pastes[] = {
		"",
		"   ",
		"c0de.1",
		"code=c0de.1&state=" STATE,
		QUERY,
		"https://localhost:5173/" QUERY,
		"ftp://localhost:5173/" QUERY,
		"http:localhost:5173/" QUERY,
		"http://localhost/" QUERY,
		"http://localhost:5174/" QUERY,
		"http://localhost:51730/" QUERY,
		"http://localhost:5173.evil.example/" QUERY,
		"http://localhost.evil.example:5173/" QUERY,
		"http://evil.example:5173/" QUERY,
		"http://user@localhost:5173/" QUERY,
		"http://localhost@evil.example:5173/" QUERY,
		"http://127.0.0.2:5173/" QUERY,
		"http://[::2]:5173/" QUERY,
		"http://localhost:5173/other" QUERY,
		"http://localhost:5173//" QUERY,
		"http://localhost:5173/." QUERY,
		"http://evil.example/#http://localhost:5173/" QUERY,
		"see http://localhost:5173/" QUERY,
	};

	(void)state;
	for (size_t i = 0; i < LENGTH(pastes); i++)
		expect_fault(read_paste(pastes[i], HOME), REDIRECT_NO_ADDRESS,
		    pastes[i]);
	expect_fault(read_paste(HOME "/" QUERY HOME "/" QUERY, HOME),
	    REDIRECT_WRONG_STATE, "pasted twice");
	expect_fault(read_paste(HOME "/", HOME), REDIRECT_NO_STATE, "no query");
	expect_fault(read_paste(HOME "/#a" QUERY, HOME), REDIRECT_NO_STATE,
	    "a fragment");
}

static void
redirect_answer_keeps_to_the_path_when_the_redirect_has_one(void **state)
{
	static const char uri[] = "http://127.0.0.1:8000/a/b";

	(void)state;
	expect_code(read_paste("http://127.0.0.1:8000/a/b" QUERY, uri),
	    "c0de.1", "same");
	expect_code(read_paste("http://localhost:8000/a/b" QUERY, uri),
	    "c0de.1", "localhost");
	expect_fault(read_paste("http://127.0.0.1:8000/a/b/" QUERY, uri),
	    REDIRECT_NO_ADDRESS, "slash");
	expect_fault(read_paste("http://127.0.0.1:8000/a" QUERY, uri),
	    REDIRECT_NO_ADDRESS, "shorter");
	expect_fault(read_paste("http://127.0.0.1:8000" QUERY, uri),
	    REDIRECT_NO_ADDRESS, "none");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(
		    redirect_answer_has_the_code_when_the_query_is_right),
		cmocka_unit_test(
		    redirect_answer_is_foreign_when_the_state_is_not_ours),
		cmocka_unit_test(
		    redirect_answer_is_foreign_when_the_issuer_is_another),
		cmocka_unit_test(
		    redirect_answer_is_foreign_when_there_is_no_state_yet),
		cmocka_unit_test(
		    redirect_answer_tells_the_refusal_when_the_state_is_right),
		cmocka_unit_test(
		    redirect_answer_is_filled_anew_when_it_was_used),
		cmocka_unit_test(
		    redirect_answer_reads_a_paste_when_it_is_wrapped),
		cmocka_unit_test(
		    redirect_answer_reads_a_paste_when_broken_at_any_byte),
		cmocka_unit_test(
		    redirect_answer_is_foreign_when_a_paste_is_cut_at_any_byte),
		cmocka_unit_test(
		    redirect_answer_is_foreign_when_a_paste_is_of_another_place),
		cmocka_unit_test(
		    redirect_answer_keeps_to_the_path_when_the_redirect_has_one),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
