/* SPDX-License-Identifier: ISC */
/* Asks for a note and for tags; what is not typed stays as it is. */
#include "config.h"

#include "cli/lines_note.h"

#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/text.h"
#include "base/xmalloc.h"
#include "cli/deed.h"
#include "controller/note.h"

void
lines_note_read(struct lines *lines)
{
	struct ledger_file *file = lines->errand->service->ledger;

	if (lines->is_ledger_refused || ledger_file_path(file) == NULL ||
	    (!lines->is_ledger_stale && !ledger_file_has_changed(file)))
		return;
	lines->is_ledger_stale = false;
	lines->is_ledger_refused = !deed_read(lines->errand, &lines->ledger);
	keylist_settle_notes(lines->keys);
}

/* It counts for this run also where nothing is kept. */
static void
enter(struct lines *lines, enum ledger_word word, char *id, char *text)
{
	const struct ledger_line line = { .word = word,
		.when_ms = errand_wall_ms(),
		.id = id,
		.text = text };

	if (!deed_enter(lines->errand, word, id, text)) {
		lines->status = STATUS_FAILED;
		return;
	}
	ledger_enter(&lines->ledger, &line);
	keylist_settle_notes(lines->keys);
	if (*text == '\0')
		errand_tell(_("note: removed"));
	else if (ledger_file_path(lines->errand->service->ledger) == NULL)
		errand_tell(_("note: kept until keyrack ends"));
	else
		errand_tell(_("note: kept"));
}

/* Whether it can be kept; if not, that is said. */
static bool
check(enum ledger_word word, const char *typed, const char *text)
{
	if (!text_is_valid(typed, strlen(typed)))
		errand_tell(_("note: not UTF-8; nothing is kept"));
	else if (!note_fits(word, text))
		errand_tell(_("note: longer than %d bytes; nothing is kept"),
		    word == LEDGER_NOTE ? NOTE_TEXT_MAX : NOTE_TAGS_MAX);
	else
		return true;
	return false;
}

static void
ask(struct lines *lines, const struct line *line, enum ledger_word word,
    const char *question)
{
	char *typed = lines_ask(lines, question), *text;

	if (typed == NULL || *typed == '\0') {
		free(typed);
		return;
	}
	text = strcmp(typed, "-") == 0 ? xstrdup("") : note_clean(word, typed);
	if (check(word, typed, text))
		enter(lines, word, line->ids[0], text);
	else
		lines->status = STATUS_FAILED;
	free(typed);
	free(text);
}

void
lines_note_ask(struct lines *lines, const struct line *line)
{
	lines->status = STATUS_DONE;
	lines_note_read(lines);
	ask(lines, line, LEDGER_NOTE,
	    _("Note (nothing: leave it, -: remove it): "));
	if (lines->errand->signal == 0)
		ask(lines, line, LEDGER_TAGS,
		    _("Tags (nothing: leave them, -: remove them): "));
}
