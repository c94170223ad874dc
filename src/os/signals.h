/* SPDX-License-Identifier: ISC */
/* Signals become bytes in a pipe, and a crash gives the terminal back. */
#ifndef KEYRACK_OS_SIGNALS_H
#define KEYRACK_OS_SIGNALS_H

#include <stdbool.h>
#include <stddef.h>
#include <termios.h>

#include "base/error.h"

/* What has come in since the last look; of SIGCHLD only that it woke us. */
struct signals_seen {
	bool has_resize;   /* SIGWINCH */
	bool has_suspend;  /* SIGTSTP */
	bool has_continue; /* SIGCONT */
	bool has_hangup;   /* SIGHUP */
	int fatal;         /* SIGTERM, SIGINT, SIGQUIT, SIGALRM, SIGUSR1; 0 */
};

/*
 * Installs the handlers (each writes one byte to a pipe) and ignores SIGPIPE
 * and SIGXFSZ. To be called once, after the terminal's own handlers.
 */
bool signals_open(struct error *err);

/* The pipe's readable end, for waiting. */
int signals_fd(void);

/*
 * Empties the pipe. Never waits. A signal that ends the program and is not
 * read within two seconds, since a write waits for a terminal or a reader, ends
 * it by itself, with the terminal given back.
 */
void signals_read(struct signals_seen *seen);

/*
 * Stops this process as SIGTSTP does by default; returns when continued. In
 * between, a terminal that is guarded has the modes that it is guarded with.
 */
void signals_stop_self(void);

/* Ends this process by this signal's default action. */
void signals_die_by(int signal);

/*
 * On SIGSEGV, SIGBUS, SIGABRT, SIGFPE, SIGILL: writes these bytes to the
 * terminal (prepared beforehand; lent for good), gives it these modes (NULL:
 * leaves them as they are), and dies by the signal. length 0 disarms.
 */
void signals_guard_terminal(
    int fd, const struct termios *modes, const char *bytes, size_t length);

#endif
