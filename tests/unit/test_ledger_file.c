/* SPDX-License-Identifier: ISC */
/* The ledger's file loses nothing: not to others, not to damage. */
#include "config.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include <errno.h>
#include <signal.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "auth/ledger_file.h"
#include "base/xmalloc.h"
#include "support/store_place.h"

#define WRITERS 8
#define LINES 100
#define REPEATS 9

/* With such an id the lines of a year weigh no more, but are fewer. */
#define LARGE_ID 1000

static struct ledger_file *
open_file(const struct place *place)
{
	return ledger_file_new(place->folder, "default", PLACE_ORIGIN);
}

static bool
add(struct ledger_file *file, const char *id, struct error *err)
{
	struct ledger_line line = {
		.word = LEDGER_COPIED,
		.when_ms = 1000,
	};
	bool is_added;

	line.id = xstrdup(id);
	is_added = ledger_file_add(file, &line, err);
	ledger_line_clear(&line);
	return is_added;
}

static void
expect_load(
    struct ledger_file *file, enum ledger_file_state expected, size_t entries)
{
	struct ledger ledger = { 0 };
	struct error err = { 0 };

	assert_int_equal(ledger_file_load(file, &ledger, &err), expected);
	assert_int_equal(ledger.count, entries);
	assert_true((err.kind == ERROR_NONE) == (expected == LEDGER_FILE_READ));
	ledger_clear(&ledger);
}

static void
ledger_file_is_private_when_it_is_written(void **state)
{
	struct place *place = *state;
	struct ledger_file *file = open_file(place);
	struct error err;
	struct stat status;

	expect_load(file, LEDGER_FILE_READ, 0);
	assert_false(ledger_file_has_changed(file));
	assert_true(add(file, "a", &err));
	assert_true(ledger_file_has_changed(file));
	assert_true(add(file, "b", &err));
	expect_load(file, LEDGER_FILE_READ, 2);
	assert_false(ledger_file_has_changed(file));
	assert_int_equal(stat(ledger_file_path(file), &status), 0);
	assert_int_equal(status.st_mode, S_IFREG | 0600);
	ledger_file_free(file);
}

static void
ledger_file_keeps_nothing_when_it_has_no_folder(void **state)
{
	struct ledger_file *file = ledger_file_new(NULL, "a", PLACE_ORIGIN);
	struct error err;

	(void)state;
	assert_true(add(file, "a", &err));
	assert_null(ledger_file_path(file));
	expect_load(file, LEDGER_FILE_READ, 0);
	ledger_file_free(file);
}

/* Each writer adds lines, and makes the file anew in between. */
static void
write_many(const struct place *place, int writer)
{
	struct ledger_file *file = open_file(place);
	struct ledger ledger = { 0 };
	char id[32];
	struct error err;

	for (int i = 0; i < LINES; i++) {
		snprintf(id, sizeof(id), "w%d-%d", writer, i);
		for (int k = 0; k <= REPEATS; k++)
			while (!add(file, k == 0 ? id : "again", &err))
				if (err.code != EWOULDBLOCK)
					_exit(1);
		ledger_file_load(file, &ledger, &err);
	}
	_exit(0);
}

static void
ledger_file_loses_nothing_when_many_processes_add(void **state)
{
	struct place *place = *state;
	struct ledger_file *file = open_file(place);
	int status;

	for (int writer = 0; writer < WRITERS; writer++)
		if (fork() == 0)
			write_many(place, writer);
	for (int writer = 0; writer < WRITERS; writer++) {
		assert_true(wait(&status) > 0);
		assert_int_equal(status, 0);
	}
	expect_load(file, LEDGER_FILE_READ, WRITERS * LINES + 1);
	ledger_file_free(file);
}

static void
append_bytes(const struct ledger_file *file, const char *bytes)
{
	FILE *stream = fopen(ledger_file_path(file), "a");

	assert_non_null(stream);
	assert_true(fputs(bytes, stream) >= 0);
	assert_int_equal(fclose(stream), 0);
}

static void
ledger_file_shrinks_when_it_is_read(void **state)
{
	struct place *place = *state;
	struct ledger_file *file = open_file(place);
	struct error err;
	struct stat status;

	for (int i = 0; i < 1200; i++)
		assert_true(add(file, "again and again", &err));
	expect_load(file, LEDGER_FILE_READ, 1);
	assert_int_equal(stat(ledger_file_path(file), &status), 0);
	assert_true(status.st_size < 200);
	assert_false(ledger_file_has_changed(file));
	expect_load(file, LEDGER_FILE_READ, 1);
	ledger_file_free(file);
}

static void
ledger_file_is_left_alone_when_it_cannot_shrink(void **state)
{
	struct place *place = *state;
	struct ledger_file *file = open_file(place);
	struct stat before, after;
	struct error err;
	char id[32];

	for (int i = 0; i < 1200; i++) {
		snprintf(id, sizeof(id), "%04d, again and again", i);
		assert_true(add(file, id, &err));
	}
	assert_int_equal(stat(ledger_file_path(file), &before), 0);
	expect_load(file, LEDGER_FILE_READ, 1200);
	assert_int_equal(stat(ledger_file_path(file), &after), 0);
	assert_int_equal(before.st_ino, after.st_ino);
	ledger_file_free(file);
}

