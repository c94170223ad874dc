/* SPDX-License-Identifier: ISC */
/* Whatever comes in whatever order: the state stays sound. */
#include "config.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "support/journey_driver.h"

#define EVENTS 20000

/* The same numbers in every run, so that a failure can be repeated. */
static uint32_t
next_number(uint32_t *seed, uint32_t below)
{
	*seed = *seed * 1664525 + 1013904223;
	return (*seed >> 8) % below;
}

static void
press_something(struct driver *d, uint32_t *seed, size_t *answers)
{
	static const char letters[] = "jkgGnrdy/sS?x  aiVu";
	char letter[2] = { 0 };

	switch (next_number(seed, 8)) {
	case 0:
		(*answers)++;
		driver_code(d, KEYCODE_ENTER);
		break;
	case 1:
		driver_code(d, KEYCODE_ESCAPE);
		break;
	case 2:
		driver_function(d, next_number(seed, 2) == 0 ? 1 : 5);
		break;
	case 3:
		driver_code(
		    d, (enum key_code)(KEYCODE_TAB + next_number(seed, 14)));
		break;
	case 4:
		driver_control(d, "cbfuwlr"[next_number(seed, 7)]);
		break;
	default:
		letter[0] = letters[next_number(seed, sizeof(letters) - 1)];
		*answers += letter[0] == 'y';
		driver_type(d, letter);
		break;
	}
}

/* The service carries a request out or not, and answers or not. */
static void
answer_something(struct driver *d, uint32_t *seed, size_t *created)
{
	static const char *const ids[] = { "c0", "c1", "c2", "c3", "c4", "c5",
		"c6", "c7" };
	static const char *const names[] = { "x", "y", "n", " ", "jj",
		"alpha" };
	const struct request *request =
	    &d->pending[next_number(seed, (uint32_t)d->pending_count)];
	enum request_kind kind = request->kind;
	const char *id = ids[*created % 8];
	const char *name = names[next_number(seed, 6)];

	if (next_number(seed, 3) == 0) {
		if (kind == REQUEST_CREATE && next_number(seed, 2) == 0) {
			(*created)++;
			driver_put(d, id, name);
		}
		driver_lose(d, kind);
	} else if (next_number(seed, 4) == 0) {
		driver_fail(d, kind, OUTCOME_REFUSED, ERROR_REFUSED, 404);
	} else if (kind == REQUEST_LIST) {
		driver_answer_list(d);
	} else if (kind == REQUEST_PROFILE) {
		driver_answer_profile(d);
	} else if (kind == REQUEST_DELETE) {
		driver_remove(d, "k1");
		driver_answer(d, kind, NULL, NULL);
	} else {
		(*created)++;
		driver_put(d, id, name);
		driver_answer(d, kind, id, name);
	}
}

static void
resize_somehow(struct driver *d, uint32_t *seed)
{
	int columns = (int)next_number(seed, 140);
	int rows = (int)next_number(seed, 50);

	driver_resize(d, columns, rows);
	driver_resize(d, 80, 24);
}

static bool
dialog_is_in(const struct controller *controller, enum dialog dialog)
{
	for (size_t i = 0; i < controller->dialog_count; i++)
		if (controller->dialogs[i] == dialog)
			return true;
	return false;
}

static void
expect_sound(const struct driver *d)
{
	const struct controller *controller = &d->controller;
	long rows = (long)keylist_rows(controller->keys);

	assert_in_range(controller->dialog_count, 0, DIALOGS_MAX);
	assert_true(
	    controller->cursor.row == 0 ||
	    (controller->cursor.row > 0 && controller->cursor.row < rows));
	assert_true(controller->cursor.top <= controller->cursor.row);
	for (size_t i = 0; i < d->pending_count; i++)
		for (size_t k = 0; k < i; k++)
			assert_int_not_equal(
			    d->pending[i].kind, d->pending[k].kind);
	if (!dialog_is_in(controller, DIALOG_CREATED))
		assert_true(secret_is_empty(&controller->created.token));
	if (controller->dialog_count == 0) {
		assert_int_equal(controller->form.seq, 0);
		assert_int_equal(controller->deletion.seq, 0);
	}
}

static void
storm(int64_t delay_s)
{
	uint32_t seed = 20260102;
	size_t answers = 0, created = 0;
	struct driver d;

	driver_start_loaded(&d);
	driver_hold_back(&d, delay_s);
	for (int i = 0; i < EVENTS; i++) {
		uint32_t what = next_number(&seed, 20);

		if (what == 0)
			resize_somehow(&d, &seed);
		else if (what == 1)
			driver_paste(&d, "pasted\ny");
		else if (what < 7 && d.pending_count > 0)
			answer_something(&d, &seed, &created);
		else
			press_something(&d, &seed, &answers);
		if (created % 8 == 7)
			driver_put(&d, "k1", "alpha");
		expect_sound(&d);
	}
	assert_in_range(d.sent[REQUEST_CREATE], 10, answers);
	/* Some are kept, and some wait for the service until the end. */
	assert_in_range(d.sent[REQUEST_DELETE], delay_s == 0 ? 10 : 1, answers);
	assert_in_range(d.sent[REQUEST_RENAME], 10, answers);
	driver_end(&d);
}

static void
storm_leaves_the_state_sound(void **state)
{
	(void)state;
	storm(0);
}

static void
storm_leaves_the_state_sound_when_deletions_are_held_back(void **state)
{
	(void)state;
	storm(1);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(storm_leaves_the_state_sound),
		cmocka_unit_test(
		    storm_leaves_the_state_sound_when_deletions_are_held_back),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
