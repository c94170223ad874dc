/* SPDX-License-Identifier: ISC */
/* keyrack exec hands on one token and nothing else, whatever names it. */
#include "config.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include <dirent.h>
#include <fcntl.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/buffer.h"
#include "base/json.h"
#include "base/xmalloc.h"
#include "support/canned_service.h"
#include "support/terminal.h"

#define LENGTH(array) (sizeof(array) / sizeof((array)[0]))
#define MANY 200
#define LIST_MAX ((size_t)1024 * 1024)

static const char *const beginnings[] = { "", "-", "--", "=", "\n", " ", "日本",
	"\033[31m" };

/* %s stands for a text that makes the id 250 bytes long. */
static const char *const middles[] = { "rf", "$(touch x)", "`touch x`",
	"'; touch x; '", "\"; touch x; \"", "&& touch x", "| touch x", "> x",
	"NUMIND_API_KEY=no", "%s%n%d", "\\", "*", "~", "../..", "\t", "\r\n",
	"漢字", "🔑👩‍🔬", "e\u0301\u0323", "\u202eoot", "help",
	"--env", "#", "!!", NULL };

struct subject {
	char *id, *name, *token;
};

static void
subject_init(struct subject *subject, size_t i)
{
	const char *beginning = beginnings[i % LENGTH(beginnings)];
	const char *middle = middles[i / LENGTH(beginnings) % LENGTH(middles)];
	char many[241] = "";

	if (middle == NULL) {
		memset(many, 'x', sizeof(many) - 1);
		middle = many;
	}
	subject->id = xasprintf("%s%s%zui", beginning, middle, i);
	subject->name = xasprintf("%s%s%zu", beginning, middle, i);
	subject->token = xasprintf("nxk_%03zu_%032zx", i, i * 7919);
}

static void
subject_clear(struct subject *subject)
{
	free(subject->id);
	free(subject->name);
	free(subject->token);
}

static void
add_subject(struct buffer *list, const struct subject *subject, bool is_first)
{
	bool is_added =
	    buffer_add_text(list, is_first ? "{\"id\":" : ",{\"id\":") &&
	    json_add_string(list, subject->id) &&
	    buffer_add_text(list, ",\"name\":") &&
	    json_add_string(list, subject->name) &&
	    buffer_add_text(list, ",\"token\":") &&
	    json_add_string(list, subject->token) &&
	    buffer_add_text(list,
	        ",\"userId\":\"u\",\"createdAt\":\"2026-01-02T03:04:05Z\","
	        "\"expiresAt\":\"2030-01-02T03:04:05Z\"}");

	assert_true(is_added);
}

/*
 * Tells its token and its words, then ends as the first one says: a shell
 * between sees the end of keyrack as any shell does.
 */
static const char command[] =
    "printf '%s\\0' \"$NUMIND_API_KEY\" \"${KEYRACK_TOKEN-none}\" \"$@\"\n"
    "case $1 in 143) kill -TERM $$;; *) exit $1;; esac";

static void
become_shell(const char *const *environment, const char *home, int output,
    const char *word, const char *end)
{
	char *const argv[] = { (char *)(uintptr_t) "sh",
		(char *)(uintptr_t) "-c", (char *)(uintptr_t) "\"$@\"\nexit $?",
		(char *)(uintptr_t) "sh",
		(char *)(uintptr_t)terminal_program("keyrack"),
		(char *)(uintptr_t) "exec", (char *)(uintptr_t) "--",
		(char *)(uintptr_t)word, (char *)(uintptr_t) "--",
		(char *)(uintptr_t) "sh", (char *)(uintptr_t) "-c",
		(char *)(uintptr_t)command, (char *)(uintptr_t) "sh",
		(char *)(uintptr_t)end, (char *)(uintptr_t)word,
		(char *)(uintptr_t) "", NULL };

	for (; *environment != NULL; environment++)
		putenv((char *)(uintptr_t)*environment);
	setenv("HOME", home, 1);
	unsetenv("XDG_STATE_HOME");
	dup2(output, STDOUT_FILENO);
	if (chdir(home) == 0)
		execv("/bin/sh", argv);
	_exit(126);
}

/* Reads all that comes until the other side has gone. */
static size_t
read_all(int fd, char *bytes, size_t size)
{
	size_t length = 0;
	ssize_t count;

	while ((count = read(fd, bytes + length, size - length)) > 0)
		length += (size_t)count;
	close(fd);
	return length;
}

static void
run(const char *const *environment, const char *home,
    const struct subject *subject, const char *word, const char *end)
{
	char said[2048], expected[2048];
	size_t length;
	int output[2], status;
	pid_t child;

	assert_int_equal(pipe2(output, O_CLOEXEC), 0);
	child = fork();
	if (child == 0)
		become_shell(environment, home, output[1], word, end);
	close(output[1]);
	length = read_all(output[0], said, sizeof(said));
	assert_int_equal(waitpid(child, &status, 0), child);
	assert_int_equal(
	    length, snprintf(expected, sizeof(expected), "%s%cnone%c%s%c%s%c%c",
	                subject->token, 0, 0, end, 0, word, 0, 0));
	assert_memory_equal(said, expected, length);
	assert_true(WIFEXITED(status));
	assert_int_equal(WEXITSTATUS(status), atoi(end));
}

/* Nothing was done with the names, and nothing is kept beside them. */
static void
expect_empty(const char *folder)
{
	DIR *directory = opendir(folder);
	const struct dirent *entry;

	assert_non_null(directory);
	while ((entry = readdir(directory)) != NULL)
		if (*entry->d_name != '.')
			fail_msg("there is a file %s", entry->d_name);
	closedir(directory);
	assert_int_equal(rmdir(folder), 0);
}

static void
exec_hands_on_one_token_when_names_are_hostile(void **state)
{
	static const char *const ends[] = { "0", "7", "143" };
	struct subject subjects[MANY];
	struct buffer list;
	struct canned_answer answers[] = {
		{ .beginning = "GET /api/auth/api-keys " },
		{ .beginning = NULL },
	};
	char home[] = "/tmp/keyrack-exec-XXXXXX";
	struct canned_service *service;

	(void)state;
	assert_non_null(mkdtemp(home));
	buffer_init(&list, LIST_MAX);
	buffer_add_text(&list, CANNED_JSON "[");
	for (size_t i = 0; i < MANY; i++) {
		subject_init(&subjects[i], i);
		add_subject(&list, &subjects[i], i == 0);
	}
	buffer_add_text(&list, "]");
	answers[0].bytes = buffer_text(&list);
	service = canned_service_new(answers);
	for (size_t i = 0; i < MANY; i++)
		run(canned_service_environment(service), home, &subjects[i],
		    i % 2 == 0 ? subjects[i].id : subjects[i].name,
		    ends[i % LENGTH(ends)]);
	for (size_t i = 0; i < MANY; i++)
		subject_clear(&subjects[i]);
	canned_service_free(service);
	buffer_clear(&list);
	expect_empty(home);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_teardown(
		    exec_hands_on_one_token_when_names_are_hostile,
		    canned_service_end_all),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
