/* SPDX-License-Identifier: ISC */
/* A program on a pseudo-terminal, with a supervisor in the shell's place. */
#ifndef KEYRACK_TESTS_SUPPORT_PROGRAM_H
#define KEYRACK_TESTS_SUPPORT_PROGRAM_H

#include <stdbool.h>
#include <sys/types.h>
#include <termios.h>

/*
 * The supervisor leads the session, so that the program can be stopped and
 * continued as under a shell; it adopts what the program leaves behind, and
 * so knows when the last of it has gone. It ignores hang-ups: the program
 * has to notice by itself that its terminal has gone.
 */
struct program {
	int master;
	int slave;   /* kept open to look at the terminal afterwards */
	int reports; /* what the supervisor has to say */
	pid_t supervisor;
	pid_t pid;
	struct termios before;
	bool is_stopped;
	bool has_ended;
	int status;    /* as waitpid tells it, once it has ended */
	bool all_gone; /* nor has it left any process behind */
};

struct program_options {
	const char *const *argv;
	/* "NAME=value" sets, "NAME" unsets; ends with NULL. */
	const char *const *environment;
	const char *home; /* becomes HOME and the working directory */
	int columns, rows;
};

/*
 * Starts it; the words of KEYRACK_UNDER in the environment are put before
 * the command. False, with errno, when no terminal can be had. Release with
 * program_end.
 */
bool program_start(
    struct program *program, const struct program_options *options);

/* Kills what still runs and closes everything. */
void program_end(struct program *program);

/* Takes in what the supervisor said. Never waits. */
void program_look(struct program *program);

void program_signal(struct program *program, int signal);
void program_resize(struct program *program, int columns, int rows);

/* Closes the terminal, as a terminal window that is closed does. */
void program_hang_up(struct program *program);

/* Whether the terminal's modes are as they were before the start. */
bool program_has_same_modes(const struct program *program);

/* How often the program has given up the processor to wait; -1: unknown. */
long program_waits(const struct program *program);

#endif
