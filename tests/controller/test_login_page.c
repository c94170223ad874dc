/* SPDX-License-Identifier: ISC */
/* The address of the login page is asked for again by itself. */
#include "config.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
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
ask(struct driver *d)
{
	struct login_event opened = { .news = LOGIN_OPENED,
		.text = xstrdup("http://localhost:5173"),
		.port = 5173 };

	driver_start_without_session(d, BROWSER_STARTS);
	driver_hear(d, &opened);
	assert_true(driver_is_pending(d, REQUEST_LOGIN_ADDRESS));
}

static void
miss(struct driver *d, enum error_kind kind, int code)
{
	driver_fail(d, REQUEST_LOGIN_ADDRESS, OUTCOME_UNKNOWN, kind, code);
	assert_int_equal(screen_of(d)->stage, LOGIN_ASKING);
	assert_int_equal(screen_of(d)->note.id, MESSAGE_TRYING_AGAIN);
	assert_false(driver_is_pending(d, REQUEST_LOGIN_ADDRESS));
}

static void
login_page_is_asked_for_again_when_the_service_is_away(void **state)
{
	static const struct {
		enum error_kind kind;
		int code;
	} faults[] = { { ERROR_SERVICE, 503 }, { ERROR_TIMEOUT, 0 },
		{ ERROR_CUT, 0 }, { ERROR_CONNECT, 0 } };
	struct driver d;

	(void)state;
	for (size_t i = 0; i < sizeof(faults) / sizeof(*faults); i++) {
		ask(&d);
		miss(&d, faults[i].kind, faults[i].code);
		assert_in_range(screen_of(&d)->note.number, 1, 8);
		driver_watch(&d, 9000);
		miss(&d, faults[i].kind, faults[i].code);
		driver_watch(&d, 9000);
		/* The third one works. */
		assert_int_equal(d.sent[REQUEST_LOGIN_ADDRESS], 3);
		driver_reach_address(&d);
		assert_int_equal(screen_of(&d)->stage, LOGIN_WAITING);
		assert_int_equal(screen_of(&d)->note.id, MESSAGE_NONE);
		driver_end(&d);
	}
}

static void
login_page_gives_up_when_three_tries_fail(void **state)
{
	struct driver d;

	(void)state;
	ask(&d);
	miss(&d, ERROR_TIMEOUT, 0);
	driver_watch(&d, 9000);
	miss(&d, ERROR_TIMEOUT, 0);
	driver_watch(&d, 9000);
	driver_fail(
	    &d, REQUEST_LOGIN_ADDRESS, OUTCOME_UNKNOWN, ERROR_TIMEOUT, 0);
	assert_int_equal(screen_of(&d)->stage, LOGIN_FAILED);
	assert_int_equal(screen_of(&d)->note.id, MESSAGE_FAILED);
	driver_watch(&d, 100000);
	assert_int_equal(d.sent[REQUEST_LOGIN_ADDRESS], 3);
	/* Enter begins anew, with all its tries. */
	driver_code(&d, KEYCODE_ENTER);
	assert_int_equal(d.effects[EFFECT_LOGIN_OPEN], 2);
	assert_int_equal(screen_of(&d)->retry.failures, 0);
	driver_end(&d);
}

static void
login_page_waits_as_long_as_it_is_told_to(void **state)
{
	struct reply busy = { .outcome = OUTCOME_REFUSED, .retry_after_s = 20 };
	struct driver d;

	(void)state;
	ask(&d);
	error_set(&busy.error, ERROR_REFUSED, 429, "slowly");
	driver_answer_with(&d, REQUEST_LOGIN_ADDRESS, &busy);
	assert_int_equal(screen_of(&d)->note.number, 20);
	driver_watch(&d, 15000);
	assert_in_range(screen_of(&d)->note.number, 5, 6);
	assert_false(driver_is_pending(&d, REQUEST_LOGIN_ADDRESS));
	driver_watch(&d, 6000);
	assert_true(driver_is_pending(&d, REQUEST_LOGIN_ADDRESS));
	driver_end(&d);
}

static void
login_page_is_not_asked_for_again_when_escape_stops_it(void **state)
{
	struct driver d;

	(void)state;
	ask(&d);
	miss(&d, ERROR_TIMEOUT, 0);
	driver_code(&d, KEYCODE_ESCAPE);
	assert_int_equal(screen_of(&d)->stage, LOGIN_FAILED);
	assert_int_equal(screen_of(&d)->note.id, MESSAGE_CANCELLED);
	driver_watch(&d, 100000);
	assert_int_equal(d.sent[REQUEST_LOGIN_ADDRESS], 1);
	driver_end(&d);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(
		    login_page_is_asked_for_again_when_the_service_is_away),
		cmocka_unit_test(login_page_gives_up_when_three_tries_fail),
		cmocka_unit_test(login_page_waits_as_long_as_it_is_told_to),
		cmocka_unit_test(
		    login_page_is_not_asked_for_again_when_escape_stops_it),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
