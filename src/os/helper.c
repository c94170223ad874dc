/* SPDX-License-Identifier: ISC */
/* Runs one program without ever waiting for it. */
#include "config.h"

#include "os/helper.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "base/xmalloc.h"
#include "os/child.h"

struct helper {
	char *name;                         /* for errors */
	int pid;                            /* 0: it is reaped */
	int input_fd, output_fd, errors_fd; /* -1: closed */
	struct secret input;
	size_t fed;
	struct buffer output, errors;
	int64_t ends_ms;
	enum helper_state state;
	struct error error;
};

static int64_t
steady_ms(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

static void
close_end(int *fd)
{
	if (*fd >= 0)
		close(*fd);
	*fd = -1;
}

/* ends[ours] does not block; both are closed on exec. */
static bool
open_pipe(int ends[2], int ours)
{
	if (pipe2(ends, O_CLOEXEC) != 0)
		return false;
	fcntl(ends[ours], F_SETFL, O_NONBLOCK);
	return true;
}

/* 0, or an errno. The ends that are not ours are closed in any case. */
static int
start(struct helper *helper, const struct helper_options *options)
{
	int input[2] = { -1, -1 }, output[2] = { -1, -1 };
	int errors[2] = { -1, -1 }, failure = 0;
	struct child_stdio stdio = { -1, -1, -1 };

	if ((options->input != NULL && !open_pipe(input, 1)) ||
	    (options->output_max > 0 && !open_pipe(output, 0)) ||
	    (options->errors_max > 0 && !open_pipe(errors, 0)))
		failure = errno;
	helper->input_fd = input[1];
	helper->output_fd = output[0];
	helper->errors_fd = errors[0];
	stdio.input = input[0];
	stdio.output = output[1];
	stdio.errors = errors[1];
	if (failure == 0)
		failure = child_start((char *const *)(uintptr_t)options->words,
		    &stdio, &helper->pid);
	close_end(&input[0]);
	close_end(&output[1]);
	close_end(&errors[1]);
	return failure;
}

struct helper *
helper_new(const struct helper_options *options, struct error *err)
{
	struct helper *helper = xcalloc(1, sizeof(*helper));
	const struct secret *input = options->input;
	int failure;

	helper->name = xstrdup(
	    options->title == NULL ? options->words[0] : options->title);
	helper->ends_ms = steady_ms() + options->limit_ms;
	buffer_init(&helper->output, options->output_max);
	buffer_init(&helper->errors, options->errors_max);
	if (input != NULL)
		secret_set(&helper->input, secret_bytes(input), input->length);
	failure = start(helper, options);
	if (failure != 0) {
		error_set(err, ERROR_SYSTEM, failure, "%s: %s", helper->name,
		    strerror(failure));
		helper_leave(helper);
		return NULL;
	}
	return helper;
}

static void
kill_all(const struct helper *helper)
{
	kill(-helper->pid, SIGKILL);
	/* Its group is there only once it has come as far as that. */
	kill(helper->pid, SIGKILL);
}

void
helper_leave(struct helper *helper)
{
	if (helper == NULL)
		return;
	close_end(&helper->input_fd);
	close_end(&helper->output_fd);
	close_end(&helper->errors_fd);
	secret_clear(&helper->input);
	buffer_clear(&helper->output);
	buffer_clear(&helper->errors);
	free(helper->name);
	free(helper);
}

void
helper_free(struct helper *helper)
{
	if (helper != NULL && helper->pid != 0) {
		kill_all(helper);
		/* What is killed has no chance to make anyone wait. */
		waitpid(helper->pid, NULL, 0);
	}
	helper_leave(helper);
}

/* The first failure is the cause of those that follow. */
static void
fail(struct helper *helper, int code, const char *what)
{
	if (helper->state == HELPER_FAILED)
		return;
	helper->state = HELPER_FAILED;
	error_set(
	    &helper->error, ERROR_SYSTEM, code, "%s: %s", helper->name, what);
}

/* A program that reads no further is judged by its end. */
static void
feed(struct helper *helper)
{
	ssize_t done;

	while (helper->input_fd >= 0) {
		done = helper->fed == helper->input.length
		           ? 0
		           : write(helper->input_fd,
		                 helper->input.bytes + helper->fed,
		                 helper->input.length - helper->fed);
		if (done < 0 && errno == EINTR)
			continue;
		if (done < 0 && errno == EAGAIN)
			return;
		if (done > 0) {
			helper->fed += (size_t)done;
			continue;
		}
		if (helper->fed == helper->input.length) {
			secret_clear(&helper->input);
			helper->fed = 0;
		}
		close_end(&helper->input_fd);
	}
}

static void
hear_from(struct helper *helper, int *fd, struct buffer *heard)
{
	char bytes[4096];
	ssize_t length = 1;

	while (*fd >= 0 && length > 0) {
		length = read(*fd, bytes, sizeof(bytes));
		if (length < 0 && errno == EINTR) {
			length = 1;
		} else if (length == 0 || (length < 0 && errno != EAGAIN)) {
			close_end(fd);
		} else if (length > 0 &&
		           !buffer_add(heard, bytes, (size_t)length)) {
			fail(helper, EMSGSIZE, "it prints too much");
			kill_all(helper);
			close_end(fd);
		}
	}
	explicit_bzero(bytes, sizeof(bytes));
}

static void
hear(struct helper *helper)
{
	hear_from(helper, &helper->output_fd, &helper->output);
	hear_from(helper, &helper->errors_fd, &helper->errors);
}

static void
judge(struct helper *helper, int status)
{
	char words[64];

	if (WIFSIGNALED(status)) {
		snprintf(words, sizeof(words), "ended by signal %d",
		    WTERMSIG(status));
		fail(helper, ECHILD, words);
	} else if (WEXITSTATUS(status) != 0) {
		snprintf(words, sizeof(words), "ended with status %d",
		    WEXITSTATUS(status));
		fail(helper, ECHILD, words);
	} else if (!secret_is_empty(&helper->input)) {
		fail(helper, EPIPE, "it did not read what it was given");
	}
	if (helper->state == HELPER_RUNS)
		helper->state = HELPER_DONE;
}

enum helper_state
helper_run(struct helper *helper)
{
	int status;
	pid_t ended;

	if (helper->pid == 0)
		return helper->state;
	feed(helper);
	hear(helper);
	if (steady_ms() >= helper->ends_ms && helper->state == HELPER_RUNS) {
		fail(helper, ETIMEDOUT, "it took too long");
		kill_all(helper);
	}
	ended = waitpid(helper->pid, &status, WNOHANG);
	if (ended == 0)
		return HELPER_RUNS;
	helper->pid = 0;
	hear(helper);
	judge(helper, ended < 0 ? 0 : status);
	close_end(&helper->input_fd);
	close_end(&helper->output_fd);
	close_end(&helper->errors_fd);
	secret_clear(&helper->input);
	return helper->state;
}

const struct buffer *
helper_output(const struct helper *helper)
{
	return &helper->output;
}

const struct buffer *
helper_errors(const struct helper *helper)
{
	return &helper->errors;
}

const struct error *
helper_error(const struct helper *helper)
{
	return &helper->error;
}

int
helper_input_fd(const struct helper *helper)
{
	return helper->input_fd;
}

int
helper_output_fd(const struct helper *helper)
{
	return helper->output_fd;
}

int
helper_errors_fd(const struct helper *helper)
{
	return helper->errors_fd;
}

int
helper_timeout_ms(const struct helper *helper)
{
	int64_t left = helper->ends_ms - steady_ms();

	/* One that was killed is awaited by SIGCHLD alone. */
	if (helper->state == HELPER_FAILED)
		return -1;
	return left > 0 ? (int)left : 0;
}
