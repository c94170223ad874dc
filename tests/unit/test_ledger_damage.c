/* SPDX-License-Identifier: ISC */
/* The ledger's file when lines are damaged, or cannot be written. */
#include "config.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include <signal.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/xmalloc.h"
#include "support/ledger_place.h"

/* Nobody writes such a line; it is not kept in memory. */
static void
ledger_file_is_damaged_when_a_line_is_too_long(void **state)
{
	struct place *place = *state;
	struct ledger_file *file = ledger_place_open(place);
	char *line = xasprintf("{\"at\":\"2026-01-02T03:04:05Z\",\"id\":\"b\","
	                       "\"did\":\"note\",\"text\":\"%0*d\"}\n",
	    1 << 20, 1);
	struct error err;

	assert_true(ledger_place_add(file, "a", &err));
	ledger_place_append(file, line);
	assert_true(ledger_place_add(file, "c", &err));
	ledger_place_expect(file, LEDGER_FILE_DAMAGED, 2);
	ledger_place_expect(file, LEDGER_FILE_READ, 2);
	free(line);
	ledger_file_free(file);
}

static void
ledger_file_is_set_aside_when_lines_are_damaged(void **state)
{
	struct place *place = *state;
	struct ledger_file *file = ledger_place_open(place);
	struct ledger ledger = { 0 };
	struct error err = { 0 };

	assert_true(ledger_place_add(file, "a", &err));
	ledger_place_append(file, "{\"at\":\"2026-0");
	/* The half line must not take the next one with it. */
	assert_true(ledger_place_add(file, "b", &err));
	assert_int_equal(
	    ledger_file_load(file, &ledger, &err), LEDGER_FILE_DAMAGED);
	assert_non_null(strstr(err.detail, "set aside"));
	assert_int_equal(ledger.count, 2);
	assert_int_equal(place_count_files(place, ".damaged-"), 1);
	ledger_clear(&ledger);
	ledger_place_expect(file, LEDGER_FILE_READ, 2);
	assert_int_equal(place_count_files(place, ".damaged-"), 1);
	ledger_file_free(file);
}

static void
ledger_file_is_refused_when_it_is_unsafe(void **state)
{
	struct place *place = *state;
	struct ledger_file *file = ledger_place_open(place);
	struct error err;

	assert_true(ledger_place_add(file, "a", &err));
	assert_int_equal(chmod(ledger_file_path(file), 0644), 0);
	ledger_place_expect(file, LEDGER_FILE_REFUSED, 0);
	assert_false(ledger_place_add(file, "b", &err));
	assert_int_equal(unlink(ledger_file_path(file)), 0);
	assert_int_equal(symlink(place->victim, ledger_file_path(file)), 0);
	ledger_place_expect(file, LEDGER_FILE_REFUSED, 0);
	assert_false(ledger_place_add(file, "b", &err));
	ledger_file_free(file);
}

static void
ledger_file_says_so_when_the_disk_is_full(void **state)
{
	struct place *place = *state;
	struct ledger_file *file = ledger_place_open(place);
	struct rlimit old, small;
	struct error err;

	assert_true(ledger_place_add(file, "a", &err));
	signal(SIGXFSZ, SIG_IGN);
	assert_int_equal(getrlimit(RLIMIT_FSIZE, &old), 0);
	small = (struct rlimit){ .rlim_cur = 80, .rlim_max = old.rlim_max };
	assert_int_equal(setrlimit(RLIMIT_FSIZE, &small), 0);
	assert_false(ledger_place_add(file, "b", &err));
	assert_int_equal(setrlimit(RLIMIT_FSIZE, &old), 0);
	assert_true(ledger_place_add(file, "c", &err));
	ledger_place_expect(file, LEDGER_FILE_DAMAGED, 2);
	ledger_file_free(file);
}

/* The limit holds for the terminal's output too, so nothing is claimed yet. */
static enum ledger_file_state
load_on_full_disk(
    struct ledger_file *file, struct ledger *ledger, struct error *err)
{
	struct rlimit old, none;
	enum ledger_file_state state;

