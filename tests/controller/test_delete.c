/* SPDX-License-Identifier: ISC */
/* What the question named is what is deleted. */
#include "config.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "support/journey_driver.h"

static const struct deletion *
deletion_of(const struct driver *d)
{
	return &d->controller.deletion;
}

/* The question about k2, "beta". */
static void
start_delete(struct driver *d)
{
	driver_start_loaded(d);
	driver_type(d, "jd");
	driver_expect_dialog(d, DIALOG_DELETE);
	assert_string_equal(deletion_of(d)->id, "k2");
	assert_string_equal(deletion_of(d)->name, "beta");
	assert_null(deletion_of(d)->organization_name);
	assert_int_equal(deletion_of(d)->focus, BUTTON_CANCEL);
}

static void
delete_keeps_the_api_key_when_enter_is_pressed_at_once(void **state)
{
	struct driver d;

	(void)state;
	start_delete(&d);
	driver_code(&d, KEYCODE_ENTER);
	driver_expect_dialog(&d, DIALOG_NONE);
	driver_type(&d, "dxYn");
	driver_expect_dialog(&d, DIALOG_DELETE);
	driver_code(&d, KEYCODE_ESCAPE);
	driver_code(&d, KEYCODE_DELETE);
	driver_control(&d, 'y');
	driver_control(&d, 'c');
	driver_expect_dialog(&d, DIALOG_NONE);
	assert_int_equal(d.sent[REQUEST_DELETE], 0);
	assert_false(d.has_quit);
	driver_end(&d);
}

static void
delete_sends_once_when_y_is_pressed(void **state)
{
	struct driver d;

	(void)state;
	start_delete(&d);
	driver_type(&d, "yyy");
	driver_code(&d, KEYCODE_ENTER);
	assert_int_equal(d.sent[REQUEST_DELETE], 1);
	assert_string_equal(driver_pending(&d, REQUEST_DELETE)->id, "k2");
	driver_answer(&d, REQUEST_DELETE, NULL, NULL);
	driver_expect_dialog(&d, DIALOG_NONE);
	driver_expect_message(&d, MESSAGE_DELETED);
	assert_string_equal(d.controller.message.subject, "beta");
	assert_int_equal(keylist_total(d.controller.keys), 2);
	driver_expect_cursor(&d, "k3");
	driver_end(&d);
}

static void
delete_sends_when_the_button_has_the_focus(void **state)
{
	struct driver d;

	(void)state;
	start_delete(&d);
	driver_code(&d, KEYCODE_RIGHT);
	driver_code(&d, KEYCODE_LEFT);
	assert_int_equal(deletion_of(&d)->focus, BUTTON_CANCEL);
	driver_code(&d, KEYCODE_TAB);
	driver_code(&d, KEYCODE_ENTER);
	assert_true(driver_is_pending(&d, REQUEST_DELETE));
	driver_end(&d);
}

static void
delete_takes_the_id_of_the_question_when_the_list_changes(void **state)
{
	struct driver d;

	(void)state;
	driver_start_loaded(&d);
	driver_function(&d, 5);
	driver_type(&d, "jd");
	driver_remove(&d, "k2");
	driver_remove(&d, "k1");
	driver_answer_list(&d);
	driver_expect_dialog(&d, DIALOG_DELETE);
	driver_type(&d, "y");
	assert_string_equal(driver_pending(&d, REQUEST_DELETE)->id, "k2");
	driver_fail(&d, REQUEST_DELETE, OUTCOME_REFUSED, ERROR_REFUSED, 404);
	driver_expect_message(&d, MESSAGE_ALREADY_GONE);
	driver_expect_dialog(&d, DIALOG_NONE);
	driver_expect_cursor(&d, "k3");
	driver_end(&d);
}

static void
delete_says_why_when_refused(void **state)
{
	struct driver d;

	(void)state;
	start_delete(&d);
	driver_type(&d, "y");
	driver_fail(&d, REQUEST_DELETE, OUTCOME_REFUSED, ERROR_REFUSED, 403);
	driver_expect_dialog(&d, DIALOG_DELETE);
	assert_int_equal(deletion_of(&d)->refusal.id, MESSAGE_FAILED);
	assert_int_equal(deletion_of(&d)->refusal.request, REQUEST_DELETE);
	assert_int_equal(deletion_of(&d)->refusal.error.code, 403);
	driver_type(&d, "y");
	assert_int_equal(deletion_of(&d)->refusal.id, MESSAGE_NONE);
	driver_fail(&d, REQUEST_DELETE, OUTCOME_NOT_SENT, ERROR_RESOLVE, 0);
	assert_int_equal(deletion_of(&d)->refusal.id, MESSAGE_FAILED);
	assert_int_equal(keylist_total(d.controller.keys), 3);
	driver_end(&d);
}

static void
delete_postpones_a_list_that_is_on_its_way(void **state)
{
	struct driver d;

	(void)state;
	driver_start_loaded(&d);
	driver_function(&d, 5);
	driver_type(&d, "dy");
	assert_false(driver_is_pending(&d, REQUEST_LIST));
	driver_answer(&d, REQUEST_DELETE, NULL, NULL);
	driver_remove(&d, "k1");
	driver_answer_list(&d);
	assert_int_equal(keylist_total(d.controller.keys), 2);
	driver_end(&d);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(
		    delete_keeps_the_api_key_when_enter_is_pressed_at_once),
		cmocka_unit_test(delete_sends_once_when_y_is_pressed),
		cmocka_unit_test(delete_sends_when_the_button_has_the_focus),
		cmocka_unit_test(
		    delete_takes_the_id_of_the_question_when_the_list_changes),
		cmocka_unit_test(delete_says_why_when_refused),
		cmocka_unit_test(delete_postpones_a_list_that_is_on_its_way),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
