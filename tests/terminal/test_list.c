/* SPDX-License-Identifier: ISC */
/* keyrack list: what arrives in pipes and files, and how it ends. */
#include "config.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include <sys/wait.h>

#include "base/buffer.h"
#include "base/json.h"
#include "base/xmalloc.h"
#include "support/canned_service.h"
#include "support/demo_service.h"
#include "support/terminal.h"

#define OUTPUT_MAX ((size_t)4 * 1024 * 1024)

static struct terminal *
shell(const char *script, const struct demo_service *service)
{
	const char *const argv[] = { "sh", "-c", script,
		terminal_program("keyrack"), NULL };
	struct terminal_options options = { .argv = argv,
		.environment = demo_service_environment(service) };

	return terminal_new(&options);
}

static struct demo_service *
demo(const char *apikeys, const char *fault)
{
	const char *const arguments[] = { "--apikeys", apikeys,
		fault == NULL ? NULL : "--fault", fault, NULL };

	return demo_service_new(arguments);
}

static void
expect_status(struct terminal *terminal, int expected)
{
	int status = terminal_expect_end(terminal);

	assert_true(WIFEXITED(status));
	assert_int_equal(WEXITSTATUS(status), expected);
}

/* What a file in the program's home holds; buffer_clear it. */
static struct buffer
read_home(const struct terminal *terminal, const char *name)
{
	char *path = xasprintf("%s/%s", terminal_home(terminal), name);
	FILE *file = fopen(path, "r");
	struct buffer text;
	char bytes[4096];
	size_t length;

	assert_non_null(file);
	buffer_init(&text, OUTPUT_MAX);
	while ((length = fread(bytes, 1, sizeof(bytes), file)) > 0)
		assert_true(buffer_add(&text, bytes, length));
	fclose(file);
	free(path);
	return text;
}

static size_t
count_of(const struct buffer *text, const char *word)
{
	const char *at = buffer_text(text);
	size_t count = 0;

	while ((at = strstr(at, word)) != NULL) {
		at += strlen(word);
		count++;
	}
	return count;
}

static void
expect_text(const struct terminal *terminal, const char *file, const char *word,
    size_t times)
{
	struct buffer text = read_home(terminal, file);

	assert_int_equal(count_of(&text, word), times);
	buffer_clear(&text);
}

static struct json *
parse(const char *bytes, size_t length)
{
	struct error err;
	struct json *root = json_parse(bytes, length, &err);

	assert_non_null(root);
	return root;
}

static void
expect_same_apikey(
    const struct json *said, const struct json *printed, bool has_token)
{
	static const char *const members[] = { "id", "name", "userId",
		"createdAt", "expiresAt", "organization" };
	const char *one, *other;

	for (size_t i = 0; i < sizeof(members) / sizeof(members[0]); i++) {
		one = json_string(json_get(said, members[i]));
		other = json_string(json_get(printed, members[i]));
		assert_int_equal(
		    json_has(said, members[i]), json_has(printed, members[i]));
		assert_int_equal(one == NULL, other == NULL);
		if (one != NULL)
			assert_string_equal(one, other);
	}
	assert_true(json_get_string(said, "token", &one));
	assert_true(json_get_string(printed, "token", &other));
	assert_int_equal(strcmp(one, other) == 0, has_token);
	if (!has_token)
		assert_non_null(strstr(other, "…"));
}

/* Field for field what somebody else gets from the service. */
static void
expect_same_list(const char *options, bool has_tokens)
{
	struct demo_service *service = demo("300", NULL);
	char *script = xasprintf("\"$0\" list --json %s >out", options);
	struct terminal *terminal = shell(script, service);
	char *answer =
	    demo_service_ask(service, "GET", "/api/auth/api-keys", NULL);
	const char *body = strstr(answer, "\r\n\r\n") + 4;
	struct json *said = parse(body, strlen(body)), *printed;
	struct buffer out;

	expect_status(terminal, 0);
	out = read_home(terminal, "out");
	printed = parse(out.bytes, out.length);
	assert_int_equal(json_length(said), 300);
	assert_int_equal(json_length(printed), 300);
	for (size_t i = 0; i < 300; i++)
		expect_same_apikey(
		    json_at(said, i), json_at(printed, i), has_tokens);
	json_free(said);
	json_free(printed);
	buffer_clear(&out);
	free(answer);
	free(script);
	terminal_free(terminal);
	demo_service_free(service);
}

