/* SPDX-License-Identifier: ISC */
/* Where the person sits: before this machine, or at the far end of SSH. */
#ifndef KEYRACK_OS_PLACE_H
#define KEYRACK_OS_PLACE_H

#include <stdbool.h>

/* What the environment shows; NULL where it shows nothing. All are lent. */
struct place_signs {
	const char *ssh_connection; /* "client port server port" */
	const char *ssh_tty;
	const char *display;
	const char *wayland_display;
	const char *user; /* the login name */
	const char *host; /* this machine's name, for itself */
};

struct place {
	bool is_over_ssh;
	bool has_display;
	/*
	 * How this machine is reached, for ssh's command line: "ada@host", or
	 * "-p 2222 ada@host"; NULL if that is not known.
	 */
	char *ssh_target;
};

/* Release with place_clear. */
void place_find(const struct place_signs *signs, struct place *out);
void place_clear(struct place *place);

/* Of this process. */
void place_here(struct place *out);

#endif
