/* SPDX-License-Identifier: ISC */
/* The file of a session is private and always whole. */
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

#include "base/date.h"
#include "base/xmalloc.h"
#include "support/store_place.h"

#define LENGTH(array) (sizeof(array) / sizeof((array)[0]))

static void
store_is_private_when_it_is_written(void **state)
{
	struct place *place = *state;
	struct stat status;
	struct error err;
	mode_t old = umask(0);

	place_expect_state(place, STORE_EMPTY);
	assert_true(place_save(place, "a1", &err));
	umask(old);
	place_expect_loaded(place, "a1");
	assert_int_equal(stat(place->path, &status), 0);
	assert_int_equal(status.st_mode, S_IFREG | 0600);
	assert_int_equal(stat(place->folder, &status), 0);
	assert_int_equal(status.st_mode, S_IFDIR | 0700);
	assert_true(place_save(place, "a2", &err));
	place_expect_loaded(place, "a2");
	assert_int_equal(place_count_files(place, "session"), 1);
}

static void
store_is_empty_when_it_was_removed(void **state)
{
	struct place *place = *state;
	char *left;
	struct error err;

	assert_true(store_remove(place->store, &err));
	assert_true(place_save(place, "a1", &err));
	left = xasprintf("%s.new-01234567", place->path);
	assert_int_equal(link(place->path, left), 0);
	assert_true(store_remove(place->store, &err));
	place_expect_state(place, STORE_EMPTY);
	assert_int_equal(place_count_files(place, "session"), 0);
	assert_true(store_remove(place->store, &err));
	free(left);
}

static void
store_has_its_own_file_when_account_or_origin_differ(void **state)
{
	static const char *const names[][2] = { { "work", PLACE_ORIGIN },
		{ "home", PLACE_ORIGIN }, { "work", "https://other.example" },
		{ "work@https", "//service.example" },
		{ "../work", PLACE_ORIGIN }, { "a/b", PLACE_ORIGIN },
		{ "", PLACE_ORIGIN }, { "work%", PLACE_ORIGIN } };
	struct place *place = *state;
	struct store *stores[LENGTH(names)];

	for (size_t i = 0; i < LENGTH(names); i++) {
		stores[i] =
		    store_new_file(place->folder, names[i][0], names[i][1]);
		/* No account leaves the folder. */
		assert_ptr_equal(strrchr(store_path(stores[i]), '/'),
		    store_path(stores[i]) + strlen(place->folder));
		for (size_t j = 0; j < i; j++)
			assert_string_not_equal(
			    store_path(stores[i]), store_path(stores[j]));
	}
	for (size_t i = 0; i < LENGTH(names); i++)
		store_free(stores[i]);
}

static void
store_bears_a_name_when_it_is_long(void **state)
{
	struct place *place = *state;
	char account[400];
	struct store *one, *other;
	struct session session = { .expires_ms = DATE_NONE };
	struct error err;

	memset(account, 'a', sizeof(account));
	account[sizeof(account) - 1] = '\0';
	one = store_new_file(place->folder, account, PLACE_ORIGIN);
	account[sizeof(account) - 2] = 'b';
	other = store_new_file(place->folder, account, PLACE_ORIGIN);
	assert_string_not_equal(store_path(one), store_path(other));
	secret_set(&session.access, "a1", 2);
	assert_true(store_save(one, &session, &err));
	assert_int_equal(store_load(other, &session, &err), STORE_EMPTY);
	session_clear(&session);
	store_free(one);
	store_free(other);
}

/* What a full disk does to a writer, at each byte. */
static void
store_keeps_the_old_when_the_new_has_no_room(void **state)
{
	struct place *place = *state;
	struct rlimit old, limit;
	struct error err;

	signal(SIGXFSZ, SIG_IGN);
	assert_true(place_save(place, "a1", &err));
	assert_int_equal(getrlimit(RLIMIT_FSIZE, &old), 0);
	for (rlim_t size = 0; size < 100; size++) {
		bool is_saved;

		limit = (struct rlimit){ size, old.rlim_max };
		assert_int_equal(setrlimit(RLIMIT_FSIZE, &limit), 0);
		is_saved = place_save(place, "a2", &err);
		assert_int_equal(setrlimit(RLIMIT_FSIZE, &old), 0);
		assert_false(is_saved);
		assert_int_equal(err.kind, ERROR_SYSTEM);
		assert_int_equal(err.code, EFBIG);
		place_expect_loaded(place, "a1");
		assert_int_equal(place_count_files(place, "session"), 1);
	}
}

static void
store_reads_whole_when_its_writer_is_killed(void **state)
{
	struct place *place = *state;
	struct error err;

	assert_true(place_save(place, "a1", &err));
	for (int round = 0; round < 20; round++) {
		pid_t writer = fork();

		assert_true(writer >= 0);
		/* It ends too if this process cannot kill it. */
		if (writer == 0)
			alarm(20);
		while (writer == 0)
			if (!place_save(place, "a1", &err))
				_exit(1);
		for (int i = 0; i < 20 + round; i++)
			place_expect_loaded(place, "a1");
		assert_int_equal(kill(writer, SIGKILL), 0);
		assert_int_equal(waitpid(writer, NULL, 0), writer);
		place_expect_loaded(place, "a1");
	}
	assert_true(store_try_lock(place->store));
	assert_true(place_save(place, "a1", &err));
	assert_int_equal(place_count_files(place, ".new-"), 0);
}

static void
store_is_locked_for_one_when_two_try(void **state)
{
	struct place *place = *state;
	struct store *other =
	    store_new_file(place->folder, "work", PLACE_ORIGIN);
	struct store *home =
	    store_new_file(place->folder, "home", PLACE_ORIGIN);

	assert_true(store_try_lock(place->store));
	assert_true(store_try_lock(place->store));
	assert_false(store_try_lock(other));
	assert_true(store_try_lock(home));
	store_unlock(place->store);
	assert_true(store_try_lock(other));
	assert_false(store_try_lock(place->store));
	store_free(other);
	assert_true(store_try_lock(place->store));
	store_free(home);
}

static void
store_has_no_file_when_it_is_memory(void **state)
{
	struct store *memory = store_new_memory(NULL);
	struct session session = { 0 };
	struct error err;

	(void)state;
	assert_null(store_path(memory));
	assert_int_equal(store_load(memory, &session, &err), STORE_EMPTY);
	assert_false(store_save(memory, &session, &err));
	assert_true(store_remove(memory, &err));
	assert_true(store_try_lock(memory));
	store_free(memory);
}

#define TEST(name) \
	cmocka_unit_test_setup_teardown(name, place_setup, place_teardown)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(store_is_private_when_it_is_written),
		TEST(store_is_empty_when_it_was_removed),
		TEST(store_has_its_own_file_when_account_or_origin_differ),
		TEST(store_bears_a_name_when_it_is_long),
		TEST(store_keeps_the_old_when_the_new_has_no_room),
		TEST(store_reads_whole_when_its_writer_is_killed),
		TEST(store_is_locked_for_one_when_two_try),
		cmocka_unit_test(store_has_no_file_when_it_is_memory),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
