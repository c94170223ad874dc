/* SPDX-License-Identifier: ISC */
/* Spawns programs in sessions of their own. */
#include "config.h"

#include "os/child.h"

#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <unistd.h>

extern char **environ;

/* More descriptors than keyrack ever has. */
#define DESCRIPTORS 1024

/* Nothing that keyrack has open is for another program. */
static void
close_on_exec(void)
{
	for (int fd = STDERR_FILENO + 1; fd < DESCRIPTORS; fd++) {
		int flags = fcntl(fd, F_GETFD);

		if (flags >= 0)
			fcntl(fd, F_SETFD, flags | FD_CLOEXEC);
	}
}

static void
set_attributes(posix_spawnattr_t *attributes)
{
	sigset_t all, none;
	short flags = POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETSIGMASK;

	sigfillset(&all);
	sigemptyset(&none);
	posix_spawnattr_setsigdefault(attributes, &all);
	posix_spawnattr_setsigmask(attributes, &none);
#ifdef POSIX_SPAWN_SETSID
	flags |= POSIX_SPAWN_SETSID;
#else
	posix_spawnattr_setpgroup(attributes, 0);
	flags |= POSIX_SPAWN_SETPGROUP;
#endif
	posix_spawnattr_setflags(attributes, flags);
}

static void
set_descriptor(posix_spawn_file_actions_t *actions, int fd, int target)
{
	if (fd < 0)
		posix_spawn_file_actions_addopen(
		    actions, target, "/dev/null", O_RDWR, 0);
	else
		posix_spawn_file_actions_adddup2(actions, fd, target);
}

int
child_start(char *const words[], const struct child_stdio *stdio, int *pid)
{
	posix_spawn_file_actions_t actions;
	posix_spawnattr_t attributes;
	int failure;

	close_on_exec();
	posix_spawn_file_actions_init(&actions);
	posix_spawnattr_init(&attributes);
	set_descriptor(&actions, stdio->input, STDIN_FILENO);
	set_descriptor(&actions, stdio->output, STDOUT_FILENO);
	set_descriptor(&actions, stdio->errors, STDERR_FILENO);
	set_attributes(&attributes);
	failure =
	    posix_spawnp(pid, words[0], &actions, &attributes, words, environ);
	posix_spawnattr_destroy(&attributes);
	posix_spawn_file_actions_destroy(&actions);
	return failure;
}
