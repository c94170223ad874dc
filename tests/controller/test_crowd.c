/* SPDX-License-Identifier: ISC */
/* Deleting very many looks at each a few times, and not at each for each. */
#include "config.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "support/journey_driver.h"

#define COUNT 20000
/* Sorted and looked for by halving; by walking it would be a thousand times. */
#define EACH 200

static unsigned long compared;

/* The linker gives them these names; see Makefile.am. */
int __real_strcmp(const char *one, const char *other);
int __wrap_strcmp(const char *one, const char *other);

int
__wrap_strcmp(const char *one, const char *other)
{
	compared++;
	return __real_strcmp(one, other);
}

static void
expect_few(const char *what, unsigned long most)
{
	if (compared > most)
		fail_msg("%s: %lu comparisons", what, compared);
	compared = 0;
}

/* Those from this one on; the ids are in no order. */
static void
answer_list(struct driver *d, unsigned int first)
{
	struct reply reply = { .outcome = OUTCOME_DONE };
	struct apikey record = { .owner = "u1", .is_readable = true };
	char id[24];

	for (unsigned int i = first; i < COUNT; i++) {
		snprintf(id, sizeof(id), "%08x", i * 2654435761u);
		record.id = id;
		record.name = id;
		apikeys_add(&reply.apikeys, &record);
	}
	driver_answer_with(d, REQUEST_LIST, &reply);
}

static void
confirm(struct driver *d, unsigned int count)
{
	char typed[24];

	driver_type(d, "ad");
	driver_expect_dialog(d, DIALOG_DELETE_MANY);
	expect_few("d", COUNT * EACH);
	snprintf(typed, sizeof(typed), "%u", count);
	driver_type(d, typed);
	driver_code(d, KEYCODE_ENTER);
	driver_expect_dialog(d, DIALOG_NONE);
	expect_few("Enter", COUNT * EACH);
}

static void
start(struct driver *d)
{
	driver_start(d);
	driver_answer_profile(d);
	answer_list(d, 0);
	expect_few("the list", COUNT * EACH);
}

static void
crowd_is_held_back_and_compared_quickly(void **state)
{
	struct driver d;

	(void)state;
	start(&d);
	driver_hold_back(&d, 10);
	confirm(&d, COUNT);
	driver_function(&d, 5);
	answer_list(&d, 0);
	expect_few("the same list", COUNT * EACH);
	driver_function(&d, 5);
	answer_list(&d, COUNT / 2);
	assert_int_equal(d.controller.holds.items[0].targets.count, COUNT / 2);
	expect_few("the shorter list", COUNT * EACH);
	driver_type(&d, "u");
	assert_int_equal(d.controller.holds.count, 0);
	expect_few("u", COUNT * EACH);
	confirm(&d, COUNT / 2);
	driver_watch(&d, 10100);
	assert_true(driver_is_pending(&d, REQUEST_DELETE));
	expect_few("the countdown's end", COUNT * EACH);
	driver_end(&d);
}

/* Nothing is sorted anew for a single answer. */
static void
crowd_goes_one_by_one_quickly(void **state)
{
	struct driver d;

	(void)state;
	start(&d);
	confirm(&d, COUNT);
	for (int i = 0; i < 20; i++)
		driver_answer(&d, REQUEST_DELETE, NULL, NULL);
	expect_few("what is deleted", 20 * EACH);
	for (int i = 0; i < 20; i++)
		driver_fail(
		    &d, REQUEST_DELETE, OUTCOME_REFUSED, ERROR_REFUSED, 403);
	expect_few("what fails", 20 * EACH);
	driver_code(&d, KEYCODE_ESCAPE);
	expect_few("Esc", COUNT * EACH);
	driver_answer(&d, REQUEST_DELETE, NULL, NULL);
	driver_expect_message(&d, MESSAGE_DELETED_STOPPED);
	assert_int_equal(d.controller.failures.count, COUNT - 21);
	compared = 0;
	confirm(&d, COUNT - 21);
	driver_end(&d);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(crowd_is_held_back_and_compared_quickly),
		cmocka_unit_test(crowd_goes_one_by_one_quickly),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
