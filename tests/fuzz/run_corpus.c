/* SPDX-License-Identifier: ISC */
/* Feeds a fuzz target the files of its corpus, and tells each in TAP. */
#include "config.h"

#include <dirent.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/buffer.h"
#include "base/xmalloc.h"
#include "fuzz/fuzz.h"

#define FILE_MAX ((size_t)1024 * 1024)

static int
is_visible(const struct dirent *entry)
{
	return entry->d_name[0] != '.';
}

static void
read_file(const char *path, struct buffer *out)
{
	FILE *file = fopen(path, "rb");
	char bytes[4096];
	size_t length;

	if (file == NULL) {
		perror(path);
		exit(1);
	}
	while ((length = fread(bytes, 1, sizeof(bytes), file)) > 0)
		if (!buffer_add(out, bytes, length))
			abort();
	fclose(file);
}

static void
run(const char *folder, const char *name, int number)
{
	char *path = xasprintf("%s/%s", folder, name);
	struct buffer buffer;

	buffer_init(&buffer, FILE_MAX);
	read_file(path, &buffer);
	LLVMFuzzerTestOneInput(
	    (const uint8_t *)buffer_text(&buffer), buffer.length);
	printf("ok %d - %s\n", number, name);
	fflush(stdout);
	buffer_clear(&buffer);
	free(path);
}

/* A program named fuzz_X runs the corpus X. */
static char *
corpus_folder(const char *program)
{
	const char *slash = strrchr(program, '/');
	const char *name = slash == NULL ? program : slash + 1;
	const char *top = getenv("top_srcdir");

	if (strncmp(name, "fuzz_", strlen("fuzz_")) == 0)
		name += strlen("fuzz_");
	return xasprintf(
	    "%s/tests/fuzz/corpus/%s", top == NULL ? "." : top, name);
}

int
main(int argc, char **argv)
{
	char *folder = argc > 1 ? xstrdup(argv[1]) : corpus_folder(argv[0]);
	struct dirent **entries;
	int count = scandir(folder, &entries, is_visible, alphasort);

	if (count <= 0) {
		printf("Bail out! no corpus in %s\n", folder);
		free(folder);
		return 1;
	}
	printf("1..%d\n", count);
	fflush(stdout);
	for (int i = 0; i < count; i++) {
		run(folder, entries[i]->d_name, i + 1);
		free(entries[i]);
	}
	free(entries);
	free(folder);
	return 0;
}
