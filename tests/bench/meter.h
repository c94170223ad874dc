/* SPDX-License-Identifier: ISC */
/* Runs a program on a pseudo-terminal and measures what it answers to keys. */
#ifndef KEYRACK_TESTS_BENCH_METER_H
#define KEYRACK_TESTS_BENCH_METER_H

#include <stdbool.h>
#include <stddef.h>
#include <sys/types.h>

/* What one key press, or a start, came to; -1 where it cannot be known. */
struct reading {
	double ms;
	double bytes;
	double writes; /* calls of write(2), where /proc tells */
};

struct meter {
	int master;
	pid_t pid;
	char tail[64]; /* the last bytes that came, to find words in */
	bool has_seen; /* the words that were looked for */
	const char *words;
	double words_ms; /* from the start until they were there */
};

/*
 * Starts the program, without a shell or supervisor, on a terminal of
 * 120x40, and reads until these words have come and nothing more does.
 */
struct reading meter_start(
    struct meter *meter, const char *const *argv, const char *words);

/* Sends the keys in one go and reads until nothing more comes. */
struct reading meter_press(struct meter *meter, const char *keys);

/* Reads for a while; gives the bytes that came, and the times it woke up. */
struct reading meter_idle(struct meter *meter, int ms, double *wake_ups);

/* Types q, waits for the end, and gives the highest memory in MB. */
double meter_stop(struct meter *meter);

double meter_clock_ms(void);

/* Sorts the values; -1 where there are none. */
double meter_median(double *values, size_t count);

#endif
