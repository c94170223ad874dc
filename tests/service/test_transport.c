/* SPDX-License-Identifier: ISC */
/* What a real connection can do to a request. */
#include "config.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/xmalloc.h"
#include "support/talk.h"

#define LENGTH(array) (sizeof(array) / sizeof((array)[0]))
#define JSON "Content-Type: application/json; charset=utf-8\r\n"

static const enum request_kind mutating[] = { REQUEST_TOKEN_BY_CODE,
	REQUEST_TOKEN_REFRESH, REQUEST_LOGOUT, REQUEST_CREATE, REQUEST_RENAME,
	REQUEST_DELETE };

/*
 * The trap: on a connection that was used before, libcurl takes a close
 * without an answer for a dead connection and sends the request again.
 */
static void
transport_sends_once_when_a_kept_connection_dies(void **state)
{
	struct talk *talk = *state;

	for (size_t i = 0; i < LENGTH(mutating); i++) {
		size_t before = wire_requests(talk->wire);

		talk_script(talk, "200 OK", JSON, "[]", WIRE_KEEP);
		wire_script(talk->wire, "", 0, WIRE_CLOSE);
		talk_expect(talk, REQUEST_LIST, OUTCOME_DONE);
		talk_expect(talk, mutating[i], OUTCOME_UNKNOWN);
		assert_int_equal(wire_requests(talk->wire), before + 2);
	}
}

static void
transport_reuses_the_connection_when_only_reading(void **state)
{
	struct talk *talk = *state;

	talk_script(talk, "200 OK", JSON, "[]", WIRE_KEEP);
	talk_script(talk, "200 OK", JSON, "[]", WIRE_KEEP);
	talk_expect(talk, REQUEST_LIST, OUTCOME_DONE);
	talk_expect(talk, REQUEST_LIST, OUTCOME_DONE);
	assert_int_equal(wire_connections(talk->wire), 1);
}

static void
transport_connects_anew_when_it_was_told_to_forget(void **state)
{
	struct talk *talk = *state;

	for (size_t i = 0; i < 3; i++) {
		talk_script(talk, "200 OK", JSON, "[]", WIRE_KEEP);
		talk_script(talk, "200 OK", JSON, "[]", WIRE_KEEP);
		auth_wake(talk->auth);
		talk_expect(talk, REQUEST_LIST, OUTCOME_DONE);
		talk_expect(talk, REQUEST_LIST, OUTCOME_DONE);
		assert_int_equal(wire_connections(talk->wire), i + 1);
	}
}

/* One that is under way uses the connection that is to be forgotten. */
static void
transport_connects_anew_when_it_forgets_while_asking(void **state)
{
	struct talk *talk = *state;
	struct request list = talk_request(REQUEST_LIST);
	struct reply reply;

	talk_script(talk, "200 OK", JSON, "[]", WIRE_KEEP);
	talk_expect(talk, REQUEST_LIST, OUTCOME_DONE);
	talk_submit(talk, &list);
	while (wire_requests(talk->wire) < 2)
		talk_turn(talk);
	assert_int_equal(wire_connections(talk->wire), 1);
	auth_wake(talk->auth);
	list = talk_request(REQUEST_LIST);
	talk_submit(talk, &list);
	while (wire_requests(talk->wire) < 3)
		talk_turn(talk);
	assert_int_equal(wire_connections(talk->wire), 2);
	auth_cancel(talk->auth, talk->seq);
	auth_cancel(talk->auth, talk->seq - 1);
	assert_false(auth_next(talk->auth, &reply));
	list = talk_request(REQUEST_LIST);
	talk_submit(talk, &list);
	while (wire_requests(talk->wire) < 4)
		talk_turn(talk);
	assert_int_equal(wire_connections(talk->wire), 3);
}

static void
transport_is_unsure_when_the_answer_is_cut_anywhere(void **state)
{
	struct talk *talk = *state;
	char *text = xasprintf("HTTP/1.1 200 OK\r\n" JSON
	                       "Content-Length: %zu\r\n\r\n%s",
	    strlen(APIKEY_JSON), APIKEY_JSON);
	size_t whole = strlen(text);

	for (size_t length = 0; length < whole; length++) {
		wire_script(talk->wire, text, length, WIRE_CLOSE);
		talk_expect(talk, REQUEST_CREATE, OUTCOME_UNKNOWN);
		assert_int_equal(wire_requests(talk->wire), length + 1);
	}
	wire_script(talk->wire, text, whole, WIRE_CLOSE);
	talk_expect(talk, REQUEST_CREATE, OUTCOME_DONE);
	free(text);
}

/* An empty body is all of a deletion's answer, so its headers must be whole. */
static void
transport_is_unsure_when_a_deletion_is_cut_in_its_headers(void **state)
{
	static const char text[] = "HTTP/1.1 200 OK\r\nX-Some: thing\r\n\r\n";
	struct talk *talk = *state;

	for (size_t length = 0; length < strlen(text); length++) {
		wire_script(talk->wire, text, length, WIRE_CLOSE);
		talk_expect(talk, REQUEST_DELETE, OUTCOME_UNKNOWN);
	}
	wire_script_text(talk->wire, text, WIRE_CLOSE);
	talk_expect(talk, REQUEST_DELETE, OUTCOME_DONE);
}

