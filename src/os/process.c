/* SPDX-License-Identifier: ISC */
/* Leaves no way for secrets to get out with the process. */
#include "config.h"

#include "os/process.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/xmalloc.h"

#ifdef __linux__
#include <sys/auxv.h>
#include <sys/prctl.h>
#endif

/*
 * Else the next file opened would be written to as standard error. Opened the
 * wrong way round, so that what is written does not seem to have arrived.
 */
static bool
fill_standard_descriptors(struct error *err)
{
	int fd;

	do {
		fd = open("/dev/null", O_RDONLY);
		if (fd < 0)
			return error_set(err, ERROR_SYSTEM, errno,
			    "/dev/null: %s", strerror(errno));
	} while (fd <= STDERR_FILENO);
	close(fd);
	return true;
}

static bool
is_privileged(void)
{
#ifdef __linux__
	if (getauxval(AT_SECURE) != 0)
		return true;
#endif
	return getuid() != geteuid() || getgid() != getegid();
}

static void
forbid_looking_in(void)
{
	struct rlimit none = { 0, 0 };

	setrlimit(RLIMIT_CORE, &none);
#ifdef __linux__
	prctl(PR_SET_DUMPABLE, 0);
#endif
}

void
process_remember(struct process_start *start)
{
	const char *file = getenv("SSLKEYLOGFILE");
	struct sigaction action;

	start->umask = umask(077);
	umask(start->umask);
	getrlimit(RLIMIT_CORE, &start->core);
	start->sslkeylogfile = file == NULL ? NULL : xstrdup(file);
	sigprocmask(SIG_BLOCK, NULL, &start->blocked);
	sigemptyset(&start->ignored);
	for (int signal = 1; signal < NSIG; signal++)
		if (sigaction(signal, NULL, &action) == 0 &&
		    action.sa_handler == SIG_IGN)
			sigaddset(&start->ignored, signal);
}

void
process_start_clear(struct process_start *start)
{
	free(start->sslkeylogfile);
	*start = (struct process_start){ 0 };
}

void
process_restore(const struct process_start *start)
{
	struct sigaction action = { .sa_handler = SIG_DFL };

	for (int signal = 1; signal < NSIG; signal++) {
		action.sa_handler = sigismember(&start->ignored, signal) == 1
		                        ? SIG_IGN
		                        : SIG_DFL;
		/* Those that cannot be set, or are the C library's, fail. */
		sigaction(signal, &action, NULL);
	}
	/* One goes on over exec. */
	alarm(0);
	sigprocmask(SIG_SETMASK, &start->blocked, NULL);
	setrlimit(RLIMIT_CORE, &start->core);
	umask(start->umask);
	if (start->sslkeylogfile != NULL)
		setenv("SSLKEYLOGFILE", start->sslkeylogfile, 1);
}

bool
process_harden(struct error *err)
{
	if (!fill_standard_descriptors(err))
		return false;
	if (is_privileged())
		return error_set(err, ERROR_USAGE, 0,
		    "keyrack does not run with the rights of another user");
	forbid_looking_in();
	umask(077);
	unsetenv("SSLKEYLOGFILE");
	return true;
}
