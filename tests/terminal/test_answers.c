/* SPDX-License-Identifier: ISC */
/* Every call gets every wrong answer: what is said, kept and used up. */
#include "config.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include <stdbool.h>
#include <stdio.h>

#include "support/canned_service.h"
#include "support/keyrack.h"

#define ENTER "\r"
#define ESCAPE "\033"
#define F5 "\033[15~"
#define CONTROL_U "\025"

#define ME "GET /api/auth/me "
#define LIST "GET /api/auth/api-keys "

#define PROFILE CANNED_JSON "{\"email\":\"a@example.org\",\"isAdmin\":false}"
#define TWO_APIKEYS                                                     \
	CANNED_JSON "[" CANNED_APIKEY("k1", "first") "," CANNED_APIKEY( \
	    "k2", "second") "]"

#define REFUSAL(status)                         \
	CANNED_HEAD(status, "application/json") \
	"{\"code\":\"odd\",\"message\":\"so it says\"}"
#define CHUNKED                                                 \
	"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n" \
	"Transfer-Encoding: chunked\r\n\r\n2\r\n[\"\r\n"
#define CHUNK "10\r\naaaaaaaaaaaaaaaa\r\n"
#define TEN "[[[[[[[[[["
#define HUNDRED TEN TEN TEN TEN TEN TEN TEN TEN TEN TEN

/* A wrong answer, and the words that must tell of it. 401 leads to a login. */
struct wrong {
	const char *bytes;
	const char *words;
	const char *filler;
	size_t filler_mib;
};

static const struct wrong wrongs[] = {
	{ REFUSAL("403 Forbidden"), "may not do this", NULL, 0 },
	{ REFUSAL("404 Not Found"), "404", NULL, 0 },
	{ REFUSAL("422 Unprocessable Entity"), "did not accept", NULL, 0 },
	{ REFUSAL("429 Too Many Requests"), "Too many requests", NULL, 0 },
	{ REFUSAL("500 Internal Server Error"), "failed (500", NULL, 0 },
	{ CANNED_HEAD("200 OK", "text/html") "<!DOCTYPE html><p>Hello",
	    "sign in", NULL, 0 },
	{ CANNED_JSON, "not the service's", NULL, 0 },
	{ "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n"
	  "Content-Length: 1000\r\n\r\n[{\"id\":",
	    "broke off", NULL, 0 },
	{ CANNED_JSON HUNDRED HUNDRED, "not the service's", NULL, 0 },
	{ CHUNKED, "larger than keyrack accepts", CHUNK, 12 },
};

#define WRONGS (sizeof(wrongs) / sizeof(*wrongs))

static struct terminal *
start(const struct canned_service *service)
{
	return keyrack_with(canned_service_environment(service), 80, 24);
}

/* A sentence runs over several lines: each of its words must be there. */
static void
expect_words(struct terminal *terminal, const char *words)
{
	char copy[128], *word, *rest = NULL;

	snprintf(copy, sizeof(copy), "%s", words);
	word = strtok_r(copy, " ", &rest);
	for (; word; word = strtok_r(NULL, " ", &rest))
		terminal_expect(terminal, word);
}

static struct canned_answer
answer_to(const char *beginning, const struct wrong *wrong, size_t skip)
{
	return (struct canned_answer){ beginning, wrong->bytes, wrong->filler,
		wrong->filler_mib, skip };
}

static void
profile_says_what_failed_when_the_answer_is_wrong(void **state)
{
	(void)state;
	for (size_t i = 0; i < WRONGS; i++) {
		const struct canned_answer answers[] = {
			{ .beginning = LIST, .bytes = TWO_APIKEYS },
			answer_to(ME, &wrongs[i], 0),
			{ .beginning = NULL },
		};
		struct canned_service *service = canned_service_new(answers);
		struct terminal *terminal = start(service);

		terminal_expect(terminal, "2 of 2");
		terminal_expect(terminal, "The profile could not be loaded.");
		expect_words(terminal, wrongs[i].words);
		keyrack_quit(terminal);
		canned_service_free(service);
	}
}

static void
list_says_what_failed_when_the_answer_is_wrong(void **state)
{
	(void)state;
	for (size_t i = 0; i < WRONGS; i++) {
		const struct canned_answer answers[] = {
			{ .beginning = ME, .bytes = PROFILE },
			answer_to(LIST, &wrongs[i], 1),
			{ .beginning = LIST, .bytes = TWO_APIKEYS },
			{ .beginning = NULL },
		};
		struct canned_service *service = canned_service_new(answers);
		struct terminal *terminal = start(service);

		terminal_expect(terminal, "2 of 2");
		terminal_send(terminal, F5);
		terminal_expect(terminal, "The API keys could not be loaded.");
		expect_words(terminal, wrongs[i].words);
		/* What was loaded before is still shown. */
		terminal_expect(terminal, "second");
		/* The look of a rename fails alike; nothing is sent. */
		terminal_send(terminal, "r");
		terminal_expect(terminal, "Rename API key");
		terminal_send(terminal, CONTROL_U "typed-text" ENTER);
		terminal_expect(terminal, "“first” was not renamed.");
		terminal_expect(terminal, "typed-text");
		terminal_send(terminal, ESCAPE);
		terminal_expect_gone(terminal, "Rename API key");
		keyrack_quit(terminal);
		canned_service_free(service);
	}
}

