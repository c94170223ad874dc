/* SPDX-License-Identifier: ISC */
/* Starts a program on a pseudo-terminal and tells what becomes of it. */
#include "config.h"

#include "support/program.h"

#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/wait.h>
#include <unistd.h>

#ifdef __linux__
#include <sys/prctl.h>
#endif

#define WORDS_MAX 64

enum report_kind {
	REPORT_STARTED,
	REPORT_STOPPED,
	REPORT_ENDED,
	REPORT_ALL_GONE,
};

struct report {
	enum report_kind kind;
	pid_t pid;
	int status;
};

static void
send_report(int fd, enum report_kind kind, pid_t pid, int status)
{
	struct report report = { kind, pid, status };

	if (write(fd, &report, sizeof(report)) != sizeof(report))
		_exit(125);
}

static void
set_environment(const struct program_options *options)
{
	static const char *const cleared[] = { "XDG_CONFIG_HOME",
		"XDG_STATE_HOME", "XDG_CACHE_HOME", "XDG_RUNTIME_DIR",
		"XDG_DATA_HOME", "SSH_CONNECTION", "SSH_TTY", "DISPLAY",
		"WAYLAND_DISPLAY", "BROWSER", "COLORTERM", "LINES", "COLUMNS",
		"ESCDELAY", "TERMINFO", "TMUX", "STY", "NO_COLOR" };
	const char *const *item;
	size_t i;

	for (i = 0; i < sizeof(cleared) / sizeof(cleared[0]); i++)
		unsetenv(cleared[i]);
	setenv("HOME", options->home, 1);
	setenv("TERM", "xterm-256color", 1);
	setenv("LC_ALL", "C.UTF-8", 1);
	setenv("TZ", "UTC", 1);
	for (item = options->environment; item && *item; item++) {
		if (strchr(*item, '='))
			putenv((char *)*item);
		else
			unsetenv(*item);
	}
}

/* In the child: becomes the program. */
static void
run_program(const struct program_options *options, int slave)
{
	const char *under = getenv("KEYRACK_UNDER");
	char *words = strdup(under ? under : ""), *word, *rest = NULL;
	char *argv[WORDS_MAX + 1];
	size_t count = 0, i;

	setpgid(0, 0);
	tcsetpgrp(slave, getpid());
	signal(SIGTTOU, SIG_DFL);
	signal(SIGHUP, SIG_DFL);
	if (!words || chdir(options->home) != 0)
		_exit(126);
	word = strtok_r(words, " ", &rest);
	for (; word && count < WORDS_MAX; word = strtok_r(NULL, " ", &rest))
		argv[count++] = word;
	for (i = 0; options->argv[i] && count < WORDS_MAX; i++)
		argv[count++] = (char *)options->argv[i];
	argv[count] = NULL;
	set_environment(options);
	dup2(slave, STDIN_FILENO);
	dup2(slave, STDOUT_FILENO);
	dup2(slave, STDERR_FILENO);
	execvp(argv[0], argv);
	_exit(127);
}

/* In the supervisor: reports until nothing of the program is left. */
static void
supervise(const struct program_options *options, int slave, int reports)
{
	pid_t program, pid;
	int status;

	setsid();
	ioctl(slave, TIOCSCTTY, 0);
	signal(SIGHUP, SIG_IGN);
	signal(SIGTTOU, SIG_IGN);
#ifdef __linux__
	prctl(PR_SET_CHILD_SUBREAPER, 1);
#endif
	program = fork();
	if (program == 0)
		run_program(options, slave);
	/* What a hang-up has to close must not stay open here. */
	close(slave);
	send_report(reports, REPORT_STARTED, program, 0);
	while ((pid = waitpid(-1, &status, WUNTRACED)) > 0) {
		if (pid != program)
			continue;
		send_report(reports,
		    WIFSTOPPED(status) ? REPORT_STOPPED : REPORT_ENDED, pid,
		    status);
	}
	send_report(reports, REPORT_ALL_GONE, program, 0);
	_exit(0);
}

