/* SPDX-License-Identifier: ISC */
/* A session ends in the middle of something: it goes on after the login. */
#include "config.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "support/journey_driver.h"

static void
refuse(struct driver *d, enum request_kind kind)
{
	driver_fail(d, kind, OUTCOME_REFUSED, ERROR_REFUSED, 401);
}

static void
log_in_again(struct driver *d)
{
	driver_expect_dialog(d, DIALOG_LOGIN);
	driver_reach_link(d);
	driver_log_in(d);
	driver_answer_profile(d);
}

/* A form that was sent and refused for want of a session. */
static void
start_interrupted_create(struct driver *d)
{
	driver_start_loaded(d);
	driver_type(d, "nname");
	driver_code(d, KEYCODE_ENTER);
	refuse(d, REQUEST_CREATE);
}

static void
list_is_asked_for_again_when_the_session_ended(void **state)
{
	struct driver d;

	(void)state;
	driver_start_loaded(&d);
	driver_function(&d, 5);
	refuse(&d, REQUEST_PROFILE);
	/* The other request on its way is for nobody any more. */
	assert_false(driver_is_pending(&d, REQUEST_LIST));
	assert_int_equal(d.effects[EFFECT_LOGIN_OPEN], 1);
	log_in_again(&d);
	driver_expect_dialog(&d, DIALOG_NONE);
	driver_answer_list(&d);
	assert_int_equal(d.controller.keys_loading.error.kind, ERROR_NONE);
	driver_end(&d);
}

static void
create_is_sent_once_more_when_the_session_ended(void **state)
{
	struct driver d;

	(void)state;
	start_interrupted_create(&d);
	assert_int_equal(d.sent[REQUEST_CREATE], 1);
	log_in_again(&d);
	driver_expect_dialog(&d, DIALOG_CREATE);
	assert_int_equal(d.sent[REQUEST_CREATE], 2);
	assert_string_equal(driver_pending(&d, REQUEST_CREATE)->name, "name");
	driver_answer(&d, REQUEST_CREATE, "k9", "name");
	driver_expect_dialog(&d, DIALOG_CREATED);
	assert_int_equal(d.sent[REQUEST_CREATE], 2);
	driver_end(&d);
}

static void
create_is_refused_in_its_form_when_the_second_try_has_no_session(void **state)
{
	struct driver d;

	(void)state;
	start_interrupted_create(&d);
	log_in_again(&d);
	refuse(&d, REQUEST_CREATE);
	driver_expect_dialog(&d, DIALOG_CREATE);
	assert_int_equal(d.controller.form.stage, FORM_EDITING);
	assert_int_equal(d.controller.form.refusal.id, MESSAGE_FAILED);
	assert_int_equal(d.sent[REQUEST_CREATE], 2);
	/* A person's own try is news again. */
	driver_code(&d, KEYCODE_ENTER);
	refuse(&d, REQUEST_CREATE);
	driver_expect_dialog(&d, DIALOG_LOGIN);
	driver_end(&d);
}

static void
create_is_not_sent_when_another_account_logged_in(void **state)
{
	struct driver d;

	(void)state;
	start_interrupted_create(&d);
	driver_reach_link(&d);
	driver_log_in(&d);
	driver_answer_profile_of(&d, "eve@example.org");
	driver_expect_dialog(&d, DIALOG_GUARD);
	driver_code(&d, KEYCODE_TAB);
	driver_code(&d, KEYCODE_ENTER);
	driver_expect_dialog(&d, DIALOG_CREATE);
	assert_int_equal(d.sent[REQUEST_CREATE], 1);
	assert_int_equal(d.controller.form.refusal.id, MESSAGE_OTHER_ACCOUNT);
	assert_string_equal(field_text(&d.controller.form.name), "name");
	driver_end(&d);
}

static void
create_is_not_sent_when_nobody_knows_who_logged_in(void **state)
{
	struct driver d;

	(void)state;
	start_interrupted_create(&d);
	driver_reach_link(&d);
	driver_log_in(&d);
	driver_lose(&d, REQUEST_PROFILE);
	assert_int_equal(d.sent[REQUEST_CREATE], 1);
	assert_int_equal(d.controller.form.stage, FORM_EDITING);
	driver_end(&d);
}

