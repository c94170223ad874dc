/* SPDX-License-Identifier: ISC */
/*
 * Counts the copies of secrets in another process's memory, from outside. The
 * secrets are the lines of standard input; for each a line with the count is
 * printed. usage: memory_scan PID
 */
#include "config.h"

#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/types.h>
#include <unistd.h>

enum {
	SECRETS_MAX = 16,
	LINE_MAX_BYTES = 4096,
	/* What is freed loses its first bytes; the tail tells of it still. */
	TAIL = 16,
};

/* Bytes; wide characters; and curses' cells, as its builds lay them out. */
static const size_t strides[] = { 1, 2, 4, 8, 12, 16, 20, 24, 28, 32, 36, 40 };

struct needle {
	char text[TAIL];
	size_t count;
};

static bool
stands_at(const char *bytes, size_t stride, const char *text)
{
	for (size_t i = 0; i < TAIL; i++)
		if (bytes[i * stride] != text[i])
			return false;
	return true;
}

static size_t
count_in(const char *bytes, size_t length, const char *text)
{
	const char *place = bytes, *end = bytes + length;
	size_t count = 0;

	while ((place = memchr(place, text[0], (size_t)(end - place)))) {
		size_t left = (size_t)(end - place);

		for (size_t i = 0; i < sizeof(strides) / sizeof(*strides); i++)
			if (strides[i] * (TAIL - 1) < left &&
			    stands_at(place, strides[i], text))
				count++;
		place++;
	}
	return count;
}

/* False: the region cannot be read, as the kernel's own. */
static bool
scan_region(int memory, uintmax_t from, uintmax_t to, struct needle *needles,
    size_t needle_count)
{
	size_t length = (size_t)(to - from);
	char *bytes = malloc(length);
	ssize_t got =
	    bytes == NULL ? -1 : pread(memory, bytes, length, (off_t)from);

	for (size_t i = 0; got > 0 && i < needle_count; i++)
		needles[i].count +=
		    count_in(bytes, (size_t)got, needles[i].text);
	free(bytes);
	return got > 0;
}

static size_t
read_needles(struct needle *needles)
{
	char line[LINE_MAX_BYTES];
	size_t count = 0;

	while (
	    count < SECRETS_MAX && fgets(line, sizeof(line), stdin) != NULL) {
		size_t length = strcspn(line, "\n");

		if (length < TAIL) {
			fputs("memory_scan: a secret is too short\n", stderr);
			exit(2);
		}
		memcpy(needles[count++].text, line + length - TAIL, TAIL);
	}
	return count;
}

/* Opens a file of the process; ends the program where that is not allowed. */
static int
open_of(const char *pid, const char *name)
{
	char path[64];
	int fd;

	snprintf(path, sizeof(path), "/proc/%s/%s", pid, name);
	fd = open(path, O_RDONLY | O_CLOEXEC);
	if (fd < 0) {
		fprintf(stderr, "memory_scan: %s: %s\n", path, strerror(errno));
		exit(2);
	}
	return fd;
}

int
main(int argc, char **argv)
{
	struct needle needles[SECRETS_MAX] = { 0 };
	size_t count, regions = 0;
	uintmax_t from, to;
	char line[LINE_MAX_BYTES], mode;
	FILE *maps;
	int memory;

	if (argc != 2)
		return 2;
	count = read_needles(needles);
	memory = open_of(argv[1], "mem");
	maps = fdopen(open_of(argv[1], "maps"), "r");
	while (maps != NULL && fgets(line, sizeof(line), maps) != NULL)
		if (sscanf(line, "%" SCNxMAX "-%" SCNxMAX " %c", &from, &to,
		        &mode) == 3 &&
		    mode == 'r')
			regions +=
			    scan_region(memory, from, to, needles, count);
	for (size_t i = 0; i < count; i++)
		printf("%zu\n", needles[i].count);
	return regions > 0 ? 0 : 2;
}
