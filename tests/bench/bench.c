/* SPDX-License-Identifier: ISC */
/* Measures keyrack in turn with a bare ncurses program, and prints a table. */
#include "config.h"

#include <err.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "bench/meter.h"
#include "support/demo_service.h"

enum {
	RUNS = 5,
	PRESSES = 50,
	IDLE_MS = 2000,
	SAMPLES_MAX = RUNS * PRESSES,
};

enum subject {
	FLOOR,
	FEW,
	MANY,
	SUBJECT_COUNT,
};

enum figure {
	FIRST_FRAME,
	FULL_TABLE,
	WHOLE_DOCUMENT,
	MOVE,
	SCROLL,
	PAGE,
	FLOOD,
	FILTER,
	SORT,
	REVERSE,
	FIGURE_COUNT,
};

static const struct {
	const char *name;
	const char *goal;
} figures[FIGURE_COUNT] = {
	[FIRST_FRAME] = { "start, first frame", "3.2 x floor" },
	[FULL_TABLE] = { "start, full table", "4 x floor; 0.9 x whole" },
	[WHOLE_DOCUMENT] = { "libcurl + json-c, whole", "" },
	[MOVE] = { "cursor move", "1.5 x, 90 bytes, 1 write" },
	[SCROLL] = { "scroll by a row", "1.5 x, 230 bytes, 1 write" },
	[PAGE] = { "page", "1.5 x, 1 write" },
	[FLOOD] = { "200 held keys", "1.5 x, 2 writes" },
	[FILTER] = { "filter, a letter", "4 ms at 100,000" },
	[SORT] = { "sort by a column", "60 ms at 100,000" },
	[REVERSE] = { "reverse the order", "as a page" },
};

struct samples {
	struct reading items[SAMPLES_MAX];
	size_t count;
};

struct results {
	struct samples samples[SUBJECT_COUNT][FIGURE_COUNT];
	double peak_mb[SUBJECT_COUNT];
	double idle_bytes[SUBJECT_COUNT];
	double idle_wake_ups[SUBJECT_COUNT];
};

static void
take(struct results *results, enum subject subject, enum figure figure,
    struct reading reading)
{
	struct samples *samples = &results->samples[subject][figure];

	if (samples->count < SAMPLES_MAX)
		samples->items[samples->count++] = reading;
}

/* Each of the three is a median of its own. */
static struct reading
middle(const struct samples *samples)
{
	double ms[SAMPLES_MAX], bytes[SAMPLES_MAX], writes[SAMPLES_MAX];
	size_t i;

	for (i = 0; i < samples->count; i++) {
		ms[i] = samples->items[i].ms;
		bytes[i] = samples->items[i].bytes;
		writes[i] = samples->items[i].writes;
	}
	return (struct reading){ meter_median(ms, samples->count),
		meter_median(bytes, samples->count),
		meter_median(writes, samples->count) };
}

static void
measure_moves(
    struct results *results, struct meter *meter, enum subject subject)
{
	char down[41];
	int i;

	memset(down, 'j', sizeof(down) - 1);
	down[sizeof(down) - 1] = '\0';
	for (i = 0; i < PRESSES; i++)
		take(results, subject, MOVE,
		    meter_press(meter, i < PRESSES / 2 ? "j" : "k"));
	meter_press(meter, down);
	for (i = 0; i < PRESSES; i++)
		take(results, subject, SCROLL, meter_press(meter, "j"));
	meter_press(meter, "g");
	for (i = 0; i < PRESSES; i++)
		take(results, subject, PAGE,
		    meter_press(meter, i / 2 % 2 == 0 ? "\006" : "\002"));
}

static void
measure_flood(
    struct results *results, struct meter *meter, enum subject subject)
{
	char keys[201];

	memset(keys, 'j', sizeof(keys) - 1);
	keys[sizeof(keys) - 1] = '\0';
	meter_press(meter, "g");
	take(results, subject, FLOOD, meter_press(meter, keys));
}

/* Each letter of a word, which has hits to the end. */
static void
measure_filter(
    struct results *results, struct meter *meter, enum subject subject)
{
	static const char *const letters[] = { "p", "r", "o", "d" };
	int i;

	for (i = 0; i < PRESSES; i++) {
		if (i % 4 == 0)
			meter_press(meter, "/");
		take(results, subject, FILTER,
		    meter_press(meter, letters[i % 4]));
		if (i % 4 == 3)
			meter_press(meter, "\025\r");
	}
	meter_press(meter, "\025\r");
}

static void
measure_sort(struct results *results, struct meter *meter, enum subject subject)
{
	int i;

	for (i = 0; i < 10; i++) {
		take(results, subject, SORT, meter_press(meter, "s"));
		take(results, subject, REVERSE, meter_press(meter, "S"));
	}
}

