/* SPDX-License-Identifier: ISC */
/* What keyrack does with what it is started with, and what can be seen of it.
 */
#include "config.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include <fcntl.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/xmalloc.h"
#include "support/keyrack.h"

#define AT_ONCE_MS 200

static struct terminal *
shell(const char *script, const char *const *environment)
{
	const char *const argv[] = { "sh", "-c", script,
		terminal_program("keyrack"), NULL };
	struct terminal_options options = { .argv = argv,
		.environment = environment };

	return terminal_new(&options);
}

static int
exit_status(struct terminal *terminal)
{
	int status = terminal_expect_end(terminal);

	assert_true(WIFEXITED(status));
	return WEXITSTATUS(status);
}

/* What a file in the program's home holds, for free(3). */
static char *
read_home(const struct terminal *terminal, const char *name)
{
	char *path = xasprintf("%s/%s", terminal_home(terminal), name);
	char *text = xcalloc(4096, 1);
	FILE *file = fopen(path, "r");

	assert_non_null(file);
	assert_true(fread(text, 1, 4095, file) < 4095);
	fclose(file);
	free(path);
	return text;
}

static void
keyrack_refuses_in_one_line_when_there_is_no_terminal(void **state)
{
	static const char *const scripts[] = {
		"\"$0\" --demo </dev/null >out 2>err",
		"\"$0\" --demo >out 2>err",
		"\"$0\" --demo 0</dev/null 2>err >out",
		"\"$0\" --demo <&- >out 2>err",
		"\"$0\" --demo >&- 2>err; s=$?; : >out; exit $s",
		"\"$0\" --demo <&- >&- 2>err; s=$?; : >out; exit $s",
	};

	(void)state;
	for (size_t i = 0; i < sizeof(scripts) / sizeof(scripts[0]); i++) {
		struct terminal *terminal = shell(scripts[i], NULL);
		char *out, *err;

		assert_int_equal(exit_status(terminal), 2);
		out = read_home(terminal, "out");
		err = read_home(terminal, "err");
		assert_string_equal(out, "");
		assert_string_equal(err,
		    "keyrack: standard input and output must be a terminal; "
		    "see keyrack --help for commands without the screen\n");
		free(out);
		free(err);
		terminal_free(terminal);
	}
}

/* The file opened next must not become the standard error that was closed. */
static void
keyrack_spoils_no_file_when_descriptors_are_closed(void **state)
{
	static const char *const scripts[] = {
		"\"$0\" --debug log 2>&-",
		"\"$0\" --debug log <&- 2>&-",
		"\"$0\" --debug log >&- 2>&-",
		"\"$0\" --debug log <&- >&- 2>&-",
	};
	static const char *const environment[] = { "KEYRACK_TOKEN=\200", NULL };

	(void)state;
	for (size_t i = 0; i < sizeof(scripts) / sizeof(scripts[0]); i++) {
		struct terminal *terminal = shell(scripts[i], environment);

		assert_int_equal(exit_status(terminal), 2);
		if (terminal_files_left(terminal) > 0) {
			char *log = read_home(terminal, "log");

			assert_string_equal(log, "");
			free(log);
		}
		terminal_free(terminal);
	}
}

static void
keyrack_works_when_standard_error_is_closed(void **state)
{
	struct terminal *terminal = shell("exec \"$0\" --demo 2>&-", NULL);

	(void)state;
	keyrack_expect_table(terminal);
	keyrack_quit(terminal);
}

static void
keyrack_fails_when_nothing_can_be_printed(void **state)
{
	struct terminal *terminal;

	(void)state;
	terminal = shell("\"$0\" --version >&-", NULL);
	assert_int_equal(exit_status(terminal), 1);
	assert_true(terminal_shows(terminal, "keyrack: standard output: "));
	terminal_free(terminal);
	terminal = shell("\"$0\" --help >/dev/full", NULL);
	assert_int_equal(exit_status(terminal), 1);
	assert_true(terminal_shows(terminal, "keyrack: standard output: "));
	terminal_free(terminal);
}

