/* SPDX-License-Identifier: ISC */
/* Starts keyrack-demo from the build's folder. */
#include "config.h"

#include "support/demo_process.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include <fcntl.h>
#include <stdio.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/xmalloc.h"

#define ARGUMENTS_MAX 24

static _Noreturn void
run(const char *const *first, const char *const *second, int input, int output,
    int output_fd)
{
	const char *folder = getenv("top_builddir");
	const char *argv[ARGUMENTS_MAX] = { "keyrack-demo" };
	size_t count = 1;
	char path[4096];

	while (*first != NULL && count < ARGUMENTS_MAX - 1)
		argv[count++] = *first++;
	while (*second != NULL && count < ARGUMENTS_MAX - 1)
		argv[count++] = *second++;
	snprintf(path, sizeof(path), "%s/keyrack-demo",
	    folder == NULL ? "." : folder);
	dup2(input, STDIN_FILENO);
	dup2(output, output_fd);
	execv(path, (char *const *)argv);
	_exit(127);
}

static void
make_pipe(int ends[2])
{
	assert_int_equal(pipe(ends), 0);
	fcntl(ends[0], F_SETFD, FD_CLOEXEC);
	fcntl(ends[1], F_SETFD, FD_CLOEXEC);
}

/* Its first line, "http://127.0.0.1:PORT". */
static int
read_port(int output)
{
	char line[64] = "";
	size_t length = 0;
	int port = 0;

	while (length < sizeof(line) - 1 &&
	       read(output, line + length, 1) == 1 && line[length] != '\n')
		length++;
	if (sscanf(line, "http://127.0.0.1:%d\n", &port) != 1)
		fail_msg(
		    "keyrack-demo said \"%s\" instead of its address", line);
	return port;
}

struct demo_process *
demo_process_start(const char *const *arguments)
{
	static const char *const own[] = { "--until-eof", "--with-token", "-",
		NULL };
	struct demo_process *process = xcalloc(1, sizeof(*process));
	int input[2], output[2];

	make_pipe(input);
	make_pipe(output);
	process->pid = fork();
	assert_true(process->pid >= 0);
	if (process->pid == 0)
		run(own, arguments, input[0], output[1], STDOUT_FILENO);
	close(input[0]);
	close(output[1]);
	process->input = input[1];
	process->output = output[0];
	assert_true(write(process->input, DEMO_PROCESS_TOKEN "\n",
	                sizeof(DEMO_PROCESS_TOKEN)) > 0);
	process->port = read_port(process->output);
	return process;
}

static int
wait_for(pid_t pid)
{
	int status;

	assert_int_equal(waitpid(pid, &status, 0), pid);
	return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

int
demo_process_stop(struct demo_process *process)
{
	int status;

	close(process->input);
	status = wait_for(process->pid);
	close(process->output);
	free(process);
	return status;
}

int
demo_process_fail(const char *const *arguments, char *text, size_t text_size)
{
	static const char *const none[] = { NULL };
	int errors[2], null = open("/dev/null", O_RDONLY | O_CLOEXEC);
	size_t length = 0;
	ssize_t more;
	pid_t pid;

	make_pipe(errors);
	pid = fork();
	assert_true(pid >= 0);
	if (pid == 0)
		run(none, arguments, null, errors[1], STDERR_FILENO);
	close(null);
	close(errors[1]);
	while (
	    (more = read(errors[0], text + length, text_size - 1 - length)) > 0)
		length += (size_t)more;
	text[length] = '\0';
	close(errors[0]);
	return wait_for(pid);
}
