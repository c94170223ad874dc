/* SPDX-License-Identifier: ISC */
/* The waits of terminal.h: each ends with the claim or fails the test. */
#include "config.h"

#include "support/terminal.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include <stdio.h>

#define DEADLINE_MS 20000
#define TURN_MS 5

static void
print_screen(struct terminal *terminal)
{
	const char *c = terminal_screen(terminal);

	printf("#  |");
	for (; *c; c++) {
		putchar(*c);
		if (*c == '\n' && c[1])
			printf("#  |");
	}
	fflush(stdout);
}

/* A claim about the terminal; the subject is a text, or whatever it needs. */
typedef bool claim(struct terminal *terminal, const void *subject);

static bool
becomes_true(struct terminal *terminal, claim *is_true, const void *subject)
{
	long end = terminal_clock() + terminal_patience(DEADLINE_MS);

	while (!is_true(terminal, subject)) {
		if (terminal_clock() >= end)
			return false;
		/* Nothing more comes from a program that has gone. */
		if (terminal_process(terminal)->all_gone)
			end = terminal_clock();
		terminal_listen(terminal, TURN_MS);
	}
	return true;
}

static bool
shows(struct terminal *terminal, const void *text)
{
	return terminal_shows(terminal, text);
}

void
terminal_expect(struct terminal *terminal, const char *text)
{
	if (becomes_true(terminal, shows, text))
		return;
	print_screen(terminal);
	fail_msg("\"%s\" did not come onto the screen", text);
}

static bool
lacks(struct terminal *terminal, const void *text)
{
	return !terminal_shows(terminal, text);
}

void
terminal_expect_gone(struct terminal *terminal, const char *text)
{
	if (becomes_true(terminal, lacks, text))
		return;
	print_screen(terminal);
	fail_msg("\"%s\" stays on the screen", text);
}

static bool
has_written(struct terminal *terminal, const void *bytes)
{
	return strstr(terminal_raw(terminal, NULL), bytes) != NULL;
}

void
terminal_expect_raw(struct terminal *terminal, const char *bytes)
{
	if (!becomes_true(terminal, has_written, bytes))
		fail_msg("the program did not write what was expected");
}

static bool
is_stopped(struct terminal *terminal, const void *nothing)
{
	(void)nothing;
	return terminal_process(terminal)->is_stopped;
}

void
terminal_expect_stopped(struct terminal *terminal)
{
	if (!becomes_true(terminal, is_stopped, NULL))
		fail_msg("the program did not stop");
}

static bool
has_gone(struct terminal *terminal, const void *nothing)
{
	(void)nothing;
	return terminal_process(terminal)->all_gone;
}

int
terminal_expect_end(struct terminal *terminal)
{
	if (!becomes_true(terminal, has_gone, NULL)) {
		if (!terminal_process(terminal)->has_ended)
			print_screen(terminal);
		fail_msg("%s", terminal_process(terminal)->has_ended
		                   ? "a process is left behind"
		                   : "the program did not end");
	}
	/* What was written just before the end. */
	terminal_listen(terminal, TURN_MS);
	return terminal_process(terminal)->status;
}

static bool
is_blank(const char *text)
{
	return text[strspn(text, " \n")] == '\0';
}

void
terminal_expect_same(struct terminal *terminal, struct terminal *other)
{
	long end = terminal_clock() + terminal_patience(DEADLINE_MS);
	const char *screen;

	do {
		terminal_listen(other, TURN_MS);
		terminal_listen(terminal, TURN_MS);
		screen = terminal_screen(terminal);
		if (!is_blank(screen) &&
		    strcmp(screen, terminal_screen(other)) == 0)
			return;
	} while (terminal_clock() < end);
	print_screen(terminal);
	print_screen(other);
	fail_msg("the screens differ");
}

/* Whether a private mode (DECSET) was last switched on. */
static bool
mode_is_on(const struct terminal *terminal, const char *mode)
{
	char on[32], off[32];
	const char *last_on = NULL, *last_off = NULL, *at;
	const char *raw = terminal_raw(terminal, NULL);

	snprintf(on, sizeof(on), "\033[?%sh", mode);
	snprintf(off, sizeof(off), "\033[?%sl", mode);
	for (at = raw; (at = strstr(at, on)); at++)
		last_on = at;
	for (at = raw; (at = strstr(at, off)); at++)
		last_off = at;
	return last_on && (!last_off || last_off < last_on);
}

static bool
is_restored(struct terminal *terminal, const void *nothing)
{
	(void)nothing;
	return program_has_same_modes(terminal_process(terminal)) &&
	       !terminal_is_on_alternate_screen(terminal) &&
	       terminal_has_cursor(terminal) && !mode_is_on(terminal, "2004") &&
	       !mode_is_on(terminal, "1000") && !mode_is_on(terminal, "1002") &&
	       !mode_is_on(terminal, "1006") && !mode_is_on(terminal, "2026");
}

void
terminal_expect_restored(struct terminal *terminal)
{
	if (becomes_true(terminal, is_restored, NULL))
		return;
	printf("# termios %s, %s screen, cursor %s, paste mode %s\n",
	    program_has_same_modes(terminal_process(terminal)) ? "same"
	                                                       : "changed",
	    terminal_is_on_alternate_screen(terminal) ? "alternate" : "main",
	    terminal_has_cursor(terminal) ? "shown" : "hidden",
	    mode_is_on(terminal, "2004") ? "on" : "off");
	fail_msg("the terminal is not as it was");
}
