/* SPDX-License-Identifier: ISC */
/* Keeps the callers few and short, however slowly they talk. */
#include "config.h"

#include "auth/redirect_callers.h"

#include <string.h>
#include <sys/socket.h>

static void
forget(struct redirect_callers *callers, size_t at)
{
	callers->count--;
	memmove(&callers->items[at], &callers->items[at + 1],
	    (callers->count - at) * sizeof(callers->items[0]));
}

static void
send_oldest_away(struct redirect_callers *callers)
{
	shutdown(callers->items[0].fd, SHUT_RDWR);
	forget(callers, 0);
}

void
redirect_callers_add(struct redirect_callers *callers, int fd, int64_t now_ms)
{
	if (callers->count == REDIRECT_CALLERS_MAX)
		send_oldest_away(callers);
	callers->items[callers->count++] =
	    (struct redirect_caller){ fd, now_ms + REDIRECT_CALLER_MS };
}

void
redirect_callers_remove(struct redirect_callers *callers, int fd)
{
	for (size_t i = 0; i < callers->count; i++) {
		if (callers->items[i].fd != fd)
			continue;
		forget(callers, i);
		return;
	}
}

void
redirect_callers_expire(struct redirect_callers *callers, int64_t now_ms)
{
	while (redirect_callers_deadline_ms(callers) <= now_ms)
		send_oldest_away(callers);
}

int64_t
redirect_callers_deadline_ms(const struct redirect_callers *callers)
{
	return callers->count == 0 ? INT64_MAX : callers->items[0].deadline_ms;
}
