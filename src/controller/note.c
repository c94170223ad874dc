/* SPDX-License-Identifier: ISC */
/* Notes and tags: what a person keeps in the ledger about an API key. */
#include "config.h"

#include "controller/note.h"

#include <stdlib.h>
#include <string.h>

#include "base/xmalloc.h"
#include "controller/journey.h"
#include "model/tags.h"

/* As many bytes for editing as the other forms have. */
#define FIELD_MAX (16 * FORM_NAME_MAX)

enum {
	PARTS = 2,
};

/* One of the two texts: what was typed, and what it was before. */
struct part {
	enum ledger_word word;
	struct field *field;
	char **old;
	enum message_id too_long;
};

bool
note_can(const struct controller *controller, enum message_id *why)
{
	const struct apikey *apikey = journey_target(controller);

	if (!journey_can_open(controller, why))
		return false;
	*why = MESSAGE_UNREADABLE;
	return apikey->is_readable && apikey->name != NULL &&
	       *apikey->id != '\0';
}

/* What the ledger says now; "" for nothing. */
static const char *
noted(const struct controller *controller, enum ledger_word word)
{
	const struct ledger_entry *entry =
	    ledger_find(&controller->book.ledger, controller->form.id);
	const char *text = NULL;

	if (entry != NULL)
		text = word == LEDGER_NOTE ? entry->note : entry->tags;
	return text == NULL ? "" : text;
}

void
note_open(struct controller *controller, struct effects *out)
{
	const struct apikey *apikey = journey_target(controller);
	struct form *form = &controller->form;

	/* Another keyrack may have written since the list was loaded. */
	effects_add(out, EFFECT_READ_LEDGER);
	form_clear(form);
	form->is_note = true;
	form->focus = FORM_NOTE;
	form->id = xstrdup(apikey->id);
	form->old_name = xstrdup(apikey->name);
	form->old_note = xstrdup(noted(controller, LEDGER_NOTE));
	form->old_tags = xstrdup(noted(controller, LEDGER_TAGS));
	field_init(&form->note, FIELD_MAX);
	field_set(&form->note, form->old_note);
	field_init(&form->tags, FIELD_MAX);
	field_set(&form->tags, form->old_tags);
	dialog_push(controller, DIALOG_NOTE);
}

static void
divide(struct form *form, struct part parts[PARTS])
{
	parts[0] = (struct part){ LEDGER_NOTE, &form->note, &form->old_note,
		MESSAGE_NOTE_TOO_LONG };
	parts[1] = (struct part){ LEDGER_TAGS, &form->tags, &form->old_tags,
		MESSAGE_TAGS_TOO_LONG };
}

char *
note_clean(enum ledger_word word, const char *text)
{
	struct buffer line;
	char *clean;

	field_clean(text, &line);
	clean = word == LEDGER_TAGS ? tags_normalise(buffer_text(&line))
	                            : xstrdup(buffer_text(&line));
	buffer_clear(&line);
	return clean;
}

bool
note_fits(enum ledger_word word, const char *text)
{
	return strlen(text) <=
	       (word == LEDGER_TAGS ? NOTE_TAGS_MAX : NOTE_TEXT_MAX);
}

static char *
value_of(const struct part *part)
{
	return note_clean(part->word, field_text(part->field));
}

/* What was written elsewhere stays as it is until somebody changes it here. */
static bool
has_changed(const struct part *part)
{
	char *value = value_of(part);
	bool has_changed = strcmp(field_text(part->field), *part->old) != 0 &&
	                   strcmp(value, *part->old) != 0;

	free(value);
	return has_changed;
}

/* Once, as the next Enter is about what was told. */
static bool
was_written_meanwhile(
    const struct controller *controller, const struct part *part)
{
	const char *now = noted(controller, part->word);

	if (strcmp(now, *part->old) == 0)
		return false;
	free(*part->old);
	*part->old = xstrdup(now);
	return has_changed(part);
}

static bool
fits(const struct part *part)
{
	char *value = value_of(part);
	bool fits = note_fits(part->word, value);

	free(value);
	return fits;
}

/* MESSAGE_NONE: nothing is against it. */
static enum message_id
find_obstacle(struct controller *controller, const struct part *part)
{
	if (!has_changed(part))
		return MESSAGE_NONE;
	if (!fits(part))
		return part->too_long;
	if (keylist_find(controller->keys, controller->form.id) == NULL)
		return MESSAGE_ALREADY_GONE;
	return was_written_meanwhile(controller, part) ? MESSAGE_NOTED_MEANWHILE
	                                               : MESSAGE_NONE;
}

static void
enter(struct controller *controller, const struct part *part)
{
	char *value = value_of(part);

	/* The person waits for this line, so another failure is told too. */
	controller->book.is_failing = false;
	book_enter(controller, part->word, controller->form.id, value);
	free(value);
}

/* What nobody has typed over here is as it is there. */
static void
follow(struct controller *controller, const struct part *part)
{
	const char *now = noted(controller, part->word);

	if (strcmp(field_text(part->field), *part->old) != 0 ||
	    strcmp(now, *part->old) == 0)
		return;
	free(*part->old);
	*part->old = xstrdup(now);
	field_set(part->field, now);
}

static void
tell(struct controller *controller, bool is_noted)
{
	enum message_id id = MESSAGE_NOTED;
	enum message_tone tone = TONE_GOOD;

	if (!is_noted) {
		id = MESSAGE_NOTE_UNCHANGED;
		tone = TONE_INFO;
	} else if (controller->given.has_no_ledger) {
		id = MESSAGE_NOTED_FOR_NOW;
		tone = TONE_WARNING;
	}
	journey_tell(controller, id, tone, controller->form.old_name);
}

static void
keep(struct controller *controller)
{
	struct form *form = &controller->form;
	enum message_id why = MESSAGE_NONE;
	bool is_noted = false;
	struct part parts[PARTS];

	divide(form, parts);
	for (size_t i = 0; i < PARTS && why == MESSAGE_NONE; i++)
		why = find_obstacle(controller, &parts[i]);
	message_set(&form->refusal, why, TONE_WARNING, form->old_name);
	if (why != MESSAGE_NONE)
		return;
	for (size_t i = 0; i < PARTS; i++) {
		if (!has_changed(&parts[i]))
			continue;
		enter(controller, &parts[i]);
		is_noted = true;
	}
	tell(controller, is_noted);
	form_close(controller);
}

/* Into the ledger alone, once that was read again. */
void
note_submit(struct controller *controller, struct effects *out)
{
	controller->form.is_checking = true;
	effects_add(out, EFFECT_READ_LEDGER);
}

void
note_hear(struct controller *controller)
{
	struct form *form = &controller->form;
	struct part parts[PARTS];

	if (!form->is_note)
		return;
	divide(form, parts);
	for (size_t i = 0; i < PARTS; i++)
		follow(controller, &parts[i]);
	if (form->is_checking) {
		form->is_checking = false;
		keep(controller);
	}
}
