/* SPDX-License-Identifier: ISC */
/* Tokens and ids that are copied, and the token that is cleared again. */
#include "config.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "support/journey_driver.h"

#define TOKEN "nxk_0123456789abcdef"

static void
hear(struct driver *d, enum clipboard_deed deed, enum clipboard_route route)
{
	struct event event = { .kind = EVENT_CLIPBOARD,
		.clipboard = { .deed = deed, .route = route } };

	driver_send(d, &event);
}

/* y on the first row, and the list that brings its token. */
static void
press_y(struct driver *d)
{
	driver_type(d, "y");
	driver_answer_list(d);
}

static void
copy_hands_over_the_one_token_when_the_list_comes(void **state)
{
	struct driver d;

	(void)state;
	driver_start_loaded(&d);
	driver_type(&d, "jy");
	driver_expect_message(&d, MESSAGE_TOKEN_ASKED);
	assert_string_equal(
	    driver_pending(&d, REQUEST_LIST)->keep_token_of_id, "k2");
	assert_int_equal(d.effects[EFFECT_COPY_TOKEN], 0);
	driver_answer_list(&d);
	assert_int_equal(d.effects[EFFECT_COPY_TOKEN], 1);
	assert_string_equal(secret_bytes(&d.text), TOKEN);
	hear(&d, CLIPBOARD_COPIED, ROUTE_OSC52);
	driver_expect_message(&d, MESSAGE_COPIED);
	assert_string_equal(d.controller.message.subject, "beta");
	assert_int_equal(d.controller.message.route, ROUTE_OSC52);
	/* The next list brings none. */
	driver_function(&d, 5);
	assert_null(driver_pending(&d, REQUEST_LIST)->keep_token_of_id);
	driver_answer_list(&d);
	assert_int_equal(d.effects[EFFECT_COPY_TOKEN], 1);
	driver_end(&d);
}

static void
copy_is_cleared_when_its_time_is_over(void **state)
{
	struct driver d;

	(void)state;
	driver_start_loaded(&d);
	press_y(&d);
	hear(&d, CLIPBOARD_COPIED, ROUTE_XCLIP);
	assert_true(controller_deadline(&d.controller) <= d.steady_ms + 1000);
	driver_wait(&d, 44000);
	assert_int_equal(d.effects[EFFECT_CLIPBOARD_CLEAR], 0);
	driver_wait(&d, 1000);
	assert_int_equal(d.effects[EFFECT_CLIPBOARD_CLEAR], 1);
	hear(&d, CLIPBOARD_CLEARED, ROUTE_XCLIP);
	driver_expect_message(&d, MESSAGE_CLIPBOARD_CLEARED);
	driver_wait(&d, 60000);
	assert_int_equal(d.effects[EFFECT_CLIPBOARD_CLEAR], 1);
	driver_end(&d);
}

static void
copy_of_an_id_is_not_cleared(void **state)
{
	struct driver d;

	(void)state;
	driver_start_loaded(&d);
	press_y(&d);
	hear(&d, CLIPBOARD_COPIED, ROUTE_XCLIP);
	driver_type(&d, "Y");
	assert_string_equal(secret_bytes(&d.text), "k1");
	assert_int_equal(d.effects[EFFECT_COPY], 1);
	hear(&d, CLIPBOARD_COPIED, ROUTE_XCLIP);
	assert_int_equal(d.controller.message.copied, COPY_ID);
	driver_wait(&d, 60000);
	assert_int_equal(d.effects[EFFECT_CLIPBOARD_CLEAR], 0);
	driver_end(&d);
}

static void
copy_is_refused_when_the_service_masks_tokens(void **state)
{
	struct driver d;

	(void)state;
	driver_start_loaded(&d);
	driver_type(&d, "y");
	/* It begins to do so with this list. */
	d.entries[0].is_masked = true;
	driver_answer_list(&d);
	driver_expect_message(&d, MESSAGE_TOKEN_MASKED);
	driver_type(&d, "jky");
	driver_expect_message(&d, MESSAGE_TOKEN_MASKED);
	driver_type(&d, "v");
	driver_expect_message(&d, MESSAGE_TOKEN_MASKED);
	assert_false(driver_is_pending(&d, REQUEST_LIST));
	assert_int_equal(d.effects[EFFECT_COPY_TOKEN], 0);
	driver_end(&d);
}

static void
copy_says_so_when_the_api_key_or_the_list_is_gone(void **state)
{
	struct driver d;

	(void)state;
	driver_start_loaded(&d);
	driver_type(&d, "y");
	driver_remove(&d, "k1");
	driver_answer_list(&d);
	driver_expect_message(&d, MESSAGE_ALREADY_GONE);
	driver_type(&d, "y");
	driver_fail(&d, REQUEST_LIST, OUTCOME_REFUSED, ERROR_SERVICE, 500);
	driver_expect_message(&d, MESSAGE_TOKEN_UNSEEN);
	assert_int_equal(d.controller.wish.kind, WISH_NOTHING);
	assert_int_equal(d.effects[EFFECT_COPY_TOKEN], 0);
	driver_end(&d);
}

