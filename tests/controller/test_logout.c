/* SPDX-License-Identifier: ISC */
/* Logging out tells facts and leaves nothing of the account. */
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
logout_forgets_the_account_when_it_is_done(void **state)
{
	struct reply reply = { .outcome = OUTCOME_DONE };
	const struct login_screen *login;
	struct driver d;

	(void)state;
	driver_start_loaded(&d);
	login = &d.controller.login;
	driver_type(&d, "L");
	reply.logout.was_told = true;
	driver_answer_with(&d, REQUEST_LOGOUT, &reply);
	driver_expect_dialog(&d, DIALOG_LOGIN);
	assert_int_equal(login->note.id, MESSAGE_LOGGED_OUT);
	assert_true(login->note.logout.was_told);
	assert_null(d.controller.profile.email);
	assert_int_equal(keylist_total(d.controller.keys), 0);
	/* Nobody asked for a login: no browser comes up. */
	driver_reach_link(&d);
	assert_int_equal(d.effects[EFFECT_BROWSER], 0);
	driver_end(&d);
}

static void
logout_forgets_the_account_when_the_service_is_away(void **state)
{
	struct driver d;

	(void)state;
	driver_start_loaded(&d);
	driver_type(&d, "L");
	driver_fail(&d, REQUEST_LOGOUT, OUTCOME_NOT_SENT, ERROR_CONNECT, 0);
	driver_expect_dialog(&d, DIALOG_LOGIN);
	assert_false(d.controller.login.note.logout.was_told);
	assert_int_equal(d.controller.login.note.error.kind, ERROR_CONNECT);
	assert_null(d.controller.profile.email);
	driver_end(&d);
}

static void
logout_is_sent_once_and_holds_up_leaving_until_known(void **state)
{
	struct driver d;

	(void)state;
	driver_start_loaded(&d);
	driver_type(&d, "LLq");
	assert_int_equal(d.sent[REQUEST_LOGOUT], 1);
	assert_false(d.has_quit);
	driver_expect_message(&d, MESSAGE_QUIT_ASKS);
	driver_code(&d, KEYCODE_ESCAPE);
	driver_expect_message(&d, MESSAGE_CANCELLED);
	assert_false(driver_is_pending(&d, REQUEST_LOGOUT));
	driver_type(&d, "q");
	assert_true(d.has_quit);
	driver_end(&d);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(logout_forgets_the_account_when_it_is_done),
		cmocka_unit_test(
		    logout_forgets_the_account_when_the_service_is_away),
		cmocka_unit_test(
		    logout_is_sent_once_and_holds_up_leaving_until_known),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
