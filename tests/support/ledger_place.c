/* SPDX-License-Identifier: ISC */
/* Writes and reads a ledger in a folder of its own. */
#include "config.h"

#include "support/ledger_place.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "base/xmalloc.h"

struct ledger_file *
ledger_place_open(const struct place *place)
{
	return ledger_file_new(place->folder, "default", PLACE_ORIGIN);
}

bool
ledger_place_add(struct ledger_file *file, const char *id, struct error *err)
{
	struct ledger_line line = {
		.word = LEDGER_COPIED,
		.when_ms = 1000,
	};
	bool is_added;

	line.id = xstrdup(id);
	is_added = ledger_file_add(file, &line, err);
	ledger_line_clear(&line);
	return is_added;
}

void
ledger_place_expect(
    struct ledger_file *file, enum ledger_file_state expected, size_t entries)
{
	struct ledger ledger = { 0 };
	struct error err = { 0 };

	assert_int_equal(ledger_file_load(file, &ledger, &err), expected);
	assert_int_equal(ledger.count, entries);
	assert_true((err.kind == ERROR_NONE) == (expected == LEDGER_FILE_READ));
	ledger_clear(&ledger);
}

void
ledger_place_append(const struct ledger_file *file, const char *bytes)
{
	FILE *stream = fopen(ledger_file_path(file), "a");

	assert_non_null(stream);
	assert_true(fputs(bytes, stream) >= 0);
	assert_int_equal(fclose(stream), 0);
}
