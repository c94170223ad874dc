/* SPDX-License-Identifier: ISC */
/* A session is handed to a program by its standard input, and got back. */
#include "config.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <time.h>

#include "base/xmalloc.h"
#include "support/store_script.h"

#define LENGTH(array) (sizeof(array) / sizeof((array)[0]))
#define NAME "work@https%3A%2F%2Fservice.example"
#define KEPT "kept-" NAME

static int64_t
now_ms(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

static void
expect_loaded(struct store *store, const char *access)
{
	struct store_result result = script_load(store);

	assert_int_equal(result.state, STORE_LOADED);
	assert_string_equal(secret_bytes(&result.session.access), access);
	store_result_clear(&result);
}

static void
expect_refused(struct store_result result, const char *words)
{
	assert_false(result.is_done);
	assert_true(secret_is_empty(&result.session.access));
	if (strstr(result.error.detail, words) == NULL)
		fail_msg("no \"%s\" in: %s", words, result.error.detail);
	script_expect_no_child();
}

static void
command_keeps_a_session_when_it_is_put(void **state)
{
	struct script *script = *state;
	struct store_result result = script_load(script->store);

	assert_int_equal(result.state, STORE_EMPTY);
	result = script_save(script->store, "a1");
	assert_true(result.is_done);
	expect_loaded(script->store, "a1");
	assert_true(script_save(script->store, "a2").is_done);
	expect_loaded(script->store, "a2");
	assert_true(script_remove(script->store).is_done);
	assert_false(script_has(script, KEPT));
	assert_int_equal(script_load(script->store).state, STORE_EMPTY);
	script_expect_no_child();
}

static void
command_tells_a_secret_to_nobody_when_it_is_put(void **state)
{
	struct script *script = *state;
	char *seen;

	script_write(script,
	    "tr '\\0' ' ' </proc/$$/cmdline >seen\n"
	    "tr '\\0' ' ' </proc/$$/environ >>seen\n" SCRIPT_KEEPS);
	assert_true(script_save(script->store, "canary").is_done);
	seen = script_read(script, "seen");
	assert_non_null(strstr(seen, " put " NAME));
	assert_null(strstr(seen, "canary"));
	free(seen);
	seen = script_read(script, KEPT);
	assert_non_null(strstr(seen, "canary"));
	free(seen);
}

/* The signals 1 to 31 of a line; the C library keeps some others to itself. */
static unsigned long long
signals_of(const char *seen, const char *line)
{
	const char *found = strstr(seen, line);

	assert_non_null(found);
	return strtoull(found + strlen(line), NULL, 16) & 0x7FFFFFFF;
}

static void
command_has_a_clean_room_when_it_runs(void **state)
{
	struct script *script = *state;
	int open_end = open("/dev/null", O_RDONLY);
	char *seen;

	/* That of ls is the fourth. */
	script_write(script,
	    "if [ $1 = get ]; then exit 0; fi; cat >text\n"
	    "ls /proc/self/fd | wc -l >seen\n"
	    "grep -E '^Sig(Ign|Blk)' /proc/self/status >>seen\n"
	    "if (: </dev/tty) 2>/dev/null; then echo tty >>seen; fi\n");
	assert_true(script_save(script->store, "a1").is_done);
	seen = script_read(script, "seen");
	assert_non_null(seen);
	assert_int_equal(atoi(seen), 4);
	assert_int_equal(signals_of(seen, "SigBlk:"), 0);
	assert_int_equal(signals_of(seen, "SigIgn:"), 0);
	assert_null(strstr(seen, "tty"));
	free(seen);
	close(open_end);
}

static void
command_is_quoted_when_it_fails(void **state)
{
	struct script *script = *state;
	struct store_result result;

	script_write(
	    script, "printf 'no \\033[31mkey\\nsecond line\\n' >&2; exit 3");
	result = script_load(script->store);
	assert_int_equal(result.state, STORE_REFUSED);
	assert_string_equal(result.error.detail,
	    "sh get: ended with status 3: no <U+001B>[31mkey");
	script_write(script, "kill -KILL $$");
	expect_refused(script_load(script->store), "ended by signal 9");
	script_write(script, "exit 7");
	expect_refused(script_save(script->store, "a1"), "status 7");
	expect_refused(script_remove(script->store), "sh erase: ended with");
}

static void
command_is_refused_when_it_cannot_be_started(void **state)
{
	struct script *script = *state;
	struct store *store;

	script->words[0] = "/nonexistent/keeper";
	store = script_store(script, 0);
	expect_refused(script_load(store), "keeper get: No such file");
	expect_refused(script_save(store, "a1"), "keeper get: No such file");
	expect_refused(script_remove(store), "keeper erase: No such file");
	store_free(store);
}

static void
command_is_killed_with_its_group_when_it_is_late(void **state)
{
	struct script *script = *state;
	struct store *store = script_store(script, 300);
	int64_t start = now_ms();
	char *pid;

	script_write(script, "sleep 60 & echo $! >pid; wait");
	expect_refused(script_load(store), "it took too long");
	assert_true(now_ms() - start < 10000);
	pid = script_read(script, "pid");
	/* Orphans are reaped by init, or by whoever stands for it. */
	while (kill(atoi(pid), 0) == 0 && now_ms() - start < 10000) {
		char *path = xasprintf("/proc/%d/stat", atoi(pid));
		FILE *file = fopen(path, "r");
		char kind = '?';

		if (file != NULL && fscanf(file, "%*d %*s %c", &kind) != 1)
			kind = '?';
		if (file != NULL)
			fclose(file);
		free(path);
		if (kind == 'Z')
			break;
	}
	assert_true(now_ms() - start < 10000);
	free(pid);
	store_free(store);
}

static void
command_is_killed_when_it_floods(void **state)
{
	static const char *const floods[] = { "yes", "yes >&2",
		"while :; do echo x >&2; echo y; done" };
	struct script *script = *state;

	for (size_t i = 0; i < LENGTH(floods); i++) {
		script_write(script, floods[i]);
		expect_refused(
		    script_load(script->store), "it prints too much");
	}
}

static void
command_has_ended_when_another_goes_on_behind_it(void **state)
{
	struct script *script = *state;
	int64_t start = now_ms();
	char *pid;

	script_write(script, "sleep 60 & echo $! >pid; exit 0");
	assert_int_equal(script_load(script->store).state, STORE_EMPTY);
	assert_true(now_ms() - start < 10000);
	pid = script_read(script, "pid");
	assert_int_equal(kill(atoi(pid), SIGKILL), 0);
	free(pid);
}

static void
command_may_leave_its_input_when_it_is_asked(void **state)
{
	struct script *script = *state;
	struct store_result result;

	assert_int_equal(script_load(script->store).state, STORE_EMPTY);
	script_write(script, "exec <&-; exit 0");
	result = script_save(script->store, "a1");
	store_result_clear(&result);
	script_write(script, "exit 5");
	expect_refused(script_save(script->store, "a1"), "status 5");
}

static void
command_overwrites_nothing_when_it_could_not_be_read(void **state)
{
	struct script *script = *state;
	struct store *store = script_store(script, 0);

	assert_true(script_save(script->store, "old").is_done);
	script_write(script,
	    "if [ $1 = get ] && [ ! -e open ]; then echo locked >&2; exit 2; "
	    "fi\n" SCRIPT_KEEPS);
	expect_refused(script_load(store), "locked");
	expect_refused(script_save(store, "new"), "get: ended with status 2");
	script_write(script, SCRIPT_KEEPS);
	expect_loaded(script->store, "old");
	/* Once it can be read it can be replaced. */
	assert_true(script_save(store, "new").is_done);
	expect_loaded(store, "new");
	store_free(store);
}

#define SESSION_OF_ANOTHER                                     \
	"{\"version\":1,\"origin\":\"https://other.example\"," \
	"\"accessToken\":\"a\"}"

static void
command_overwrites_nothing_when_it_keeps_something_else(void **state)
{
	static const char *const others[] = { "garbage", "{}",
		"{\"version\":2}", SESSION_OF_ANOTHER };
	struct script *script = *state;

	for (size_t i = 0; i < LENGTH(others); i++) {
		char *body = xasprintf("if [ $1 = put ]; then touch put; fi\n"
		                       "printf '%%s' '%s'",
		    others[i]);

		script_write(script, body);
		expect_refused(script_load(script->store), "sh get: it is ");
		expect_refused(
		    script_save(script->store, "new"), "sh get: it is ");
		assert_false(script_has(script, "put"));
		free(body);
	}
}

static void
command_runs_no_shell_when_names_are_hostile(void **state)
{
	static const char *const accounts[] = { "$(touch x)", "`touch x`",
		"-rf", "--", "a\ntouch x", "a;touch x", "../x", "%2F", "'\"",
		"*", "~", "", ".", "..", "\xff\xfe", "|touch x", ">x", "&", "-",
		"ä" };
	struct script *script = *state;

	script_write(script,
	    "for word; do printf '%s\\n' \"$word\"; done >seen\n"
	    "exit 0");
	for (size_t i = 0; i < LENGTH(accounts); i++) {
		struct store *store = store_new_command(script->folder,
		    accounts[i], SCRIPT_ORIGIN, script->words, 0);
		char *seen;

		assert_int_equal(script_load(store).state, STORE_EMPTY);
		seen = script_read(script, "seen");
		assert_memory_equal(seen, "get\n", 4);
		assert_int_not_equal(seen[4], '-');
		assert_int_equal(
		    strspn(seen + 4, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmno"
		                     "pqrstuvwxyz0123456789-_.%@+"),
		    strlen(seen + 4) - 1);
		assert_false(script_has(script, "x"));
		free(seen);
		store_free(store);
	}
}

static void
command_ends_its_put_first_when_more_is_wanted(void **state)
{
	struct script *script = *state;
	struct session session = { 0 };
	struct store_result result;

	assert_int_equal(script_load(script->store).state, STORE_EMPTY);
	script_write(script,
	    "echo $1 >>order\n"
	    "if [ $1 = put ]; then while [ ! -e go ]; do sleep 0.01; done; "
	    "fi\n" SCRIPT_KEEPS "echo end $1 >>order\n");
	secret_set(&session.access, "a1", 2);
	store_begin(script->store, STORE_SAVE, &session);
	session_clear(&session);
	assert_true(store_is_writing(script->store));
	store_begin(script->store, STORE_LOAD, NULL);
	store_begin(script->store, STORE_REMOVE, NULL);
	assert_false(store_finish(script->store, &result));
	script_touch(script, "go");
	result = script_wait(script->store);
	assert_int_equal(result.work, STORE_REMOVE);
	assert_true(result.is_done);
	assert_false(script_has(script, KEPT));
	script_expect_no_child();
}

static void
command_is_killed_when_it_is_asked_and_not_waited_for(void **state)
{
	struct script *script = *state;
	int64_t start = now_ms();

	script_write(script, "exec sleep 60");
	store_begin(script->store, STORE_LOAD, NULL);
	assert_true(store_is_busy(script->store));
	assert_false(store_is_writing(script->store));
	script_write(script, SCRIPT_KEEPS);
	assert_true(script_remove(script->store).is_done);
	assert_true(now_ms() - start < 10000);
	script_write(script, "exec sleep 60");
	store_begin(script->store, STORE_LOAD, NULL);
	store_free(script->store);
	script->store = NULL;
	script_expect_no_child();
}

#define TEST(name) \
	cmocka_unit_test_setup_teardown(name, script_setup, script_teardown)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(command_keeps_a_session_when_it_is_put),
		TEST(command_tells_a_secret_to_nobody_when_it_is_put),
		TEST(command_has_a_clean_room_when_it_runs),
		TEST(command_is_quoted_when_it_fails),
		TEST(command_is_refused_when_it_cannot_be_started),
		TEST(command_is_killed_with_its_group_when_it_is_late),
		TEST(command_is_killed_when_it_floods),
		TEST(command_has_ended_when_another_goes_on_behind_it),
		TEST(command_may_leave_its_input_when_it_is_asked),
		TEST(command_overwrites_nothing_when_it_could_not_be_read),
		TEST(command_overwrites_nothing_when_it_keeps_something_else),
		TEST(command_runs_no_shell_when_names_are_hostile),
		TEST(command_ends_its_put_first_when_more_is_wanted),
		TEST(command_is_killed_when_it_is_asked_and_not_waited_for),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
