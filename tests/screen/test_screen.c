/* SPDX-License-Identifier: ISC */
/* Every case among these files: its steps, painted, show its screen. */
#include "config.h"

#include <glob.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/xmalloc.h"
#include "support/terminal.h"

#define MARK "screen\n"
#define PAINTED "7777;painted"

/* A case's text, for free(3). */
static char *
read_case(const char *path)
{
	FILE *file = fopen(path, "r");
	char *text = xcalloc(65536, 1);

	assert_non_null(file);
	assert_true(fread(text, 1, 65535, file) > 0);
	fclose(file);
	return text;
}

/* What must be seen: the lines after the mark. */
static char *
screen_of(char *text)
{
	char *mark = strstr(text, "\n" MARK);

	if (mark == NULL)
		fail_msg("the case has no screen");
	return mark + 1 + strlen(MARK);
}

static void
write_screen(const char *path, char *text, const char *screen)
{
	FILE *file = fopen(path, "w");

	assert_non_null(file);
	*screen_of(text) = '\0';
	fputs(text, file);
	fputs(screen, file);
	assert_int_equal(fclose(file), 0);
}

static void
screen_shows_what_case_says_when_painted(void **state)
{
	const char *path = *state;
	const char *const argv[] = { terminal_program("tests/screen/paint"),
		path, NULL };
	struct terminal_options options = { .argv = argv };
	struct terminal *terminal;
	char *text = read_case(path);

	assert_int_equal(
	    sscanf(text, "size %dx%d", &options.columns, &options.rows), 2);
	terminal = terminal_new(&options);
	terminal_expect_raw(terminal, PAINTED);
	if (getenv("GOLDEN") != NULL)
		write_screen(path, text, terminal_screen(terminal));
	else
		assert_string_equal(terminal_screen(terminal), screen_of(text));
	terminal_hang_up(terminal);
	terminal_free(terminal);
	free(text);
}

int
main(void)
{
	const char *folder = getenv("top_srcdir");
	struct CMUnitTest *tests;
	char *pattern;
	glob_t cases;
	size_t i;
	int failed;

	pattern =
	    xasprintf("%s/tests/screen/*.case", folder == NULL ? "." : folder);
	if (glob(pattern, 0, NULL, &cases) != 0) {
		fprintf(stderr, "there are no cases like %s\n", pattern);
		return 1;
	}
	tests = xcalloc(cases.gl_pathc, sizeof(*tests));
	for (i = 0; i < cases.gl_pathc; i++) {
		tests[i].name = strrchr(cases.gl_pathv[i], '/') + 1;
		tests[i].test_func = screen_shows_what_case_says_when_painted;
		tests[i].initial_state = cases.gl_pathv[i];
	}
	failed = _cmocka_run_group_tests(
	    "screen", tests, cases.gl_pathc, NULL, NULL);
	free(tests);
	free(pattern);
	globfree(&cases);
	return failed;
}
