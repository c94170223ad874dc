/* SPDX-License-Identifier: ISC */
/* Tests of the account and its organizations. */
#include "config.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "model/profile.h"

static void
profile_knows_names_when_organizations_are_added(void **state)
{
	struct profile profile = { 0 };

	(void)state;
	profile_set(&profile, "a@example.org", true);
	profile_add_organization(&profile, "o1", "One");
	profile_add_organization(&profile, "o2", "Two");
	assert_string_equal(profile.email, "a@example.org");
	assert_true(profile.is_admin);
	assert_int_equal(profile.organization_count, 2);
	assert_string_equal(profile_organization_name(&profile, "o2"), "Two");
	assert_string_equal(profile_organization_name(&profile, "o3"), "o3");
	profile_set(&profile, profile.email, false);
	assert_string_equal(profile.email, "a@example.org");
	assert_false(profile.is_admin);
	profile_clear(&profile);
	assert_null(profile.email);
	assert_int_equal(profile.organization_count, 0);
	assert_string_equal(profile_organization_name(&profile, "o2"), "o2");
	profile_clear(&profile);
}

static void
profile_leaves_the_source_empty_when_taken(void **state)
{
	struct profile from = { 0 }, to = { 0 };

	(void)state;
	profile_set(&from, "new@example.org", false);
	profile_add_organization(&from, "o1", "One");
	profile_set(&to, "old@example.org", true);
	profile_add_organization(&to, "o9", "Nine");
	profile_take(&to, &from);
	assert_string_equal(to.email, "new@example.org");
	assert_int_equal(to.organization_count, 1);
	assert_null(from.email);
	assert_null(from.organizations);
	profile_clear(&to);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(
		    profile_knows_names_when_organizations_are_added),
		cmocka_unit_test(profile_leaves_the_source_empty_when_taken),
	};

	return cmocka_run_group_tests_name("profile", tests, NULL, NULL);
}
