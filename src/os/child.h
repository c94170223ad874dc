/* SPDX-License-Identifier: ISC */
/* Starts other programs by their words, never by a shell. */
#ifndef KEYRACK_OS_CHILD_H
#define KEYRACK_OS_CHILD_H

/*
 * What a program gets as its standard descriptors; -1 stands for /dev/null.
 * They are lent, and are to be closed on exec.
 */
struct child_stdio {
	int input, output, errors;
};

/*
 * Starts the program of the first word, found by PATH, in a session of its
 * own: without the terminal, without our other descriptors, with all signals
 * as by default and our environment. `words` ends with NULL. *pid, which also
 * numbers its process group, is to be reaped. Returns 0 or an errno.
 */
int child_start(char *const words[], const struct child_stdio *stdio, int *pid);

#endif
