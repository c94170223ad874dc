/* SPDX-License-Identifier: ISC */
/* Where the code and the tokens of a login must not be found. */
#include "config.h"

#include <dirent.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/buffer.h"
#include "base/xmalloc.h"
#include "support/caller.h"
#include "support/login_desk.h"

#define FILE_MAX_BYTES ((size_t)1024 * 1024)
#define ARGUMENTS_MAX_BYTES ((size_t)64 * 1024 * 1024)

/* All that is secret about a login that has succeeded. */
struct secrets {
	const char *code;
	char *access_token, *refresh_token;
};

/* The whole file, for free(3); it may hold NULs. */
static char *
read_file(const char *path, size_t *length)
{
	FILE *file = fopen(path, "r");
	char *bytes = xcalloc(FILE_MAX_BYTES, 1);

	if (file == NULL)
		fail_msg("%s cannot be read", path);
	*length = fread(bytes, 1, FILE_MAX_BYTES - 1, file);
	fclose(file);
	return bytes;
}

static void
expect_without(
    const char *bytes, size_t length, const char *secret, const char *where)
{
	if (memmem(bytes, length, secret, strlen(secret)) != NULL)
		fail_msg("%s holds a secret", where);
}

static void
expect_free_of(const char *bytes, size_t length, const struct secrets *secrets,
    const char *where)
{
	expect_without(bytes, length, secrets->code, where);
	expect_without(bytes, length, secrets->access_token, where);
	expect_without(bytes, length, secrets->refresh_token, where);
}

/* The session's own file alone holds tokens; no file holds the code. */
static void
expect_clean_files(const char *folder, const struct secrets *secrets)
{
	DIR *entries = opendir(folder);
	struct dirent *entry;

	assert_non_null(entries);
	while ((entry = readdir(entries)) != NULL) {
		char *path = xasprintf("%s/%s", folder, entry->d_name);
		size_t length;
		char *bytes;

		if (entry->d_type == DT_DIR && entry->d_name[0] != '.')
			expect_clean_files(path, secrets);
		if (entry->d_type == DT_REG) {
			bytes = read_file(path, &length);
			if (strstr(path, ".session") == NULL)
				expect_free_of(bytes, length, secrets, path);
			else
				expect_without(
				    bytes, length, secrets->code, path);
			free(bytes);
		}
		free(path);
	}
	closedir(entries);
}

/* What stands there up to the next quote, for free(3). */
static char *
text_after(const char *text, const char *mark)
{
	const char *place = strstr(text, mark);

	assert_non_null(place);
	place += strlen(mark);
	return xstrndup(place, strcspn(place, "\""));
}

/* Both tokens out of the one file of a session. */
static void
read_tokens(const char *folder, struct secrets *secrets)
{
	char *path = xasprintf("%s/state/keyrack", folder);
	DIR *entries = opendir(path);
	struct dirent *entry;

	assert_non_null(entries);
	while ((entry = readdir(entries)) != NULL) {
		char *name = xasprintf("%s/%s", path, entry->d_name), *bytes;
		size_t length;

		if (strstr(name, ".session") != NULL) {
			assert_null(secrets->access_token);
			bytes = read_file(name, &length);
			secrets->access_token =
			    text_after(bytes, "\"accessToken\": \"");
			secrets->refresh_token =
			    text_after(bytes, "\"refreshToken\": \"");
			free(bytes);
		}
		free(name);
	}
	closedir(entries);
	free(path);
	assert_non_null(secrets->refresh_token);
	assert_true(strlen(secrets->refresh_token) >= 8);
}

/*
 * The command lines of all processes of this moment, the browser's and other
 * helpers' among them. What has ended meanwhile has none.
 */
static void
note_arguments(struct buffer *arguments)
{
	DIR *entries = opendir("/proc");
	struct dirent *entry;

	assert_non_null(entries);
	while ((entry = readdir(entries)) != NULL) {
		char *path = xasprintf("/proc/%s/cmdline", entry->d_name);
		FILE *file = fopen(path, "r");
		char bytes[4096];
		size_t length;

		while (file != NULL &&
		       (length = fread(bytes, 1, sizeof(bytes), file)) > 0)
			assert_true(buffer_add(arguments, bytes, length));
		if (file != NULL)
			fclose(file);
		free(path);
	}
	closedir(entries);
	/* Ours was seen, so the others were as well. */
	assert_non_null(
	    memmem(arguments->bytes, arguments->length, "--redirect-uri", 14));
}

/* The page and what it leads to, as the browser gets them. */
static void
expect_clean_pages(const struct login_scene *scene)
{
	char *request =
	    xasprintf("GET /?%s HTTP/1.1\r\nHost: localhost:%d\r\n\r\n",
	        scene->query, scene->port);
	char *answer =
	    caller_ask("127.0.0.1", scene->port, request, strlen(request));

	assert_int_equal(caller_status(answer), 303);
	assert_non_null(strstr(answer, "Location: /done\r\n"));
	assert_non_null(strstr(answer, "Cache-Control: no-store\r\n"));
	assert_non_null(strstr(answer, "Referrer-Policy: no-referrer\r\n"));
	expect_without(answer, strlen(answer), scene->code, "the page");
	expect_without(answer, strlen(answer), scene->state, "the page");
	free(answer);
	free(request);
}

static void
login_leaves_no_secret_anywhere_when_it_succeeds(void **state)
{
	const char *raw;
	struct login_scene scene;
	struct secrets secrets = { 0 };
	struct buffer arguments;
	size_t length;

	buffer_init(&arguments, ARGUMENTS_MAX_BYTES);
	login_scene_open(&scene, *state);
	secrets.code = scene.code;
	note_arguments(&arguments);
	expect_clean_pages(&scene);
	note_arguments(&arguments);
	while (!terminal_shows(scene.terminal, "20 of 20")) {
		terminal_listen(scene.terminal, 10);
		note_arguments(&arguments);
	}
	read_tokens(scene.desk->folder, &secrets);
	/* All bytes that went to the terminal, its title among them. */
	raw = terminal_raw(scene.terminal, &length);
	expect_free_of(raw, length, &secrets, "the screen");
	expect_free_of(
	    arguments.bytes, arguments.length, &secrets, "a command line");
	expect_clean_files(scene.desk->folder, &secrets);
	keyrack_quit(scene.terminal);
	expect_clean_files(scene.desk->folder, &secrets);
	login_scene_clear(&scene);
	buffer_clear(&arguments);
	free(secrets.access_token);
	free(secrets.refresh_token);
}

#define TEST(function)                   \
	cmocka_unit_test_setup_teardown( \
	    function, login_desk_setup, login_desk_teardown)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(login_leaves_no_secret_anywhere_when_it_succeeds),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