static void
transport_is_unsure_when_the_connection_is_reset(void **state)
{
	struct talk *talk = *state;

	wire_script(talk->wire, "", 0, WIRE_RESET);
	talk_expect(talk, REQUEST_CREATE, OUTCOME_UNKNOWN);
	assert_int_equal(wire_requests(talk->wire), 1);
}

static int64_t
now_ms(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

static void
transport_returns_at_once_when_a_hanging_request_is_cancelled(void **state)
{
	struct talk *talk = *state;
	struct request create = talk_request(REQUEST_CREATE);
	struct reply reply;
	int64_t start;

	talk_submit(talk, &create);
	while (wire_requests(talk->wire) == 0)
		talk_turn(talk);
	start = now_ms();
	auth_cancel(talk->auth, talk->seq);
	assert_true(now_ms() - start < 200);
	assert_int_equal(auth_in_flight(talk->auth), 0);
	assert_false(auth_next(talk->auth, &reply));

	/* And so does leaving with one under way. */
	create = talk_request(REQUEST_CREATE);
	talk_submit(talk, &create);
	while (wire_requests(talk->wire) == 1)
		talk_turn(talk);
	start = now_ms();
	auth_free(talk->auth);
	assert_true(now_ms() - start < 200);
	talk->auth = NULL;
}

static void
transport_tells_of_a_hang_up_when_waiting(void **state)
{
	struct talk *talk = *state;
	struct wait_fd fd = { 0 };
	int ends[2];

	assert_int_equal(pipe(ends), 0);
	fd.fd = ends[0];
	auth_wait(talk->auth, &fd, 1, 0);
	assert_false(fd.is_ready);
	close(ends[1]);
	auth_wait(talk->auth, &fd, 1, -1);
	assert_true(fd.is_ready);
	close(ends[0]);
}

static void
transport_says_not_sent_when_nobody_listens(void **state)
{
	struct wire *gone = wire_new();
	char *url = xasprintf("http://127.0.0.1:%d", wire_port(gone));
	struct talk *talk;
	struct error err;

	(void)state;
	wire_free(gone);
	talk = talk_new(url);
	err = talk_expect(talk, REQUEST_CREATE, OUTCOME_NOT_SENT);
	assert_int_equal(err.kind, ERROR_CONNECT);
	assert_non_null(strstr(err.detail, url + strlen("http://")));
	talk_free(talk);
	free(url);
}

static void
transport_says_not_sent_when_tls_fails(void **state)
{
	struct wire *plain = wire_new();
	char *url = xasprintf("https://127.0.0.1:%d", wire_port(plain));
	struct talk *talk = talk_new(url);
	struct error err;

	(void)state;
	/* The talk serves the wire that it holds. */
	wire_free(talk->wire);
	talk->wire = plain;
	wire_script_text(plain, "HTTP/1.1 400 Bad\r\n\r\n", WIRE_CLOSE);
	err = talk_expect(talk, REQUEST_CREATE, OUTCOME_NOT_SENT);
	assert_int_equal(err.kind, ERROR_TLS);
	assert_null(strstr(wire_request(plain, 0), ACCESS_TOKEN));
	talk_free(talk);
	free(url);
}

static void
transport_says_not_sent_when_the_name_is_unknown(void **state)
{
	struct talk *talk = talk_new("https://keyrack.invalid");
	struct error err;

	(void)state;
	err = talk_expect(talk, REQUEST_CREATE, OUTCOME_NOT_SENT);
	assert_true(err.kind == ERROR_RESOLVE || err.kind == ERROR_TIMEOUT);
	assert_non_null(strstr(err.detail, "keyrack.invalid"));
	talk_free(talk);
}

#define TEST(name) \
	cmocka_unit_test_setup_teardown(name, talk_setup, talk_teardown)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(transport_sends_once_when_a_kept_connection_dies),
		TEST(transport_reuses_the_connection_when_only_reading),
		TEST(transport_connects_anew_when_it_was_told_to_forget),
		TEST(transport_connects_anew_when_it_forgets_while_asking),
		TEST(transport_is_unsure_when_the_answer_is_cut_anywhere),
		TEST(transport_is_unsure_when_a_deletion_is_cut_in_its_headers),
		TEST(transport_is_unsure_when_the_connection_is_reset),
		TEST(
		    transport_returns_at_once_when_a_hanging_request_is_cancelled),
		TEST(transport_tells_of_a_hang_up_when_waiting),
		TEST(transport_says_not_sent_when_nobody_listens),
		TEST(transport_says_not_sent_when_tls_fails),
		TEST(transport_says_not_sent_when_the_name_is_unknown),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