static bool
open_terminal(struct program *program, int columns, int rows)
{
	struct winsize size = { .ws_col = (unsigned short)columns,
		.ws_row = (unsigned short)rows };
	const char *name;

	program->slave = -1;
	program->master = posix_openpt(O_RDWR | O_NOCTTY | O_CLOEXEC);
	if (program->master < 0 || grantpt(program->master) != 0 ||
	    unlockpt(program->master) != 0)
		return false;
	name = ptsname(program->master);
	if (name)
		program->slave = open(name, O_RDWR | O_NOCTTY | O_CLOEXEC);
	if (program->slave < 0 || ioctl(program->slave, TIOCSWINSZ, &size) ||
	    tcgetattr(program->slave, &program->before) != 0)
		return false;
	return fcntl(program->master, F_SETFL, O_NONBLOCK) == 0;
}

bool
program_start(struct program *program, const struct program_options *options)
{
	int ends[2];

	memset(program, 0, sizeof(*program));
	program->reports = -1;
	if (!open_terminal(program, options->columns, options->rows) ||
	    pipe2(ends, O_CLOEXEC) != 0)
		return false;
	program->reports = ends[0];
	program->supervisor = fork();
	if (program->supervisor == 0) {
		close(program->master);
		supervise(options, program->slave, ends[1]);
	}
	close(ends[1]);
	if (program->supervisor < 0)
		return false;
	while (program->pid == 0 && !program->all_gone)
		program_look(program);
	fcntl(program->reports, F_SETFL, O_NONBLOCK);
	return program->pid > 0;
}

static void
close_if_open(int *fd)
{
	if (*fd >= 0)
		close(*fd);
	*fd = -1;
}

void
program_end(struct program *program)
{
	if (!program->has_ended && program->pid > 0)
		kill(program->pid, SIGKILL);
	if (program->supervisor > 0) {
		kill(program->supervisor, SIGKILL);
		waitpid(program->supervisor, NULL, 0);
	}
	close_if_open(&program->master);
	close_if_open(&program->slave);
	close_if_open(&program->reports);
}

void
program_look(struct program *program)
{
	struct report report;
	ssize_t length;

	while ((length = read(program->reports, &report, sizeof(report))) ==
	       (ssize_t)sizeof(report)) {
		switch (report.kind) {
		case REPORT_STARTED:
			program->pid = report.pid;
			return;
		case REPORT_STOPPED:
			program->is_stopped = true;
			break;
		case REPORT_ENDED:
			program->has_ended = true;
			program->status = report.status;
			break;
		case REPORT_ALL_GONE:
			program->all_gone = true;
			break;
		}
	}
	if (length == 0)
		program->all_gone = true;
}

void
program_signal(struct program *program, int signal)
{
	if (signal == SIGCONT)
		program->is_stopped = false;
	if (!program->has_ended)
		kill(program->pid, signal);
}

void
program_resize(struct program *program, int columns, int rows)
{
	struct winsize size = { .ws_col = (unsigned short)columns,
		.ws_row = (unsigned short)rows };

	ioctl(program->master, TIOCSWINSZ, &size);
}

void
program_hang_up(struct program *program)
{
	close_if_open(&program->slave);
	close_if_open(&program->master);
}

bool
program_has_same_modes(const struct program *program)
{
	const struct termios *before = &program->before;
	struct termios now;

	return tcgetattr(program->slave, &now) == 0 &&
	       now.c_iflag == before->c_iflag &&
	       now.c_oflag == before->c_oflag &&
	       now.c_cflag == before->c_cflag &&
	       now.c_lflag == before->c_lflag &&
	       memcmp(now.c_cc, before->c_cc, sizeof(now.c_cc)) == 0;
}

long
program_waits(const struct program *program)
{
	char path[64], line[128];
	long waits = -1;
	FILE *file;

	snprintf(path, sizeof(path), "/proc/%ld/status", (long)program->pid);
	file = fopen(path, "r");
	if (!file)
		return -1;
	while (fgets(line, sizeof(line), file))
		sscanf(line, "voluntary_ctxt_switches: %ld", &waits);
	fclose(file);
	return waits;
}
