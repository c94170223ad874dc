/* SPDX-License-Identifier: ISC */
/* Every step of a login, and what may come between. */
#include "config.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/xmalloc.h"
#include "support/journey_driver.h"

static const struct login_screen *
screen_of(const struct driver *d)
{
	return &d->controller.login;
}

static void
hear_answer(struct driver *d, enum redirect_verdict verdict,
    enum redirect_fault fault, const char *said)
{
	struct login_event event = { .news = LOGIN_ANSWERED };

	event.answer.verdict = verdict;
	event.answer.fault = fault;
	if (verdict == REDIRECT_CODE)
		secret_set(&event.answer.code, said, strlen(said));
	else if (verdict == REDIRECT_DENIED)
		event.answer.error = xstrdup(said);
	driver_hear(d, &event);
}

static void
open_listener(struct driver *d)
{
	struct login_event opened = { .news = LOGIN_OPENED,
		.text = xstrdup("http://localhost:5173"),
		.port = 5173 };

	driver_hear(d, &opened);
}

static void
login_opens_its_listener_first_when_there_is_no_session(void **state)
{
	struct driver d;
	struct login_event opened = { .news = LOGIN_OPENED,
		.text = xstrdup("http://localhost:7777"),
		.port = 7777 };

	(void)state;
	driver_start_without_session(&d, BROWSER_STARTS);
	driver_expect_dialog(&d, DIALOG_LOGIN);
	assert_int_equal(d.effects[EFFECT_LOGIN_OPEN], 1);
	assert_int_equal(d.pending_count, 0);
	assert_int_equal(
	    controller_connection(&d.controller), CONNECTION_LOGGED_OUT);
	driver_hear(&d, &opened);
	assert_string_equal(
	    driver_pending(&d, REQUEST_LOGIN_ADDRESS)->redirect_uri,
	    "http://localhost:7777");
	driver_end(&d);
}

static void
login_starts_the_browser_once_when_the_person_sits_here(void **state)
{
	struct driver d;

	(void)state;
	driver_start_without_session(&d, BROWSER_STARTS);
	driver_reach_link(&d);
	assert_int_equal(screen_of(&d)->stage, LOGIN_WAITING);
	assert_int_equal(d.effects[EFFECT_BROWSER], 1);
	driver_type(&d, "o");
	assert_int_equal(d.effects[EFFECT_BROWSER], 2);
	driver_end(&d);
}

static void
login_starts_no_browser_when_it_is_unwanted_there(void **state)
{
	static const enum no_browser places[] = { BROWSER_OVER_SSH,
		BROWSER_WITHOUT_DISPLAY, BROWSER_UNWANTED };
	struct driver d;

	(void)state;
	for (size_t i = 0; i < sizeof(places) / sizeof(*places); i++) {
		driver_start_without_session(&d, places[i]);
		driver_reach_link(&d);
		assert_int_equal(d.effects[EFFECT_BROWSER], 0);
		driver_type(&d, "o");
		assert_int_equal(d.effects[EFFECT_BROWSER], 1);
		driver_end(&d);
	}
}

static void
login_starts_no_browser_when_the_host_is_unknown(void **state)
{
	struct login_event ready = { .news = LOGIN_READY,
		.text = xstrdup(DRIVER_LINK),
		.host = xstrdup("elsewhere.example") };
	struct reply reply = { .outcome = OUTCOME_DONE };
	struct driver d;

	(void)state;
	driver_start_without_session(&d, BROWSER_STARTS);
	open_listener(&d);
	reply.login_address = xstrdup("raw");
	driver_answer_with(&d, REQUEST_LOGIN_ADDRESS, &reply);
	assert_string_equal(secret_bytes(&d.text), "raw");
	driver_hear(&d, &ready);
	assert_int_equal(d.effects[EFFECT_BROWSER], 0);
	driver_end(&d);
}

static void
login_goes_on_without_a_listener_when_the_port_is_taken(void **state)
{
	struct login_event opened = { .news = LOGIN_OPENED,
		.text = xstrdup("http://localhost:5173"),
		.port = 5173 };
	struct driver d;

	(void)state;
	error_set(&opened.error, ERROR_SYSTEM, 98, "taken");
	driver_start_without_session(&d, BROWSER_STARTS);
	driver_hear(&d, &opened);
	driver_reach_address(&d);
	assert_int_equal(screen_of(&d)->stage, LOGIN_WAITING);
	assert_int_equal(screen_of(&d)->port, 0);
	assert_int_equal(d.effects[EFFECT_BROWSER], 0);
	driver_paste(&d, "http://localhost:5173/?code=c&state=s");
	assert_int_equal(d.effects[EFFECT_LOGIN_PASTE], 1);
	driver_end(&d);
}

static void
login_asks_again_when_enter_is_pressed_after_a_failure(void **state)
{
	struct driver d;

	(void)state;
	driver_start_without_session(&d, BROWSER_STARTS);
	open_listener(&d);
	driver_fail(
	    &d, REQUEST_LOGIN_ADDRESS, OUTCOME_REFUSED, ERROR_REFUSED, 403);
	assert_int_equal(screen_of(&d)->stage, LOGIN_FAILED);
	assert_int_equal(screen_of(&d)->note.id, MESSAGE_FAILED);
	driver_code(&d, KEYCODE_ENTER);
	assert_int_equal(d.effects[EFFECT_LOGIN_OPEN], 2);
	driver_reach_link(&d);
	assert_int_equal(screen_of(&d)->stage, LOGIN_WAITING);
	driver_end(&d);
}