static void
rename_is_done_again_when_the_session_ended(void **state)
{
	struct driver d;

	(void)state;
	driver_start_loaded(&d);
	driver_type(&d, "r2");
	driver_code(&d, KEYCODE_ENTER);
	/* While looking, and again while sending. */
	refuse(&d, REQUEST_LIST);
	log_in_again(&d);
	assert_int_equal(d.controller.form.stage, FORM_LOOKING);
	driver_answer_list(&d);
	refuse(&d, REQUEST_RENAME);
	log_in_again(&d);
	assert_int_equal(d.sent[REQUEST_RENAME], 2);
	driver_answer(&d, REQUEST_RENAME, "k1", "alpha2");
	driver_expect_dialog(&d, DIALOG_NONE);
	driver_end(&d);
}

static void
delete_is_sent_once_more_when_the_session_ended(void **state)
{
	struct driver d;

	(void)state;
	driver_start_loaded(&d);
	driver_type(&d, "dy");
	refuse(&d, REQUEST_DELETE);
	log_in_again(&d);
	assert_int_equal(d.sent[REQUEST_DELETE], 2);
	assert_string_equal(driver_pending(&d, REQUEST_DELETE)->id, "k1");
	driver_answer(&d, REQUEST_DELETE, NULL, NULL);
	driver_expect_dialog(&d, DIALOG_NONE);
	driver_expect_message(&d, MESSAGE_DELETED);
	driver_end(&d);
}

static void
escape_asks_and_keeps_what_was_typed_when_work_is_unfinished(void **state)
{
	struct driver d;

	(void)state;
	start_interrupted_create(&d);
	driver_reach_link(&d);
	driver_code(&d, KEYCODE_ESCAPE);
	driver_expect_dialog(&d, DIALOG_LOGIN);
	driver_code(&d, KEYCODE_DOWN);
	driver_code(&d, KEYCODE_ESCAPE);
	driver_expect_dialog(&d, DIALOG_LOGIN);
	driver_code(&d, KEYCODE_ESCAPE);
	driver_expect_dialog(&d, DIALOG_CREATE);
	assert_int_equal(d.controller.form.stage, FORM_EDITING);
	assert_int_equal(d.controller.form.refusal.id, MESSAGE_NOT_LOGGED_IN);
	assert_string_equal(field_text(&d.controller.form.name), "name");
	assert_int_equal(d.effects[EFFECT_LOGIN_CLOSE], 1);
	assert_int_equal(d.sent[REQUEST_CREATE], 1);
	driver_end(&d);
}

static void
quit_asks_when_work_is_unfinished(void **state)
{
	struct driver d;

	(void)state;
	start_interrupted_create(&d);
	driver_reach_link(&d);
	driver_type(&d, "q");
	assert_false(d.has_quit);
	driver_code(&d, KEYCODE_ESCAPE);
	driver_expect_dialog(&d, DIALOG_LOGIN);
	driver_type(&d, "q");
	assert_false(d.has_quit);
	driver_type(&d, "q");
	assert_true(d.has_quit);
	driver_end(&d);
}

static void
refusal_opens_no_login_when_it_is_of_the_session_before(void **state)
{
	struct driver d;
	struct reply late = { .kind = REQUEST_CREATE,
		.outcome = OUTCOME_REFUSED };

	(void)state;
	driver_start_loaded(&d);
	driver_type(&d, "nname");
	driver_code(&d, KEYCODE_ENTER);
	late.seq = driver_pending(&d, REQUEST_CREATE)->seq;
	late.error = (struct error){ .kind = ERROR_REFUSED, .code = 401 };
	driver_function(&d, 5);
	driver_reply(&d, &late);
	log_in_again(&d);
	assert_int_equal(d.effects[EFFECT_LOGIN_OPEN], 1);
	assert_int_equal(d.sent[REQUEST_CREATE], 2);
	driver_end(&d);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(
		    list_is_asked_for_again_when_the_session_ended),
		cmocka_unit_test(
		    create_is_sent_once_more_when_the_session_ended),
		cmocka_unit_test(
		    create_is_refused_in_its_form_when_the_second_try_has_no_session),
		cmocka_unit_test(
		    create_is_not_sent_when_another_account_logged_in),
		cmocka_unit_test(
		    create_is_not_sent_when_nobody_knows_who_logged_in),
		cmocka_unit_test(rename_is_done_again_when_the_session_ended),
		cmocka_unit_test(
		    delete_is_sent_once_more_when_the_session_ended),
		cmocka_unit_test(
		    escape_asks_and_keeps_what_was_typed_when_work_is_unfinished),
		cmocka_unit_test(quit_asks_when_work_is_unfinished),
		cmocka_unit_test(
		    refusal_opens_no_login_when_it_is_of_the_session_before),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
