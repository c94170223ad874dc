/* SPDX-License-Identifier: ISC */
/* Logging in on a terminal, with a person before a browser elsewhere. */
#include "config.h"

#include <dirent.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "base/xmalloc.h"
#include "support/login_desk.h"
#include "support/person.h"

static struct terminal *
start_over_ssh(const struct login_desk *desk)
{
	return login_desk_start_over_ssh(desk, "http://localhost:0");
}

/* How many files of that ending lie in the folder for sessions. */
static size_t
count_files(const struct login_desk *desk, const char *ending)
{
	char *path = xasprintf("%s/state/keyrack", desk->folder);
	DIR *folder = opendir(path);
	struct dirent *entry;
	size_t count = 0, length = strlen(ending);

	free(path);
	while (folder != NULL && (entry = readdir(folder)) != NULL) {
		size_t name = strlen(entry->d_name);

		if (name > length &&
		    strcmp(entry->d_name + name - length, ending) == 0)
			count++;
	}
	if (folder != NULL)
		closedir(folder);
	return count;
}

/* What the browser was given, for free(3); NULL: it was never started. */
static char *
browser_log(const struct login_desk *desk)
{
	char *path = xasprintf("%s/browser.log", desk->folder);
	FILE *file = fopen(path, "r");
	char *text = NULL;

	free(path);
	if (file == NULL)
		return NULL;
	text = xcalloc(16384, 1);
	assert_true(fread(text, 1, 16383, file) > 0);
	fclose(file);
	return text;
}

static void
log_in(struct terminal *terminal)
{
	char *link = person_reads_link(terminal);
	char *address = person_decides(link, "login");

	assert_int_equal(person_returns(address), 200);
	terminal_expect(terminal, "20 of 20");
	free(link);
	free(address);
}

static void
session_is_kept_until_logout_when_logged_in_over_ssh(void **state)
{
	const struct login_desk *desk = *state;
	struct terminal *terminal = start_over_ssh(desk);

	terminal_expect(terminal, "Waiting for the browser");
	terminal_expect(terminal, "ssh -N -L ");
	terminal_expect(terminal, "@192.0.2.7");
	log_in(terminal);
	terminal_expect(terminal, "API keys expire within 14 days");
	assert_null(browser_log(desk));
	assert_int_equal(count_files(desk, ".session"), 1);
	keyrack_quit(terminal);
	/* The second start needs no login. */
	terminal = start_over_ssh(desk);
	terminal_expect(terminal, "20 of 20");
	assert_null(strstr(terminal_raw(terminal, NULL), "Log in"));
	assert_int_equal(
	    demo_service_count(desk->service, "POST /api/auth/token"), 1);
	terminal_send(terminal, "L");
	terminal_expect(terminal, "Ended on the service: yes.");
	terminal_expect(terminal, "Removed from disk: yes.");
	assert_int_equal(count_files(desk, ".session"), 0);
	assert_int_equal(
	    demo_service_count(desk->service, "POST /api/auth/logout"), 1);
	keyrack_quit(terminal);
}

static void
browser_is_started_once_when_the_person_sits_here(void **state)
{
	const struct login_desk *desk = *state;
	struct terminal *terminal = login_desk_start(
	    desk, "http://localhost:0", "SSH_CONNECTION", "DISPLAY=:9");
	char *given, *link;

	terminal_expect(terminal, "A browser was started");
	link = person_reads_link(terminal);
	while ((given = browser_log(desk)) == NULL)
		terminal_listen(terminal, 10);
	assert_int_equal(strncmp(given, link, strlen(link)), 0);
	assert_string_equal(given + strlen(link), "\n");
	log_in(terminal);
	keyrack_quit(terminal);
	free(given);
	free(link);
}

/* Where the link wants the browser sent, with a state of another login. */
static char *
wrong_address(const char *link)
{
	const char *port = strstr(link, "localhost%3A");

	assert_non_null(port);
	return xasprintf("http://localhost:%d/?code=c&state=wrong",
	    atoi(port + strlen("localhost%3A")));
}

/* As terminals and mails break an address. */
static char *
wrapped(const char *address)
{
	size_t middle = strlen(address) / 2;

	return xasprintf(
	    "  \"%.*s\r\n    %s\"\r\n", (int)middle, address, address + middle);
}

static void
pasted_address_logs_in_when_wrapped_and_quoted(void **state)
{
	const struct login_desk *desk = *state;
	struct terminal *terminal = start_over_ssh(desk);
	char *link, *address, *text, *code, *wrong;

	terminal_expect(terminal, "Waiting for the browser");
	link = person_reads_link(terminal);
	wrong = wrong_address(link);
	login_desk_paste(terminal, wrong);
	terminal_expect(terminal, "belongs to another login");
	login_desk_paste(terminal, "nonsense");
	terminal_expect(terminal, "not the address");
	assert_int_equal(
	    demo_service_count(desk->service, "POST /api/auth/token"), 0);
	address = person_decides(link, "login");
	text = wrapped(address);
	login_desk_paste(terminal, text);
	terminal_expect(terminal, "20 of 20");
	/* Nothing that works like a password was ever shown. */
	code = strstr(address, "code=");
	assert_null(strstr(terminal_raw(terminal, NULL), code));
	keyrack_quit(terminal);
	free(link);
	free(address);
	free(text);
	free(wrong);
}

