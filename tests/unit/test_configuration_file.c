/* SPDX-License-Identifier: ISC */
/* Where the configuration is looked for, and which files are none. */
#include "config.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include <sys/stat.h>

#include "base/xmalloc.h"
#include "config/configuration.h"

static const char *const commands[] = { NULL };

struct folder {
	char path[64];
	char *file;
};

static int
setup(void **state)
{
	struct folder *folder = xcalloc(1, sizeof(*folder));

	strcpy(folder->path, "/tmp/keyrack-config-XXXXXX");
	assert_non_null(mkdtemp(folder->path));
	folder->file = xasprintf("%s/config", folder->path);
	*state = folder;
	return 0;
}

static int
teardown(void **state)
{
	struct folder *folder = *state;
	char *command = xasprintf("rm -rf '%s'", folder->path);

	assert_int_equal(system(command), 0);
	free(command);
	free(folder->file);
	free(folder);
	return 0;
}

static void
write_file(const struct folder *folder, const char *text, size_t times)
{
	FILE *file = fopen(folder->file, "w");

	assert_non_null(file);
	for (size_t i = 0; i < times; i++)
		fputs(text, file);
	assert_int_equal(fclose(file), 0);
}

static void
expect_refused(const struct folder *folder, const char *reason)
{
	struct configuration read;
	struct error err = { 0 };

	assert_false(
	    configuration_read(folder->file, false, commands, &read, &err));
	assert_string_equal(err.detail, reason);
	assert_int_equal(err.kind, ERROR_USAGE);
	assert_int_equal(err.code, 0);
	assert_string_equal(read.path, folder->file);
	configuration_clear(&read);
}

static void
configuration_file_is_empty_when_it_is_not_there(void **state)
{
	const struct folder *folder = *state;
	char *below = xasprintf("%s/config/config", folder->path);
	struct configuration read;
	struct error err = { 0 };

	assert_true(
	    configuration_read(folder->file, false, commands, &read, &err));
	assert_null(read.path);
	configuration_clear(&read);
	assert_false(
	    configuration_read(folder->file, true, commands, &read, &err));
	assert_string_equal(err.detail, "No such file or directory");
	configuration_clear(&read);
	assert_true(configuration_read(NULL, false, commands, &read, &err));
	configuration_clear(&read);
	write_file(folder, "", 1);
	assert_true(configuration_read(below, false, commands, &read, &err));
	configuration_clear(&read);
	free(below);
}

static void
configuration_file_is_read_when_it_is_there(void **state)
{
	const struct folder *folder = *state;
	struct configuration read;
	struct error err = { 0 };
	char *place;

	write_file(folder, "\nmouse = yes\n", 1);
	assert_true(
	    configuration_read(folder->file, false, commands, &read, &err));
	assert_string_equal(read.path, folder->file);
	place = configuration_place(&read, read.values[SETTING_MOUSE].line);
	assert_string_equal(place + strlen(folder->file), ":2");
	free(place);
	configuration_clear(&read);
}

static void
configuration_file_is_refused_when_it_is_none(void **state)
{
	const struct folder *folder = *state;

	assert_int_equal(mkdir(folder->file, 0700), 0);
	expect_refused(folder, "this is a folder; the configuration is a file");
	assert_int_equal(remove(folder->file), 0);
	assert_int_equal(mkfifo(folder->file, 0600), 0);
	expect_refused(folder, "this is not a regular file");
	assert_int_equal(remove(folder->file), 0);
	write_file(folder, "# 16 characters\n", CONFIGURATION_MAX / 16);
	{
		struct configuration read;
		struct error err = { 0 };

		assert_true(configuration_read(
		    folder->file, true, commands, &read, &err));
		configuration_clear(&read);
	}
	write_file(folder, "# 16 characters\n", CONFIGURATION_MAX / 16 + 1);
	expect_refused(folder, "the file is larger than 256 KiB");
}

/* Every byte doubled, and marks: still it fits where it is made plain. */
static void
configuration_file_is_read_when_it_is_as_large_as_can_be(void **state)
{
	const struct folder *folder = *state;
	struct configuration read;
	struct error err = { 0 };

	write_file(folder, "keys{}\n", CONFIGURATION_MAX / 7);
	assert_true(
	    configuration_read(folder->file, true, commands, &read, &err));
	configuration_clear(&read);
	write_file(folder, "mouse=y\n", CONFIGURATION_MAX / 8);
	assert_false(
	    configuration_read(folder->file, true, commands, &read, &err));
	assert_string_equal(
	    err.detail, "mouse stands here again; it is in line 1 already");
	configuration_clear(&read);
	write_file(folder, "account a{}", CONFIGURATION_MAX / 11);
	assert_false(
	    configuration_read(folder->file, true, commands, &read, &err));
	configuration_clear(&read);
}

static void
configuration_default_path_is_found_when_there_is_a_home(void **state)
{
	static const struct {
		const char *folder, *home, *path;
	} cases[] = {
		{ "/c", "/h", "/c/keyrack/config" },
		{ "c", "/h", "/h/.config/keyrack/config" },
		{ "", "/h", "/h/.config/keyrack/config" },
		{ NULL, "/h", "/h/.config/keyrack/config" },
		{ NULL, "h", NULL },
		{ NULL, NULL, NULL },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		char *path;

		unsetenv("XDG_CONFIG_HOME");
		unsetenv("HOME");
		if (cases[i].folder != NULL)
			setenv("XDG_CONFIG_HOME", cases[i].folder, 1);
		if (cases[i].home != NULL)
			setenv("HOME", cases[i].home, 1);
		path = configuration_default_path();
		if (cases[i].path == NULL)
			assert_null(path);
		else
			assert_string_equal(path, cases[i].path);
		free(path);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(
		    configuration_file_is_empty_when_it_is_not_there, setup,
		    teardown),
		cmocka_unit_test_setup_teardown(
		    configuration_file_is_read_when_it_is_there, setup,
		    teardown),
		cmocka_unit_test_setup_teardown(
		    configuration_file_is_refused_when_it_is_none, setup,
		    teardown),
		cmocka_unit_test_setup_teardown(
		    configuration_file_is_read_when_it_is_as_large_as_can_be,
		    setup, teardown),
		cmocka_unit_test(
		    configuration_default_path_is_found_when_there_is_a_home),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