static void
login_shows_no_link_when_the_address_is_unsafe(void **state)
{
	struct login_event unsafe = { .news = LOGIN_UNSAFE };
	struct reply reply = { .outcome = OUTCOME_DONE };
	struct driver d;

	(void)state;
	driver_start_without_session(&d, BROWSER_STARTS);
	open_listener(&d);
	reply.login_address = xstrdup("file:///etc/passwd");
	driver_answer_with(&d, REQUEST_LOGIN_ADDRESS, &reply);
	error_set(&unsafe.error, ERROR_ANSWER, 0, "file");
	driver_hear(&d, &unsafe);
	driver_type(&d, "ocb");
	assert_int_equal(d.effects[EFFECT_BROWSER], 0);
	assert_int_equal(d.effects[EFFECT_COPY], 0);
	assert_int_equal(d.effects[EFFECT_BARE], 0);
	assert_null(screen_of(&d)->url);
	driver_end(&d);
}

static void
login_redeems_the_code_once_when_it_comes_twice(void **state)
{
	struct driver d;
	const struct request *request;

	(void)state;
	driver_start_without_session(&d, BROWSER_STARTS);
	driver_reach_link(&d);
	hear_answer(&d, REDIRECT_CODE, REDIRECT_FAULT_NONE, "first");
	hear_answer(&d, REDIRECT_CODE, REDIRECT_FAULT_NONE, "second");
	assert_int_equal(d.sent[REQUEST_TOKEN_BY_CODE], 1);
	assert_int_equal(d.effects[EFFECT_LOGIN_FINISH], 1);
	request = driver_pending(&d, REQUEST_TOKEN_BY_CODE);
	assert_string_equal(secret_bytes(&request->secret), "first");
	assert_string_equal(request->redirect_uri, "http://localhost:5173");
	driver_end(&d);
}

static void
login_loads_the_account_when_the_code_is_accepted(void **state)
{
	struct driver d;

	(void)state;
	driver_start_without_session(&d, BROWSER_STARTS);
	driver_put(&d, "k1", "alpha");
	driver_reach_link(&d);
	driver_log_in(&d);
	driver_expect_dialog(&d, DIALOG_NONE);
	driver_answer_profile(&d);
	driver_expect_message(&d, MESSAGE_LOGGED_IN);
	assert_string_equal(d.controller.message.subject, "ada@example.org");
	driver_answer_list(&d);
	driver_expect_cursor(&d, "k1");
	/* The browser still gets its last page. */
	assert_int_equal(d.effects[EFFECT_LOGIN_CLOSE], 0);
	assert_true(controller_deadline(&d.controller) < INT64_MAX);
	driver_wait(&d, 10000);
	assert_int_equal(d.effects[EFFECT_LOGIN_CLOSE], 1);
	assert_true(controller_deadline(&d.controller) == INT64_MAX);
	driver_end(&d);
}

static void
login_never_sends_a_code_again_when_it_is_refused_or_lost(void **state)
{
	struct driver d;

	(void)state;
	for (int is_lost = 0; is_lost < 2; is_lost++) {
		driver_start_without_session(&d, BROWSER_STARTS);
		driver_reach_link(&d);
		hear_answer(&d, REDIRECT_CODE, REDIRECT_FAULT_NONE, "c");
		if (is_lost)
			driver_lose(&d, REQUEST_TOKEN_BY_CODE);
		else
			driver_fail(&d, REQUEST_TOKEN_BY_CODE, OUTCOME_REFUSED,
			    ERROR_REFUSED, 401);
		driver_expect_dialog(&d, DIALOG_LOGIN);
		assert_int_equal(screen_of(&d)->stage, LOGIN_FAILED);
		driver_code(&d, KEYCODE_ENTER);
		driver_reach_link(&d);
		assert_int_equal(d.sent[REQUEST_TOKEN_BY_CODE], 1);
		driver_end(&d);
	}
}

static void
login_waits_on_when_it_is_denied(void **state)
{
	struct driver d;

	(void)state;
	driver_start_without_session(&d, BROWSER_STARTS);
	driver_reach_link(&d);
	hear_answer(&d, REDIRECT_DENIED, REDIRECT_FAULT_NONE, "access_denied");
	assert_int_equal(screen_of(&d)->note.id, MESSAGE_LOGIN_DENIED);
	assert_string_equal(screen_of(&d)->note.subject, "access_denied");
	assert_int_equal(screen_of(&d)->stage, LOGIN_WAITING);
	driver_log_in(&d);
	driver_expect_dialog(&d, DIALOG_NONE);
	driver_end(&d);
}

