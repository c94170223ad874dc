/* SPDX-License-Identifier: ISC */
/* Folds the lines of the ledger into one entry for each API key. */
#include "config.h"

#include "model/ledger.h"

#include <stdlib.h>
#include <string.h>

#include "base/date.h"
#include "base/xmalloc.h"

void
ledger_line_clear(struct ledger_line *line)
{
	free(line->id);
	free(line->text);
	*line = (struct ledger_line){ 0 };
}

static void
clear_entry(struct ledger_entry *entry)
{
	free(entry->id);
	free(entry->note);
	free(entry->tags);
	free(entry->successor);
}

void
ledger_clear(struct ledger *ledger)
{
	for (size_t i = 0; i < ledger->count; i++)
		clear_entry(&ledger->entries[i]);
	free(ledger->entries);
	*ledger = (struct ledger){ 0 };
}

void
ledger_take(struct ledger *to, struct ledger *from)
{
	ledger_clear(to);
	*to = *from;
	*from = (struct ledger){ 0 };
}

/* The place of the id, or the place where it would have to stand. */
static size_t
place_of(const struct ledger *ledger, const char *id)
{
	size_t low = 0, high = ledger->count;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (strcmp(ledger->entries[middle].id, id) < 0)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

static bool
stands_at(const struct ledger *ledger, size_t place, const char *id)
{
	return place < ledger->count &&
	       strcmp(ledger->entries[place].id, id) == 0;
}

/* Lines mostly come in the order of time, not of ids: hence the move. */
static struct ledger_entry *
insert(struct ledger *ledger, size_t place, const char *id)
{
	struct ledger_entry *entry;

	if (ledger->count == ledger->capacity) {
		ledger->capacity =
		    ledger->capacity == 0 ? 16 : 2 * ledger->capacity;
		ledger->entries = xreallocarray(ledger->entries,
		    ledger->capacity, sizeof(*ledger->entries));
	}
	entry = &ledger->entries[place];
	memmove(entry + 1, entry, (ledger->count - place) * sizeof(*entry));
	ledger->count++;
	*entry = (struct ledger_entry){
		.id = xstrdup(id),
		.rotation_ms = DATE_NONE,
	};
	for (size_t i = 0; i < LEDGER_DEEDS; i++)
		entry->when_ms[i] = DATE_NONE;
	return entry;
}

/* Nothing and the empty text are the same: none. */
static void
replace_text(char **text, const char *with)
{
	free(*text);
	*text = with == NULL || *with == '\0' ? NULL : xstrdup(with);
}

static void
end_rotation(struct ledger_entry *entry)
{
	entry->stage = ROTATION_NONE;
	entry->rotation_ms = DATE_NONE;
	replace_text(&entry->successor, NULL);
}

void
ledger_enter(struct ledger *ledger, const struct ledger_line *line)
{
	size_t place = place_of(ledger, line->id);
	struct ledger_entry *entry = stands_at(ledger, place, line->id)
	                                 ? &ledger->entries[place]
	                                 : insert(ledger, place, line->id);

	switch (line->word) {
	case LEDGER_CREATED:
	case LEDGER_RENAMED:
	case LEDGER_COPIED:
	case LEDGER_REVEALED:
	case LEDGER_WRITTEN:
	case LEDGER_RUN:
		/* Two processes may write out of the order of time. */
		if (entry->when_ms[line->word] < line->when_ms)
			entry->when_ms[line->word] = line->when_ms;
		break;
	case LEDGER_NOTE:
		replace_text(&entry->note, line->text);
		break;
	case LEDGER_TAGS:
		replace_text(&entry->tags, line->text);
		break;
	case LEDGER_ROTATION_BEGUN:
		end_rotation(entry);
		entry->stage = ROTATION_BEGUN;
		entry->rotation_ms = line->when_ms;
		break;
	case LEDGER_ROTATION_MADE:
		entry->stage = ROTATION_MADE;
		replace_text(&entry->successor, line->text);
		break;
	case LEDGER_ROTATION_HANDED:
		entry->stage = ROTATION_HANDED;
		break;
	case LEDGER_ROTATION_ENDED:
		end_rotation(entry);
		break;
	case LEDGER_WORD_COUNT:
		break;
	}
}

const struct ledger_entry *
ledger_find(const struct ledger *ledger, const char *id)
{
	size_t place = place_of(ledger, id);

	return stands_at(ledger, place, id) ? &ledger->entries[place] : NULL;
}

const struct ledger_entry *
ledger_find_predecessor(const struct ledger *ledger, const char *successor)
{
	for (size_t i = 0; i < ledger->count; i++) {
		const struct ledger_entry *entry = &ledger->entries[i];

		if (entry->successor != NULL &&
		    strcmp(entry->successor, successor) == 0)
			return entry;
	}
	return NULL;
}

static bool
has_text(const struct ledger_entry *entry)
{
	return entry->note != NULL || entry->tags != NULL;
}

/* The first entry with a text from `place` on; NULL: there is none. */
static const struct ledger_entry *
next_text(const struct ledger *ledger, size_t *place)
{
	while (*place < ledger->count && !has_text(&ledger->entries[*place]))
		++*place;
	return *place < ledger->count ? &ledger->entries[(*place)++] : NULL;
}

bool
ledger_has_texts(const struct ledger *ledger)
{
	size_t place = 0;

	return ledger != NULL && next_text(ledger, &place) != NULL;
}

static bool
is_same_text(const char *one, const char *other)
{
	return one == other ||
	       (one != NULL && other != NULL && strcmp(one, other) == 0);
}

bool
ledger_has_same_texts(const struct ledger *one, const struct ledger *other)
{
	const struct ledger_entry *entry, *other_entry;
	size_t place = 0, other_place = 0;

	do {
		entry = next_text(one, &place);
		other_entry = next_text(other, &other_place);
		if (entry == NULL || other_entry == NULL)
			return entry == other_entry;
	} while (strcmp(entry->id, other_entry->id) == 0 &&
	         is_same_text(entry->note, other_entry->note) &&
	         is_same_text(entry->tags, other_entry->tags));
	return false;
}

int64_t
ledger_last_used_ms(const struct ledger_entry *entry)
{
	int64_t last = DATE_NONE;

	if (entry == NULL)
		return DATE_NONE;
	for (size_t i = 0; i < LEDGER_DEEDS; i++)
		if (i != LEDGER_RENAMED && entry->when_ms[i] > last)
			last = entry->when_ms[i];
	return last;
}

static void
put(struct ledger_line *lines, size_t *count, const struct ledger_entry *entry,
    enum ledger_word word, int64_t when_ms, char *text)
{
	lines[(*count)++] = (struct ledger_line){
		.word = word,
		.when_ms = when_ms,
		.id = entry->id,
		.text = text,
	};
}

size_t
ledger_entry_lines(const struct ledger_entry *entry,
    struct ledger_line lines[LEDGER_WORD_COUNT])
{
	size_t count = 0;

	for (size_t i = 0; i < LEDGER_DEEDS; i++)
		if (entry->when_ms[i] != DATE_NONE)
			put(lines, &count, entry, (enum ledger_word)i,
			    entry->when_ms[i], NULL);
	if (entry->note != NULL)
		put(lines, &count, entry, LEDGER_NOTE, 0, entry->note);
	if (entry->tags != NULL)
		put(lines, &count, entry, LEDGER_TAGS, 0, entry->tags);
	if (entry->stage >= ROTATION_BEGUN)
		put(lines, &count, entry, LEDGER_ROTATION_BEGUN,
		    entry->rotation_ms, NULL);
	if (entry->stage >= ROTATION_MADE)
		put(lines, &count, entry, LEDGER_ROTATION_MADE,
		    entry->rotation_ms, entry->successor);
	if (entry->stage >= ROTATION_HANDED)
		put(lines, &count, entry, LEDGER_ROTATION_HANDED,
		    entry->rotation_ms, NULL);
	return count;
}
