/* SPDX-License-Identifier: ISC */
/* A store that takes its time: the screen is there, and waits with it. */
#include "config.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/date.h"
#include "support/journey_driver.h"

static void
start_asking(struct driver *d)
{
	const struct given given = { .account = "default",
		.host = "demo.example",
		.session_ends_ms = DATE_NONE,
		.storage = { .kind = STORE_KIND_COMMAND,
		    .command = "keeper",
		    .is_asked = true } };

	driver_start_given(d, &given);
}

static void
hear(struct driver *d, struct store_event news)
{
	struct event event = { .kind = EVENT_STORE, .store = news };
	struct effects out = { 0 };

	event.now = d->controller.now;
	controller_update(&d->controller, &event, &out);
	for (size_t i = 0; i < out.count; i++)
		d->effects[out.items[i].kind]++;
	effects_clear(&out);
}

static void
store_is_waited_for_when_it_is_asked(void **state)
{
	struct driver d;

	(void)state;
	start_asking(&d);
	driver_expect_dialog(&d, DIALOG_LOGIN);
	assert_int_equal(d.controller.login.stage, LOGIN_LOOKING);
	assert_int_equal(d.pending_count, 0);
	driver_code(&d, KEYCODE_ENTER);
	driver_function(&d, 5);
	driver_type(&d, "octbpf");
	assert_int_equal(d.effects[EFFECT_LOGIN_OPEN], 0);
	assert_int_equal(d.controller.login.stage, LOGIN_LOOKING);
	driver_type(&d, "q");
	assert_true(d.has_quit);
	driver_end(&d);
}

static void
store_leads_to_the_table_when_it_has_a_session(void **state)
{
	struct driver d;

	(void)state;
	start_asking(&d);
	hear(&d, (struct store_event){ .tale = STORE_OPENED,
	             .has_session = true,
	             .session_ends_ms = 77 });
	driver_expect_dialog(&d, DIALOG_NONE);
	assert_int_equal(d.effects[EFFECT_REQUEST], 2);
	assert_int_equal(d.effects[EFFECT_LOGIN_OPEN], 0);
	assert_int_equal(d.controller.given.session_ends_ms, 77);
	driver_end(&d);
}

static void
store_leads_to_a_login_when_it_has_no_session(void **state)
{
	struct driver d;

	(void)state;
	start_asking(&d);
	hear(&d, (struct store_event){ .tale = STORE_OPENED });
	assert_int_equal(d.effects[EFFECT_LOGIN_OPEN], 1);
	assert_true(d.controller.login.may_start_browser);
	assert_int_equal(d.controller.login.note.id, MESSAGE_NONE);
	driver_end(&d);
}

static void
store_is_quoted_when_it_could_not_be_read(void **state)
{
	struct store_event news = { .tale = STORE_OPENED };
	struct driver d;

	(void)state;
	error_set(&news.error, ERROR_SYSTEM, 0, "keeper get: locked");
	start_asking(&d);
	hear(&d, news);
	assert_int_equal(d.effects[EFFECT_LOGIN_OPEN], 1);
	assert_false(d.controller.login.may_start_browser);
	assert_int_equal(d.controller.login.note.id, MESSAGE_STORE_TROUBLE);
	assert_string_equal(
	    d.controller.login.note.error.detail, "keeper get: locked");
	driver_end(&d);
}

static void
store_is_quoted_when_a_renewed_session_is_not_kept(void **state)
{
	struct store_event news = { .tale = STORE_UNSAVED };
	struct driver d;

	(void)state;
	error_set(&news.error, ERROR_SYSTEM, 0, "keeper put: full");
	driver_start_loaded(&d);
	hear(&d, news);
	assert_int_equal(d.controller.message.id, MESSAGE_RENEWED_NOT_KEPT);
	assert_string_equal(
	    d.controller.message.error.detail, "keeper put: full");
	driver_end(&d);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(store_is_waited_for_when_it_is_asked),
		cmocka_unit_test(
		    store_leads_to_the_table_when_it_has_a_session),
		cmocka_unit_test(store_leads_to_a_login_when_it_has_no_session),
		cmocka_unit_test(store_is_quoted_when_it_could_not_be_read),
		cmocka_unit_test(
		    store_is_quoted_when_a_renewed_session_is_not_kept),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