static void
measure_idle(struct results *results, struct meter *meter, enum subject subject)
{
	results->idle_bytes[subject] =
	    meter_idle(meter, IDLE_MS, &results->idle_wake_ups[subject]).bytes;
}

static struct reading
first_frame(const char *const *argv)
{
	struct meter meter;
	struct reading reading = meter_start(&meter, argv, "Loading");

	reading.ms = meter.words_ms;
	meter_stop(&meter);
	return reading;
}

/* The service that keyrack, or the plain reader, is to ask. */
static void
choose_service(const struct demo_service *service)
{
	const char *const *item = demo_service_environment(service);

	for (; *item; item++)
		putenv((char *)(uintptr_t)*item);
}

static void
measure_keyrack(struct results *results, enum subject subject, bool is_first)
{
	const char *const argv[] = { "./keyrack", NULL };
	const char *const whole[] = { "tests/bench/whole", NULL };
	const char *words = subject == FEW ? "100 of 100" : "100000 of 100000";
	struct meter meter;

	take(results, subject, WHOLE_DOCUMENT,
	    meter_start(&meter, whole, "of them"));
	meter_stop(&meter);
	take(results, subject, FIRST_FRAME, first_frame(argv));
	take(results, subject, FULL_TABLE, meter_start(&meter, argv, words));
	measure_moves(results, &meter, subject);
	measure_flood(results, &meter, subject);
	measure_filter(results, &meter, subject);
	measure_sort(results, &meter, subject);
	if (is_first)
		measure_idle(results, &meter, subject);
	results->peak_mb[subject] = meter_stop(&meter);
}

static void
measure_floor(struct results *results, bool is_first)
{
	const char *const argv[] = { "tests/bench/floor", NULL };
	struct meter meter;
	struct reading start = meter_start(&meter, argv, "nxk_0037");

	take(results, FLOOR, FIRST_FRAME, start);
	take(results, FLOOR, FULL_TABLE, start);
	measure_moves(results, &meter, FLOOR);
	measure_flood(results, &meter, FLOOR);
	if (is_first)
		measure_idle(results, &meter, FLOOR);
	results->peak_mb[FLOOR] = meter_stop(&meter);
}

static void
print_reading(struct reading reading, double floor_ms)
{
	char ratio[16] = "", writes[16] = "";

	if (floor_ms > 0)
		snprintf(ratio, sizeof(ratio), "%.2f", reading.ms / floor_ms);
	if (reading.writes >= 0)
		snprintf(writes, sizeof(writes), "%.0f", reading.writes);
	printf(
	    " | %8.2f %5s %6.0f %4s", reading.ms, ratio, reading.bytes, writes);
}

static void
print_figure(const struct results *results, enum figure figure)
{
	struct reading floor = middle(&results->samples[FLOOR][figure]);
	int subject;

	printf("%-24s", figures[figure].name);
	if (floor.ms > 0)
		print_reading(floor, 0);
	else
		printf(" | %26s", "");
	for (subject = FEW; subject < SUBJECT_COUNT; subject++)
		print_reading(
		    middle(&results->samples[subject][figure]), floor.ms);
	printf(" | %s\n", figures[figure].goal);
}

static void
print_plain(const char *name, const double *values, const char *goal)
{
	printf("%-24s", name);
	for (int subject = 0; subject < SUBJECT_COUNT; subject++)
		printf(" | %8.1f %17s", values[subject], "");
	printf(" | %s\n", goal);
}

static void
print_table(const struct results *results)
{
	int figure;

	printf("%-24s | %-26s | %-26s | %-26s | goal\n", "", "floor",
	    "keyrack, 100 API keys", "keyrack, 100,000");
	printf("%-24s", "");
	for (int subject = 0; subject < SUBJECT_COUNT; subject++)
		printf(" | %8s %5s %6s %4s", "ms", "ratio", "bytes", "wr.");
	printf(" |\n");
	for (figure = 0; figure < FIGURE_COUNT; figure++)
		print_figure(results, (enum figure)figure);
	print_plain("peak memory, MB", results->peak_mb, "12 + 25 MB");
	print_plain("bytes while idle, 2 s", results->idle_bytes, "0");
	print_plain("wake-ups while idle, 2 s", results->idle_wake_ups, "0");
}

int
main(void)
{
	const char *const few[] = { "--apikeys", "100", NULL };
	const char *const many[] = { "--apikeys", "100000", NULL };
	struct demo_service *services[] = { NULL, demo_service_new(few),
		demo_service_new(many) };
	struct results *results = calloc(1, sizeof(*results));
	int run, subject;

	if (!results)
		err(1, NULL);
	for (run = 0; run < RUNS; run++) {
		measure_floor(results, run == 0);
		for (subject = FEW; subject < SUBJECT_COUNT; subject++) {
			choose_service(services[subject]);
			measure_keyrack(
			    results, (enum subject)subject, run == 0);
		}
	}
	print_table(results);
	free(results);
	demo_service_end_all(NULL);
	return 0;
}