static void
login_waits_on_when_wrong_answers_come(void **state)
{
	const struct login_desk *desk = *state;
	struct terminal *terminal = start_over_ssh(desk);
	char *link, *address, *wrong;

	terminal_expect(terminal, "Waiting for the browser");
	link = person_reads_link(terminal);
	wrong = wrong_address(link);
	assert_true(person_returns(wrong) >= 400);
	address = person_decides(link, "refuse");
	assert_int_equal(person_returns(address), 200);
	terminal_expect(terminal, "access_denied");
	terminal_expect(terminal, "Waiting for the browser");
	assert_int_equal(
	    demo_service_count(desk->service, "POST /api/auth/token"), 0);
	log_in(terminal);
	keyrack_quit(terminal);
	free(link);
	free(address);
	free(wrong);
}

/* Its letters are commands: q would leave, A list the accounts. */
static void
login_takes_paste_when_gnu_screen_does_not_mark_it(void **state)
{
	const struct login_desk *desk = *state;
	struct terminal *terminal = login_desk_start(desk, "http://localhost:0",
	    "SSH_CONNECTION=192.0.2.1 40000 192.0.2.7 22", "STY=1.screen");
	char *link, *address;

	terminal_expect(terminal, "Waiting for the browser");
	link = person_reads_link(terminal);
	address = person_decides(link, "login");
	terminal_send(terminal, "A paste quite without an address\rq\r");
	terminal_expect(terminal, "Address: ****************");
	terminal_send(terminal, "\025");
	terminal_expect(terminal, "Address:  ");
	terminal_send(terminal, address);
	terminal_expect(terminal, "20 of 20");
	assert_int_equal(login_desk_token_calls(desk), 1);
	keyrack_quit(terminal);
	free(link);
	free(address);
}

static void
form_goes_on_when_the_session_ends_in_it(void **state)
{
	static const char *const refusal[] = { "--fault",
		"POST /api/auth/api-keys=status:401,times:1", NULL };
	struct demo_service *service = demo_service_new(refusal);
	struct terminal *terminal = keyrack_on(service);
	char *link, *address;

	(void)state;
	terminal_expect(terminal, "20 of 20");
	terminal_send(terminal, "nkept name\r");
	terminal_expect(terminal, "Log in");
	terminal_expect(terminal, "KEYRACK_TOKEN was not accepted");
	terminal_expect(terminal, "Waiting for the browser");
	link = person_reads_link(terminal);
	address = person_decides(link, "login");
	assert_int_equal(person_returns(address), 200);
	terminal_expect(terminal, "API key created");
	terminal_expect(terminal, "kept name");
	assert_int_equal(
	    demo_service_count(service, "POST /api/auth/api-keys"), 2);
	terminal_send(terminal, "\r");
	keyrack_quit(terminal);
	free(link);
	free(address);
}

static void
demo_logs_in_again_when_it_was_logged_out(void **state)
{
	struct terminal *terminal = keyrack_demo();

	(void)state;
	terminal_expect(terminal, "20 of 20");
	terminal_send(terminal, "L");
	terminal_expect(terminal, "Logged out.");
	terminal_expect(terminal, "Waiting for the browser");
	log_in(terminal);
	keyrack_quit(terminal);
}

/* By itself: nobody presses a key. */
static void
login_goes_on_when_the_first_answers_are_faults(void **state)
{
	static const char *const arguments[] = { "--fault",
		"GET /api/auth=status:503,times:2", NULL };
	const struct login_desk *desk;
	struct terminal *terminal;

	login_desk_setup_with(state, arguments);
	desk = *state;
	terminal = login_desk_start_over_ssh(desk, "http://localhost:0");
	terminal_expect(terminal, "Asking again in");
	terminal_expect(terminal, "Waiting for the browser");
	assert_int_equal(demo_service_count(desk->service, "GET /api/auth"), 3);
	keyrack_quit(terminal);
}

#define TEST(function)                   \
	cmocka_unit_test_setup_teardown( \
	    function, login_desk_setup, login_desk_teardown)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(session_is_kept_until_logout_when_logged_in_over_ssh),
		TEST(browser_is_started_once_when_the_person_sits_here),
		TEST(pasted_address_logs_in_when_wrapped_and_quoted),
		TEST(login_waits_on_when_wrong_answers_come),
		TEST(login_takes_paste_when_gnu_screen_does_not_mark_it),
		TEST(form_goes_on_when_the_session_ends_in_it),
		TEST(demo_logs_in_again_when_it_was_logged_out),
		cmocka_unit_test_teardown(
		    login_goes_on_when_the_first_answers_are_faults,
		    login_desk_teardown),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
