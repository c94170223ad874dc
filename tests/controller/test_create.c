/* SPDX-License-Identifier: ISC */
/* A new API key is asked for once and shown once. */
#include "config.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "support/journey_driver.h"

#define E_ACUTE "\xC3\xA9"

static const struct form *
form_of(const struct driver *d)
{
	return &d->controller.form;
}

static void
create_sends_one_request_when_enter_is_pressed(void **state)
{
	struct driver d;

	(void)state;
	driver_start_loaded(&d);
	driver_type(&d, "n");
	driver_expect_dialog(&d, DIALOG_CREATE);
	driver_paste(&d, "na\"m " E_ACUTE "\xE4\xBD\xA0");
	driver_type(&d, "?\\");
	driver_code(&d, KEYCODE_ENTER);
	assert_int_equal(form_of(&d)->stage, FORM_SENDING);
	assert_string_equal(driver_pending(&d, REQUEST_CREATE)->name,
	    "na\"m " E_ACUTE "\xE4\xBD\xA0?\\");
	assert_null(driver_pending(&d, REQUEST_CREATE)->organization);
	driver_code(&d, KEYCODE_ENTER);
	driver_type(&d, "more");
	assert_int_equal(d.sent[REQUEST_CREATE], 1);
	assert_string_equal(
	    field_text(&form_of(&d)->name), "na\"m " E_ACUTE "\xE4\xBD\xA0?\\");
	driver_end(&d);
}

static void
create_sends_blanks_when_they_are_typed(void **state)
{
	struct driver d;

	(void)state;
	driver_start_loaded(&d);
	driver_type(&d, "n  x ");
	driver_code(&d, KEYCODE_ENTER);
	assert_string_equal(driver_pending(&d, REQUEST_CREATE)->name, "  x ");
	driver_end(&d);
}

static void
create_shows_the_token_when_done(void **state)
{
	struct driver d;

	(void)state;
	driver_start_loaded(&d);
	driver_type(&d, "nci");
	driver_code(&d, KEYCODE_ENTER);
	driver_answer(&d, REQUEST_CREATE, "k9", "ci");
	driver_expect_dialog(&d, DIALOG_CREATED);
	driver_expect_message(&d, MESSAGE_CREATED);
	assert_string_equal(d.controller.message.subject, "ci");
	assert_string_equal(
	    secret_bytes(&d.controller.created.token), "nxk_0123456789abcdef");
	assert_int_equal(d.controller.created.origin, CREATED_ANSWERED);
	driver_expect_cursor(&d, "k9");
	driver_code(&d, KEYCODE_TAB);
	assert_int_equal(d.controller.created.focus, CREATED_HAVE_IT);
	driver_code(&d, KEYCODE_ENTER);
	driver_expect_dialog(&d, DIALOG_NONE);
	assert_true(secret_is_empty(&d.controller.created.token));
	assert_int_equal(d.pending_count, 0);
	driver_end(&d);
}

static void
created_panel_scrolls_when_token_is_long(void **state)
{
	char token[1000];
	struct driver d;

	(void)state;
	memset(token, 'x', sizeof(token));
	driver_start_loaded(&d);
	driver_type(&d, "nci");
	driver_code(&d, KEYCODE_ENTER);
	driver_answer(&d, REQUEST_CREATE, "new", "ci");
	driver_code(&d, KEYCODE_DOWN);
	assert_int_equal(d.controller.created.scroll, 0);
	secret_set(&d.controller.created.token, token, sizeof(token));
	driver_code(&d, KEYCODE_DOWN);
	assert_int_equal(d.controller.created.scroll, 1);
	driver_code(&d, KEYCODE_END);
	assert_int_equal(d.controller.created.scroll,
	    (long)sizeof(token) / layout_created_columns(d.controller.size));
	driver_code(&d, KEYCODE_HOME);
	assert_int_equal(d.controller.created.scroll, 0);
	driver_expect_dialog(&d, DIALOG_CREATED);
	driver_end(&d);
}

static void
created_panel_asks_when_escape_is_pressed(void **state)
{
	struct driver d;

	(void)state;
	driver_start_loaded(&d);
	driver_type(&d, "nci");
	driver_code(&d, KEYCODE_ENTER);
	driver_answer(&d, REQUEST_CREATE, "k9", "ci");
	driver_control(&d, 'c');
	assert_true(d.controller.created.asks_to_leave);
	driver_expect_dialog(&d, DIALOG_CREATED);
	driver_type(&d, "x");
	assert_false(d.controller.created.asks_to_leave);
	driver_type(&d, "?");
	driver_expect_dialog(&d, DIALOG_HELP);
	driver_code(&d, KEYCODE_ESCAPE);
	driver_code(&d, KEYCODE_ESCAPE);
	driver_code(&d, KEYCODE_ESCAPE);
	driver_expect_dialog(&d, DIALOG_NONE);
	assert_null(d.controller.created.id);
	driver_end(&d);
}

