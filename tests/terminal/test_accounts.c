/* SPDX-License-Identifier: ISC */
/* Accounts of a configuration, on terminals: each stands for itself. */
#include "config.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <cmocka.h>

#include "base/xmalloc.h"
#include "support/keyrack.h"
#include "support/person.h"

/* Two services, and a home with a configuration that names both. */
struct desk {
	struct demo_service *home, *work;
	char folder[64];
	char *state, *place;
};

/* "http://127.0.0.1:PORT" of "KEYRACK_URL=http://127.0.0.1:PORT". */
static const char *
url_of(const struct demo_service *service)
{
	return strchr(demo_service_environment(service)[0], '=') + 1;
}

static void
configure(const struct desk *desk, const char *more)
{
	char *path = xasprintf("%s/keyrack", desk->folder), *file;
	FILE *out;

	assert_true(mkdir(path, 0700) == 0 || *more != '\0');
	file = xasprintf("%s/config", path);
	out = fopen(file, "w");
	assert_non_null(out);
	fprintf(out, "url = \"%s\"\naccount work {\n  url = \"%s\"\n}\n%s",
	    url_of(desk->home), url_of(desk->work), more);
	fclose(out);
	free(file);
	free(path);
}

static int
desk_setup(void **state)
{
	struct desk *desk = xcalloc(1, sizeof(*desk));

	strcpy(desk->folder, "/tmp/keyrack-accounts-XXXXXX");
	assert_non_null(mkdtemp(desk->folder));
	desk->home = demo_service_new(NULL);
	desk->work = demo_service_new(NULL);
	desk->state = xasprintf("XDG_STATE_HOME=%s/state", desk->folder);
	desk->place = xasprintf("XDG_CONFIG_HOME=%s", desk->folder);
	configure(desk, "");
	*state = desk;
	return 0;
}

static int
desk_teardown(void **state)
{
	struct desk *desk = *state;
	char *command = xasprintf("rm -rf '%s'", desk->folder);
	int failed = keyrack_end_all(state);

	failed |= system(command);
	free(command);
	free(desk->state);
	free(desk->place);
	free(desk);
	return failed;
}

static struct terminal *
start(const struct desk *desk, const char *account)
{
	const char *const environment[] = { "KEYRACK_TOKEN", desk->state,
		desk->place, account, "DISPLAY", "WAYLAND_DISPLAY",
		"SSH_CONNECTION", "SSH_TTY", NULL };

	return keyrack_with(environment, 80, 24);
}

static void
log_in(struct terminal *terminal)
{
	char *link, *address;

	terminal_expect(terminal, "Waiting for the browser");
	link = person_reads_link(terminal);
	address = person_decides(link, "login");
	assert_int_equal(person_returns(address), 200);
	terminal_expect(terminal, "20 of 20");
	free(link);
	free(address);
}

static void
other_terminal_is_untouched_when_one_switches(void **state)
{
	const struct desk *desk = *state;
	struct terminal *one = start(desk, "KEYRACK_ACCOUNT");
	struct terminal *other = start(desk, "KEYRACK_ACCOUNT=work");

	terminal_expect(one, "default @ 127.0.0.1");
	terminal_expect(other, "work @ 127.0.0.1");
	log_in(one);
	log_in(other);
	terminal_send(one, "A");
	terminal_expect(one, "Accounts");
	terminal_send(one, "j\r");
	/* Both share the session of this account now. */
	terminal_expect(one, "work @ 127.0.0.1");
	terminal_expect(one, "20 of 20");
	assert_true(terminal_shows(other, "work @ 127.0.0.1"));
	terminal_send(one, "A");
	terminal_send(one, "k\r");
	terminal_expect(one, "default @ 127.0.0.1");
	terminal_expect(one, "20 of 20");
	/* The logout of one account leaves the other's session alone. */
	terminal_send(one, "L");
	terminal_expect(one, "Removed from disk: yes.");
	assert_int_equal(
	    demo_service_count(desk->work, "POST /api/auth/logout"), 0);
	terminal_send(other, "\033[15~");
	terminal_expect(other, "20 API keys are loaded.");
	keyrack_quit(other);
	keyrack_quit(one);
	other = start(desk, "KEYRACK_ACCOUNT=work");
	terminal_expect(other, "20 of 20");
	keyrack_quit(other);
	assert_int_equal(
	    demo_service_count(desk->work, "POST /api/auth/token"), 1);
}

