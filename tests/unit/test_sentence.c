/* SPDX-License-Identifier: ISC */
/* Tests of the words for messages and errors. */
#include "config.h"

#include <locale.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "ui/sentence.h"

static struct bindings bindings;

static void
sentence_has_words_when_message_is_any(void **state)
{
	struct message message = { .subject = NULL };
	char *words;
	int id;

	(void)state;
	for (id = MESSAGE_NONE + 1; id <= MESSAGE_LOCALE_ASCII; id++) {
		message_set(
		    &message, (enum message_id)id, TONE_INFO, "a {error} b");
		message.request = REQUEST_DELETE;
		words = sentence_of_message(&message, &bindings);
		if (strlen(words) <= 10)
			fail_msg("message %d has no words", id);
		free(words);
	}
	message_clear(&message);
}

static void
sentence_fills_name_when_it_holds_a_place(void **state)
{
	struct message message = { .subject = NULL };
	char *words;

	(void)state;
	message_set(&message, MESSAGE_DELETED, TONE_GOOD, "{error} \033[31m");
	words = sentence_of_message(&message, &bindings);
	assert_string_equal(words, "Deleted “{error} <U+001B>[31m”.");
	free(words);
	message_clear(&message);
}

static void
sentence_tells_seconds_when_service_wants_a_wait(void **state)
{
	struct reply reply = { .kind = REQUEST_LIST, .retry_after_s = 17 };
	struct message message = { .subject = NULL };
	char *words;

	(void)state;
	error_set(&reply.error, ERROR_REFUSED, 429, "slowly");
	message_set_reply(&message, MESSAGE_FAILED, TONE_BAD, &reply, NULL);
	words = sentence_of_message(&message, &bindings);
	assert_non_null(strstr(words, "in 17 seconds."));
	free(words);
	message_clear(&message);
}

/* Nobody is told to try again what is tried again by itself. */
static void
sentence_leaves_trying_out_when_it_is_asked_again(void **state)
{
	static const enum error_kind kinds[] = { ERROR_CONNECT, ERROR_TIMEOUT,
		ERROR_CUT, ERROR_SERVICE };
	struct message message = { .subject = NULL };
	char *words;

	(void)state;
	message_set(&message, MESSAGE_TRYING_AGAIN, TONE_WARNING, NULL);
	message.request = REQUEST_LIST;
	for (size_t i = 0; i < sizeof(kinds) / sizeof(*kinds); i++) {
		error_set(&message.error, kinds[i], 503, "no");
		message.number = 4;
		words = sentence_of_message(&message, &bindings);
		assert_null(strstr(words, "ry again"));
		assert_non_null(
		    strstr(words, " Asking again in 4 seconds; Esc stops."));
		free(words);
		message.number = 0;
		words = sentence_of_message(&message, &bindings);
		assert_non_null(strstr(words, " Asking again; Esc stops."));
		free(words);
		message.id = MESSAGE_FAILED;
		words = sentence_of_message(&message, &bindings);
		assert_non_null(strstr(words, "ry again"));
		free(words);
		message.id = MESSAGE_TRYING_AGAIN;
	}
	message_clear(&message);
}

static void
expect_end(const struct message *message, const char *end)
{
	char *words = sentence_of_message(message, &bindings);
	size_t length = strlen(words), tail = strlen(end);

	assert_true(length > tail);
	assert_string_equal(words + length - tail, end);
	free(words);
}

static void
sentence_counts_what_else_is_unfinished_when_many_are(void **state)
{
	struct message message = { .subject = NULL };

	(void)state;
	message_set(&message, MESSAGE_ROTATION_MADE, TONE_WARNING, "ci");
	expect_end(&message, "retires the old one.");
	message.number = 1;
	expect_end(&message, "the old one. 1 more rotation is unfinished.");
	message.number = 3;
	expect_end(&message, "the old one. 3 more rotations are unfinished.");
	message_clear(&message);
}

/* The old one is there under the same name. */
static void
sentence_speaks_of_the_successor_when_it_is_about_one(void **state)
{
	static const enum message_id ids[] = { MESSAGE_FAILED,
		MESSAGE_UNKNOWN_LOOKING, MESSAGE_UNKNOWN_UNSEEN,
		MESSAGE_CREATE_FOUND, MESSAGE_CREATE_NOT_FOUND };
	struct message message = { .subject = NULL };
	char *words;

	(void)state;
	for (size_t i = 0; i < sizeof(ids) / sizeof(ids[0]); i++) {
		message_set(&message, ids[i], TONE_WARNING, "ci");
		message.request = REQUEST_CREATE;
		message.is_successor = true;
		words = sentence_of_message(&message, &bindings);
		assert_non_null(strstr(words, "successor of “ci”"));
		free(words);
	}
	message_clear(&message);
}

