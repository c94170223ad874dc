/* SPDX-License-Identifier: ISC */
/* Each key of a command does on the screen what the help says of it. */
#include "config.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "support/keyrack.h"

#define ESCAPE "\033"
#define UP "\033[A"
#define DOWN "\033[B"
#define END "\033[F"
#define HOME "\033[H"
#define DELETE "\033[3~"
#define PAGE_UP "\033[5~"
#define PAGE_DOWN "\033[6~"
#define SHIFT_TAB "\033[Z"
#define F1 "\033OP"
#define F5 "\033[15~"
#define CONTROL_B "\002"
#define CONTROL_F "\006"
#define CONTROL_R "\022"

#define FIRST "> old laptop"
#define SECOND "> intern"
#define LAST "> mobile-app"

/* What comes onto the screen, and what goes from it; NULL: nothing. */
struct step {
	const char *keys;
	const char *comes, *goes;
};

static void
take_steps(const struct step *steps, size_t count)
{
	struct terminal *terminal = keyrack_demo();

	terminal_expect(terminal, "20 of 20");
	terminal_expect(terminal, FIRST);
	for (size_t i = 0; i < count; i++) {
		terminal_send(terminal, steps[i].keys);
		if (steps[i].comes != NULL)
			terminal_expect(terminal, steps[i].comes);
		if (steps[i].goes != NULL)
			terminal_expect_gone(terminal, steps[i].goes);
	}
	keyrack_quit(terminal);
}

#define TAKE(steps) take_steps(steps, sizeof(steps) / sizeof((steps)[0]))

static void
keys_move_when_the_table_has_the_focus(void **state)
{
	static const struct step steps[] = {
		{ DOWN, SECOND, FIRST },
		{ UP, FIRST, SECOND },
		{ "j", SECOND, FIRST },
		{ "k", FIRST, SECOND },
		{ PAGE_DOWN, NULL, FIRST },
		{ PAGE_UP, FIRST, NULL },
		{ CONTROL_F, NULL, FIRST },
		{ CONTROL_B, FIRST, NULL },
		{ "G", LAST, FIRST },
		{ "g", FIRST, LAST },
		{ END, LAST, FIRST },
		{ HOME, FIRST, LAST },
	};

	(void)state;
	TAKE(steps);
}

static void
keys_mark_when_they_are_those_of_marks(void **state)
{
	static const struct step steps[] = {
		{ " ", "1 marked", FIRST },
		{ "a", "20 marked", NULL },
		{ "i", NULL, "20 marked" },
		{ "V", NULL, NULL },
		{ "j", "*prod-extract", NULL },
		{ "\r", "2 marked", NULL },
		{ ESCAPE, NULL, "2 marked" },
		/* Marks go first, then the filter. */
		{ "/ci-bot\r", "1 of 20", NULL },
		{ " ", "1 marked", NULL },
		{ ESCAPE, "1 of 20", "1 marked" },
		{ ESCAPE, "20 of 20", NULL },
	};

	(void)state;
	TAKE(steps);
}

static void
keys_change_the_table_when_they_are_those_of_the_list(void **state)
{
	static const struct step steps[] = {
		{ "s", "by name ↑", "by expiry" },
		{ "S", "by name ↓", "by name ↑" },
		{ "f", "─ expiring", NULL },
		{ "f", "─ expired", "─ expiring" },
		{ "C", "Columns", NULL },
		{ ESCAPE, NULL, "Columns" },
		{ F5, "API keys are loaded", NULL },
		{ "\t", NULL, NULL },
		{ SHIFT_TAB, NULL, NULL },
		{ CONTROL_R, "API keys are loaded", NULL },
	};

	(void)state;
	TAKE(steps);
}

static void
keys_open_what_is_done_with_an_apikey(void **state)
{
	static const struct step steps[] = {
		{ "\r", "Details", NULL },
		{ ESCAPE, NULL, "Details" },
		{ "n", "New API key", NULL },
		{ ESCAPE, NULL, "New API key" },
		{ "r", "Rename API key", NULL },
		{ ESCAPE, NULL, "Rename API key" },
		{ "e", "Note on the API key", NULL },
		{ ESCAPE, NULL, "Note on the API key" },
		{ "d", "Delete API key", NULL },
		{ ESCAPE, NULL, "Delete API key" },
		{ DELETE, "Delete API key", NULL },
		{ "y", "u keeps it", "Delete API key" },
		{ "u", "Kept", "u keeps it" },
		{ "t", "Rotate API key", NULL },
		{ ESCAPE, NULL, "Rotate API key" },
		{ "v", "Hidden in", NULL },
		{ ESCAPE, NULL, "Hidden in" },
		{ "y", "clipboard 4", NULL },
		{ "Y", "Id of", NULL },
	};

	(void)state;
	TAKE(steps);
}

static void
keys_open_what_belongs_to_the_program(void **state)
{
	static const struct step steps[] = {
		{ ":", "┌ Commands ", NULL },
		{ ESCAPE, NULL, "┌ Commands " },
		{ "?", "┌ Help ", NULL },
		{ ESCAPE, NULL, "┌ Help " },
		{ F1, "┌ Help ", NULL },
		{ ESCAPE, NULL, "┌ Help " },
		{ "M", "┌ Messages ", NULL },
		{ ESCAPE, NULL, "┌ Messages " },
		{ "A", "┌ Accounts ", NULL },
		{ ESCAPE, NULL, "┌ Accounts " },
		{ "\014", FIRST, NULL },
	};

	(void)state;
	TAKE(steps);
}

/* The palette runs what it finds, and the login screen stands over the rest. */
static void
keys_log_out_when_it_is_l(void **state)
{
	struct terminal *terminal = keyrack_demo();

	(void)state;
	terminal_expect(terminal, "20 of 20");
	terminal_send(terminal, ":log out");
	terminal_expect(terminal, "1 command");
	/* The words first, then the list. */
	terminal_send(terminal, ESCAPE);
	terminal_expect_gone(terminal, "1 command");
	terminal_send(terminal, ESCAPE);
	terminal_expect_gone(terminal, "┌ Commands ");
	terminal_send(terminal, "L");
	terminal_expect(terminal, "┌ Log in ");
	terminal_send(terminal, "q");
	terminal_expect_end(terminal);
}

#define TEST(function) cmocka_unit_test_teardown(function, keyrack_end_all)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(keys_move_when_the_table_has_the_focus),
		TEST(keys_mark_when_they_are_those_of_marks),
		TEST(keys_change_the_table_when_they_are_those_of_the_list),
		TEST(keys_open_what_is_done_with_an_apikey),
		TEST(keys_open_what_belongs_to_the_program),
		TEST(keys_log_out_when_it_is_l),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
