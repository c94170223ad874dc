/* SPDX-License-Identifier: ISC */
/* Makes programs of scripts, and waits for what becomes of them. */
#include "config.h"

#include "support/clipboard_desk.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include <errno.h>
#include <poll.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/xmalloc.h"

static bool
note_write(
    void *context, const char *text, bool through_screen, struct error *err)
{
	struct screen *screen = context;

	if (screen->is_gone)
		return error_set(err, ERROR_SYSTEM, EIO, "the terminal: gone");

	snprintf(screen->text, sizeof(screen->text), "%s", text);
	screen->writes++;
	screen->through_screen = through_screen;
	return true;
}

void
clipboard_desk_open(struct clipboard_desk *desk)
{
	*desk = (struct clipboard_desk){ .folder =
		                             "/tmp/keyrack-clipboard-XXXXXX" };
	assert_non_null(mkdtemp(desk->folder));
	setenv("PATH", desk->folder, 1);
	setenv("DESK", desk->folder, 1);
}

void
clipboard_desk_close(struct clipboard_desk *desk)
{
	char *command = xasprintf("/bin/rm -rf %s", desk->folder);

	clipboard_free(desk->clipboard);
	assert_int_equal(system(command), 0);
	free(command);
}

void
clipboard_desk_put(
    const struct clipboard_desk *desk, const char *name, const char *script)
{
	char *path = xasprintf("%s/%s", desk->folder, name);
	FILE *file = fopen(path, "w");

	assert_non_null(file);
	fprintf(file, "#!/bin/sh\nPATH=/usr/bin:/bin\n%s\n", script);
	assert_int_equal(fclose(file), 0);
	assert_int_equal(chmod(path, 0700), 0);
	free(path);
}

const char clipboard_desk_program[] =
    "echo \"${0##*/} $*\" >>$DESK/calls\n"
    "case \"$*\" in\n"
    "*-out*|*--output*|*show-buffer*|*--no-newline*) cat $DESK/held;;\n"
    "*--clear*|*delete-buffer*) rm -f $DESK/held;;\n"
    "*) cat >$DESK/held;;\n"
    "esac";

/* A file of the folder, for free(3); "" where there is none. */
static char *
read_file(const struct clipboard_desk *desk, const char *name)
{
	char *path = xasprintf("%s/%s", desk->folder, name);
	char *text = xcalloc(4096, 1);
	FILE *file = fopen(path, "r");

	if (file != NULL) {
		text[fread(text, 1, 4095, file)] = '\0';
		fclose(file);
	}
	free(path);
	return text;
}

void
clipboard_desk_expect_file(
    const struct clipboard_desk *desk, const char *name, const char *text)
{
	char *found = read_file(desk, name);

	assert_string_equal(found, text);
	free(found);
}

void
clipboard_desk_use(struct clipboard_desk *desk,
    const enum clipboard_route *routes, size_t count)
{
	struct clipboard_terminal terminal = { note_write, &desk->screen };

	desk->clipboard = clipboard_new(routes, count, terminal);
}

void
clipboard_desk_copy(
    struct clipboard_desk *desk, const char *text, bool is_token)
{
	struct secret secret = { 0 };

	secret_set(&secret, text, strlen(text));
	clipboard_copy(desk->clipboard, &secret, is_token);
	assert_true(secret_is_empty(&secret));
}

struct clipboard_news
clipboard_desk_news(struct clipboard_desk *desk)
{
	struct clipboard_news news;

	while (!clipboard_run(desk->clipboard, &news)) {
		assert_non_null(clipboard_helper(desk->clipboard));
		poll(NULL, 0, 2);
	}
	return news;
}

void
clipboard_desk_expect(struct clipboard_desk *desk, enum clipboard_deed deed,
    enum clipboard_route route)
{
	struct clipboard_news got = clipboard_desk_news(desk);

	assert_int_equal(got.deed, deed);
	assert_int_equal(got.route, route);
}
