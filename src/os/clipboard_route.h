/* SPDX-License-Identifier: ISC */
/* Which routes lead to the person's clipboard, and the programs of each. */
#ifndef KEYRACK_OS_CLIPBOARD_ROUTE_H
#define KEYRACK_OS_CLIPBOARD_ROUTE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/clipboard_news.h"

/* The setting `clipboard`. */
enum clipboard_choice {
	CLIPBOARD_AUTO,
	CLIPBOARD_BY_TMUX,
	CLIPBOARD_BY_OSC52,
	CLIPBOARD_BY_WL_COPY,
	CLIPBOARD_BY_XCLIP,
	CLIPBOARD_BY_XSEL,
	CLIPBOARD_BY_PBCOPY,
	CLIPBOARD_OFF,
};

/* "auto", "tmux", "osc52" …; false for any other word. */
bool clipboard_choice_of_word(const char *word, enum clipboard_choice *out);

/* Where the person sits, as far as clipboards are concerned. */
struct clipboard_place {
	bool is_over_ssh;
	bool has_wayland, has_x;
	bool is_mac;
	bool is_in_tmux, is_in_screen;
	bool has_osc52; /* the terminal is of a kind that knows it */
};

/* As the environment shows; is_over_ssh and has_osc52 are the caller's. */
void clipboard_place_here(struct clipboard_place *place);

/*
 * The routes in the order in which they are to be tried; returns how many.
 * Over SSH only the terminal leads to where the person is: a program of this
 * machine would succeed with the wrong clipboard. A choice is taken by its
 * word, with nothing to fall back on.
 */
size_t clipboard_routes(const struct clipboard_place *place,
    enum clipboard_choice choice, enum clipboard_route routes[ROUTE_COUNT]);

/* What is to be run; words[0] is NULL where there is nothing to run. */
#define CLIPBOARD_WORDS_MAX 7

struct clipboard_programs {
	/* Asks whether it can be done: it must print `needed`. */
	const char *ask[CLIPBOARD_WORDS_MAX];
	const char *needed;
	/*
	 * Succeeds where the server behind it can be reached; changes nothing,
	 * and reads nothing that was copied. NULL: nothing harmless does.
	 */
	const char *reach[CLIPBOARD_WORDS_MAX];
	const char *copy[CLIPBOARD_WORDS_MAX];
	const char *read[CLIPBOARD_WORDS_MAX];
	/* Overwrites, with a blank as its input, what has been handed on. */
	const char *overwrite[CLIPBOARD_WORDS_MAX];
	const char *clear[CLIPBOARD_WORDS_MAX]; /* its input is empty */
};

/* Static; routes of the terminal run nothing. */
const struct clipboard_programs *clipboard_programs(enum clipboard_route route);

#endif