static void
sentence_names_way_out_when_token_is_refused(void **state)
{
	struct error error;
	char *words;

	(void)state;
	error_set(&error, ERROR_REFUSED, 401, "no \a");
	words = sentence_of_error(&error, &bindings);
	assert_non_null(strstr(words, "401: “no <U+0007>”"));
	assert_non_null(strstr(words, "F5"));
	free(words);
}

static void
expect_words(const struct bindings *keys, const char *wanted)
{
	struct message message = { .id = MESSAGE_NOT_LOADED };
	char *words = sentence_of_message(&message, keys);

	assert_string_equal(words, wanted);
	free(words);
}

static void
sentence_names_the_key_when_it_is_bound_anew(void **state)
{
	static const char *const names[] = { "Ctrl-O" };
	struct bindings mine = bindings;
	struct error err;

	(void)state;
	expect_words(&mine, "The API keys are not loaded yet. F5 loads them.");
	assert_true(bindings_set(&mine, "reload", names, 1, &err));
	expect_words(
	    &mine, "The API keys are not loaded yet. Ctrl-O loads them.");
	assert_true(bindings_set(&mine, "reload", NULL, 0, &err));
	expect_words(
	    &mine, "The API keys are not loaded yet. ? reload loads them.");
}

static void
sentence_ends_when_error_is_any(void **state)
{
	struct error error = { .detail = "" };
	char *words;
	int kind;

	(void)state;
	for (kind = ERROR_INPUT; kind <= ERROR_TOO_LARGE; kind++) {
		error.kind = (enum error_kind)kind;
		words = sentence_of_error(&error, &bindings);
		assert_true(strlen(words) > 10);
		assert_int_equal(words[strlen(words) - 1], '.');
		assert_null(strchr(words, '{'));
		free(words);
	}
}

static void
expect_expiry(int64_t expires_ms, const char *expected)
{
	char *words = sentence_of_expiry(expires_ms, 1000000);

	assert_string_equal(words, expected);
	free(words);
}

static void
sentence_counts_when_expiry_is_near_or_far(void **state)
{
	(void)state;
	expect_expiry(999999, "EXPIRED");
	expect_expiry(1000000, "EXPIRED");
	expect_expiry(1000000 + INT64_C(12) * 24 * 3600 * 1000, "in 12 d");
	expect_expiry(1000000 + INT64_C(5) * 3600 * 1000, "in 5 h");
	expect_expiry(DATE_NONE, "unknown");
}

static void
expect_use(int64_t ago_ms, const char *expected)
{
	const int64_t now_ms = INT64_C(2000000000000);
	char *words = sentence_of_use(now_ms - ago_ms, now_ms);

	assert_string_equal(words, expected);
	free(words);
}

static void
sentence_counts_when_use_is_near_or_far(void **state)
{
	const int64_t minute_ms = 60000, day_ms = 24 * 60 * minute_ms;
	char *never = sentence_of_use(DATE_NONE, 0);

	(void)state;
	assert_string_equal(never, "never");
	free(never);
	/* Another process of this machine may be ahead by a little. */
	expect_use(-5000, "just now");
	expect_use(0, "just now");
	expect_use(2 * minute_ms - 1, "just now");
	expect_use(2 * minute_ms, "2 min ago");
	expect_use(5 * 60 * minute_ms, "5 h ago");
	expect_use(3 * day_ms, "3 d ago");
	expect_use(212 * day_ms, "7 mo ago");
	expect_use(800 * day_ms, "2 y ago");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(sentence_has_words_when_message_is_any),
		cmocka_unit_test(sentence_fills_name_when_it_holds_a_place),
		cmocka_unit_test(
		    sentence_leaves_trying_out_when_it_is_asked_again),
		cmocka_unit_test(
		    sentence_counts_what_else_is_unfinished_when_many_are),
		cmocka_unit_test(
		    sentence_speaks_of_the_successor_when_it_is_about_one),
		cmocka_unit_test(sentence_names_way_out_when_token_is_refused),
		cmocka_unit_test(
		    sentence_tells_seconds_when_service_wants_a_wait),
		cmocka_unit_test(sentence_names_the_key_when_it_is_bound_anew),
		cmocka_unit_test(sentence_ends_when_error_is_any),
		cmocka_unit_test(sentence_counts_when_expiry_is_near_or_far),
		cmocka_unit_test(sentence_counts_when_use_is_near_or_far),
	};

	setlocale(LC_CTYPE, "C.UTF-8");
	bindings_init(&bindings);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