/* What a command that runs once a minute leaves within a year or so. */
static void
ledger_file_is_read_and_shrinks_when_it_is_large(void **state)
{
	struct place *place = *state;
	struct ledger_file *file = open_file(place);
	FILE *stream;
	struct error err;
	struct stat status;

	assert_true(add(file, "a", &err));
	stream = fopen(ledger_file_path(file), "a");
	assert_non_null(stream);
	for (int i = 0; i < 70000; i++)
		fprintf(stream,
		    "{\"at\":\"2026-01-02T03:04:%02dZ\",\"id\":\"%0*d\","
		    "\"did\":\"run\"}\n",
		    i % 60, LARGE_ID, i % 3);
	assert_int_equal(fclose(stream), 0);
	assert_int_equal(stat(ledger_file_path(file), &status), 0);
	assert_true(status.st_size > 64 * 1024 * 1024);
	expect_load(file, LEDGER_FILE_READ, 4);
	assert_int_equal(stat(ledger_file_path(file), &status), 0);
	assert_true(status.st_size < 10000);
	expect_load(file, LEDGER_FILE_READ, 4);
	ledger_file_free(file);
}

/* Nobody writes such a line; it is not kept in memory. */
static void
ledger_file_is_damaged_when_a_line_is_too_long(void **state)
{
	struct place *place = *state;
	struct ledger_file *file = open_file(place);
	char *line = xasprintf("{\"at\":\"2026-01-02T03:04:05Z\",\"id\":\"b\","
	                       "\"did\":\"note\",\"text\":\"%0*d\"}\n",
	    1 << 20, 1);
	struct error err;

	assert_true(add(file, "a", &err));
	append_bytes(file, line);
	assert_true(add(file, "c", &err));
	expect_load(file, LEDGER_FILE_DAMAGED, 2);
	expect_load(file, LEDGER_FILE_READ, 2);
	free(line);
	ledger_file_free(file);
}

static void
ledger_file_is_set_aside_when_lines_are_damaged(void **state)
{
	struct place *place = *state;
	struct ledger_file *file = open_file(place);
	struct ledger ledger = { 0 };
	struct error err = { 0 };

	assert_true(add(file, "a", &err));
	append_bytes(file, "{\"at\":\"2026-0");
	/* The half line must not take the next one with it. */
	assert_true(add(file, "b", &err));
	assert_int_equal(
	    ledger_file_load(file, &ledger, &err), LEDGER_FILE_DAMAGED);
	assert_non_null(strstr(err.detail, "set aside"));
	assert_int_equal(ledger.count, 2);
	assert_int_equal(place_count_files(place, ".damaged-"), 1);
	ledger_clear(&ledger);
	expect_load(file, LEDGER_FILE_READ, 2);
	assert_int_equal(place_count_files(place, ".damaged-"), 1);
	ledger_file_free(file);
}

static void
ledger_file_is_refused_when_it_is_unsafe(void **state)
{
	struct place *place = *state;
	struct ledger_file *file = open_file(place);
	struct error err;

	assert_true(add(file, "a", &err));
	assert_int_equal(chmod(ledger_file_path(file), 0644), 0);
	expect_load(file, LEDGER_FILE_REFUSED, 0);
	assert_false(add(file, "b", &err));
	assert_int_equal(unlink(ledger_file_path(file)), 0);
	assert_int_equal(symlink(place->victim, ledger_file_path(file)), 0);
	expect_load(file, LEDGER_FILE_REFUSED, 0);
	assert_false(add(file, "b", &err));
	ledger_file_free(file);
}

static void
ledger_file_says_so_when_the_disk_is_full(void **state)
{
	struct place *place = *state;
	struct ledger_file *file = open_file(place);
	struct rlimit old, small;
	struct error err;

	assert_true(add(file, "a", &err));
	signal(SIGXFSZ, SIG_IGN);
	assert_int_equal(getrlimit(RLIMIT_FSIZE, &old), 0);
	small = (struct rlimit){ .rlim_cur = 80, .rlim_max = old.rlim_max };
	assert_int_equal(setrlimit(RLIMIT_FSIZE, &small), 0);
	assert_false(add(file, "b", &err));
	assert_int_equal(setrlimit(RLIMIT_FSIZE, &old), 0);
	assert_true(add(file, "c", &err));
	expect_load(file, LEDGER_FILE_DAMAGED, 2);
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
	struct ledger_file *file = open_file(place);
	struct ledger ledger = { 0 };
	struct error err = { 0 };
	struct stat before, after;

	assert_true(add(file, "a", &err));
	append_bytes(file, "{\"at\":\"2026-0");
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
	expect_load(file, LEDGER_FILE_DAMAGED, 1);
	assert_int_equal(place_count_files(place, ".damaged-1"), 1);
	expect_load(file, LEDGER_FILE_READ, 1);
	ledger_file_free(file);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(
		    ledger_file_is_private_when_it_is_written, place_setup,
		    place_teardown),
		cmocka_unit_test(
		    ledger_file_keeps_nothing_when_it_has_no_folder),
		cmocka_unit_test_setup_teardown(
		    ledger_file_loses_nothing_when_many_processes_add,
		    place_setup, place_teardown),
		cmocka_unit_test_setup_teardown(
		    ledger_file_shrinks_when_it_is_read, place_setup,
		    place_teardown),
		cmocka_unit_test_setup_teardown(
		    ledger_file_is_left_alone_when_it_cannot_shrink,
		    place_setup, place_teardown),
		cmocka_unit_test_setup_teardown(
		    ledger_file_is_read_and_shrinks_when_it_is_large,
		    place_setup, place_teardown),
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
		    ledger_file_says_so_when_the_disk_is_full, place_setup,
		    place_teardown),
		cmocka_unit_test_setup_teardown(
		    ledger_file_stays_when_it_is_damaged_and_the_disk_is_full,
		    place_setup, place_teardown),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
