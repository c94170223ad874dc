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

#include <unistd.h>

#include "base/xmalloc.h"
#include "support/caller.h"
#include "support/login_desk.h"

#define FILE_MAX_BYTES ((size_t)1024 * 1024)

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
expect_free_of(
    const char *bytes, size_t length, const char *secret, const char *where)
{
	if (memmem(bytes, length, secret, strlen(secret)) != NULL)
		fail_msg("%s holds a secret", where);
}

/* The session's own file alone holds tokens; no file holds the code. */
static void
expect_clean_files(const char *folder, const char *code, const char *token)
{
	DIR *entries = opendir(folder);
	struct dirent *entry;

	assert_non_null(entries);
	while ((entry = readdir(entries)) != NULL) {
		char *path = xasprintf("%s/%s", folder, entry->d_name);
		size_t length;
		char *bytes;

		if (entry->d_type == DT_DIR && entry->d_name[0] != '.')
			expect_clean_files(path, code, token);
		if (entry->d_type == DT_REG) {
			bytes = read_file(path, &length);
			expect_free_of(bytes, length, code, path);
			if (strstr(path, ".session") == NULL)
				expect_free_of(bytes, length, token, path);
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

/* The access token out of the one file of a session. */
static char *
stored_token(const char *folder)
{
	char *path = xasprintf("%s/state/keyrack", folder), *token = NULL;
	DIR *entries = opendir(path);
	struct dirent *entry;

	assert_non_null(entries);
	while ((entry = readdir(entries)) != NULL) {
		char *name = xasprintf("%s/%s", path, entry->d_name), *bytes;
		size_t length;

		if (strstr(name, ".session") != NULL && token == NULL) {
			bytes = read_file(name, &length);
			token = text_after(bytes, "\"accessToken\": \"");
			free(bytes);
		}
		free(name);
	}
	closedir(entries);
	free(path);
	assert_non_null(token);
	return token;
}

static void
expect_clean_process(pid_t pid, const char *code, const char *token)
{
	char path[64];
	size_t length;
	char *bytes;

	snprintf(path, sizeof(path), "/proc/%ld/cmdline", (long)pid);
	bytes = read_file(path, &length);
	expect_free_of(bytes, length, code, path);
	expect_free_of(bytes, length, token, path);
	free(bytes);
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
	expect_free_of(answer, strlen(answer), scene->code, "the page");
	expect_free_of(answer, strlen(answer), scene->state, "the page");
	free(answer);
	free(request);
}

static void
login_leaves_no_secret_anywhere_when_it_succeeds(void **state)
{
	const char *raw;
	struct login_scene scene;
	size_t length;
	char *token;

	login_scene_open(&scene, *state);
	expect_clean_pages(&scene);
	terminal_expect(scene.terminal, "20 of 20");
	token = stored_token(scene.desk->folder);
	/* All bytes that went to the terminal, its title among them. */
	raw = terminal_raw(scene.terminal, &length);
	expect_free_of(raw, length, scene.code, "the screen");
	expect_free_of(raw, length, token, "the screen");
	expect_clean_process(
	    terminal_process(scene.terminal)->pid, scene.code, token);
	expect_clean_files(scene.desk->folder, scene.code, token);
	keyrack_quit(scene.terminal);
	expect_clean_files(scene.desk->folder, scene.code, token);
	login_scene_clear(&scene);
	free(token);
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
