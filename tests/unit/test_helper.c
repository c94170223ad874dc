/* SPDX-License-Identifier: ISC */
/* Tests of the programs that run beside keyrack. */
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
#include <sys/wait.h>
#include <unistd.h>

#include "base/xmalloc.h"
#include "os/helper.h"

#define LIMIT_MS 30000

/* Waits as the loop does, but looks now and then instead of for SIGCHLD. */
static enum helper_state
run_to_end(struct helper *helper)
{
	struct pollfd fds[2];

	while (helper_run(helper) == HELPER_RUNS) {
		fds[0] = (struct pollfd){ helper_input_fd(helper), POLLOUT, 0 };
		fds[1] = (struct pollfd){ helper_output_fd(helper), POLLIN, 0 };
		poll(fds, 2, 5);
	}
	return helper_run(helper);
}

/* Runs a script of sh; the output is for free(3). */
static enum helper_state
run_script(const char *script, const char *input, size_t output_max,
    int limit_ms, char **output, struct error *err)
{
	const char *const words[] = { "sh", "-c", script, NULL };
	struct secret given = { 0 };
	struct helper_options options = { .words = words,
		.input = input == NULL ? NULL : &given,
		.output_max = output_max,
		.limit_ms = limit_ms };
	struct helper *helper;
	enum helper_state state;

	if (input != NULL)
		secret_set(&given, input, strlen(input));
	helper = helper_new(&options, err);
	secret_clear(&given);
	assert_non_null(helper);
	state = run_to_end(helper);
	*err = *helper_error(helper);
	*output = xstrdup(buffer_text(helper_output(helper)));
	helper_free(helper);
	/* Nobody is left behind. */
	assert_int_equal(waitpid(-1, NULL, WNOHANG), -1);
	assert_int_equal(errno, ECHILD);
	return state;
}

static void
helper_reads_its_input_and_is_heard_when_it_prints(void **state)
{
	struct error err = { 0 };
	char *output;

	(void)state;
	assert_int_equal(
	    run_script("cat; printf !", "secret", 64, LIMIT_MS, &output, &err),
	    HELPER_DONE);
	assert_string_equal(output, "secret!");
	assert_int_equal(err.kind, ERROR_NONE);
	free(output);
}

static void
helper_is_fed_in_pieces_when_a_pipe_holds_less(void **state)
{
	enum {
		LENGTH = 300000,
	};
	char *text = xcalloc(LENGTH + 1, 1), *output;
	struct error err = { 0 };

	(void)state;
	memset(text, 'x', LENGTH);
	assert_int_equal(
	    run_script("cat", text, LENGTH, LIMIT_MS, &output, &err),
	    HELPER_DONE);
	assert_string_equal(output, text);
	free(text);
	free(output);
}

static void
helper_fails_when_it_says_so_or_dies_or_is_silent_for_long(void **state)
{
	static const struct {
		const char *script;
		const char *words;
		int code;
		int limit_ms;
	} cases[] = {
		{ "exit 3", "sh: ended with status 3", ECHILD, LIMIT_MS },
		{ "kill -9 $$", "sh: ended by signal 9", ECHILD, LIMIT_MS },
		{ "exec sleep 1000", "sh: it took too long", ETIMEDOUT, 50 },
		{ "trap '' TERM HUP; while :; do :; done",
		    "sh: it took too long", ETIMEDOUT, 50 },
		{ "yes", "sh: it prints too much", EMSGSIZE, LIMIT_MS },
	};
	struct error err;
	char *output;

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		assert_int_equal(run_script(cases[i].script, "secret", 4096,
		                     cases[i].limit_ms, &output, &err),
		    HELPER_FAILED);
		assert_int_equal(err.kind, ERROR_SYSTEM);
		assert_int_equal(err.code, cases[i].code);
		assert_string_equal(err.detail, cases[i].words);
		free(output);
	}
}

