/* SPDX-License-Identifier: ISC */
/* Two programs write one ledger at once; what one wrote the next one has. */
#include "config.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include <fcntl.h>
#include <glob.h>
#include <sys/file.h>
#include <unistd.h>

#include "auth/ledger_file.h"
#include "base/date.h"
#include "base/xmalloc.h"
#include "support/keyrack.h"
#include "support/person.h"

#define DEEDS 5

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
expect_end(struct terminal *terminal)
{
	terminal_send(terminal, "q");
	assert_int_equal(terminal_expect_end(terminal), 0);
}

static void
load(const struct demo_service *service, const char *folder,
    struct ledger *ledger)
{
	const char *url = strchr(demo_service_environment(service)[0], '=') + 1;
	char *path = xasprintf("%s/keyrack", folder);
	struct ledger_file *file = ledger_file_new(path, "default", url);
	struct error error;

	assert_int_equal(
	    ledger_file_load(file, ledger, &error), LEDGER_FILE_READ);
	ledger_file_free(file);
	free(path);
}

static size_t
count(const struct ledger *ledger, enum ledger_word deed)
{
	size_t found = 0;

	for (size_t i = 0; i < ledger->count; i++)
		found += ledger->entries[i].when_ms[deed] != DATE_NONE;
	return found;
}

/* One reveals from above, the other renames from below, at the same time. */
static void
do_both(struct terminal *one, struct terminal *other, int round)
{
	char *keys = xasprintf("%s#%d\r", round == 0 ? "Gr" : "kr", round);
	char *renamed = xasprintf("#%d”", round);

	terminal_send(one, round == 0 ? "v" : "jv");
	terminal_send(other, keys);
	terminal_expect(one, "Hidden in");
	terminal_expect(other, renamed);
	terminal_send(one, "\033");
	terminal_expect_gone(one, "Hidden in");
	free(renamed);
	free(keys);
}

/* A service, and where its ledger is kept. */
struct home {
	struct demo_service *service;
	char *place; /* the variable whose value is the folder */
	const char *folder;
	const char *environment[8];
};

static void
open_home(struct home *home)
{
	char *place = xstrdup("XDG_STATE_HOME=/tmp/keyrack-ledger-XXXXXX");
	struct demo_service *service = demo_service_new(NULL);

	*home = (struct home){ service, place, mkdtemp(strchr(place, '/')),
		{ demo_service_environment(service)[0], "KEYRACK_TOKEN", place,
		    "DISPLAY", "WAYLAND_DISPLAY",
		    "SSH_CONNECTION=192.0.2.1 50000 192.0.2.2 22", NULL } };
	assert_non_null(home->folder);
}

static void
close_home(struct home *home)
{
	char *command = xasprintf("rm -rf '%s'", home->folder);

	assert_int_equal(system(command), 0);
	free(command);
	free(home->place);
}

static void
ledger_has_all_facts_when_two_programs_write_it(void **state)
{
	struct home home;
	struct terminal *one, *other;
	struct ledger ledger = { 0 };

	(void)state;
	open_home(&home);
	one = keyrack_with(home.environment, 80, 24);
	log_in(one);
	other = keyrack_with(home.environment, 80, 24);
	terminal_expect(other, "20 of 20");
	for (int round = 0; round < DEEDS; round++)
		do_both(one, other, round);
	/* What another program wrote is known here after a reload. */
	terminal_send(one, "G\033[15~");
	terminal_expect(one, "20 API keys are loaded");
	terminal_send(one, "\r");
	terminal_expect(one, "Renamed here");
	terminal_send(one, "\033");
	terminal_expect_gone(one, "Renamed here");
	expect_end(one);
	expect_end(other);
	load(home.service, home.folder, &ledger);
	assert_int_equal(ledger.count, 2 * DEEDS);
	assert_int_equal(count(&ledger, LEDGER_REVEALED), DEEDS);
	assert_int_equal(count(&ledger, LEDGER_RENAMED), DEEDS);
	ledger_clear(&ledger);
	close_home(&home);
}

/* Locks the one ledger of the folder as who writes it anew: a descriptor. */
static int
lock(const char *folder)
{
	char *pattern = xasprintf("%s/keyrack/*.ledger.lock", folder);
	glob_t found;
	int fd;

	assert_int_equal(glob(pattern, 0, NULL, &found), 0);
	assert_int_equal(found.gl_pathc, 1);
	fd = open(found.gl_pathv[0], O_RDWR | O_CLOEXEC);
	assert_int_equal(flock(fd, LOCK_EX), 0);
	globfree(&found);
	free(pattern);
	return fd;
}

static void
reveal(struct terminal *terminal, const char *keys)
{
	terminal_send(terminal, keys);
	terminal_expect(terminal, "Hidden in");
	terminal_send(terminal, "\033");
	terminal_expect_gone(terminal, "Hidden in");
}