static void
create_refuses_when_the_name_is_empty_or_too_long(void **state)
{
	char *text = calloc(FORM_NAME_MAX + 2, 1);
	struct driver d;

	(void)state;
	memset(text, 'x', FORM_NAME_MAX + 1);
	driver_start_loaded(&d);
	driver_type(&d, "n");
	driver_code(&d, KEYCODE_ENTER);
	assert_int_equal(form_of(&d)->refusal.id, MESSAGE_NAME_EMPTY);
	driver_type(&d, "  ");
	driver_code(&d, KEYCODE_ENTER);
	assert_int_equal(form_of(&d)->refusal.id, MESSAGE_NAME_EMPTY);
	driver_code(&d, KEYCODE_BACKSPACE);
	driver_code(&d, KEYCODE_BACKSPACE);
	driver_paste(&d, text);
	assert_int_equal(form_of(&d)->refusal.id, MESSAGE_NONE);
	driver_code(&d, KEYCODE_ENTER);
	assert_int_equal(form_of(&d)->refusal.id, MESSAGE_NAME_TOO_LONG);
	assert_int_equal(d.sent[REQUEST_CREATE], 0);
	driver_code(&d, KEYCODE_BACKSPACE);
	driver_code(&d, KEYCODE_ENTER);
	assert_int_equal(d.sent[REQUEST_CREATE], 1);
	driver_end(&d);
	free(text);
}

static void
create_goes_round_when_the_focus_moves(void **state)
{
	struct driver d;

	(void)state;
	driver_start_loaded(&d);
	driver_type(&d, "n");
	driver_code(&d, KEYCODE_TAB);
	assert_int_equal(form_of(&d)->focus, FORM_ORGANIZATION);
	driver_code(&d, KEYCODE_TAB);
	assert_int_equal(form_of(&d)->focus, FORM_SUBMIT);
	driver_code(&d, KEYCODE_DOWN);
	assert_int_equal(form_of(&d)->focus, FORM_CANCEL);
	driver_code(&d, KEYCODE_LEFT);
	assert_int_equal(form_of(&d)->focus, FORM_SUBMIT);
	driver_code(&d, KEYCODE_RIGHT);
	driver_code(&d, KEYCODE_TAB);
	assert_int_equal(form_of(&d)->focus, FORM_NAME);
	driver_code(&d, KEYCODE_UP);
	assert_int_equal(form_of(&d)->focus, FORM_CANCEL);
	driver_code(&d, KEYCODE_ENTER);
	driver_expect_dialog(&d, DIALOG_NONE);
	assert_int_equal(d.sent[REQUEST_CREATE], 0);
	driver_end(&d);
}

/* As the hint says there. */
static void
create_is_sent_when_enter_is_pressed_on_the_organization(void **state)
{
	struct driver d;

	(void)state;
	driver_start_loaded(&d);
	driver_type(&d, "n");
	driver_code(&d, KEYCODE_TAB);
	driver_code(&d, KEYCODE_ENTER);
	assert_int_equal(form_of(&d)->refusal.id, MESSAGE_NAME_EMPTY);
	driver_code(&d, KEYCODE_BACKTAB);
	driver_type(&d, "ci");
	driver_code(&d, KEYCODE_TAB);
	driver_code(&d, KEYCODE_RIGHT);
	driver_code(&d, KEYCODE_ENTER);
	assert_int_equal(d.sent[REQUEST_CREATE], 1);
	assert_string_equal(
	    driver_pending(&d, REQUEST_CREATE)->organization, "o1");
	driver_end(&d);
}

static void
create_has_no_choice_when_there_is_no_organization(void **state)
{
	struct driver d;

	(void)state;
	driver_start(&d);
	driver_type(&d, "n");
	assert_int_equal(form_of(&d)->choices, 1);
	driver_code(&d, KEYCODE_TAB);
	assert_int_equal(form_of(&d)->focus, FORM_SUBMIT);
	driver_code(&d, KEYCODE_BACKTAB);
	assert_int_equal(form_of(&d)->focus, FORM_NAME);
	driver_code(&d, KEYCODE_ESCAPE);
	driver_expect_dialog(&d, DIALOG_NONE);
	driver_end(&d);
}

static void
create_sends_the_organization_that_is_chosen(void **state)
{
	struct driver d;

	(void)state;
	driver_start_loaded(&d);
	driver_type(&d, "nci");
	assert_null(form_organization(form_of(&d)));
	driver_code(&d, KEYCODE_TAB);
	driver_code(&d, KEYCODE_RIGHT);
	assert_string_equal(form_organization(form_of(&d)), "o1");
	driver_type(&d, " ");
	assert_string_equal(form_organization(form_of(&d)), "o2");
	driver_code(&d, KEYCODE_DOWN);
	assert_null(form_organization(form_of(&d)));
	driver_code(&d, KEYCODE_UP);
	driver_code(&d, KEYCODE_LEFT);
	assert_string_equal(form_organization(form_of(&d)), "o1");
	driver_code(&d, KEYCODE_TAB);
	assert_int_equal(form_of(&d)->focus, FORM_SUBMIT);
	assert_int_equal(d.sent[REQUEST_CREATE], 0);
	driver_code(&d, KEYCODE_ENTER);
	assert_string_equal(
	    driver_pending(&d, REQUEST_CREATE)->organization, "o1");
	driver_end(&d);
}

