/* SPDX-License-Identifier: ISC */
/* Nothing is shown or done with the session of somebody else unasked. */
#include "config.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/date.h"
#include "support/journey_driver.h"

#define EVE "eve@example.org"

static void
start(struct driver *d, const char *email, bool has_session)
{
	struct given given = { .account = "work",
		.host = "example.org",
		.session_ends_ms = DATE_NONE,
		.email = email,
		.has_session = has_session };

	driver_start_given(d, &given);
	driver_put(d, "k1", "alpha");
}

static void
log_in_as(struct driver *d, const char *email)
{
	driver_expect_dialog(d, DIALOG_LOGIN);
	driver_reach_link(d);
	driver_log_in(d);
	driver_answer_profile_of(d, email);
}

static void
answer_logout(struct driver *d)
{
	struct reply reply = { .outcome = OUTCOME_DONE };

	driver_answer_with(d, REQUEST_LOGOUT, &reply);
}

static void
list_is_asked_for_when_the_email_is_the_configured_one(void **state)
{
	struct driver d;

	(void)state;
	start(&d, "Ada@Example.ORG", true);
	assert_false(driver_is_pending(&d, REQUEST_LIST));
	driver_answer_profile(&d);
	driver_expect_dialog(&d, DIALOG_NONE);
	assert_string_equal(d.controller.profile.email, "ada@example.org");
	driver_answer_list(&d);
	assert_int_equal(keylist_total(d.controller.keys), 1);
	driver_end(&d);
}

static void
both_are_asked_for_at_once_when_no_email_is_configured(void **state)
{
	struct driver d;

	(void)state;
	start(&d, NULL, true);
	assert_true(driver_is_pending(&d, REQUEST_LIST));
	driver_answer_profile_of(&d, EVE);
	driver_expect_dialog(&d, DIALOG_NONE);
	driver_end(&d);
}

static void
nothing_is_shown_or_sent_when_the_email_differs(void **state)
{
	struct driver d;

	(void)state;
	start(&d, "ada@example.org", false);
	log_in_as(&d, EVE);
	driver_expect_dialog(&d, DIALOG_GUARD);
	assert_null(d.controller.profile.email);
	assert_int_equal(d.sent[REQUEST_LIST], 0);
	assert_int_equal(d.pending_count, 0);
	assert_string_equal(d.controller.guard.wanted, "ada@example.org");
	assert_string_equal(d.controller.guard.found, EVE);
	driver_type(&d, "nqAL?/");
	driver_function(&d, 5);
	driver_expect_dialog(&d, DIALOG_GUARD);
	assert_int_equal(d.pending_count, 0);
	driver_end(&d);
}

/* Esc, as well as Enter where the focus is at first. */
static void
login_begins_anew_when_the_answer_is_to_log_out(void **state)
{
	const enum key_code answers[] = { KEYCODE_ESCAPE, KEYCODE_ENTER };
	struct driver d;

	(void)state;
	for (size_t i = 0; i < 2; i++) {
		start(&d, "ada@example.org", false);
		log_in_as(&d, EVE);
		driver_code(&d, answers[i]);
		driver_expect_dialog(&d, DIALOG_GUARD);
		answer_logout(&d);
		driver_expect_dialog(&d, DIALOG_LOGIN);
		assert_int_equal(
		    d.controller.login.reason, LOGIN_WRONG_ACCOUNT);
		/* The browser would answer as before. */
		driver_reach_link(&d);
		assert_int_equal(d.effects[EFFECT_BROWSER], 1);
		driver_log_in(&d);
		driver_answer_profile(&d);
		driver_expect_dialog(&d, DIALOG_NONE);
		assert_int_equal(d.sent[REQUEST_LIST], 1);
		driver_end(&d);
	}
}

static void
question_comes_back_when_the_logout_is_not_waited_for(void **state)
{
	struct driver d;

	(void)state;
	start(&d, "ada@example.org", false);
	log_in_as(&d, EVE);
	driver_code(&d, KEYCODE_ENTER);
	driver_code(&d, KEYCODE_ENTER);
	driver_code(&d, KEYCODE_ESCAPE);
	driver_expect_dialog(&d, DIALOG_GUARD);
	assert_int_equal(d.sent[REQUEST_LOGOUT], 1);
	assert_int_equal(d.controller.logout_seq, 0);
	assert_int_equal(d.sent[REQUEST_LIST], 0);
	driver_end(&d);
}

static void
session_is_used_when_the_answer_is_to_go_on(void **state)
{
	struct driver d;

	(void)state;
	start(&d, "ada@example.org", false);
	log_in_as(&d, EVE);
	driver_code(&d, KEYCODE_TAB);
	driver_code(&d, KEYCODE_ENTER);
	driver_expect_dialog(&d, DIALOG_NONE);
	assert_string_equal(d.controller.profile.email, EVE);
	driver_answer_list(&d);
	/* It is asked once for a session. */
	driver_function(&d, 5);
	driver_answer_profile_of(&d, EVE);
	driver_answer_list(&d);
	driver_expect_dialog(&d, DIALOG_NONE);
	/* But for a third person anew, whoever it was that logged in. */
	driver_function(&d, 5);
	driver_answer_profile_of(&d, "mallory@example.org");
	driver_expect_dialog(&d, DIALOG_GUARD);
	driver_end(&d);
}

