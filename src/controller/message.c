/* SPDX-License-Identifier: ISC */
/* Messages as values. */
#include "config.h"

#include "controller/message.h"

#include <stdlib.h>

#include "base/xmalloc.h"

#define SECOND_MS ((int64_t)1000)

void
message_set(struct message *message, enum message_id id, enum message_tone tone,
    const char *subject)
{
	char *copy = subject == NULL ? NULL : xstrdup(subject);

	message_clear(message);
	message->id = id;
	message->tone = tone;
	message->subject = copy;
}

void
message_clear(struct message *message)
{
	free(message->subject);
	*message = (struct message){ 0 };
}

void
message_set_reply(struct message *message, enum message_id id,
    enum message_tone tone, const struct reply *reply, const char *subject)
{
	message_set(message, id, tone, subject);
	message->request = reply->kind;
	message->error = reply->error;
	message->number = reply->retry_after_s;
}

void
message_wait(struct message *message, int64_t now_ms)
{
	if (message->error.code == 429 && message->number > 0)
		message->ends_ms = now_ms + message->number * SECOND_MS;
}

void
message_count(struct message *message, int64_t now_ms)
{
	int64_t left = message->ends_ms - now_ms;

	if (message->ends_ms == 0)
		return;
	message->number = left <= 0 ? 0 : (left + SECOND_MS - 1) / SECOND_MS;
	if (left > 0)
		return;
	message->ends_ms = 0;
	if (message->id == MESSAGE_FAILED)
		message->number = MESSAGE_WAIT_IS_OVER;
}

int64_t
message_deadline(const struct message *message, int64_t now_ms)
{
	int64_t left = message->ends_ms - now_ms;

	if (message->ends_ms == 0)
		return INT64_MAX;
	return left <= 0 ? now_ms : now_ms + (left - 1) % SECOND_MS + 1;
}

void
message_copy(struct message *to, const struct message *from)
{
	message_set_like(to, from, from->subject);
}

void
message_set_like(
    struct message *to, const struct message *from, const char *subject)
{
	message_set(to, from->id, from->tone, subject);
	to->request = from->request;
	to->error = from->error;
	to->number = from->number;
	to->ends_ms = from->ends_ms;
	to->total = from->total;
	to->days = from->days;
	to->logout = from->logout;
	to->is_successor = from->is_successor;
	to->copied = from->copied;
	to->route = from->route;
}
