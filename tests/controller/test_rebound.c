/* SPDX-License-Identifier: ISC */
/* Keys that are bound anew work on every screen, and the old ones nowhere. */
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

static void
bind(struct bindings *bindings, const char *command, const char *key)
{
	struct error err;

	assert_true(bindings_set(bindings, command, &key, 1, &err));
}

/* Keys that dialogs and fields have uses for are among them. */
static void
start(struct driver *d, struct bindings *bindings)
{
	struct given given = { .account = "default",
		.host = "example.org",
		.session_ends_ms = DATE_NONE,
		.has_session = true };
	enum command_id where;
	struct error err;

	bindings_init(bindings);
	bind(bindings, "help", "F2");
	bind(bindings, "copy", "F3");
	bind(bindings, "reload", "y");
	bind(bindings, "rename", "b");
	bind(bindings, "delete", "x");
	bind(bindings, "quit", "o");
	bind(bindings, "down", "w");
	bind(bindings, "redraw", "F9");
	assert_true(bindings_agree(bindings, &where, &err));
	given.bindings = bindings;
	driver_start_given(d, &given);
	driver_put(d, "k1", "alpha");
	driver_put(d, "k2", "beta");
	driver_answer_profile(d);
	driver_answer_list(d);
}

static void
panes_take_the_new_keys_alone(void **state)
{
	struct bindings bindings;
	struct driver d;

	(void)state;
	start(&d, &bindings);
	driver_type(&d, "j");
	driver_expect_cursor(&d, "k1");
	driver_type(&d, "w");
	driver_expect_cursor(&d, "k2");
	driver_type(&d, "rdq?");
	driver_function(&d, 5);
	driver_expect_dialog(&d, DIALOG_NONE);
	assert_int_equal(d.sent[REQUEST_LIST], 1);
	driver_type(&d, "y");
	assert_int_equal(d.sent[REQUEST_LIST], 2);
	driver_function(&d, 9);
	assert_int_equal(d.redraws, 1);
	driver_type(&d, "o");
	assert_true(d.has_quit);
	driver_end(&d);
}

static void
details_take_the_new_keys(void **state)
{
	struct bindings bindings;
	struct driver d;

	(void)state;
	start(&d, &bindings);
	driver_code(&d, KEYCODE_ENTER);
	driver_type(&d, "rd");
	driver_expect_dialog(&d, DIALOG_DETAILS);
	driver_type(&d, "b");
	driver_expect_dialog(&d, DIALOG_RENAME);
	driver_code(&d, KEYCODE_ESCAPE);
	driver_type(&d, "o");
	driver_expect_dialog(&d, DIALOG_NONE);
	assert_false(d.has_quit);
	driver_end(&d);
}

/* What a dialog itself answers to comes before any command. */
static void
question_is_answered_when_its_key_is_bound_elsewhere(void **state)
{
	struct bindings bindings;
	struct driver d;

	(void)state;
	start(&d, &bindings);
	driver_type(&d, "x");
	driver_expect_dialog(&d, DIALOG_DELETE);
	driver_function(&d, 2);
	driver_expect_dialog(&d, DIALOG_HELP);
	driver_function(&d, 2);
	driver_expect_dialog(&d, DIALOG_DELETE);
	driver_type(&d, "y");
	assert_int_equal(d.sent[REQUEST_DELETE], 1);
	assert_int_equal(d.sent[REQUEST_LIST], 1);
	driver_end(&d);
}

static void
field_takes_text_when_its_letters_are_bound(void **state)
{
	struct bindings bindings;
	struct driver d;

	(void)state;
	start(&d, &bindings);
	driver_type(&d, "noxybw");
	driver_expect_dialog(&d, DIALOG_CREATE);
	assert_string_equal(field_text(&d.controller.form.name), "oxybw");
	driver_code(&d, KEYCODE_ESCAPE);
	driver_type(&d, "/owy");
	assert_string_equal(field_text(&d.controller.filter), "owy");
	assert_false(d.has_quit);
	driver_end(&d);
}

static void
login_keeps_its_letters_when_they_are_bound(void **state)
{
	struct bindings bindings;
	struct driver d;

	(void)state;
	start(&d, &bindings);
	driver_type(&d, "y");
	driver_fail(&d, REQUEST_LIST, OUTCOME_REFUSED, ERROR_REFUSED, 401);
	driver_expect_dialog(&d, DIALOG_LOGIN);
	driver_reach_link(&d);
	driver_type(&d, "o");
	assert_int_equal(d.effects[EFFECT_BROWSER], 1);
	assert_false(d.has_quit);
	driver_type(&d, "p");
	driver_type(&d, "y");
	assert_string_equal(field_text(&d.controller.login.field), "y");
	assert_int_equal(d.effects[EFFECT_LOGIN_OPEN], 1);
	driver_code(&d, KEYCODE_ESCAPE);
	driver_type(&d, "y");
	assert_int_equal(d.effects[EFFECT_LOGIN_OPEN], 2);
	driver_end(&d);
}

static void
help_finds_and_runs_what_has_no_key(void **state)
{
	struct bindings bindings;
	struct driver d;
	struct error err;

	(void)state;
	start(&d, &bindings);
	assert_true(bindings_set(&d.controller.bindings, "new", NULL, 0, &err));
	driver_type(&d, "n");
	driver_expect_dialog(&d, DIALOG_NONE);
	driver_function(&d, 2);
	driver_type(&d, "create an");
	assert_int_equal(d.controller.help.found_count, 1);
	driver_code(&d, KEYCODE_ENTER);
	driver_expect_dialog(&d, DIALOG_CREATE);
	driver_end(&d);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(panes_take_the_new_keys_alone),
		cmocka_unit_test(details_take_the_new_keys),
		cmocka_unit_test(
		    question_is_answered_when_its_key_is_bound_elsewhere),
		cmocka_unit_test(field_takes_text_when_its_letters_are_bound),
		cmocka_unit_test(login_keeps_its_letters_when_they_are_bound),
		cmocka_unit_test(help_finds_and_runs_what_has_no_key),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
