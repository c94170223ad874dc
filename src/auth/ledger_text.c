/* SPDX-License-Identifier: ISC */
/* Writes lines of the ledger, and reads them with suspicion. */
#include "config.h"

#include "auth/ledger_text.h"

#include <errno.h>
#include <string.h>
#include <unistd.h>

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

void
ledger_reader_init(struct ledger_reader *reader, struct ledger *ledger)
{
	*reader = (struct ledger_reader){ .ledger = ledger };
	buffer_init(&reader->line, LEDGER_LINE_MAX);
}

/* Part of a line, or a whole one without its line feed. */
static void
take_part(struct ledger_reader *reader, const char *text, size_t length)
{
	if (!reader->is_too_long && length > 0 &&
	    !buffer_add(&reader->line, text, length))
		reader->is_too_long = true;
}

static void
end_line(struct ledger_reader *reader)
{
	if (reader->is_too_long || !read_line(buffer_text(&reader->line),
	                               reader->line.length, reader->ledger))
		reader->damaged++;
	buffer_reset(&reader->line);
	reader->is_too_long = false;
}

void
ledger_reader_feed(
    struct ledger_reader *reader, const char *text, size_t length)
{
	const char *end = text + length, *feed;

	while ((feed = memchr(text, '\n', (size_t)(end - text))) != NULL) {
		take_part(reader, text, (size_t)(feed - text));
		end_line(reader);
		text = feed + 1;
	}
	take_part(reader, text, (size_t)(end - text));
}

size_t
ledger_reader_end(struct ledger_reader *reader)
{
	size_t damaged = reader->damaged;

	if (reader->is_too_long || reader->line.length > 0)
		damaged++;
	buffer_clear(&reader->line);
	*reader = (struct ledger_reader){ 0 };
	return damaged;
}

/* The lines count by what they say, so memory is needed for that alone. */
bool
ledger_read(int fd, struct ledger *ledger, size_t *damaged)
{
	struct ledger_reader reader;
	char piece[16384];
	ssize_t length;
	int code;

	ledger_reader_init(&reader, ledger);
	do {
		length = read(fd, piece, sizeof(piece));
		if (length > 0)
			ledger_reader_feed(&reader, piece, (size_t)length);
	} while (length > 0 || (length < 0 && errno == EINTR));
	code = errno;
	*damaged = ledger_reader_end(&reader);
	errno = code;
	return length == 0;
}