static void
list_equals_what_the_service_says_when_it_is_json(void **state)
{
	(void)state;
	expect_same_list("", false);
	expect_same_list("--show-tokens", true);
}

/* A part that was printed cannot be taken back: nothing comes twice. */
static void
list_prints_no_apikey_twice_when_the_answer_is_cut(void **state)
{
	struct demo_service *service =
	    demo("30", "GET /api/auth/api-keys=cut:3000,times:1");
	struct terminal *terminal =
	    shell("\"$0\" list --json >out 2>err", service);
	struct buffer out;

	(void)state;
	expect_status(terminal, 4);
	out = read_home(terminal, "out");
	assert_in_range(count_of(&out, "\"token\""), 1, 29);
	assert_int_not_equal(out.bytes[out.length - 1], ']');
	expect_text(terminal, "err", "\n", 1);
	assert_int_equal(
	    demo_service_count(service, "GET /api/auth/api-keys"), 1);
	buffer_clear(&out);
	terminal_free(terminal);
	demo_service_free(service);
}

/* Before the first one, it is asked for again as everywhere. */
static void
list_asks_again_when_nothing_was_printed_yet(void **state)
{
	struct demo_service *service =
	    demo("3", "GET /api/auth/api-keys=status:503,times:1");
	struct terminal *terminal =
	    shell("\"$0\" list --json >out 2>err", service);

	(void)state;
	expect_status(terminal, 0);
	expect_text(terminal, "out", "\"token\"", 3);
	terminal_free(terminal);
	demo_service_free(service);
}

/* Said once and at once: the rest of the list is not waited for. */
static void
list_ends_when_nothing_can_be_written(void **state)
{
	static const char *const sizes[] = { "3", "3000" };
	static const char *const forms[] = { "--json", "--tsv", "" };

	(void)state;
	for (size_t i = 0; i < 2 * 3; i++) {
		struct demo_service *service = demo(sizes[i % 2], NULL);
		char *script =
		    xasprintf("\"$0\" list %s >/dev/full 2>err", forms[i / 2]);
		struct terminal *terminal = shell(script, service);

		expect_status(terminal, 1);
		expect_text(terminal, "err",
		    "keyrack: standard output: No space left on device\n", 1);
		expect_text(terminal, "err", "\n", 1);
		free(script);
		terminal_free(terminal);
		demo_service_free(service);
	}
}

/* 141 is what a shell makes of SIGPIPE. */
static void
list_dies_by_the_signal_when_its_reader_has_gone(void **state)
{
	struct demo_service *service = demo("3000", NULL);
	struct terminal *terminal =
	    shell("{ \"$0\" list --json 2>err; echo $? >status; } | head -1",
	        service);

	(void)state;
	expect_status(terminal, 0);
	expect_text(terminal, "status", "141\n", 1);
	expect_text(terminal, "err", "\n", 0);
	terminal_free(terminal);
	demo_service_free(service);
}

/* Nothing is asked of the service. */
static void
list_refuses_when_an_option_makes_no_sense(void **state)
{
	static const char *const options[] = { "--filter '~('",
		"--filter 'expires<'", "--sort colour", "--json --tsv",
		"--json --filter '\"'" };
	struct demo_service *service = demo("3", NULL);

	(void)state;
	for (size_t i = 0; i < sizeof(options) / sizeof(options[0]); i++) {
		char *script =
		    xasprintf("\"$0\" list %s >out 2>err", options[i]);
		struct terminal *terminal = shell(script, service);

		expect_status(terminal, 2);
		expect_text(terminal, "out", "\n", 0);
		expect_text(terminal, "err", "\n", 1);
		expect_text(terminal, "err", "keyrack: --", 1);
		free(script);
		terminal_free(terminal);
	}
	assert_int_equal(demo_service_count(service, "GET "), 0);
	demo_service_free(service);
}