/* The address of the command's environment is not that of the file. */
static void
given_address_is_there_again_when_one_comes_back(void **state)
{
	const struct desk *desk = *state;
	struct demo_service *given = demo_service_new(NULL);
	const char *const environment[] = { "KEYRACK_TOKEN", desk->state,
		desk->place, "KEYRACK_ACCOUNT", "DISPLAY", "WAYLAND_DISPLAY",
		"SSH_CONNECTION", "SSH_TTY", demo_service_environment(given)[0],
		NULL };
	struct terminal *terminal = keyrack_with(environment, 80, 24);
	const char *configured = url_of(desk->home) + strlen("http://");
	char *header =
	    xasprintf("default @ %s", url_of(given) + strlen("http://"));

	terminal_expect(terminal, header);
	terminal_expect(terminal, "Waiting for the browser");
	terminal_send(terminal, "A");
	terminal_expect(terminal, "none is configured");
	assert_false(terminal_shows(terminal, configured));
	terminal_send(terminal, "j\r");
	terminal_expect(terminal, "work @ 127.0.0.1");
	terminal_expect(terminal, "Waiting for the browser");
	terminal_send(terminal, "A");
	terminal_expect(terminal, "none is configured");
	terminal_send(terminal, "k\r");
	terminal_expect(terminal, header);
	terminal_expect(terminal, "Waiting for the browser");
	terminal_send(terminal, "q");
	assert_int_equal(terminal_expect_end(terminal), 0);
	free(header);
}

static void
configured_keys_work_and_are_shown(void **state)
{
	const struct desk *desk = *state;
	struct terminal *terminal;

	configure(desk, "keys {\n  accounts = {\"F4\"}\n}\n");
	terminal = start(desk, "KEYRACK_ACCOUNT=work");
	terminal_expect(terminal, "Waiting for the browser");
	terminal_send(terminal, "\033OS");
	terminal_expect(terminal, "Accounts");
	terminal_send(terminal, "\033");
	terminal_expect_gone(terminal, "Accounts");
	terminal_send(terminal, "q");
	assert_int_equal(terminal_expect_end(terminal), 0);
}

static void
file_and_line_are_told_when_a_key_has_two_commands(void **state)
{
	const struct desk *desk = *state;
	struct terminal *terminal;
	int status;

	configure(desk, "keys {\n  accounts = {\"n\"}\n}\n");
	terminal = start(desk, "KEYRACK_ACCOUNT=work");
	terminal_expect(terminal, "/keyrack/config:6: n is the key of both");
	status = terminal_expect_end(terminal);
	assert_true(WIFEXITED(status) && WEXITSTATUS(status) == 2);
}

/* Wherever the test runs, it is below this folder. */
static void
folder_chooses_when_nothing_else_does(void **state)
{
	const struct desk *desk = *state;
	struct terminal *terminal;

	configure(desk, "account here { directories = {\"/\"} }\n");
	terminal = start(desk, "KEYRACK_ACCOUNT");
	terminal_expect(terminal, "here @ 127.0.0.1");
	terminal = start(desk, "KEYRACK_ACCOUNT=work");
	terminal_expect(terminal, "work @ 127.0.0.1");
}

static void
nothing_is_loaded_when_another_person_logged_in(void **state)
{
	const struct desk *desk = *state;
	struct terminal *terminal;
	char *link, *address;

	configure(desk, "account boss { email = \"boss@example.org\" }\n");
	terminal = start(desk, "KEYRACK_ACCOUNT=boss");
	terminal_expect(terminal, "Waiting for the browser");
	link = person_reads_link(terminal);
	address = person_decides(link, "login");
	assert_int_equal(person_returns(address), 200);
	terminal_expect(terminal, "Wrong account");
	terminal_expect(terminal, "boss@example.org");
	assert_int_equal(
	    demo_service_count(desk->home, "GET /api/auth/api-keys"), 0);
	terminal_send(terminal, "\r");
	terminal_expect(terminal, "Ended on the service: yes.");
	terminal_expect(terminal, "Log in as boss@example.org.");
	assert_int_equal(
	    demo_service_count(desk->home, "GET /api/auth/api-keys"), 0);
	keyrack_quit(terminal);
	free(link);
	free(address);
}

#define TEST(function) \
	cmocka_unit_test_setup_teardown(function, desk_setup, desk_teardown)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(other_terminal_is_untouched_when_one_switches),
		TEST(given_address_is_there_again_when_one_comes_back),
		TEST(folder_chooses_when_nothing_else_does),
		TEST(nothing_is_loaded_when_another_person_logged_in),
		TEST(configured_keys_work_and_are_shown),
		TEST(file_and_line_are_told_when_a_key_has_two_commands),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
