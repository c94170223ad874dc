/* SPDX-License-Identifier: ISC */
/* Leaves no way for secrets to get out with the process. */
#include "config.h"

#include "os/process.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

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