static void
helper_fails_when_it_leaves_its_input_unread(void **state)
{
	char *text = xcalloc(300001, 1), *output;
	struct error err;

	(void)state;
	memset(text, 'x', 300000);
	assert_int_equal(run_script("exit 0", text, 0, LIMIT_MS, &output, &err),
	    HELPER_FAILED);
	assert_int_equal(err.code, EPIPE);
	free(text);
	free(output);
}

static void
helper_is_an_error_when_there_is_no_such_program(void **state)
{
	const char *const words[] = { "/nowhere/at all", NULL };
	struct helper_options options = { .words = words,
		.limit_ms = LIMIT_MS };
	struct error err = { 0 };

	(void)state;
	assert_null(helper_new(&options, &err));
	assert_int_equal(err.kind, ERROR_SYSTEM);
	assert_int_equal(err.code, ENOENT);
	assert_non_null(strstr(err.detail, "/nowhere/at all"));
}

/* As selection owners do: it goes on in the background, and holds nothing. */
static void
helper_has_ended_when_it_leaves_another_behind(void **state)
{
	static const char script[] = "sleep 1000 & echo $!";
	struct error err;
	char *output;

	(void)state;
	assert_int_equal(
	    run_script(script, NULL, 64, LIMIT_MS, &output, &err), HELPER_DONE);
	assert_int_equal(kill(atoi(output), SIGKILL), 0);
	free(output);
}

static void
helper_is_gone_when_it_is_freed(void **state)
{
	const char *const words[] = { "sleep", "1000", NULL };
	struct helper_options options = { .words = words,
		.limit_ms = LIMIT_MS };
	struct error err;
	struct helper *helper = helper_new(&options, &err);

	(void)state;
	assert_non_null(helper);
	assert_int_equal(helper_run(helper), HELPER_RUNS);
	assert_in_range(helper_timeout_ms(helper), 1, LIMIT_MS);
	helper_free(helper);
	assert_int_equal(waitpid(-1, NULL, WNOHANG), -1);
	helper_free(NULL);
}

/* Neither terminal nor files of ours, and nothing of what is secret. */
static void
helper_has_only_what_it_is_given(void **state)
{
	static const char script[] =
	    "ls /proc/self/fd | tr -d '\\n'; cut -d' ' -f6 /proc/$$/stat;"
	    "echo $$; tr '\\0' ' ' </proc/$$/cmdline; env";
	int leak = open("/dev/null", O_RDONLY);
	struct error err;
	char *output;
	int sid = 0, pid = 0;

	(void)state;
	if (access("/proc/self/fd", R_OK) != 0)
		skip();
	assert_true(leak > 2);
	assert_int_equal(
	    run_script(script, "nxk_canary", 65536, LIMIT_MS, &output, &err),
	    HELPER_DONE);
	/* The fourth is that of ls itself, on the folder. */
	assert_int_equal(strncmp(output, "0123", 4), 0);
	assert_int_equal(sscanf(output + 4, "%d\n%d", &sid, &pid), 2);
	assert_int_equal(sid, pid);
	assert_null(strstr(output, "nxk_canary"));
	close(leak);
	free(output);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(
		    helper_reads_its_input_and_is_heard_when_it_prints),
		cmocka_unit_test(
		    helper_is_fed_in_pieces_when_a_pipe_holds_less),
		cmocka_unit_test(
		    helper_fails_when_it_says_so_or_dies_or_is_silent_for_long),
		cmocka_unit_test(helper_fails_when_it_leaves_its_input_unread),
		cmocka_unit_test(
		    helper_is_an_error_when_there_is_no_such_program),
		cmocka_unit_test(
		    helper_has_ended_when_it_leaves_another_behind),
		cmocka_unit_test(helper_is_gone_when_it_is_freed),
		cmocka_unit_test(helper_has_only_what_it_is_given),
	};

	/* As keyrack does: any program may end before it has read. */
	signal(SIGPIPE, SIG_IGN);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