static void
copy_stops_when_escape_is_pressed(void **state)
{
	struct driver d;

	(void)state;
	driver_start_loaded(&d);
	driver_code(&d, KEYCODE_ENTER);
	driver_type(&d, "y");
	driver_code(&d, KEYCODE_ESCAPE);
	driver_expect_message(&d, MESSAGE_TOKEN_STOPPED);
	driver_expect_dialog(&d, DIALOG_DETAILS);
	assert_false(driver_is_pending(&d, REQUEST_LIST));
	press_y(&d);
	driver_code(&d, KEYCODE_ESCAPE);
	assert_int_equal(d.effects[EFFECT_COPY_STOP], 1);
	driver_expect_message(&d, MESSAGE_COPY_STOPPED);
	/* It comes too late. */
	hear(&d, CLIPBOARD_COPIED, ROUTE_XCLIP);
	driver_expect_message(&d, MESSAGE_COPY_STOPPED);
	driver_end(&d);
}

static void
copy_is_cleared_when_it_was_given_up(void **state)
{
	struct driver d;

	(void)state;
	driver_start_loaded(&d);
	press_y(&d);
	driver_code(&d, KEYCODE_ESCAPE);
	driver_expect_message(&d, MESSAGE_COPY_STOPPED);
	driver_wait(&d, 44000);
	assert_int_equal(d.effects[EFFECT_CLIPBOARD_CLEAR], 0);
	driver_wait(&d, 1000);
	assert_int_equal(d.effects[EFFECT_CLIPBOARD_CLEAR], 1);
	/* An id may stay, but not the token that was there before it. */
	press_y(&d);
	hear(&d, CLIPBOARD_COPIED, ROUTE_XCLIP);
	driver_type(&d, "Y");
	driver_code(&d, KEYCODE_ESCAPE);
	assert_int_equal(d.effects[EFFECT_COPY_STOP], 2);
	driver_wait(&d, 45000);
	assert_int_equal(d.effects[EFFECT_CLIPBOARD_CLEAR], 2);
	driver_end(&d);
}

static void
copy_goes_first_when_another_is_to_be_cleared(void **state)
{
	struct driver d;

	(void)state;
	driver_start_loaded(&d);
	press_y(&d);
	hear(&d, CLIPBOARD_COPIED, ROUTE_XCLIP);
	driver_wait(&d, 44000);
	press_y(&d);
	driver_wait(&d, 2000);
	assert_int_equal(d.effects[EFFECT_CLIPBOARD_CLEAR], 0);
	/* That one is still there. */
	hear(&d, CLIPBOARD_NOT_COPIED, ROUTE_NONE);
	driver_wait(&d, 1000);
	assert_int_equal(d.effects[EFFECT_CLIPBOARD_CLEAR], 1);
	driver_end(&d);
}

static void
copy_that_was_given_up_stays_when_nothing_is_cleared(void **state)
{
	struct driver d;

	(void)state;
	driver_start_loaded(&d);
	d.controller.given.clipboard_clear_s = 0;
	press_y(&d);
	driver_code(&d, KEYCODE_ESCAPE);
	assert_int_equal(d.effects[EFFECT_COPY_STOP], 1);
	driver_wait(&d, 600000);
	assert_int_equal(d.effects[EFFECT_CLIPBOARD_CLEAR], 0);
	driver_end(&d);
}

static void
copy_is_given_up_when_the_session_ends(void **state)
{
	struct driver d;

	(void)state;
	driver_start_loaded(&d);
	driver_type(&d, "y");
	driver_fail(&d, REQUEST_LIST, OUTCOME_REFUSED, ERROR_REFUSED, 401);
	driver_expect_dialog(&d, DIALOG_LOGIN);
	assert_int_equal(d.controller.wish.kind, WISH_NOTHING);
	driver_end(&d);
}

static void
copy_says_so_when_there_is_no_route_or_it_fails(void **state)
{
	struct driver d;

	(void)state;
	driver_start_loaded(&d);
	press_y(&d);
	hear(&d, CLIPBOARD_NOT_COPIED, ROUTE_NONE);
	driver_expect_message(&d, MESSAGE_NOT_COPIED);
	driver_wait(&d, 60000);
	assert_int_equal(d.effects[EFFECT_CLIPBOARD_CLEAR], 0);
	d.controller.given.can_copy = false;
	driver_type(&d, "y");
	driver_expect_message(&d, MESSAGE_NO_ROUTE);
	assert_false(driver_is_pending(&d, REQUEST_LIST));
	driver_end(&d);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(
		    copy_hands_over_the_one_token_when_the_list_comes),
		cmocka_unit_test(copy_is_cleared_when_its_time_is_over),
		cmocka_unit_test(copy_of_an_id_is_not_cleared),
		cmocka_unit_test(copy_is_refused_when_the_service_masks_tokens),
		cmocka_unit_test(
		    copy_says_so_when_the_api_key_or_the_list_is_gone),
		cmocka_unit_test(copy_stops_when_escape_is_pressed),
		cmocka_unit_test(copy_is_cleared_when_it_was_given_up),
		cmocka_unit_test(copy_goes_first_when_another_is_to_be_cleared),
		cmocka_unit_test(
		    copy_that_was_given_up_stays_when_nothing_is_cleared),
		cmocka_unit_test(copy_is_given_up_when_the_session_ends),
		cmocka_unit_test(
		    copy_says_so_when_there_is_no_route_or_it_fails),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
