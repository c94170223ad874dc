/* SPDX-License-Identifier: ISC */
/* Keeps the ledger: what is entered counts at once, and is then written. */
#include "config.h"

#include "controller/book.h"

#include <stdlib.h>

#include "base/xmalloc.h"
#include "controller/journey.h"

void
book_clear(struct book *book)
{
	ledger_clear(&book->ledger);
	for (size_t i = 0; i < book->count; i++)
		ledger_line_clear(&book->lines[i]);
	free(book->lines);
	*book = (struct book){ 0 };
}

void
book_enter(struct controller *controller, enum ledger_word word, const char *id,
    const char *text)
{
	struct book *book = &controller->book;
	struct ledger_line *line;

	if (book->count == book->capacity) {
		book->capacity = 2 * book->capacity + 4;
		book->lines = xreallocarray(
		    book->lines, book->capacity, sizeof(*book->lines));
	}
	line = &book->lines[book->count++];
	*line = (struct ledger_line){ .word = word,
		.when_ms = controller->now.wall_ms,
		.id = xstrdup(id),
		.text = text == NULL ? NULL : xstrdup(text) };
	ledger_enter(&book->ledger, line);
	book->has_changed = true;
	if (word == LEDGER_NOTE || word == LEDGER_TAGS)
		book->has_new_texts = true;
}

void
book_settle(struct controller *controller)
{
	struct book *book = &controller->book;

	if (!book->has_changed)
		return;
	if (book->has_new_texts)
		keylist_settle_notes(controller->keys);
	else
		keylist_settle_ledger(controller->keys);
	book->has_changed = false;
	book->has_new_texts = false;
	browse_follow(controller);
}

void
book_write(struct controller *controller, struct effects *out)
{
	struct book *book = &controller->book;

	for (size_t i = 0; i < book->count; i++)
		effects_ledger(out, &book->lines[i]);
	book->count = 0;
}

static void
tell(struct controller *controller, enum message_id id,
    const struct ledger_news *news)
{
	journey_tell(controller, id, TONE_WARNING, NULL);
	controller->message.error = news->error;
}

/* The same failure is told once, unless a rotation waits for the line. */
static void
miss(struct controller *controller, const struct ledger_news *news)
{
	bool was_failing = controller->book.is_failing;

	controller->book.is_failing = true;
	if (!rotate_unnoted(controller, &news->error) && !was_failing)
		tell(controller, MESSAGE_LEDGER_NOT_WRITTEN, news);
}

void
book_hear(struct controller *controller, struct ledger_news *news,
    struct effects *out)
{
	switch (news->kind) {
	case LEDGER_NEWS_DAMAGED:
		tell(controller, MESSAGE_LEDGER_DAMAGED, news);
		break;
	case LEDGER_NEWS_REFUSED:
		tell(controller, MESSAGE_LEDGER_REFUSED, news);
		note_hear(controller);
		return;
	case LEDGER_NEWS_SAME:
		note_hear(controller);
		return;
	case LEDGER_NEWS_WRITTEN:
		controller->book.is_failing = false;
		rotate_noted(controller, out);
		return;
	case LEDGER_NEWS_NOT_WRITTEN:
		miss(controller, news);
		return;
	case LEDGER_NEWS_READ:
		break;
	}
	if (!ledger_has_same_texts(&controller->book.ledger, &news->ledger))
		controller->book.has_new_texts = true;
	ledger_take(&controller->book.ledger, &news->ledger);
	controller->book.has_changed = true;
	note_hear(controller);
}
