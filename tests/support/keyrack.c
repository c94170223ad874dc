/* SPDX-License-Identifier: ISC */
/* Starts keyrack on a terminal and leaves it, checking that nothing stays. */
#include "config.h"

#include "support/keyrack.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>
#include <cmocka.h>

struct terminal *
keyrack_demo_in(const char *const *environment, int columns, int rows)
{
	const char *const argv[] = { terminal_program("keyrack"), "--demo",
		NULL };
	struct terminal_options options = { .argv = argv,
		.environment = environment,
		.columns = columns,
		.rows = rows };

	return terminal_new(&options);
}

struct terminal *
keyrack_demo(void)
{
	return keyrack_demo_in(NULL, 80, 24);
}

struct terminal *
keyrack_with(const char *const *environment, int columns, int rows)
{
	/* A port that other programs do not want, should a login be needed. */
	const char *const argv[] = { terminal_program("keyrack"),
		"--redirect-uri", "http://localhost:0", NULL };
	struct terminal_options options = { .argv = argv,
		.environment = environment,
		.columns = columns,
		.rows = rows };

	return terminal_new(&options);
}

struct terminal *
keyrack_on(const struct demo_service *service)
{
	return keyrack_with(demo_service_environment(service), 80, 24);
}

struct terminal *
keyrack_configured(const char *const *environment, const char *settings)
{
	char path[] = "/tmp/keyrack-config-XXXXXX";
	const char *const argv[] = { terminal_program("keyrack"),
		"--redirect-uri", "http://localhost:0", "--config", path,
		NULL };
	struct terminal_options options = { .argv = argv,
		.environment = environment };
	struct terminal *terminal;
	int file = mkstemp(path);

	assert_true(file >= 0);
	assert_int_equal(
	    write(file, settings, strlen(settings)), strlen(settings));
	close(file);
	terminal = terminal_new(&options);
	/* Once there is a screen the file has been read. */
	terminal_expect(terminal, "keyrack");
	unlink(path);
	return terminal;
}

void
keyrack_expect_table(struct terminal *terminal)
{
	terminal_expect(terminal, "API keys");
	terminal_expect(terminal, " of ");
}

void
keyrack_quit(struct terminal *terminal)
{
	int status;

	terminal_send(terminal, "q");
	status = terminal_expect_end(terminal);
	assert_true(WIFEXITED(status));
	assert_int_equal(WEXITSTATUS(status), 0);
	terminal_expect_restored(terminal);
	assert_int_equal(terminal_files_left(terminal), 0);
	terminal_free(terminal);
}

void
keyrack_delete(struct terminal *terminal)
{
	terminal_send(terminal, "d");
	terminal_expect(terminal, "Delete API key");
	terminal_send(terminal, "y");
	terminal_expect(terminal, "keeps it");
	terminal_send(terminal, "d");
	terminal_expect(terminal, "held back still");
	terminal_send(terminal, "y");
}

bool
keyrack_is_instrumented(void)
{
#ifdef HAVE_SANITIZERS
	return true;
#else
	return getenv("KEYRACK_UNDER") != NULL;
#endif
}

int
keyrack_end_all(void **state)
{
	return terminal_end_all(state) | demo_service_end_all(state);
}