static void
create_keeps_what_was_typed_when_refused(void **state)
{
	const struct {
		enum outcome outcome;
		enum error_kind kind;
		int code;
	} failures[] = {
		{ OUTCOME_REFUSED, ERROR_REFUSED, 400 },
		{ OUTCOME_REFUSED, ERROR_REFUSED, 400 },
		{ OUTCOME_REFUSED, ERROR_REFUSED, 403 },
		{ OUTCOME_REFUSED, ERROR_REFUSED, 404 },
		{ OUTCOME_REFUSED, ERROR_REFUSED, 422 },
		{ OUTCOME_REFUSED, ERROR_REFUSED, 429 },
		{ OUTCOME_NOT_SENT, ERROR_CONNECT, 0 },
		{ OUTCOME_REFUSED, ERROR_REDIRECT, 302 },
	};
	size_t count = sizeof(failures) / sizeof(failures[0]);
	struct driver d;

	(void)state;
	driver_start_loaded(&d);
	driver_type(&d, "nci");
	for (size_t i = 0; i < count; i++) {
		driver_code(&d, KEYCODE_ENTER);
		driver_fail(&d, REQUEST_CREATE, failures[i].outcome,
		    failures[i].kind, failures[i].code);
		driver_expect_dialog(&d, DIALOG_CREATE);
		assert_int_equal(form_of(&d)->stage, FORM_EDITING);
		assert_int_equal(form_of(&d)->refusal.id, MESSAGE_FAILED);
		assert_int_equal(form_of(&d)->refusal.request, REQUEST_CREATE);
		assert_int_equal(
		    form_of(&d)->refusal.error.code, failures[i].code);
		assert_string_equal(field_text(&form_of(&d)->name), "ci");
		assert_int_equal(d.sent[REQUEST_CREATE], i + 1);
		assert_int_equal(d.pending_count, 0);
	}
	driver_end(&d);
}

static void
create_postpones_a_list_that_is_on_its_way(void **state)
{
	struct driver d;

	(void)state;
	driver_start_loaded(&d);
	driver_function(&d, 5);
	driver_type(&d, "nci");
	driver_code(&d, KEYCODE_ENTER);
	assert_false(driver_is_pending(&d, REQUEST_LIST));
	driver_answer(&d, REQUEST_CREATE, "k9", "ci");
	driver_put(&d, "k9", "ci");
	driver_answer_list(&d);
	/* That it was created is not talked over. */
	driver_expect_dialog(&d, DIALOG_CREATED);
	driver_expect_message(&d, MESSAGE_CREATED);
	driver_expect_cursor(&d, "k9");
	driver_code(&d, KEYCODE_ENTER);
	driver_expect_message(&d, MESSAGE_CREATED);
	driver_end(&d);
}

static void
create_is_finished_when_help_lies_over_it(void **state)
{
	struct driver d;

	(void)state;
	driver_start_loaded(&d);
	driver_type(&d, "nci");
	driver_code(&d, KEYCODE_ENTER);
	driver_type(&d, "?");
	driver_answer(&d, REQUEST_CREATE, "k9", "ci");
	driver_expect_dialog(&d, DIALOG_HELP);
	driver_code(&d, KEYCODE_ESCAPE);
	driver_expect_dialog(&d, DIALOG_CREATED);
	driver_end(&d);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(
		    create_sends_one_request_when_enter_is_pressed),
		cmocka_unit_test(create_sends_blanks_when_they_are_typed),
		cmocka_unit_test(create_shows_the_token_when_done),
		cmocka_unit_test(created_panel_asks_when_escape_is_pressed),
		cmocka_unit_test(created_panel_scrolls_when_token_is_long),
		cmocka_unit_test(
		    create_refuses_when_the_name_is_empty_or_too_long),
		cmocka_unit_test(create_goes_round_when_the_focus_moves),
		cmocka_unit_test(
		    create_is_sent_when_enter_is_pressed_on_the_organization),
		cmocka_unit_test(
		    create_has_no_choice_when_there_is_no_organization),
		cmocka_unit_test(create_sends_the_organization_that_is_chosen),
		cmocka_unit_test(create_keeps_what_was_typed_when_refused),
		cmocka_unit_test(create_postpones_a_list_that_is_on_its_way),
		cmocka_unit_test(create_is_finished_when_help_lies_over_it),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
