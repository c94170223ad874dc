/* SPDX-License-Identifier: ISC */
/* Runs the demo service as a child process that cannot outlive its parent. */
#include "config.h"

#include "demo/demo.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/types.h>
#include <sys/wait.h>
#include <unistd.h>

#ifdef __linux__
#include <sys/prctl.h>
#endif

#include <bsd/unistd.h>

/* Where the child keeps the two descriptors that it needs. */
#define CHILD_PARENT_FD 3
#define CHILD_LOG_FD 4

/* What the child tells once: its port, or why there is none. */
struct report {
	int port;
	struct error error;
};

static void
reset_signals(void)
{
	struct sigaction action = { .sa_handler = SIG_DFL };
	sigset_t none;

	sigemptyset(&action.sa_mask);
	for (int number = 1; number < NSIG; number++)
		sigaction(number, &action, NULL);
	/* What a terminal sends is meant for the parent. */
	action.sa_handler = SIG_IGN;
	sigaction(SIGPIPE, &action, NULL);
	sigaction(SIGHUP, &action, NULL);
	sigaction(SIGINT, &action, NULL);
	sigaction(SIGTSTP, &action, NULL);
	sigemptyset(&none);
	sigprocmask(SIG_SETMASK, &none, NULL);
}

/* Leaves nothing open but standard descriptors, the pipe and the log. */
static bool
arrange_descriptors(int pipe, int log_fd)
{
	int null = open("/dev/null", O_RDWR);

	/* First out of the way, then to their places. */
	pipe = fcntl(pipe, F_DUPFD, CHILD_LOG_FD + 1);
	if (log_fd >= 0)
		log_fd = fcntl(log_fd, F_DUPFD, CHILD_LOG_FD + 1);
	if (null < 0 || pipe < 0)
		return false;
	for (int fd = STDIN_FILENO; fd <= STDERR_FILENO; fd++)
		dup2(null, fd);
	dup2(pipe, CHILD_PARENT_FD);
	if (log_fd >= 0)
		dup2(log_fd, CHILD_LOG_FD);
	closefrom(log_fd >= 0 ? CHILD_LOG_FD + 1 : CHILD_LOG_FD);
	return true;
}

/* The pipe's end of file suffices; these make it quick and recognisable. */
static void
name_process(void)
{
#ifdef __linux__
	prctl(PR_SET_NAME, "keyrack-demo");
	prctl(PR_SET_PDEATHSIG, SIGTERM);
#endif
}

/* The child's life; ends with _exit, as all else in it is the parent's. */
static void
live(int pipe, const struct demo_options *given)
{
	struct demo_options options = *given;
	struct report report = { 0 };
	struct demo *demo;

	setsid();
	reset_signals();
	if (!arrange_descriptors(pipe, given->log_fd))
		_exit(1);
	name_process();
	options.parent_fd = CHILD_PARENT_FD;
	if (options.log_fd >= 0)
		options.log_fd = CHILD_LOG_FD;
	demo = demo_new(&options, &report.error);
	if (demo != NULL)
		report.port = demo_port(demo);
	if (write(CHILD_PARENT_FD, &report, sizeof(report)) ==
	        (ssize_t)sizeof(report) &&
	    demo != NULL)
		demo_serve(demo);
	demo_free(demo);
	_exit(0);
}

static bool
read_report(int pipe, struct report *report, struct error *err)
{
	char *bytes = (char *)report;
	size_t length = 0;

	while (length < sizeof(*report)) {
		ssize_t more =
		    read(pipe, bytes + length, sizeof(*report) - length);

		if (more < 0 && errno == EINTR)
			continue;
		if (more <= 0)
			return error_set(err, ERROR_SYSTEM, 0,
			    "the demo service ended at its start");
		length += (size_t)more;
	}
	if (report->port == 0)
		*err = report->error;
	return report->port != 0;
}

bool
demo_child_start(struct demo_child *child, const struct demo_options *options,
    struct error *err)
{
	struct demo_child started = { 0 };
	struct report report;
	int ends[2];

	/* A socket pair, as the report goes the other way than the end. */
	if (socketpair(AF_UNIX, SOCK_STREAM, 0, ends) != 0)
		return error_set(err, ERROR_SYSTEM, errno,
		    "starting the demo service: %s", strerror(errno));
	/* A browser that is started later must not keep the child alive. */
	fcntl(ends[0], F_SETFD, FD_CLOEXEC);
	fcntl(ends[1], F_SETFD, FD_CLOEXEC);
	started.pipe = ends[0];
	started.pid = fork();
	if (started.pid == 0)
		live(ends[1], options);
	close(ends[1]);
	if (started.pid < 0) {
		error_set(err, ERROR_SYSTEM, errno,
		    "starting the demo service: %s", strerror(errno));
		close(ends[0]);
		return false;
	}
	if (!read_report(ends[0], &report, err)) {
		demo_child_stop(&started);
		return false;
	}
	started.port = report.port;
	*child = started;
	return true;
}

/* It keeps nothing, so nothing is lost by the hardest end. */
void
demo_child_stop(struct demo_child *child)
{
	close(child->pipe);
	kill(child->pid, SIGKILL);
	while (waitpid(child->pid, NULL, 0) < 0 && errno == EINTR)
		;
	*child = (struct demo_child){ .pipe = -1 };
}
