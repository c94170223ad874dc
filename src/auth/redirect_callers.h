/* SPDX-License-Identifier: ISC */
/* Who is connected to the listener, and for how long yet. */
#ifndef KEYRACK_AUTH_REDIRECT_CALLERS_H
#define KEYRACK_AUTH_REDIRECT_CALLERS_H

#include <stddef.h>
#include <stdint.h>

#define REDIRECT_CALLERS_MAX 16
#define REDIRECT_CALLER_MS 5000

struct redirect_caller {
	int fd; /* lent by the HTTP library */
	int64_t deadline_ms;
};

/*
 * The oldest first. A caller that is sent away has its connection shut down;
 * the HTTP library sees that as its end and closes it.
 */
struct redirect_callers {
	struct redirect_caller items[REDIRECT_CALLERS_MAX];
	size_t count;
};

/* Notes a new one; the oldest is sent away where there is no room. */
void redirect_callers_add(
    struct redirect_callers *callers, int fd, int64_t now_ms);

/* Forgets one that has gone. */
void redirect_callers_remove(struct redirect_callers *callers, int fd);

/* Sends those away whose time is over. */
void redirect_callers_expire(struct redirect_callers *callers, int64_t now_ms);

/* When the next one's time is over; INT64_MAX: there is none. */
int64_t redirect_callers_deadline_ms(const struct redirect_callers *callers);

#endif
