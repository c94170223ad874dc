/* SPDX-License-Identifier: ISC */
/* The ledger's file loses nothing to others, and stays small. */
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
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/xmalloc.h"
#include "support/ledger_place.h"

#define WRITERS 8
#define LINES 100
#define REPEATS 9

/* With such an id the lines of a year weigh no more, but are fewer. */
#define LARGE_ID 1000

static void
ledger_file_is_private_when_it_is_written(void **state)
{
	struct place *place = *state;
	struct ledger_file *file = ledger_place_open(place);
	struct error err;
	struct stat status;

	ledger_place_expect(file, LEDGER_FILE_READ, 0);
	assert_false(ledger_file_has_changed(file));
	assert_true(ledger_place_add(file, "a", &err));
	assert_true(ledger_file_has_changed(file));
	assert_true(ledger_place_add(file, "b", &err));
	ledger_place_expect(file, LEDGER_FILE_READ, 2);
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
	assert_true(ledger_place_add(file, "a", &err));
	assert_null(ledger_file_path(file));
	ledger_place_expect(file, LEDGER_FILE_READ, 0);
	ledger_file_free(file);
}

/* Each writer adds lines, and makes the file anew in between. */
static void
write_many(const struct place *place, int writer)
{
	struct ledger_file *file = ledger_place_open(place);
	struct ledger ledger = { 0 };
	char id[32];
	struct error err;

	for (int i = 0; i < LINES; i++) {
		snprintf(id, sizeof(id), "w%d-%d", writer, i);
		for (int k = 0; k <= REPEATS; k++)
			while (!ledger_place_add(
			    file, k == 0 ? id : "again", &err))
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
	struct ledger_file *file = ledger_place_open(place);
	int status;

	for (int writer = 0; writer < WRITERS; writer++)
		if (fork() == 0)
			write_many(place, writer);
	for (int writer = 0; writer < WRITERS; writer++) {
		assert_true(wait(&status) > 0);
		assert_int_equal(status, 0);
	}
	ledger_place_expect(file, LEDGER_FILE_READ, WRITERS * LINES + 1);
	ledger_file_free(file);
}

static void
ledger_file_shrinks_when_it_is_read(void **state)
{
	struct place *place = *state;
	struct ledger_file *file = ledger_place_open(place);
	struct error err;
	struct stat status;

	for (int i = 0; i < 1200; i++)
		assert_true(ledger_place_add(file, "again and again", &err));
	ledger_place_expect(file, LEDGER_FILE_READ, 1);
	assert_int_equal(stat(ledger_file_path(file), &status), 0);
	assert_true(status.st_size < 200);
	assert_false(ledger_file_has_changed(file));
	ledger_place_expect(file, LEDGER_FILE_READ, 1);
	ledger_file_free(file);
}

/* A process that has the lock as who writes the file anew. */
static pid_t
lock_for(const struct ledger_file *file, int milliseconds)
{
	char *path = xasprintf("%s.lock", ledger_file_path(file));
	int ends[2], fd;
	pid_t pid;
	char byte;

	assert_int_equal(pipe(ends), 0);
	pid = fork();
	if (pid == 0) {
		fd = open(path, O_RDWR);
		if (flock(fd, LOCK_EX) != 0 || write(ends[1], "x", 1) != 1)
			_exit(1);
		poll(NULL, 0, milliseconds);
		_exit(0);
	}
	free(path);
	assert_int_equal(read(ends[0], &byte, 1), 1);
	close(ends[0]);
	close(ends[1]);
	return pid;
}

static void
ledger_file_waits_when_it_is_locked(void **state)
{
	struct place *place = *state;
	struct ledger_file *file = ledger_place_open(place);
	struct ledger_line line = { .word = LEDGER_COPIED, .id = xstrdup("b") };
	struct error err;
	pid_t pid;

	assert_true(ledger_place_add(file, "a", &err));
	pid = lock_for(file, 100);
	assert_false(ledger_place_add(file, "b", &err));
	assert_int_equal(err.code, EWOULDBLOCK);
	assert_true(ledger_file_add_waiting(file, &line, &err));
	assert_int_equal(waitpid(pid, NULL, 0), pid);
	ledger_place_expect(file, LEDGER_FILE_READ, 2);
	/* But not for ever. */
	pid = lock_for(file, 60000);
	assert_false(ledger_file_add_waiting(file, &line, &err));
	assert_int_equal(err.code, EWOULDBLOCK);
	assert_int_equal(kill(pid, SIGKILL), 0);
	assert_int_equal(waitpid(pid, NULL, 0), pid);
	ledger_line_clear(&line);
	ledger_file_free(file);
}

static void
ledger_file_is_left_alone_when_it_cannot_shrink(void **state)
{
	struct place *place = *state;
	struct ledger_file *file = ledger_place_open(place);
	struct stat before, after;
	struct error err;
	char id[32];

	for (int i = 0; i < 1200; i++) {
		snprintf(id, sizeof(id), "%04d, again and again", i);
		assert_true(ledger_place_add(file, id, &err));
	}
	assert_int_equal(stat(ledger_file_path(file), &before), 0);
	ledger_place_expect(file, LEDGER_FILE_READ, 1200);
	assert_int_equal(stat(ledger_file_path(file), &after), 0);
	assert_int_equal(before.st_ino, after.st_ino);
	ledger_file_free(file);
}

/* What a command that runs once a minute leaves within a year or so. */
static void
ledger_file_is_read_and_shrinks_when_it_is_large(void **state)
{
	struct place *place = *state;
	struct ledger_file *file = ledger_place_open(place);
	FILE *stream;
	struct error err;
	struct stat status;

	assert_true(ledger_place_add(file, "a", &err));
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
	ledger_place_expect(file, LEDGER_FILE_READ, 4);
	assert_int_equal(stat(ledger_file_path(file), &status), 0);
	assert_true(status.st_size < 10000);
	ledger_place_expect(file, LEDGER_FILE_READ, 4);
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
		    ledger_file_waits_when_it_is_locked, place_setup,
		    place_teardown),
		cmocka_unit_test_setup_teardown(
		    ledger_file_is_left_alone_when_it_cannot_shrink,
		    place_setup, place_teardown),
		cmocka_unit_test_setup_teardown(
		    ledger_file_is_read_and_shrinks_when_it_is_large,
		    place_setup, place_teardown),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
