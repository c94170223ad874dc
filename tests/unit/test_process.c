/* SPDX-License-Identifier: ISC */
/* Tests of process hygiene, each in a process of its own. */
#include "config.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#ifdef __linux__
#include <sys/prctl.h>
#endif

#include "os/process.h"

/* Nobody in particular, for tests that root runs. */
#define OTHER_USER 65534

/* The exit status of a child that does this; -1 if it did not end well. */
static int
status_of(int (*work)(void))
{
	pid_t child = fork();
	int status;

	if (child == 0)
		_exit(work());
	assert_int_equal(waitpid(child, &status, 0), child);
	return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

static int
harden_and_look(void)
{
	struct rlimit cores;
	struct error err;

	setenv("SSLKEYLOGFILE", "/tmp/secrets", 1);
	umask(0);
	if (!process_harden(&err) || getrlimit(RLIMIT_CORE, &cores) != 0)
		return 1;
	if (cores.rlim_cur != 0 || cores.rlim_max != 0)
		return 2;
	if (umask(0) != 077)
		return 3;
	return getenv("SSLKEYLOGFILE") == NULL ? 0 : 4;
}

static void
process_keeps_to_itself_when_hardened(void **state)
{
	(void)state;
	assert_int_equal(status_of(harden_and_look), 0);
}

/* Every set of closed descriptors, each a bit. */
static int
close_and_harden(void)
{
	struct error err;

	for (int set = 1; set < 8; set++) {
		for (int fd = 0; fd < 3; fd++)
			if (set & 1 << fd)
				close(fd);
		if (!process_harden(&err))
			return set;
		if (open("/dev/null", O_RDWR | O_CLOEXEC) != 3)
			return 10 + set;
		close(3);
		if ((set & 2) && write(STDOUT_FILENO, "x", 1) == 1)
			return 20 + set;
	}
	return 0;
}

/* What else the test runner left open must not be counted. */
static int
close_and_harden_alone(void)
{
	for (int fd = 3; fd < 256; fd++)
		close(fd);
	return close_and_harden();
}

static void
process_takes_no_file_for_a_standard_one_when_they_are_closed(void **state)
{
	(void)state;
	assert_int_equal(status_of(close_and_harden_alone), 0);
}

static int
look_into_parent(void)
{
	char path[64];

	snprintf(path, sizeof(path), "/proc/%ld/mem", (long)getppid());
	return open(path, O_RDONLY | O_CLOEXEC) < 0 && errno == EACCES ? 0 : 1;
}

/* The child's question is put by an equal: by the same ordinary user. */
static int
be_looked_into(void)
{
	struct error err;

	if (getuid() == 0 && setuid(OTHER_USER) != 0)
		return 77;
#ifdef __linux__
	/* The change of user has closed it already. */
	prctl(PR_SET_DUMPABLE, 1);
#endif
	return process_harden(&err) ? status_of(look_into_parent) : 2;
}

static void
process_is_closed_to_its_own_user_when_hardened(void **state)
{
	int status;

	(void)state;
	if (access("/proc/self/mem", F_OK) != 0)
		skip();
	status = status_of(be_looked_into);
	if (status == 77)
		skip();
	assert_int_equal(status, 0);
}

static bool
is_blocked(int signal)
{
	sigset_t blocked;

	return sigprocmask(SIG_BLOCK, NULL, &blocked) == 0 &&
	       sigismember(&blocked, signal) == 1;
}

static bool
is_ignored(int signal)
{
	struct sigaction action;

	return sigaction(signal, NULL, &action) == 0 &&
	       action.sa_handler == SIG_IGN;
}

static void
block(int how, int signal)
{
	sigset_t set;

	sigemptyset(&set);
	sigaddset(&set, signal);
	sigprocmask(how, &set, NULL);
}

/* All that is remembered is changed in between. */
static int
remember_and_restore(void)
{
	const char *file = "/tmp/keys";
	struct rlimit before, after;
	struct process_start start;
	struct error err;

	block(SIG_BLOCK, SIGUSR1);
	signal(SIGHUP, SIG_IGN);
	setenv("SSLKEYLOGFILE", file, 1);
	umask(027);
	getrlimit(RLIMIT_CORE, &before);
	process_remember(&start);
	if (!process_harden(&err))
		return 1;
	block(SIG_UNBLOCK, SIGUSR1);
	block(SIG_BLOCK, SIGTERM);
	signal(SIGHUP, SIG_DFL);
	signal(SIGPIPE, SIG_IGN);
	process_restore(&start);
	process_start_clear(&start);
	if (!is_blocked(SIGUSR1) || is_blocked(SIGTERM))
		return 2;
	if (!is_ignored(SIGHUP) || is_ignored(SIGPIPE))
		return 3;
	if (umask(0) != 027 || strcmp(getenv("SSLKEYLOGFILE"), file) != 0)
		return 4;
	getrlimit(RLIMIT_CORE, &after);
	return before.rlim_cur == 0 || after.rlim_max == before.rlim_max ? 0
	                                                                 : 5;
}

static void
process_is_as_it_was_started_when_restored(void **state)
{
	(void)state;
	assert_int_equal(status_of(remember_and_restore), 0);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(process_is_as_it_was_started_when_restored),
		cmocka_unit_test(process_keeps_to_itself_when_hardened),
		cmocka_unit_test(
		    process_takes_no_file_for_a_standard_one_when_they_are_closed),
		cmocka_unit_test(
		    process_is_closed_to_its_own_user_when_hardened),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
