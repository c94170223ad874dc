/* SPDX-License-Identifier: ISC */
/* keyrack on the screen: one account after the other, until it is left. */
#ifndef KEYRACK_SCREEN_H
#define KEYRACK_SCREEN_H

#include "os/locale.h"
#include "program.h"

/*
 * Runs until the person leaves, and gives the terminal back. Does not return
 * when a signal ends it: then the program is released, and the process dies
 * by that signal.
 */
enum status screen_run(struct program *program, struct locale_choice locale);

#endif
