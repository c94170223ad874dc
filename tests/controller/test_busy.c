/* SPDX-License-Identifier: ISC */
/* A change that the service wants later: the wait is counted, a key tries. */
#include "config.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "support/journey_driver.h"

static void
answer_busy(struct driver *d, enum request_kind kind, int wait_s)
{
	struct reply busy = { .outcome = OUTCOME_REFUSED,
		.retry_after_s = wait_s };

	error_set(&busy.error, ERROR_REFUSED, 429, "slowly");
	driver_answer_with(d, kind, &busy);
}

/* It counts down to its end, and nothing is sent by itself. */
static void
expect_countdown(
    struct driver *d, enum request_kind kind, const struct message *refusal)
{
	assert_int_equal(refusal->id, MESSAGE_FAILED);
	for (int64_t left = 3; left > 0; left--) {
		assert_int_equal(refusal->number, left);
		assert_in_range(controller_deadline(&d->controller),
		    d->steady_ms, d->steady_ms + 1001);
		driver_watch(d, 1000);
	}
	assert_int_equal(refusal->number, MESSAGE_WAIT_IS_OVER);
	driver_watch(d, 60000);
	assert_int_equal(d->sent[kind], 1);
}

static void
wait_is_counted_when_a_form_is_told_to(void **state)
{
	static const struct {
		const char *keys;
		enum request_kind kind;
	} forms[] = { { "nci", REQUEST_CREATE }, { "r2", REQUEST_RENAME },
		{ "t", REQUEST_CREATE } };
	struct driver d;

	(void)state;
	for (size_t i = 0; i < sizeof(forms) / sizeof(*forms); i++) {
		driver_start_loaded(&d);
		driver_type(&d, forms[i].keys);
		driver_code(&d, KEYCODE_ENTER);
		if (driver_is_pending(&d, REQUEST_LIST))
			driver_answer_list(&d);
		answer_busy(&d, forms[i].kind, 3);
		expect_countdown(&d, forms[i].kind, &d.controller.form.refusal);
		driver_code(&d, KEYCODE_ENTER);
		if (driver_is_pending(&d, REQUEST_LIST))
			driver_answer_list(&d);
		assert_int_equal(d.sent[forms[i].kind], 2);
		driver_end(&d);
	}
}

/* Without a figure there is nothing to count. */
static void
nothing_is_counted_when_no_wait_is_told(void **state)
{
	struct driver d;

	(void)state;
	driver_start_loaded(&d);
	driver_type(&d, "nci");
	driver_code(&d, KEYCODE_ENTER);
	answer_busy(&d, REQUEST_CREATE, 0);
	driver_watch(&d, 5000);
	assert_int_equal(d.controller.form.refusal.number, 0);
	driver_end(&d);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(wait_is_counted_when_a_form_is_told_to),
		cmocka_unit_test(nothing_is_counted_when_no_wait_is_told),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
