/* SPDX-License-Identifier: ISC */
/* Writes scripts, and waits for stores as a loop would. */
#include "config.h"

#include "support/store_script.h"

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
#include <poll.h>
#include <signal.h>
#include <sys/wait.h>

#include "base/date.h"
#include "base/xmalloc.h"

int
script_setup(void **state)
{
	struct script *script = xcalloc(1, sizeof(*script));

	signal(SIGPIPE, SIG_IGN);
	script->folder = xstrdup("/tmp/keyrack-script-XXXXXX");
	assert_non_null(mkdtemp(script->folder));
	script->path = xasprintf("%s/keeper", script->folder);
	script->words[0] = "sh";
	script->words[1] = script->path;
	script_write(script, SCRIPT_KEEPS);
	script->store = script_store(script, 0);
	*state = script;
	return 0;
}

int
script_teardown(void **state)
{
	struct script *script = *state;
	char *command = xasprintf("rm -rf '%s'", script->folder);

	store_free(script->store);
	assert_int_equal(system(command), 0);
	free(command);
	free(script->folder);
	free(script->path);
	free(script);
	return 0;
}

void
script_write(const struct script *script, const char *body)
{
	FILE *file = fopen(script->path, "w");

	assert_non_null(file);
	fprintf(file, "cd '%s'\n%s", script->folder, body);
	assert_int_equal(fclose(file), 0);
}

struct store *
script_store(const struct script *script, int limit_ms)
{
	return store_new_command(
	    script->folder, "work", SCRIPT_ORIGIN, script->words, limit_ms);
}

bool
script_has(const struct script *script, const char *name)
{
	char *path = xasprintf("%s/%s", script->folder, name);
	bool is_there = access(path, F_OK) == 0;

	free(path);
	return is_there;
}

char *
script_read(const struct script *script, const char *name)
{
	char *path = xasprintf("%s/%s", script->folder, name);
	char text[8192];
	FILE *file = fopen(path, "r");
	size_t length = 0;

	free(path);
	if (file == NULL)
		return NULL;
	length = fread(text, 1, sizeof(text) - 1, file);
	fclose(file);
	text[length] = '\0';
	return xstrdup(text);
}

void
script_touch(const struct script *script, const char *name)
{
	char *path = xasprintf("%s/%s", script->folder, name);
	FILE *file = fopen(path, "w");

	assert_non_null(file);
	fclose(file);
	free(path);
}

void
script_remove_file(const struct script *script, const char *name)
{
	char *path = xasprintf("%s/%s", script->folder, name);

	assert_int_equal(unlink(path), 0);
	free(path);
}

struct store_result
script_wait(struct store *store)
{
	struct store_result result = { 0 };
	int fds[STORE_FDS_MAX];

	while (!store_finish(store, &result)) {
		struct pollfd polled[STORE_FDS_MAX];
		size_t count = store_fds(store, fds);

		assert_true(store_is_busy(store));
		assert_true(store_timeout_ms(store) >= 0);
		for (size_t i = 0; i < count; i++)
			polled[i] =
			    (struct pollfd){ .fd = fds[i], .events = POLLIN };
		poll(polled, count, store_timeout_ms(store));
	}
	return result;
}

struct store_result
script_load(struct store *store)
{
	store_begin(store, STORE_LOAD, NULL);
	return script_wait(store);
}

struct store_result
script_save(struct store *store, const char *access)
{
	struct session session = { .expires_ms = 1700000000123,
		.refresh_expires_ms = DATE_NONE };

	secret_set(&session.access, access, strlen(access));
	store_begin(store, STORE_SAVE, &session);
	session_clear(&session);
	return script_wait(store);
}

struct store_result
script_remove(struct store *store)
{
	store_begin(store, STORE_REMOVE, NULL);
	return script_wait(store);
}

void
script_expect_no_child(void)
{
	errno = 0;
	assert_int_equal(waitpid(-1, NULL, WNOHANG), -1);
	assert_int_equal(errno, ECHILD);
}
