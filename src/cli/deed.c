/* SPDX-License-Identifier: ISC */
/* Writes lines of the ledger one by one, as a command goes on. */
#include "config.h"

#include "cli/deed.h"

#include <stdlib.h>

#include "base/i18n.h"
#include "base/xmalloc.h"

/* The texts are copied. */
static struct ledger_line
line_of(enum ledger_word word, const char *id, const char *text)
{
	return (struct ledger_line){ .word = word,
		.when_ms = errand_wall_ms(),
		.id = xstrdup(id),
		.text = text == NULL ? NULL : xstrdup(text) };
}

bool
deed_enter(struct errand *errand, enum ledger_word word, const char *id,
    const char *text)
{
	struct ledger_line line = line_of(word, id, text);
	struct error err;
	bool is_written =
	    ledger_file_add_waiting(errand->service->ledger, &line, &err);

	ledger_line_clear(&line);
	if (!is_written)
		errand_tell(_("the ledger was not written: %s"), err.detail);
	return is_written;
}

bool
deed_begin_rotation(
    struct errand *errand, const char *id, enum rotation_stage stage)
{
	struct ledger_line line = line_of(LEDGER_ROTATION_BEGUN, id, NULL);
	struct error err;
	bool is_written = ledger_file_begin_rotation(
	    errand->service->ledger, &line, stage, &err);

	ledger_line_clear(&line);
	if (!is_written && err.kind == ERROR_USAGE)
		errand_tell(
		    _("rotate: another keyrack rotates it; keyrack list "
		      "shows what that has made"));
	else if (!is_written)
		errand_tell(_("the ledger was not written: %s"), err.detail);
	return is_written;
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

void
deed_hand_out(struct errand *errand, enum ledger_word word, const char *id)
{
	const struct ledger_entry *old = NULL;
	struct ledger ledger = { 0 };

	/* Where it cannot be written, it cannot be read either. */
	if (deed_enter(errand, word, id, NULL) && deed_read(errand, &ledger))
		old = ledger_find_predecessor(&ledger, id);
	if (old != NULL && old->stage == ROTATION_MADE)
		deed_enter(errand, LEDGER_ROTATION_HANDED, old->id, NULL);
	ledger_clear(&ledger);
}
