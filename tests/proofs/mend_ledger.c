/* SPDX-License-Identifier: ISC */
/*
 * Adds a line to a ledger in a folder, or loads it as keyrack does, which
 * mends it, and prints how many API keys it tells of and what was said. While
 * it loads it asks twice for its parent, and at no other time.
 * usage: mend_ledger FOLDER ID adds; mend_ledger FOLDER loads.
 */
#include "config.h"

#include <signal.h>
#include <stdio.h>
#include <unistd.h>

#include "auth/ledger_file.h"

static bool
add(struct ledger_file *file, char *id)
{
	struct ledger_line line = { .word = LEDGER_COPIED, .id = id };
	struct error err;

	return ledger_file_add(file, &line, &err);
}

static bool
load(struct ledger_file *file)
{
	struct ledger ledger = { 0 };
	struct error err = { 0 };
	enum ledger_file_state state;

	(void)getppid();
	state = ledger_file_load(file, &ledger, &err);
	(void)getppid();
	printf("%zu %s\n", ledger.count, err.detail);
	ledger_clear(&ledger);
	return state != LEDGER_FILE_REFUSED;
}

int
main(int count, char **words)
{
	struct ledger_file *file;
	bool is_done;

	if (count != 2 && count != 3) {
		fprintf(stderr, "usage: mend_ledger FOLDER [ID]\n");
		return 2;
	}
	signal(SIGXFSZ, SIG_IGN);
	file = ledger_file_new(words[1], "work", "https://service.example");
	is_done = count == 3 ? add(file, words[2]) : load(file);
	ledger_file_free(file);
	return is_done ? 0 : 1;
}