/* Creates, renames and deletes; each is refused, or looked for in vain. */
static void
try_changes(struct terminal *terminal, const char *words)
{
	terminal_expect(terminal, "2 of 2");
	terminal_send(terminal, "n");
	terminal_expect(terminal, "New API key");
	terminal_send(terminal, "typed-text" ENTER);
	terminal_expect(terminal, "“typed-text” was not created");
	expect_words(terminal, words);
	terminal_expect(terminal, "  typed-text");
	terminal_send(terminal, ESCAPE);
	terminal_expect_gone(terminal, "New API key");
	terminal_send(terminal, "r");
	terminal_expect(terminal, "Rename API key");
	terminal_send(terminal, CONTROL_U "typed-text" ENTER);
	terminal_expect(terminal, "was not renamed");
	expect_words(terminal, words);
	terminal_expect(terminal, "  typed-text");
	terminal_send(terminal, ESCAPE);
	terminal_expect_gone(terminal, "Rename API key");
	keyrack_delete(terminal);
	terminal_expect(terminal, "“first” was not deleted");
	expect_words(terminal, words);
	terminal_send(terminal, ESCAPE);
	terminal_expect_gone(terminal, "Delete API key");
}

/* A 404 means that the API key is gone; an empty answer to DELETE is right. */
static bool
tells_something_else(const struct wrong *wrong)
{
	return strcmp(wrong->bytes, CANNED_JSON) == 0 ||
	       strcmp(wrong->words, "404") == 0;
}

static void
changes_say_what_failed_when_the_answer_is_wrong(void **state)
{
	(void)state;
	for (size_t i = 0; i < WRONGS; i++) {
		const struct canned_answer answers[] = {
			answer_to("P", &wrongs[i], 0),
			answer_to("DELETE ", &wrongs[i], 0),
			{ .beginning = ME, .bytes = PROFILE },
			{ .beginning = LIST, .bytes = TWO_APIKEYS },
			{ .beginning = NULL },
		};
		struct canned_service *service;
		struct terminal *terminal;

		if (tells_something_else(&wrongs[i]))
			continue;
		service = canned_service_new(answers);
		terminal = start(service);
		try_changes(terminal, wrongs[i].words);
		keyrack_quit(terminal);
		canned_service_free(service);
	}
}

/* The most memory that the process has ever used, in KiB. */
static long
most_memory(pid_t pid)
{
	char path[64], line[256];
	long kib = -1;
	FILE *file;

	snprintf(path, sizeof(path), "/proc/%ld/status", (long)pid);
	file = fopen(path, "r");
	while (file && kib < 0 && fgets(line, sizeof(line), file))
		sscanf(line, "VmHWM: %ld", &kib);
	if (file)
		fclose(file);
	return kib;
}

static void
memory_is_bounded_when_the_list_never_ends(void **state)
{
	static const struct canned_answer answers[] = {
		{ .beginning = ME, .bytes = PROFILE },
		{ .beginning = LIST,
		    .bytes = CANNED_JSON "[" CANNED_APIKEY("k", "one"),
		    .filler = "," CANNED_APIKEY("k", "many"),
		    .filler_mib = 1024 },
		{ .beginning = NULL },
	};
	struct canned_service *service = canned_service_new(answers);
	struct terminal *terminal = start(service);
	long kib;

	(void)state;
	terminal_expect(terminal, "larger than keyrack accepts");
	kib = most_memory(terminal_process(terminal)->pid);
	printf("# at most %ld MiB were used\n", kib / 1024);
	if (!keyrack_is_instrumented())
		assert_true(kib < 256L * 1024);
	keyrack_quit(terminal);
}

static int
end_all(void **state)
{
	return keyrack_end_all(state) | canned_service_end_all(state);
}

#define TEST(function) cmocka_unit_test_teardown(function, end_all)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(profile_says_what_failed_when_the_answer_is_wrong),
		TEST(list_says_what_failed_when_the_answer_is_wrong),
		TEST(changes_say_what_failed_when_the_answer_is_wrong),
		TEST(memory_is_bounded_when_the_list_never_ends),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
