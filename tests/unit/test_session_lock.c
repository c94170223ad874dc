/* SPDX-License-Identifier: ISC */
/* Locks where the system has none to give: nobody waits, no token is lost. */
#include "config.h"

#include <errno.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include <sys/file.h>
#include <unistd.h>

#include "auth/session_lock.h"
#include "base/xmalloc.h"
#include "support/session_desk.h"

#define LENGTH(array) (sizeof(array) / sizeof((array)[0]))

/* What flock fails with, and how often; then it succeeds. */
static int trouble;
static int troubles_left;

/* A file that somebody removes while it is waited for; NULL: none. */
static const char *vanishing;

/* In place of the system's. */
int
flock(int fd, int operation)
{
	(void)fd;
	(void)operation;
	if (vanishing != NULL)
		assert_int_equal(unlink(vanishing), 0);
	vanishing = NULL;
	if (troubles_left == 0)
		return 0;
	troubles_left--;
	errno = trouble;
	return -1;
}

static void
fail_with(int error, int times)
{
	trouble = error;
	troubles_left = times;
}

static int
setup(void **state)
{
	fail_with(0, 0);
	return desk_setup(state);
}

static void
lock_is_not_waited_for_when_there_are_none(void **state)
{
	static const int errors[] = { ENOLCK, EOPNOTSUPP, EIO, EINTR };
	const struct desk *desk = *state;
	struct session_lock *lock = session_lock_new(desk->folder, "some");

	for (size_t i = 0; i < LENGTH(errors); i++) {
		fail_with(errors[i], 1000);
		assert_true(session_lock_try(lock));
		assert_false(session_lock_is_held(lock));
		session_lock_release(lock);
	}
	session_lock_free(lock);
}

static void
lock_is_held_when_signals_interrupt(void **state)
{
	const struct desk *desk = *state;
	struct session_lock *lock = session_lock_new(desk->folder, "some");

	fail_with(EINTR, 10);
	assert_true(session_lock_try(lock));
	assert_true(session_lock_is_held(lock));
	session_lock_free(lock);
}

static void
lock_is_waited_for_when_another_has_it(void **state)
{
	const struct desk *desk = *state;
	struct session_lock *lock = session_lock_new(desk->folder, "some");

	fail_with(EWOULDBLOCK, 1);
	assert_false(session_lock_try(lock));
	assert_true(session_lock_try(lock));
	assert_true(session_lock_is_held(lock));
	session_lock_free(lock);
}

static void
lock_is_on_the_file_that_is_there_when_it_was_removed(void **state)
{
	const struct desk *desk = *state;
	struct session_lock *lock = session_lock_new(desk->folder, "some");
	char *path = xasprintf("%s/some.lock", desk->folder);

	vanishing = path;
	assert_true(session_lock_try(lock));
	assert_true(session_lock_is_held(lock));
	assert_null(vanishing);
	assert_int_equal(access(path, F_OK), 0);
	session_lock_free(lock);
	free(path);
}

static void
session_is_refreshed_and_stored_when_there_are_no_locks(void **state)
{
	struct desk *desk = *state;
	char *stored;
	uint32_t seq;

	fail_with(ENOLCK, 1000);
	desk_log_in(desk, "a1", 300);
	desk_pass(desk, 300 * 1000);
	seq = desk_submit(desk, REQUEST_LIST);
	desk_answer_tokens(desk, desk_next_refresh(desk), "a2", 300);
	desk_turn(desk);
	desk_answer(desk, desk_next(desk), 200, "[]");
	desk_expect(desk, seq, OUTCOME_DONE);
	stored = desk_stored(desk);
	assert_string_equal(stored, "a2");
	free(stored);
	/* What another process has renewed is taken all the same. */
	desk_pass(desk, 280 * 1000);
	desk_store(desk, "a3", 300 * 1000);
	desk_submit(desk, REQUEST_LIST);
	assert_string_equal(desk_next(desk)->bearer, "a3");
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, setup, desk_teardown)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(lock_is_not_waited_for_when_there_are_none),
		TEST(lock_is_held_when_signals_interrupt),
		TEST(lock_is_waited_for_when_another_has_it),
		TEST(lock_is_on_the_file_that_is_there_when_it_was_removed),
		TEST(session_is_refreshed_and_stored_when_there_are_no_locks),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
