/* SPDX-License-Identifier: ISC */
/* Handlers that write one byte, and one that gives the terminal back. */
#include "config.h"

#include "os/signals.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* What handlers need, and nothing else: they cannot be given anything. */
static int pipe_ends[2] = { -1, -1 };
static struct {
	int fd;
	bool has_modes;
	struct termios modes;
	const char *bytes;
	volatile sig_atomic_t length;
} guard;

/* The one that ends the program and was not read yet; 0: none. */
static volatile sig_atomic_t unread;

/* Within that the loop reads what came, unless a write holds it up. */
#define PATIENCE_S 2

static const int told[] = { SIGWINCH, SIGTSTP, SIGCONT, SIGHUP, SIGTERM, SIGINT,
	SIGQUIT, SIGALRM, SIGUSR1, SIGCHLD };
static const int crashes[] = { SIGSEGV, SIGBUS, SIGABRT, SIGFPE, SIGILL };

static void
set_handler(int signal, void (*handler)(int), int flags)
{
	struct sigaction action;

	memset(&action, 0, sizeof(action));
	action.sa_handler = handler;
	action.sa_flags = flags;
	sigemptyset(&action.sa_mask);
	sigaction(signal, &action, NULL);
}

void
signals_die_by(int signal)
{
	sigset_t fatal;

	set_handler(signal, SIG_DFL, 0);
	sigemptyset(&fatal);
	sigaddset(&fatal, signal);
	sigprocmask(SIG_UNBLOCK, &fatal, NULL);
	raise(signal);
	_exit(128 + signal);
}

static bool
is_fatal(int signal)
{
	return signal != SIGWINCH && signal != SIGTSTP && signal != SIGCONT &&
	       signal != SIGCHLD;
}

/* A terminal that takes nothing must not hold up the end. */
static void
give_terminal_back(void)
{
	int flags = fcntl(guard.fd, F_GETFL);
	ssize_t done;

	if (guard.length == 0)
		return;
	fcntl(guard.fd, F_SETFL, flags | O_NONBLOCK);
	done = write(guard.fd, guard.bytes, (size_t)guard.length);
	fcntl(guard.fd, F_SETFL, flags);
	if (guard.has_modes)
		tcsetattr(guard.fd, TCSANOW, &guard.modes);
	(void)done;
}

/*
 * A full pipe loses nothing: each kind of signal counts only once. Nobody
 * reads it while a write waits for a terminal that stalls, or for a reader
 * that does not read: then the alarm ends the program.
 */
static void
tell(int signal)
{
	unsigned char byte = (unsigned char)signal;
	int saved = errno;
	ssize_t done;

	if (signal == SIGALRM && unread != 0) {
		give_terminal_back();
		signals_die_by(unread);
	}
	if (is_fatal(signal) && unread == 0) {
		unread = signal;
		alarm(PATIENCE_S);
	}
	done = write(pipe_ends[1], &byte, 1);
	(void)done;
	errno = saved;
}

static void
crash(int signal)
{
	give_terminal_back();
	/* SA_RESETHAND has put the default action back. */
	raise(signal);
}

bool
signals_open(struct error *err)
{
	size_t i;

	if (pipe2(pipe_ends, O_CLOEXEC | O_NONBLOCK) != 0)
		return error_set(
		    err, ERROR_SYSTEM, errno, "a pipe: %s", strerror(errno));
	for (i = 0; i < sizeof(told) / sizeof(told[0]); i++)
		set_handler(told[i], tell, SA_RESTART | SA_NOCLDSTOP);
	set_handler(SIGPIPE, SIG_IGN, 0);
	set_handler(SIGXFSZ, SIG_IGN, 0);
	return true;
}

int
signals_fd(void)
{
	return pipe_ends[0];
}

void
signals_read(struct signals_seen *seen)
{
	unsigned char bytes[64];
	ssize_t length, i;

	memset(seen, 0, sizeof(*seen));
	while ((length = read(pipe_ends[0], bytes, sizeof(bytes))) > 0)
		for (i = 0; i < length; i++) {
			if (bytes[i] == SIGWINCH)
				seen->has_resize = true;
			else if (bytes[i] == SIGTSTP)
				seen->has_suspend = true;
			else if (bytes[i] == SIGCONT)
				seen->has_continue = true;
			else if (bytes[i] == SIGHUP)
				seen->has_hangup = true;
			else if (bytes[i] != SIGCHLD)
				seen->fatal = bytes[i];
		}
	alarm(0);
	unread = 0;
}

/* What was changed of the terminal is not for the shell. */
void
signals_stop_self(void)
{
	struct termios changed;
	bool is_guarded = guard.length > 0 && guard.has_modes &&
	                  tcgetattr(guard.fd, &changed) == 0;
	sigset_t stop;

	if (is_guarded)
		tcsetattr(guard.fd, TCSADRAIN, &guard.modes);
	set_handler(SIGTSTP, SIG_DFL, 0);
	sigemptyset(&stop);
	sigaddset(&stop, SIGTSTP);
	sigprocmask(SIG_UNBLOCK, &stop, NULL);
	raise(SIGTSTP);
	set_handler(SIGTSTP, tell, SA_RESTART);
	if (is_guarded)
		tcsetattr(guard.fd, TCSADRAIN, &changed);
}

/* A stack of its own: the crash may be one of the stack. */
static void
give_stack(void)
{
	static char stack[16384];
	stack_t other = { .ss_sp = stack, .ss_size = sizeof(stack) };

	sigaltstack(&other, NULL);
}

void
signals_guard_terminal(
    int fd, const struct termios *modes, const char *bytes, size_t length)
{
	size_t i;

	guard.length = 0;
	guard.fd = fd;
	guard.bytes = bytes;
	guard.has_modes = modes != NULL;
	if (modes != NULL)
		guard.modes = *modes;
	guard.length = (sig_atomic_t)length;
	if (length == 0)
		return;
	give_stack();
	for (i = 0; i < sizeof(crashes) / sizeof(crashes[0]); i++)
		set_handler(crashes[i], crash, SA_RESETHAND | SA_ONSTACK);
}