	signal(SIGXFSZ, SIG_IGN);
	assert_int_equal(getrlimit(RLIMIT_FSIZE, &old), 0);
	none = (struct rlimit){ .rlim_cur = 0, .rlim_max = old.rlim_max };
	assert_int_equal(setrlimit(RLIMIT_FSIZE, &none), 0);
	state = ledger_file_load(file, ledger, err);
	assert_int_equal(setrlimit(RLIMIT_FSIZE, &old), 0);
	return state;
}

static void
ledger_file_stays_when_it_is_damaged_and_the_disk_is_full(void **state)
{
	struct place *place = *state;
	struct ledger_file *file = ledger_place_open(place);
	struct ledger ledger = { 0 };
	struct error err = { 0 };
	struct stat before, after;

	assert_true(ledger_place_add(file, "a", &err));
	ledger_place_append(file, "{\"at\":\"2026-0");
	assert_int_equal(stat(ledger_file_path(file), &before), 0);
	assert_int_equal(
	    load_on_full_disk(file, &ledger, &err), LEDGER_FILE_DAMAGED);
	assert_int_equal(ledger.count, 1);
	assert_null(strstr(err.detail, "set aside"));
	assert_non_null(strstr(err.detail, "File too large"));
	assert_int_equal(stat(ledger_file_path(file), &after), 0);
	assert_int_equal(before.st_size, after.st_size);
	assert_int_equal(place_count_files(place, ".damaged-"), 0);
	assert_int_equal(place_count_files(place, ".new-"), 0);
	ledger_clear(&ledger);
	/* Once there is room it is done. */
	ledger_place_expect(file, LEDGER_FILE_DAMAGED, 1);
	assert_int_equal(place_count_files(place, ".damaged-1"), 1);
	ledger_place_expect(file, LEDGER_FILE_READ, 1);
	ledger_file_free(file);
}

/* A detail has 120 bytes, and a name may have more. */
static void
ledger_file_says_all_when_its_name_is_long(void **state)
{
	struct place *place = *state;
	char account[150];
	struct ledger_file *file;
	struct ledger ledger = { 0 };
	struct error err = { 0 };

	memset(account, 'x', sizeof(account) - 1);
	account[sizeof(account) - 1] = '\0';
	file = ledger_file_new(place->folder, account, PLACE_ORIGIN);
	assert_true(ledger_place_add(file, "a", &err));
	ledger_place_append(file, "{\n");
	assert_int_equal(
	    ledger_file_load(file, &ledger, &err), LEDGER_FILE_DAMAGED);
	assert_ptr_equal(
	    strstr(err.detail, "lines that cannot be read: 1; set aside as "),
	    err.detail);
	assert_int_equal(chmod(ledger_file_path(file), 0644), 0);
	assert_int_equal(
	    ledger_file_load(file, &ledger, &err), LEDGER_FILE_REFUSED);
	assert_ptr_equal(strstr(err.detail, "…xxx"), err.detail);
	assert_non_null(strstr(
	    err.detail, ".ledger: it is not for its owner alone (mode 0600)"));
	ledger_clear(&ledger);
	ledger_file_free(file);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(
		    ledger_file_is_damaged_when_a_line_is_too_long, place_setup,
		    place_teardown),
		cmocka_unit_test_setup_teardown(
		    ledger_file_is_set_aside_when_lines_are_damaged,
		    place_setup, place_teardown),
		cmocka_unit_test_setup_teardown(
		    ledger_file_is_refused_when_it_is_unsafe, place_setup,
		    place_teardown),
		cmocka_unit_test_setup_teardown(
		    ledger_file_says_all_when_its_name_is_long, place_setup,
		    place_teardown),
		cmocka_unit_test_setup_teardown(
		    ledger_file_says_so_when_the_disk_is_full, place_setup,
		    place_teardown),
		cmocka_unit_test_setup_teardown(
		    ledger_file_stays_when_it_is_damaged_and_the_disk_is_full,
		    place_setup, place_teardown),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