static void
login_says_why_and_waits_on_when_a_paste_is_foreign(void **state)
{
	static const struct {
		enum redirect_fault fault;
		enum message_id id;
	} faults[] = {
		{ REDIRECT_NO_ADDRESS, MESSAGE_LOGIN_NO_ADDRESS },
		{ REDIRECT_NO_STATE, MESSAGE_LOGIN_NO_STATE },
		{ REDIRECT_WRONG_STATE, MESSAGE_LOGIN_WRONG_STATE },
		{ REDIRECT_NO_CODE, MESSAGE_LOGIN_NO_CODE },
	};
	struct driver d;

	(void)state;
	driver_start_without_session(&d, BROWSER_OVER_SSH);
	driver_reach_link(&d);
	for (size_t i = 0; i < sizeof(faults) / sizeof(*faults); i++) {
		driver_paste(&d, "http://local\n  host:5173/?code=c");
		assert_string_equal(
		    secret_bytes(&d.text), "http://local   host:5173/?code=c");
		hear_answer(&d, REDIRECT_FOREIGN, faults[i].fault, NULL);
		assert_int_equal(screen_of(&d)->note.id, faults[i].id);
		assert_true(screen_of(&d)->field_is_open);
	}
	assert_int_equal(d.sent[REQUEST_TOKEN_BY_CODE], 0);
	driver_code(&d, KEYCODE_ESCAPE);
	assert_false(screen_of(&d)->field_is_open);
	assert_string_equal(field_text(&screen_of(&d)->field), "");
	driver_end(&d);
}

static void
login_takes_letters_as_text_when_its_field_is_open(void **state)
{
	struct driver d;

	(void)state;
	driver_start_without_session(&d, BROWSER_OVER_SSH);
	driver_reach_link(&d);
	driver_type(&d, "pqoct");
	assert_false(d.has_quit);
	assert_string_equal(field_text(&screen_of(&d)->field), "qoct");
	driver_code(&d, KEYCODE_ENTER);
	assert_string_equal(secret_bytes(&d.text), "qoct");
	driver_end(&d);
}

static void
login_hands_out_link_and_tunnel_when_asked(void **state)
{
	struct driver d;

	(void)state;
	driver_start_without_session(&d, BROWSER_OVER_SSH);
	driver_type(&d, "c");
	assert_int_equal(screen_of(&d)->note.id, MESSAGE_LOGIN_TOO_EARLY);
	driver_reach_link(&d);
	driver_type(&d, "c");
	assert_string_equal(secret_bytes(&d.text), DRIVER_LINK);
	assert_int_equal(screen_of(&d)->note.id, MESSAGE_COPYING);
	driver_type(&d, "t");
	assert_string_equal(secret_bytes(&d.text),
	    "ssh -N -L 5173:127.0.0.1:5173 ada@far.example");
	driver_type(&d, "b");
	assert_int_equal(d.effects[EFFECT_BARE], 1);
	assert_true(screen_of(&d)->is_bare);
	/* The key that ends it does nothing else. */
	driver_type(&d, "q");
	assert_false(d.has_quit);
	assert_int_equal(d.effects[EFFECT_FRAME], 1);
	driver_end(&d);
}

static void
login_ignores_news_when_they_are_of_an_attempt_before(void **state)
{
	struct login_event stale = { .news = LOGIN_ANSWERED };
	struct driver d;

	(void)state;
	driver_start_without_session(&d, BROWSER_STARTS);
	driver_reach_link(&d);
	stale.attempt = screen_of(&d)->attempt;
	driver_function(&d, 5);
	driver_reach_link(&d);
	/* A reload starts no browser. */
	assert_int_equal(d.effects[EFFECT_BROWSER], 1);
	secret_set(&stale.answer.code, "old", 3);
	driver_hear(&d, &stale);
	assert_int_equal(d.sent[REQUEST_TOKEN_BY_CODE], 0);
	driver_end(&d);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(
		    login_opens_its_listener_first_when_there_is_no_session),
		cmocka_unit_test(
		    login_starts_the_browser_once_when_the_person_sits_here),
		cmocka_unit_test(
		    login_starts_no_browser_when_it_is_unwanted_there),
		cmocka_unit_test(
		    login_starts_no_browser_when_the_host_is_unknown),
		cmocka_unit_test(
		    login_goes_on_without_a_listener_when_the_port_is_taken),
		cmocka_unit_test(
		    login_asks_again_when_enter_is_pressed_after_a_failure),
		cmocka_unit_test(
		    login_shows_no_link_when_the_address_is_unsafe),
		cmocka_unit_test(
		    login_redeems_the_code_once_when_it_comes_twice),
		cmocka_unit_test(
		    login_loads_the_account_when_the_code_is_accepted),
		cmocka_unit_test(
		    login_never_sends_a_code_again_when_it_is_refused_or_lost),
		cmocka_unit_test(login_waits_on_when_it_is_denied),
		cmocka_unit_test(
		    login_says_why_and_waits_on_when_a_paste_is_foreign),
		cmocka_unit_test(
		    login_takes_letters_as_text_when_its_field_is_open),
		cmocka_unit_test(login_hands_out_link_and_tunnel_when_asked),
		cmocka_unit_test(
		    login_ignores_news_when_they_are_of_an_attempt_before),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
