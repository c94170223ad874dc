/* SPDX-License-Identifier: ISC */
/* Runs a program on a pseudo-terminal and measures what it answers to keys. */
#include "config.h"

#include "bench/meter.h"

#include <err.h>
#include <poll.h>
#include <pty.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum {
	QUIET_MS = 12,      /* nothing for so long: the answer is complete */
	PATIENCE_MS = 5000, /* for the first byte */
	START_MS = 60000,
};

double
meter_clock_ms(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return (double)now.tv_sec * 1e3 + (double)now.tv_nsec / 1e6;
}

/* The number after the name in one of the process's files; -1: unknown. */
static double
ask_process(const struct meter *meter, const char *file, const char *name)
{
	char path[64], line[128];
	double number = -1;
	FILE *stream;

	snprintf(path, sizeof(path), "/proc/%ld/%s", (long)meter->pid, file);
	stream = fopen(path, "r");
	if (!stream)
		return -1;
	while (fgets(line, sizeof(line), stream))
		if (strncmp(line, name, strlen(name)) == 0)
			number = atof(line + strlen(name));
	fclose(stream);
	return number;
}

static double
count_writes(const struct meter *meter)
{
	return ask_process(meter, "io", "syscw:");
}

/* Looks for the words also where two pieces meet. */
static void
look_for_words(struct meter *meter, const char *bytes, size_t length)
{
	size_t kept = strlen(meter->tail);
	char *both = calloc(1, kept + length + 1);

	memcpy(both, meter->tail, kept);
	memcpy(both + kept, bytes, length);
	if (memmem(both, kept + length, meter->words, strlen(meter->words)))
		meter->has_seen = true;
	length += kept;
	kept = length < sizeof(meter->tail) ? length : sizeof(meter->tail) - 1;
	memcpy(meter->tail, both + length - kept, kept);
	meter->tail[kept] = '\0';
	free(both);
}

/* False when nothing came within the time, or nothing will any more. */
static bool
read_some(struct meter *meter, int wait_ms, struct reading *reading)
{
	struct pollfd terminal = { .fd = meter->master, .events = POLLIN };
	char bytes[65536];
	ssize_t length;

	if (poll(&terminal, 1, wait_ms) <= 0)
		return false;
	length = read(meter->master, bytes, sizeof(bytes));
	if (length <= 0)
		return false;
	reading->ms = meter_clock_ms();
	reading->bytes += (double)length;
	if (meter->words && !meter->has_seen)
		look_for_words(meter, bytes, (size_t)length);
	return true;
}

static void
run(const char *const *argv)
{
	setenv("TERM", "xterm-256color", 1);
	setenv("LC_ALL", "C.UTF-8", 1);
	unsetenv("COLUMNS");
	unsetenv("LINES");
	unsetenv("NO_COLOR");
	execv(argv[0], (char *const *)argv);
	_exit(127);
}

struct reading
meter_start(struct meter *meter, const char *const *argv, const char *words)
{
	struct winsize size = { .ws_col = 120, .ws_row = 40 };
	double start = meter_clock_ms();
	struct reading reading = { 0 };

	*meter = (struct meter){ .words = words };
	meter->pid = forkpty(&meter->master, NULL, NULL, &size);
	if (meter->pid < 0)
		err(1, "forkpty");
	if (meter->pid == 0)
		run(argv);
	while (!meter->has_seen)
		if (!read_some(meter, START_MS, &reading))
			errx(1, "%s: does not show \"%s\"", argv[0], words);
	meter->words_ms = reading.ms - start;
	while (read_some(meter, QUIET_MS, &reading))
		;
	meter->words = NULL;
	reading.ms -= start;
	reading.writes = count_writes(meter);
	return reading;
}

struct reading
meter_press(struct meter *meter, const char *keys)
{
	double writes = count_writes(meter), start = meter_clock_ms();
	struct reading reading = { .ms = start };
	ssize_t length = (ssize_t)strlen(keys);

	if (write(meter->master, keys, (size_t)length) != length)
		err(1, "write");
	if (read_some(meter, PATIENCE_MS, &reading))
		while (read_some(meter, QUIET_MS, &reading))
			;
	reading.ms -= start;
	reading.writes = writes < 0 ? -1 : count_writes(meter) - writes;
	return reading;
}

struct reading
meter_idle(struct meter *meter, int ms, double *wake_ups)
{
	static const char waits[] = "voluntary_ctxt_switches:";
	double before = ask_process(meter, "status", waits);
	double end = meter_clock_ms() + ms;
	struct reading reading = { 0 };

	while (meter_clock_ms() < end)
		read_some(meter, (int)(end - meter_clock_ms()) + 1, &reading);
	*wake_ups = ask_process(meter, "status", waits) - before;
	return reading;
}

double
meter_stop(struct meter *meter)
{
	struct reading ignored;
	struct rusage usage;
	int status;

	if (write(meter->master, "q", 1) != 1)
		err(1, "write");
	while (read_some(meter, PATIENCE_MS, &ignored))
		;
	if (wait4(meter->pid, &status, 0, &usage) != meter->pid ||
	    !WIFEXITED(status) || WEXITSTATUS(status) != 0)
		errx(1, "a measured program failed");
	close(meter->master);
	return (double)usage.ru_maxrss / 1024;
}

static int
compare(const void *one, const void *other)
{
	const double *a = one, *b = other;

	return (*a > *b) - (*a < *b);
}

double
meter_median(double *values, size_t count)
{
	qsort(values, count, sizeof(*values), compare);
	return count == 0 ? -1 : values[count / 2];
}
