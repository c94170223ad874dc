/* SPDX-License-Identifier: ISC */
/* Writes lines of the ledger one by one, as a command goes on. */
#include "config.h"

#include "cli/deed.h"

#include <stdlib.h>

#include "base/i18n.h"
#include "base/xmalloc.h"

static bool
enter(struct errand *errand, enum ledger_word word, const char *id,
    const char *text,
    bool (*add)(
        struct ledger_file *, const struct ledger_line *, struct error *))
{
	struct ledger_line line = { .word = word,
		.when_ms = errand_wall_ms(),
		.id = xstrdup(id),
		.text = text == NULL ? NULL : xstrdup(text) };
	struct error err;
	bool is_written = add(errand->service->ledger, &line, &err);

	ledger_line_clear(&line);
	if (!is_written)
		errand_tell(_("the ledger was not written: %s"), err.detail);
	return is_written;
}

bool
deed_enter(struct errand *errand, enum ledger_word word, const char *id,
    const char *text)
{
	return enter(errand, word, id, text, ledger_file_add_waiting);
}

bool
deed_begin_rotation(struct errand *errand, const char *id)
{
	return enter(
	    errand, LEDGER_ROTATION_BEGUN, id, NULL, ledger_file_add_unchanged);
}

void
deed_hand_out(struct errand *errand, enum ledger_word word, const char *id)
{
	const struct ledger_entry *old = NULL;
	struct ledger ledger = { 0 };
	struct error ignored;

	deed_enter(errand, word, id, NULL);
	/* What is wrong with a ledger is told by those that need it. */
	if (ledger_file_load(errand->service->ledger, &ledger, &ignored) !=
	    LEDGER_FILE_REFUSED)
		old = ledger_find_predecessor(&ledger, id);
	if (old != NULL && old->stage == ROTATION_MADE)
		deed_enter(errand, LEDGER_ROTATION_HANDED, old->id, NULL);
	ledger_clear(&ledger);
}

bool
deed_read(struct errand *errand, struct ledger *ledger)
{
	struct error err;
	enum ledger_file_state state =
	    ledger_file_load(errand->service->ledger, ledger, &err);

	if (state != LEDGER_FILE_READ)
		errand_tell(_("the ledger is damaged: %s"), err.detail);
	return state != LEDGER_FILE_REFUSED;
}
