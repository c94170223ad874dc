/* SPDX-License-Identifier: ISC */
/* Replies that nobody waits for change nothing. */
#include "config.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/xmalloc.h"
#include "support/journey_driver.h"

/* A reply that claims to be done and brings an API key. */
static void
reply_with(struct driver *d, enum request_kind kind, uint32_t seq)
{
	struct apikey record = {
		.id = "kx", .name = "stranger", .is_readable = true
	};
	struct reply reply = {
		.seq = seq, .kind = kind, .outcome = OUTCOME_DONE
	};

	apikeys_add(&reply.apikeys, &record);
	profile_set(&reply.profile, "eve@example.org", true);
	reply.kept_count = 1;
	reply.kept[0].id = xstrdup("kx");
	secret_set(&reply.kept[0].token, "nxk_stranger", 12);
	driver_reply(d, &reply);
}

static void
expect_untouched(struct driver *d)
{
	assert_int_equal(keylist_total(d->controller.keys), 3);
	assert_null(keylist_find(d->controller.keys, "kx"));
	assert_string_equal(d->controller.profile.email, "ada@example.org");
	assert_true(secret_is_empty(&d->controller.created.token));
}

static void
replies_are_dropped_when_their_number_is_unknown(void **state)
{
	const uint32_t numbers[] = { 0, 1, 2, 3, 99, UINT32_MAX };
	struct driver d;

	(void)state;
	driver_start_loaded(&d);
	for (int kind = 0; kind < DRIVER_KINDS; kind++)
		for (size_t i = 0; i < 6; i++)
			reply_with(&d, (enum request_kind)kind, numbers[i]);
	expect_untouched(&d);
	driver_expect_dialog(&d, DIALOG_NONE);
	driver_end(&d);
}

static void
replies_are_dropped_when_cancelled(void **state)
{
	struct driver d;
	uint32_t list, profile;

	(void)state;
	driver_start_loaded(&d);
	driver_function(&d, 5);
	list = driver_pending(&d, REQUEST_LIST)->seq;
	profile = driver_pending(&d, REQUEST_PROFILE)->seq;
	driver_code(&d, KEYCODE_ESCAPE);
	reply_with(&d, REQUEST_LIST, list);
	reply_with(&d, REQUEST_PROFILE, profile);
	expect_untouched(&d);
	driver_expect_message(&d, MESSAGE_CANCELLED);
	driver_end(&d);
}

static void
replies_are_dropped_when_they_are_of_another_kind(void **state)
{
	struct driver d;
	uint32_t seq;

	(void)state;
	driver_start_loaded(&d);
	driver_type(&d, "nci");
	driver_code(&d, KEYCODE_ENTER);
	seq = driver_pending(&d, REQUEST_CREATE)->seq;
	for (int kind = 0; kind < DRIVER_KINDS; kind++)
		if (kind != REQUEST_CREATE)
			reply_with(&d, (enum request_kind)kind, seq);
	expect_untouched(&d);
	driver_expect_dialog(&d, DIALOG_CREATE);
	assert_int_equal(d.controller.form.stage, FORM_SENDING);
	driver_end(&d);
}

static void
replies_are_dropped_when_the_form_has_given_up(void **state)
{
	struct driver d;
	uint32_t seq;

	(void)state;
	driver_start_loaded(&d);
	driver_type(&d, "nci");
	driver_code(&d, KEYCODE_ENTER);
	seq = driver_pending(&d, REQUEST_CREATE)->seq;
	driver_code(&d, KEYCODE_ESCAPE);
	reply_with(&d, REQUEST_CREATE, seq);
	expect_untouched(&d);
	driver_answer_list(&d);
	reply_with(&d, REQUEST_CREATE, seq);
	driver_code(&d, KEYCODE_ESCAPE);
	reply_with(&d, REQUEST_CREATE, seq);
	expect_untouched(&d);
	driver_expect_dialog(&d, DIALOG_NONE);
	driver_end(&d);
}

static void
replies_are_dropped_when_the_deletion_has_given_up(void **state)
{
	struct driver d;
	uint32_t seq;

	(void)state;
	driver_start_loaded(&d);
	driver_type(&d, "dy");
	seq = driver_pending(&d, REQUEST_DELETE)->seq;
	driver_code(&d, KEYCODE_ESCAPE);
	reply_with(&d, REQUEST_DELETE, seq);
	driver_expect_dialog(&d, DIALOG_DELETE);
	driver_answer_list(&d);
	reply_with(&d, REQUEST_DELETE, seq);
	expect_untouched(&d);
	driver_expect_dialog(&d, DIALOG_DELETE);
	driver_end(&d);
}

static void
replies_are_dropped_when_they_bear_the_number_of_a_look(void **state)
{
	struct driver d;

	(void)state;
	driver_start_loaded(&d);
	driver_type(&d, "nci");
	driver_code(&d, KEYCODE_ENTER);
	driver_lose(&d, REQUEST_CREATE);
	reply_with(&d, REQUEST_CREATE, driver_pending(&d, REQUEST_LIST)->seq);
	expect_untouched(&d);
	driver_answer_list(&d);
	driver_code(&d, KEYCODE_ESCAPE);
	driver_type(&d, "dy");
	driver_lose(&d, REQUEST_DELETE);
	reply_with(&d, REQUEST_DELETE, driver_pending(&d, REQUEST_LIST)->seq);
	expect_untouched(&d);
	driver_expect_dialog(&d, DIALOG_DELETE);
	driver_end(&d);
}

static void
replies_are_told_whole_until_a_key_is_pressed(void **state)
{
	struct driver d;

	(void)state;
	driver_start_loaded(&d);
	driver_function(&d, 5);
	driver_answer_list(&d);
	driver_expect_message(&d, MESSAGE_RELOADED);
	assert_false(d.controller.message.is_seen);
	driver_code(&d, KEYCODE_DOWN);
	driver_expect_message(&d, MESSAGE_RELOADED);
	assert_true(d.controller.message.is_seen);
	driver_end(&d);
}

static void
replies_are_refused_when_the_service_answers_with_no_list(void **state)
{
	struct driver d;

	(void)state;
	driver_start(&d);
	driver_answer_profile(&d);
	driver_fail(&d, REQUEST_LIST, OUTCOME_REFUSED, ERROR_REFUSED, 403);
	assert_int_equal(
	    controller_connection(&d.controller), CONNECTION_REFUSED);
	driver_end(&d);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(
		    replies_are_refused_when_the_service_answers_with_no_list),
		cmocka_unit_test(replies_are_told_whole_until_a_key_is_pressed),
		cmocka_unit_test(
		    replies_are_dropped_when_their_number_is_unknown),
		cmocka_unit_test(replies_are_dropped_when_cancelled),
		cmocka_unit_test(
		    replies_are_dropped_when_they_are_of_another_kind),
		cmocka_unit_test(
		    replies_are_dropped_when_the_form_has_given_up),
		cmocka_unit_test(
		    replies_are_dropped_when_the_deletion_has_given_up),
		cmocka_unit_test(
		    replies_are_dropped_when_they_bear_the_number_of_a_look),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