/* The form was begun as ada: eve's session must not carry it out. */
static void
form_stays_and_is_not_sent_when_another_logged_in(void **state)
{
	struct driver d;

	(void)state;
	start(&d, "ada@example.org", true);
	driver_answer_profile(&d);
	driver_answer_list(&d);
	driver_type(&d, "nname");
	driver_code(&d, KEYCODE_ENTER);
	driver_fail(&d, REQUEST_CREATE, OUTCOME_REFUSED, ERROR_REFUSED, 401);
	log_in_as(&d, EVE);
	driver_expect_dialog(&d, DIALOG_GUARD);
	driver_code(&d, KEYCODE_ENTER);
	answer_logout(&d);
	/* The right person comes: what was typed is sent now, once. */
	assert_int_equal(d.sent[REQUEST_CREATE], 1);
	log_in_as(&d, "ada@example.org");
	driver_expect_dialog(&d, DIALOG_CREATE);
	assert_int_equal(d.sent[REQUEST_CREATE], 2);
	assert_string_equal(driver_pending(&d, REQUEST_CREATE)->name, "name");
	driver_end(&d);
}

static void
form_is_refused_when_going_on_as_another(void **state)
{
	struct driver d;

	(void)state;
	start(&d, "ada@example.org", true);
	driver_answer_profile(&d);
	driver_answer_list(&d);
	driver_type(&d, "nname");
	driver_code(&d, KEYCODE_ENTER);
	driver_fail(&d, REQUEST_CREATE, OUTCOME_REFUSED, ERROR_REFUSED, 401);
	log_in_as(&d, EVE);
	driver_code(&d, KEYCODE_TAB);
	driver_code(&d, KEYCODE_ENTER);
	driver_expect_dialog(&d, DIALOG_CREATE);
	assert_int_equal(d.sent[REQUEST_CREATE], 1);
	assert_int_equal(d.controller.form.refusal.id, MESSAGE_OTHER_ACCOUNT);
	assert_true(driver_is_pending(&d, REQUEST_LIST));
	driver_end(&d);
}

/* A form that was open sends nothing until it is known who is logged in. */
static void
form_waits_when_the_profile_has_not_come(void **state)
{
	struct driver d;

	(void)state;
	start(&d, "ada@example.org", true);
	driver_answer_profile(&d);
	driver_answer_list(&d);
	driver_function(&d, 5);
	driver_type(&d, "nname");
	driver_fail(&d, REQUEST_LIST, OUTCOME_REFUSED, ERROR_REFUSED, 401);
	driver_reach_link(&d);
	driver_log_in(&d);
	driver_expect_dialog(&d, DIALOG_CREATE);
	driver_code(&d, KEYCODE_ENTER);
	assert_int_equal(d.sent[REQUEST_CREATE], 0);
	assert_int_equal(d.controller.form.refusal.id, MESSAGE_NOT_CHECKED);
	driver_answer_profile(&d);
	driver_code(&d, KEYCODE_ENTER);
	assert_int_equal(d.sent[REQUEST_CREATE], 1);
	driver_end(&d);
}

static void
nothing_opens_when_the_profile_could_not_be_had(void **state)
{
	struct driver d;

	(void)state;
	start(&d, "ada@example.org", true);
	driver_fail(&d, REQUEST_PROFILE, OUTCOME_REFUSED, ERROR_SERVICE, 500);
	driver_type(&d, "n");
	driver_expect_dialog(&d, DIALOG_NONE);
	driver_expect_message(&d, MESSAGE_NOT_CHECKED);
	assert_int_equal(d.sent[REQUEST_LIST], 0);
	driver_function(&d, 5);
	assert_int_equal(d.sent[REQUEST_LIST], 0);
	driver_answer_profile(&d);
	driver_answer_list(&d);
	assert_int_equal(keylist_total(d.controller.keys), 1);
	driver_end(&d);
}

static void
another_person_is_asked_about_when_none_is_configured(void **state)
{
	struct driver d;

	(void)state;
	start(&d, NULL, true);
	driver_answer_profile(&d);
	driver_answer_list(&d);
	driver_type(&d, "L");
	answer_logout(&d);
	log_in_as(&d, EVE);
	driver_expect_dialog(&d, DIALOG_GUARD);
	assert_string_equal(d.controller.guard.wanted, "ada@example.org");
	driver_code(&d, KEYCODE_RIGHT);
	driver_code(&d, KEYCODE_ENTER);
	driver_expect_dialog(&d, DIALOG_NONE);
	driver_answer_list(&d);
	driver_end(&d);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(
		    list_is_asked_for_when_the_email_is_the_configured_one),
		cmocka_unit_test(
		    both_are_asked_for_at_once_when_no_email_is_configured),
		cmocka_unit_test(
		    nothing_is_shown_or_sent_when_the_email_differs),
		cmocka_unit_test(
		    login_begins_anew_when_the_answer_is_to_log_out),
		cmocka_unit_test(
		    question_comes_back_when_the_logout_is_not_waited_for),
		cmocka_unit_test(session_is_used_when_the_answer_is_to_go_on),
		cmocka_unit_test(
		    form_stays_and_is_not_sent_when_another_logged_in),
		cmocka_unit_test(form_is_refused_when_going_on_as_another),
		cmocka_unit_test(form_waits_when_the_profile_has_not_come),
		cmocka_unit_test(
		    nothing_opens_when_the_profile_could_not_be_had),
		cmocka_unit_test(
		    another_person_is_asked_about_when_none_is_configured),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
