/* SPDX-License-Identifier: ISC */
/* Writes lines of the ledger, and reads them with suspicion. */
#include "config.h"

#include "auth/ledger_text.h"

#include <string.h>

#include "base/date.h"
#include "base/json.h"
#include "base/xmalloc.h"

static const char *const words[LEDGER_WORD_COUNT] = {
	[LEDGER_CREATED] = "created",
	[LEDGER_RENAMED] = "renamed",
	[LEDGER_COPIED] = "copied",
	[LEDGER_REVEALED] = "revealed",
	[LEDGER_WRITTEN] = "written",
	[LEDGER_RUN] = "run",
	[LEDGER_NOTE] = "note",
	[LEDGER_TAGS] = "tags",
	[LEDGER_ROTATION_BEGUN] = "rotation-begun",
	[LEDGER_ROTATION_MADE] = "rotation-made",
	[LEDGER_ROTATION_HANDED] = "rotation-handed",
	[LEDGER_ROTATION_ENDED] = "rotation-ended",
};

/* Whether a line of this word says nothing without its text. */
static bool
needs_text(enum ledger_word word)
{
	return word == LEDGER_ROTATION_MADE;
}

bool
ledger_line_write(const struct ledger_line *line, struct buffer *out)
{
	char at[DATE_TEXT_MAX];

	date_format_rfc3339(line->when_ms, at);
	return buffer_add_text(out, "{\"at\":") && json_add_string(out, at) &&
	       buffer_add_text(out, ",\"id\":") &&
	       json_add_string(out, line->id) &&
	       buffer_add_text(out, ",\"did\":") &&
	       json_add_string(out, words[line->word]) &&
	       (line->text == NULL || (buffer_add_text(out, ",\"text\":") &&
	                                  json_add_string(out, line->text))) &&
	       buffer_add_text(out, "}\n");
}

bool
ledger_write(const struct ledger *ledger, struct buffer *out)
{
	struct ledger_line lines[LEDGER_WORD_COUNT];

	for (size_t i = 0; i < ledger->count; i++) {
		size_t count = ledger_entry_lines(&ledger->entries[i], lines);

		for (size_t k = 0; k < count; k++)
			if (!ledger_line_write(&lines[k], out))
				return false;
	}
	return true;
}

static enum ledger_word
word_of(const char *text)
{
	size_t word = 0;

	while (word < LEDGER_WORD_COUNT && strcmp(words[word], text) != 0)
		word++;
	return (enum ledger_word)word;
}

/* A copy, since lines own their texts; NULL stays NULL. */
static char *
copy_of(const char *text)
{
	return text == NULL ? NULL : xstrdup(text);
}

static bool
enter(const struct json *root, struct ledger *ledger)
{
	const char *at, *id, *did, *text = NULL;
	struct ledger_line line = { 0 };

	if (!json_get_string(root, "at", &at) ||
	    !json_get_string(root, "id", &id) || *id == '\0' ||
	    !json_get_string(root, "did", &did) ||
	    !date_parse(at, &line.when_ms) ||
	    (json_has(root, "text") && !json_get_string(root, "text", &text)))
		return false;
	line.word = word_of(did);
	if (line.word == LEDGER_WORD_COUNT)
		return true;
	if (needs_text(line.word) && (text == NULL || *text == '\0'))
		return false;
	line.id = copy_of(id);
	line.text = copy_of(text);
	ledger_enter(ledger, &line);
	ledger_line_clear(&line);
	return true;
}

static bool
read_line(const char *text, size_t length, struct ledger *ledger)
{
	struct error ignored;
	struct json *root;
	bool is_read;

	/* Who appends while a line grows sees it without its line feed. */
	if (length == 0)
		return true;
	root = json_parse(text, length, &ignored);
	is_read = root != NULL && json_kind(root) == JSON_OBJECT &&
	          enter(root, ledger);
	json_free(root);
	return is_read;
}

size_t
ledger_read(const char *text, size_t length, struct ledger *ledger)
{
	const char *end = text + length, *feed;
	size_t damaged = 0;

	for (; text < end; text = feed + 1) {
		feed = memchr(text, '\n', (size_t)(end - text));
		if (feed == NULL)
			return damaged + 1;
		if (!read_line(text, (size_t)(feed - text), ledger))
			damaged++;
	}
	return damaged;
}