static void
keyrack_complains_without_controls_when_an_address_has_them(void **state)
{
	static const char *const environment[] = {
		"KEYRACK_URL=https://a\033]0;b\a\302\233c", NULL
	};
	struct terminal *terminal = shell("\"$0\"", environment);

	(void)state;
	assert_int_equal(exit_status(terminal), 2);
	assert_null(strpbrk(terminal_raw(terminal, NULL), "\033\a\302"));
	assert_true(terminal_shows(terminal, "keyrack: https://a<U+001B>]0;b"));
	terminal_free(terminal);
}

/* Others read no log, even if the file was there before. */
static void
keyrack_logs_for_nobody_else_when_the_file_was_open(void **state)
{
	struct demo_service *service = demo_service_new(NULL);
	const char *const *environment = demo_service_environment(service);
	struct terminal *terminal =
	    shell("umask 0; : >log; exec \"$0\" --debug log", environment);
	const char *token = strchr(environment[1], '=') + 1;
	struct stat file;
	char *path, *log;

	(void)state;
	keyrack_expect_table(terminal);
	path = xasprintf("%s/log", terminal_home(terminal));
	assert_int_equal(stat(path, &file), 0);
	assert_int_equal(file.st_mode & 0777, 0600);
	log = read_home(terminal, "log");
	assert_non_null(strstr(log, "GET /api/auth/api-keys: 200"));
	assert_null(strstr(log, token));
	free(path);
	free(log);
	terminal_free(terminal);
}

static char *
process_path(const struct terminal *terminal, const char *name)
{
	return xasprintf(
	    "/proc/%ld/%s", (long)terminal_process(terminal)->pid, name);
}

static size_t
count_in(
    const char *bytes, size_t length, const char *needle, size_t needle_length)
{
	const char *at = bytes, *end = bytes + length;
	size_t count = 0;

	while ((at = memmem(at, (size_t)(end - at), needle, needle_length))) {
		count++;
		at += needle_length;
	}
	return count;
}

/* How often the needle stands in such a file; none in one that is closed. */
static size_t
count_in_file(
    const struct terminal *terminal, const char *name, const char *needle)
{
	char *path = process_path(terminal, name), *bytes = xcalloc(1 << 16, 1);
	int fd = open(path, O_RDONLY | O_CLOEXEC);
	ssize_t length = fd < 0 ? 0 : read(fd, bytes, 1 << 16);
	size_t count = 0;

	if (length > 0)
		count = count_in(bytes, (size_t)length, needle, strlen(needle));
	if (fd >= 0)
		close(fd);
	free(bytes);
	free(path);
	return count;
}

static size_t
count_in_region(int memory, long start, long end, const char *needle)
{
	size_t size = (size_t)(end - start), count = 0;
	char *bytes = malloc(size);
	ssize_t length;

	assert_non_null(bytes);
	length = pread(memory, bytes, size, start);
	if (length > 0)
		count = count_in(bytes, (size_t)length, needle, strlen(needle));
	free(bytes);
	return count;
}

/* All that can be written, be it in use or free. */
static size_t
count_in_memory(const struct terminal *terminal, int memory, const char *needle)
{
	char *path = process_path(terminal, "maps"), line[512], modes[8];
	FILE *maps = fopen(path, "r");
	size_t count = 0;
	long start, end;

	assert_non_null(maps);
	while (fgets(line, sizeof(line), maps))
		if (sscanf(line, "%lx-%lx %7s", (unsigned long *)&start,
		        (unsigned long *)&end, modes) == 3 &&
		    strncmp(modes, "rw", 2) == 0 && end - start < 1 << 28)
			count += count_in_region(memory, start, end, needle);
	fclose(maps);
	free(path);
	return count;
}

static void
keyrack_shows_no_token_when_looked_at_from_outside(void **state)
{
	struct demo_service *service = demo_service_new(NULL);
	struct terminal *terminal = keyrack_on(service);
	const char *token =
	    strchr(demo_service_environment(service)[1], '=') + 1;

	(void)state;
	keyrack_expect_table(terminal);
	assert_int_equal(count_in_file(terminal, "environ", token), 0);
	assert_int_equal(count_in_file(terminal, "cmdline", token), 0);
	keyrack_quit(terminal);
}

