/* SPDX-License-Identifier: ISC */
/* Tests of the filter's language while it is typed. */
#include "config.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

#include "model/filter.h"
#include "model/keylist.h"
#include "support/filter_list.h"

/* What is wrong filters nothing, nor what may become a term and hides all. */
static const struct {
	const char *expression;
	const char *rows;
	bool is_right;
	const char *applied;
} typed[] = {
	{ "expires<", "12345", false, "" },
	{ "expires<x", "12345", false, "" },
	{ "expires<3 prod", "12", false, "prod" },
	{ "prod expires<3x", "12", false, "prod" },
	{ "prod expires<3x ecole", "2", false, "prod ecole" },
	{ "~[ prod !", "12", false, "prod" },
	{ "name:", "12345", false, "" },
	{ "!", "12345", false, "" },
	{ "! prod", "12", false, "prod" },
	{ "~", "12345", false, "" },
	{ "~pro ~(", "12", false, "~pro" },
	{ "exp", "4", true, "exp" },
	{ "expires", "12345", true, "" },
	{ "EXPIRES", "12345", true, "" },
	{ "prod exp", "12", true, "prod" },
	{ "prod expires", "12", true, "prod" },
	{ "expires ", "", true, "expires" },
	{ "expires prod", "", true, "expires prod" },
	{ "expiresx", "", true, "expiresx" },
	{ "\"expires", "", true, "\"expires" },
	{ "name:expires", "", true, "name:expires" },
	{ "mark", "12345", true, "" },
	{ "tok", "12345", true, "" },
	{ "note", "12345", true, "" },
	{ "tag", "12345", true, "" },
	{ "prod !name", "12", true, "prod !name" },
	{ "prod !o", "12", true, "prod" },
	{ "prod !ro", "", true, "prod !ro" },
	{ "nam prod", "", true, "nam prod" },
	{ "~prod expires", "12", true, "~prod" },
	{ "zzz exp", "", true, "zzz" },
};

static void
filter_shows_what_is_right_when_typed(void **state)
{
	struct keylist *list = filter_list_new();
	struct error err;

	(void)state;
	for (size_t i = 0; i < sizeof(typed) / sizeof(typed[0]); i++) {
		const char *expression = typed[i].expression;

		if (keylist_type_filter(list, expression, &err) !=
		    typed[i].is_right)
			fail_msg("%s is not judged so", expression);
		assert_string_equal(keylist_filter(list), expression);
		assert_string_equal(keylist_applied(list), typed[i].applied);
		filter_list_expect(list, expression, typed[i].rows);
	}
	/* The view is asked too, and as long as it is typed. */
	keylist_type_filter(list, "org:acme expires", &err);
	keylist_set_view(list, &(struct keyview){ .kind = KEYVIEW_EXPIRED });
	filter_list_expect(list, "expired", "1");
	assert_string_equal(keylist_applied(list), "org:acme");
	assert_true(keylist_set_filter(list, "org:acme expires", &err));
	filter_list_expect(list, "at its end", "");
	assert_string_equal(keylist_applied(list), "org:acme expires");
	keylist_free(list);
}

static void
filter_tells_of_the_first_fault_when_more_are_wrong(void **state)
{
	struct keylist *list = filter_list_new();
	struct error err;

	(void)state;
	assert_false(keylist_type_filter(list, "a expires<x ! b", &err));
	assert_int_equal(err.code, FILTER_NO_MOMENT);
	assert_string_equal(err.detail, "x");
	keylist_free(list);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(filter_shows_what_is_right_when_typed),
		cmocka_unit_test(
		    filter_tells_of_the_first_fault_when_more_are_wrong),
	};

	return cmocka_run_group_tests_name("filter typed", tests, NULL, NULL);
}
