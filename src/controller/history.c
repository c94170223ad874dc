/* SPDX-License-Identifier: ISC */
/* A ring of messages. */
#include "config.h"

#include "controller/history.h"

void
history_clear(struct history *history)
{
	for (size_t i = 0; i < HISTORY_MAX; i++)
		message_clear(&history->items[i].message);
	*history = (struct history){ 0 };
}

void
history_keep(struct history *history, struct message *message, int64_t when_ms)
{
	struct history_item *item = &history->items[history->next];

	if (message->id == MESSAGE_NONE || message->is_kept)
		return;
	message->is_kept = true;
	message_copy(&item->message, message);
	item->when_ms = when_ms;
	history->next = (history->next + 1) % HISTORY_MAX;
	if (history->count < HISTORY_MAX)
		history->count++;
}

const struct history_item *
history_get(const struct history *history, size_t age)
{
	size_t place = history->next + HISTORY_MAX - 1 - age;

	return &history->items[place % HISTORY_MAX];
}
