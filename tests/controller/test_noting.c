/* SPDX-License-Identifier: ISC */
/* A rotation that the ledger does not know of is not begun. */
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
fail_to_write(struct driver *d)
{
	struct event event = { .kind = EVENT_LEDGER,
		.ledger.kind = LEDGER_NEWS_NOT_WRITTEN };

	error_set(&event.ledger.error, ERROR_SYSTEM, 30, "read-only");
	driver_send(d, &event);
}

static void
rotate_sends_nothing_when_the_ledger_is_not_written(void **state)
{
	struct driver d;

	(void)state;
	driver_start_loaded(&d);
	d.is_ledger_stuck = true;
	driver_type(&d, "t");
	driver_code(&d, KEYCODE_ENTER);
	/* What is not known yet is waited for, and asked for once. */
	driver_code(&d, KEYCODE_ENTER);
	assert_int_equal(d.effects[EFFECT_LEDGER], 1);
	assert_int_equal(d.sent[REQUEST_CREATE], 0);
	fail_to_write(&d);
	driver_expect_dialog(&d, DIALOG_ROTATE);
	assert_int_equal(
	    d.controller.form.refusal.id, MESSAGE_ROTATION_UNNOTED);
	assert_string_equal(
	    d.controller.form.refusal.error.detail, "read-only");
	assert_int_equal(
	    controller_rotation(&d.controller, "k1"), ROTATION_NONE);
	assert_int_equal(d.sent[REQUEST_CREATE], 0);
	/* It may be tried again. */
	d.is_ledger_stuck = false;
	driver_code(&d, KEYCODE_ENTER);
	assert_int_equal(d.sent[REQUEST_CREATE], 1);
	driver_end(&d);
}

static void
rotate_sends_nothing_when_left_before_the_ledger_has_it(void **state)
{
	struct driver d;

	(void)state;
	driver_start_loaded(&d);
	d.is_ledger_stuck = true;
	driver_type(&d, "t");
	driver_code(&d, KEYCODE_ENTER);
	driver_code(&d, KEYCODE_ESCAPE);
	driver_expect_dialog(&d, DIALOG_NONE);
	driver_send(&d, &(struct event){ .kind = EVENT_LEDGER,
	                    .ledger.kind = LEDGER_NEWS_WRITTEN });
	assert_int_equal(d.sent[REQUEST_CREATE], 0);
	assert_int_equal(
	    controller_rotation(&d.controller, "k1"), ROTATION_NONE);
	driver_end(&d);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(
		    rotate_sends_nothing_when_the_ledger_is_not_written),
		cmocka_unit_test(
		    rotate_sends_nothing_when_left_before_the_ledger_has_it),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
