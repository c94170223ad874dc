/* SPDX-License-Identifier: ISC */
/* Writes the ledger's lines, and brings the controller what others wrote. */
#include "config.h"

#include "loop_ledger.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "base/xmalloc.h"

/* Writing the file anew takes another process less than that. */
#define LOCKED_WAIT_MS 20

void
loop_ledger_ask(struct loop_ledger *self)
{
	self->is_asked = ledger_file_path(self->file) != NULL;
}

void
loop_ledger_init(struct loop_ledger *self, struct ledger_file *file)
{
	*self = (struct loop_ledger){ .file = file };
	loop_ledger_ask(self);
}

static void
drop_first(struct loop_ledger *self)
{
	ledger_line_clear(&self->lines[0]);
	self->count--;
	memmove(&self->lines[0], &self->lines[1],
	    self->count * sizeof(*self->lines));
}

/* In their order: what cannot be written holds up what comes after it. */
static void
write_lines(struct loop_ledger *self)
{
	struct error failure = { 0 };

	self->is_locked = false;
	while (self->count > 0 &&
	       ledger_file_add(self->file, &self->lines[0], &failure))
		drop_first(self);
	self->is_locked = self->count > 0 && failure.code == EWOULDBLOCK;
	self->has_news = !self->is_locked;
	self->news = failure;
}

bool
loop_ledger_clear(struct loop_ledger *self, struct error *err)
{
	bool is_written;

	while (self->count > 0 &&
	       ledger_file_add_waiting(self->file, &self->lines[0], err))
		drop_first(self);
	is_written = self->count == 0;
	while (self->count > 0)
		drop_first(self);
	free(self->lines);
	*self = (struct loop_ledger){ 0 };
	return is_written;
}

static void
add_line(struct loop_ledger *self, struct effect *effect)
{
	if (self->count == self->capacity) {
		self->capacity = 2 * self->capacity + 4;
		self->lines = xreallocarray(
		    self->lines, self->capacity, sizeof(*self->lines));
	}
	self->lines[self->count++] = effect->line;
	effect->line = (struct ledger_line){ 0 };
	write_lines(self);
}

void
loop_ledger_do(struct loop_ledger *self, struct effect *effect)
{
	if (effect->kind == EFFECT_LEDGER) {
		add_line(self, effect);
	} else if (effect->kind == EFFECT_READ_LEDGER) {
		loop_ledger_ask(self);
		self->is_awaited = true;
	}
}

static enum ledger_news_kind
news_of(enum ledger_file_state state)
{
	switch (state) {
	case LEDGER_FILE_READ:
		return LEDGER_NEWS_READ;
	case LEDGER_FILE_DAMAGED:
		return LEDGER_NEWS_DAMAGED;
	case LEDGER_FILE_REFUSED:
		break;
	}
	return LEDGER_NEWS_REFUSED;
}

/* A file that is refused again and again is told of once. */
static bool
load(struct loop_ledger *self, struct ledger_news *news)
{
	bool was_loaded = self->is_loaded;

	self->is_asked = false;
	if (was_loaded && !ledger_file_has_changed(self->file))
		return false;
	self->is_loaded = true;
	news->kind =
	    news_of(ledger_file_load(self->file, &news->ledger, &news->error));
	for (size_t i = 0; i < self->count; i++)
		ledger_enter(&news->ledger, &self->lines[i]);
	return news->kind != LEDGER_NEWS_REFUSED || !was_loaded;
}

bool
loop_ledger_next(struct loop_ledger *self, struct event *out)
{
	bool was_awaited;

	*out = (struct event){ .kind = EVENT_LEDGER };
	if (self->is_locked)
		write_lines(self);
	if (self->has_news) {
		self->has_news = false;
		out->ledger.kind = self->news.kind == ERROR_NONE
		                       ? LEDGER_NEWS_WRITTEN
		                       : LEDGER_NEWS_NOT_WRITTEN;
		out->ledger.error = self->news;
		return true;
	}
	was_awaited = self->is_awaited;
	self->is_awaited = false;
	if (self->is_asked && load(self, &out->ledger))
		return true;
	event_clear(out);
	*out = (struct event){ .kind = EVENT_LEDGER,
		.ledger.kind = LEDGER_NEWS_SAME };
	return was_awaited;
}

int
loop_ledger_timeout_ms(const struct loop_ledger *self)
{
	if (self->is_asked || self->is_awaited || self->has_news)
		return 0;
	return self->is_locked ? LOCKED_WAIT_MS : -1;
}