/* What has expired is red, but for those who want no colours. */
static void
list_has_colours_when_it_is_on_a_terminal(void **state)
{
	static const char *const scripts[] = { "\"$0\" list; echo done",
		"NO_COLOR=1 \"$0\" list; echo done",
		"\"$0\" list | cat; echo done" };
	struct demo_service *service = demo("8", NULL);

	(void)state;
	for (size_t i = 0; i < sizeof(scripts) / sizeof(scripts[0]); i++) {
		struct terminal *terminal = shell(scripts[i], service);
		const char *raw;
		size_t length;

		terminal_expect(terminal, "ORGANIZATION");
		terminal_expect(terminal, "done");
		expect_status(terminal, 0);
		raw = terminal_raw(terminal, &length);
		assert_int_equal(
		    memmem(raw, length, "\033[1;31m", 7) != NULL, i == 0);
		terminal_free(terminal);
	}
	demo_service_free(service);
}

/* On the smallest screen each API key is still one line. */
static void
list_takes_a_line_each_when_the_terminal_is_narrow(void **state)
{
	static const int columns[] = { 40, 60, 80, 120 };
	struct demo_service *service = demo("8", NULL);

	(void)state;
	for (size_t i = 0; i < sizeof(columns) / sizeof(columns[0]); i++) {
		const char *const argv[] = { terminal_program("keyrack"),
			"list", NULL };
		struct terminal_options options = { .argv = argv,
			.environment = demo_service_environment(service),
			.columns = columns[i],
			.rows = 24 };
		struct terminal *terminal = terminal_new(&options);
		const char *screen, *end;
		size_t lines = 1;

		expect_status(terminal, 0);
		screen = terminal_screen(terminal);
		end = strstr(screen, "\n\n");
		assert_non_null(end);
		for (; screen < end; screen++)
			lines += *screen == '\n';
		assert_int_equal(lines, 1 + 8);
		assert_true(terminal_shows(terminal, "EXPIRES"));
		terminal_free(terminal);
	}
	demo_service_free(service);
}

#define TWICE                                              \
	"[" CANNED_APIKEY("k", "zebra") "," CANNED_APIKEY( \
	    "k", "ant") ","                                \
	                "{\"name\":\"mole\",\"token\":\"nxk_canned_0123\"},7]"

/* An id that is missing or stands twice takes nobody's place. */
static void
list_keeps_records_apart_when_their_ids_are_bad(void **state)
{
	static const struct canned_answer answers[] = {
		{ "GET /api/auth/me ",
		    CANNED_JSON "{\"email\":\"a@b.c\",\"isAdmin\":false}", NULL,
		    0, 0 },
		{ "GET /api/auth/api-keys ", CANNED_JSON TWICE, NULL, 0, 0 },
		{ NULL, NULL, NULL, 0, 0 },
	};
	struct canned_service *service = canned_service_new(answers);
	const char *const argv[] = { "sh", "-c",
		"\"$0\" list --json --sort name >out",
		terminal_program("keyrack"), NULL };
	struct terminal_options options = { .argv = argv,
		.environment = canned_service_environment(service) };
	struct terminal *terminal = terminal_new(&options);
	struct buffer out;
	struct json *printed;

	(void)state;
	expect_status(terminal, 0);
	out = read_home(terminal, "out");
	printed = parse(out.bytes, out.length);
	assert_int_equal(json_length(printed), 4);
	expect_text(terminal, "out", "\"zebra\"", 1);
	expect_text(terminal, "out", "\"ant\"", 1);
	expect_text(terminal, "out", "\"mole\"", 1);
	expect_text(terminal, "out", "null", 1);
	json_free(printed);
	buffer_clear(&out);
	terminal_free(terminal);
	canned_service_free(service);
}

static int
end_all(void **state)
{
	terminal_end_all(state);
	canned_service_end_all(state);
	return demo_service_end_all(state);
}

#define TEST(name) cmocka_unit_test_teardown(name, end_all)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(list_equals_what_the_service_says_when_it_is_json),
		TEST(list_prints_no_apikey_twice_when_the_answer_is_cut),
		TEST(list_asks_again_when_nothing_was_printed_yet),
		TEST(list_ends_when_nothing_can_be_written),
		TEST(list_dies_by_the_signal_when_its_reader_has_gone),
		TEST(list_refuses_when_an_option_makes_no_sense),
		TEST(list_has_colours_when_it_is_on_a_terminal),
		TEST(list_takes_a_line_each_when_the_terminal_is_narrow),
		TEST(list_keeps_records_apart_when_their_ids_are_bad),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