static void
ledger_has_all_facts_when_it_is_locked_at_the_end(void **state)
{
	struct home home;
	struct terminal *terminal;
	struct ledger ledger = { 0 };
	int fd;

	(void)state;
	open_home(&home);
	terminal = keyrack_with(home.environment, 80, 24);
	log_in(terminal);
	reveal(terminal, "v");
	fd = lock(home.folder);
	reveal(terminal, "jv");
	terminal_send(terminal, "q");
	/* It is waiting now, or has lost the line. */
	terminal_listen(terminal, 300);
	close(fd);
	assert_int_equal(terminal_expect_end(terminal), 0);
	load(home.service, home.folder, &ledger);
	assert_int_equal(count(&ledger, LEDGER_REVEALED), 2);
	ledger_clear(&ledger);
	/* For ever is too long, but it is said. */
	terminal = keyrack_with(home.environment, 80, 24);
	terminal_expect(terminal, "20 of 20");
	fd = lock(home.folder);
	reveal(terminal, "jjv");
	expect_end(terminal);
	terminal_expect(terminal, "keyrack: the ledger was not written: ");
	close(fd);
	close_home(&home);
}

/* What is on the screen of a program that only prints; it must end well. */
static void
expect_listed(const char *const *environment, const char *filter,
    const char *text, const char *other)
{
	const char *const argv[] = { terminal_program("keyrack"), "list",
		"--sort", "-used", "--filter", filter, NULL };
	struct terminal_options options = { .argv = argv,
		.environment = environment };
	struct terminal *terminal = terminal_new(&options);

	assert_int_equal(terminal_expect_end(terminal), 0);
	assert_true(terminal_shows(terminal, text));
	assert_false(terminal_shows(terminal, other));
	terminal_free(terminal);
}

static void
note_use_and_column_come_back_when_started_again(void **state)
{
	struct home home;
	struct terminal *terminal;

	(void)state;
	open_home(&home);
	terminal = keyrack_with(home.environment, 80, 24);
	log_in(terminal);
	terminal_send(terminal, "e夜間 for ada");
	terminal_expect(terminal, "夜間 for ada");
	terminal_send(terminal, "\tprod,web\r");
	terminal_expect(terminal, "Noted what you wrote about");
	terminal_send(terminal, "CG \rs");
	terminal_expect(terminal, "USED HERE ↑");
	assert_false(terminal_shows(terminal, " just now"));
	terminal_send(terminal, "v");
	terminal_expect(terminal, "Hidden in");
	terminal_send(terminal, "\033");
	/* It goes to the end, and the cursor with it. */
	terminal_expect(terminal, " just now");
	expect_end(terminal);
	terminal_free(terminal);
	terminal = keyrack_with(home.environment, 80, 24);
	terminal_expect(terminal, "by last use ↑");
	terminal_expect(terminal, " never");
	terminal_send(terminal, "/tag:PROD\r");
	terminal_expect(terminal, "1 of 20");
	terminal_expect_gone(terminal, " never");
	terminal_send(terminal, "\r");
	terminal_expect(terminal, "夜間 for ada");
	terminal_expect(terminal, "prod web");
	terminal_expect(terminal, "Used here");
	terminal_send(terminal, "\033");
	terminal_expect_gone(terminal, "Used here");
	expect_end(terminal);
	terminal_free(terminal);
	expect_listed(home.environment, "note:ada", "nxk_", "never");
	expect_listed(
	    home.environment, "expires<99999y !tag:web", "never", " now");
	close_home(&home);
}

/* The list of the other one was loaded before there was a note. */
static void
note_is_not_lost_when_two_programs_write_it(void **state)
{
	struct home home;
	struct terminal *one, *other;

	(void)state;
	open_home(&home);
	one = keyrack_with(home.environment, 80, 24);
	log_in(one);
	other = keyrack_with(home.environment, 80, 24);
	terminal_expect(other, "20 of 20");
	terminal_send(one, "efor ada\r");
	terminal_expect(one, "Noted what you wrote about");
	terminal_send(other, "e, for bob");
	terminal_expect(other, "for ada, for bob");
	/* What is written while the form is open is asked about. */
	terminal_send(one, "e, for eve");
	terminal_expect(one, "for eve");
	terminal_send(one, "\r");
	terminal_expect_gone(one, "for eve");
	terminal_send(other, "\r");
	terminal_expect(other, "Another keyrack has changed this");
	/* Keys that come at once find the form as it is by then. */
	terminal_send(other, "\033");
	terminal_expect_gone(other, "for bob");
	terminal_send(other, "e, for bob\r\r");
	terminal_expect(other, "for ada, for eve, for bob");
	terminal_send(other, "\033");
	terminal_expect_gone(other, "for bob");
	expect_end(one);
	expect_end(other);
	close_home(&home);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_teardown(
		    ledger_has_all_facts_when_two_programs_write_it,
		    keyrack_end_all),
		cmocka_unit_test_teardown(
		    note_is_not_lost_when_two_programs_write_it,
		    keyrack_end_all),
		cmocka_unit_test_teardown(
		    note_use_and_column_come_back_when_started_again,
		    keyrack_end_all),
		cmocka_unit_test_teardown(
		    ledger_has_all_facts_when_it_is_locked_at_the_end,
		    keyrack_end_all),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