/* Pieces of the tokens of all API keys in this list. */
static size_t
count_tokens_in_memory(
    const struct terminal *terminal, int memory, const char *list)
{
	const char *at = list;
	size_t tokens = 0, count = 0;
	char piece[17] = "";

	while ((at = strstr(at, "\"token\":\"")) != NULL) {
		at += strlen("\"token\":\"");
		memcpy(piece, at, sizeof(piece) - 1);
		count += count_in_memory(terminal, memory, piece);
		tokens++;
	}
	assert_true(tokens > 0);
	return count;
}

/* One copy is the session's; those of requests and answers have to be gone. */
static void
keyrack_holds_tokens_once_at_most_when_it_is_idle(void **state)
{
	struct demo_service *service = demo_service_new(NULL);
	struct terminal *terminal = keyrack_on(service);
	const char *token =
	    strchr(demo_service_environment(service)[1], '=') + 1;
	char *list =
	    demo_service_ask(service, "GET", "/api/auth/api-keys", NULL);
	char *path = process_path(terminal, "mem");
	size_t copies = 1, tokens = 0;
	bool can_look;
	int memory;

	(void)state;
	keyrack_expect_table(terminal);
	memory = open(path, O_RDONLY | O_CLOEXEC);
	free(path);
	/* Only root may look. */
	can_look = memory >= 0 && !keyrack_is_instrumented();
	if (can_look) {
		copies = count_in_memory(terminal, memory, token);
		tokens = count_tokens_in_memory(terminal, memory, list);
	}
	if (memory >= 0)
		close(memory);
	free(list);
	keyrack_quit(terminal);
	assert_int_equal(copies, 1);
	assert_int_equal(tokens, 0);
}

/* The name is looked up by a thread, which cannot be stopped. */
static void
keyrack_waits_for_no_resolver_when_left(void **state)
{
	char *preload = xasprintf("LD_PRELOAD=%s",
	    terminal_program("tests/support/stuck_resolver.so"));
	const char *const environment[] = { preload,
		"ASAN_OPTIONS=verify_asan_link_order=0",
		"KEYRACK_URL=https://stuck.example", "KEYRACK_TOKEN=token",
		NULL };
	struct terminal *terminal = keyrack_with(environment, 80, 24);
	long begin;

	(void)state;
	terminal_expect(terminal, "loading");
	begin = terminal_clock();
	terminal_send(terminal, "\033");
	terminal_expect(terminal, "Stopped loading");
	assert_true(terminal_clock() - begin < terminal_patience(AT_ONCE_MS));
	terminal_send(terminal, "\033[15~");
	terminal_expect(terminal, "loading");
	begin = terminal_clock();
	keyrack_quit(terminal);
	assert_true(terminal_clock() - begin < terminal_patience(AT_ONCE_MS));
	free(preload);
}

/* libcurl itself would ask for this host's name. */
static void
keyrack_looks_up_no_name_when_asked_for_its_version(void **state)
{
	char *preload = xasprintf("LD_PRELOAD=%s",
	    terminal_program("tests/support/stuck_resolver.so"));
	const char *const environment[] = { preload,
		"ASAN_OPTIONS=verify_asan_link_order=0", NULL };
	struct terminal *terminal = shell("\"$0\" --version", environment);

	(void)state;
	terminal_expect(terminal, "libcurl ");
	assert_int_equal(exit_status(terminal), 0);
	terminal_free(terminal);
	free(preload);
}

#define TEST(function) cmocka_unit_test_teardown(function, keyrack_end_all)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(keyrack_refuses_in_one_line_when_there_is_no_terminal),
		TEST(keyrack_spoils_no_file_when_descriptors_are_closed),
		TEST(keyrack_works_when_standard_error_is_closed),
		TEST(keyrack_fails_when_nothing_can_be_printed),
		TEST(
		    keyrack_complains_without_controls_when_an_address_has_them),
		TEST(keyrack_logs_for_nobody_else_when_the_file_was_open),
		TEST(keyrack_shows_no_token_when_looked_at_from_outside),
		TEST(keyrack_holds_tokens_once_at_most_when_it_is_idle),
		TEST(keyrack_waits_for_no_resolver_when_left),
		TEST(keyrack_looks_up_no_name_when_asked_for_its_version),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
