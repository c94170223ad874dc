/* SPDX-License-Identifier: ISC */
/* Tells by its speed what was pasted without marks around it. */
#ifndef KEYRACK_UI_BURST_H
#define KEYRACK_UI_BURST_H

#include <stddef.h>

/* How long after its last byte a burst is over. */
#define BURST_MS 20

enum burst {
	BURST_NONE,  /* keys: few, or some held down one after another */
	BURST_MAYBE, /* different characters at once, but few until now */
	BURST_PASTE, /* more than a person types at once */
};

/*
 * What these bytes are, which have come in at once. Characters alone count:
 * arrows and reports of the mouse come as fast as they like, and what the
 * terminal itself marks as a paste is none of this.
 */
enum burst burst_judge(const char *bytes, size_t length);

#endif
