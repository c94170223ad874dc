/* SPDX-License-Identifier: ISC */
/* Measures keyrack list --json in turn with curl | jq, and prints a table. */
#include "config.h"

#include <err.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include "bench/meter.h"
#include "support/demo_service.h"

#define CURL                                                   \
	"curl -s -H \"Authorization: Bearer $KEYRACK_TOKEN\" " \
	"\"$KEYRACK_URL/api/auth/api-keys\""

enum {
	RUNS = 11,
};

enum program {
	SERVICE, /* what the service and the line alone take */
	JQ,
	KEYRACK,
	PROGRAM_COUNT,
};

static const char *const scripts[PROGRAM_COUNT] = {
	[SERVICE] = CURL " >/dev/null",
	[JQ] = CURL " | jq . >/dev/null",
	[KEYRACK] = "exec ./keyrack list --json >/dev/null",
};

/* The medians of all runs, and the highest memory of any process in one. */
struct figures {
	double ms[PROGRAM_COUNT];
	double mb[PROGRAM_COUNT];
};

static bool
has(const char *script)
{
	return system(script) == 0;
}

static double
run(const char *script, double *mb)
{
	double start = meter_clock_ms();
	struct rusage usage;
	int status;
	pid_t pid = fork();

	if (pid == 0) {
		execl("/bin/sh", "sh", "-c", script, (char *)NULL);
		_exit(127);
	}
	if (pid < 0 || wait4(pid, &status, 0, &usage) != pid || status != 0)
		errx(1, "this failed: %s", script);
	*mb = (double)usage.ru_maxrss / 1024;
	return meter_clock_ms() - start;
}

static struct figures
measure(const char *apikeys)
{
	const char *const arguments[] = { "--apikeys", apikeys, NULL };
	struct demo_service *service = demo_service_new(arguments);
	const char *const *item = demo_service_environment(service);
	double ms[PROGRAM_COUNT][RUNS], mb[PROGRAM_COUNT][RUNS];
	struct figures figures;

	for (; *item; item++)
		putenv((char *)(uintptr_t)*item);
	for (int i = 0; i < RUNS; i++)
		for (int program = 0; program < PROGRAM_COUNT; program++)
			ms[program][i] = run(scripts[program], &mb[program][i]);
	for (int program = 0; program < PROGRAM_COUNT; program++) {
		figures.ms[program] = meter_median(ms[program], RUNS);
		figures.mb[program] = meter_median(mb[program], RUNS);
	}
	demo_service_free(service);
	return figures;
}

static void
print_list(const char *apikeys, const char *goal)
{
	struct figures figures = measure(apikeys);
	const double *ms = figures.ms, *mb = figures.mb;

	printf("%-24s | %8.1f | %8.1f %8.1f | %8.1f %6.2f %8.1f %6.2f | %s\n",
	    apikeys, ms[SERVICE], ms[JQ], mb[JQ], ms[KEYRACK],
	    ms[KEYRACK] / ms[JQ], mb[KEYRACK], mb[KEYRACK] / mb[JQ], goal);
}

int
main(void)
{
	if (!has("command -v curl >/dev/null") ||
	    !has("command -v jq >/dev/null")) {
		puts("list --json is not measured: it takes curl and jq.");
		return 0;
	}
	printf("%-24s | %8s | %17s | %31s | goal\n", "list --json, API keys",
	    "curl", "curl | jq", "keyrack");
	printf("%-24s | %8s | %8s %8s | %8s %6s %8s %6s |\n", "", "ms", "ms",
	    "MB", "ms", "ratio", "MB", "ratio");
	print_list("100", "0.5 x");
	print_list("100000", "0.25 x, 0.25 x");
	return 0;
}
