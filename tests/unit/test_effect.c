/* SPDX-License-Identifier: ISC */
/* Effects keep their order and own their requests. */
#include "config.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/xmalloc.h"
#include "controller/effect.h"

static void
effects_keep_their_order_when_many(void **state)
{
	struct effects effects = { 0 };

	(void)state;
	for (uint32_t i = 0; i < 100; i++)
		effects_cancel(&effects, i);
	effects_add(&effects, EFFECT_QUIT);
	assert_int_equal(effects.count, 101);
	for (uint32_t i = 0; i < 100; i++) {
		assert_int_equal(effects.items[i].kind, EFFECT_CANCEL);
		assert_int_equal(effects.items[i].cancel, i);
	}
	assert_int_equal(effects.items[100].kind, EFFECT_QUIT);
	effects_clear(&effects);
	assert_int_equal(effects.count, 0);
	effects_add(&effects, EFFECT_REDRAW);
	assert_int_equal(effects.items[0].kind, EFFECT_REDRAW);
	effects_clear(&effects);
}

static void
effects_take_the_request_when_added(void **state)
{
	struct effects effects = { 0 };
	struct request request = { .seq = 7, .kind = REQUEST_CREATE };

	(void)state;
	request.name = xstrdup("name");
	effects_request(&effects, &request);
	assert_null(request.name);
	assert_int_equal(request.seq, 0);
	assert_int_equal(effects.items[0].kind, EFFECT_REQUEST);
	assert_int_equal(effects.items[0].request.seq, 7);
	assert_string_equal(effects.items[0].request.name, "name");
	effects_clear(&effects);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(effects_keep_their_order_when_many),
		cmocka_unit_test(effects_take_the_request_when_added),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
