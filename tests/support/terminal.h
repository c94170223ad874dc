/* SPDX-License-Identifier: ISC */
/* A terminal for tests: libvterm before a program on a pseudo-terminal. */
#ifndef KEYRACK_TESTS_SUPPORT_TERMINAL_H
#define KEYRACK_TESTS_SUPPORT_TERMINAL_H

#include <stdbool.h>
#include <stddef.h>

#include "support/program.h"

struct terminal;

/* How a program is started; all but argv may be left zero. */
struct terminal_options {
	const char *const *argv;
	const char *const *environment; /* as program.h says */
	int columns, rows;              /* 0: 80 and 24 */
};

/*
 * Starts the program in an empty home of its own. Release with terminal_free,
 * which accepts NULL and takes the home away. Skips the test where there are
 * no pseudo-terminals.
 */
struct terminal *terminal_new(const struct terminal_options *options);
void terminal_free(struct terminal *terminal);

/* A teardown for cmocka: frees what a test that failed left open. */
int terminal_end_all(void **state);

/* The path of a program that was built, lent for good. */
const char *terminal_program(const char *name);

/* Changes. */

void terminal_send(struct terminal *terminal, const char *keys);
void terminal_send_bytes(
    struct terminal *terminal, const char *bytes, size_t length);
void terminal_resize(struct terminal *terminal, int columns, int rows);
void terminal_signal(struct terminal *terminal, int signal);
void terminal_hang_up(struct terminal *terminal);

/* Takes in what comes within so many milliseconds. */
void terminal_listen(struct terminal *terminal, int milliseconds);

/*
 * Waits. Each takes in what the program writes until the claim is true; if it
 * does not become true in good time, the screen is printed and the test
 * fails.
 */
void terminal_expect(struct terminal *terminal, const char *text);
void terminal_expect_gone(struct terminal *terminal, const char *text);
void terminal_expect_raw(struct terminal *terminal, const char *bytes);
void terminal_expect_stopped(struct terminal *terminal);
/* Also that no process is left over. Returns the status as of waitpid. */
int terminal_expect_end(struct terminal *terminal);
/* Both screens must come to show the same, and not nothing. */
void terminal_expect_same(struct terminal *terminal, struct terminal *other);
/* Main screen, visible cursor, no mode left on, termios as before. */
void terminal_expect_restored(struct terminal *terminal);

/* Questions. What is lent lives until more is taken in. */

/* The rows as UTF-8, each with a newline, without blanks at their ends. */
const char *terminal_screen(struct terminal *terminal);
bool terminal_shows(struct terminal *terminal, const char *text);
bool terminal_is_on_alternate_screen(const struct terminal *terminal);
bool terminal_has_cursor(const struct terminal *terminal);

/* All bytes that the program has written so far. */
const char *terminal_raw(const struct terminal *terminal, size_t *length);

const struct program *terminal_process(const struct terminal *terminal);
const char *terminal_home(const struct terminal *terminal);

/* How many files the program left in its home. */
size_t terminal_files_left(const struct terminal *terminal);

/* Milliseconds of the steady clock, and how slow it may be under valgrind. */
long terminal_clock(void);
long terminal_patience(long milliseconds);

#endif
