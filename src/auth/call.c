/* SPDX-License-Identifier: ISC */
/* Calls, and singly linked lists of the few that are under way. */
#include "config.h"

#include "auth/call.h"

#include <stdlib.h>

#include "base/xmalloc.h"

struct call *
call_new(struct request *request)
{
	struct call *call = xcalloc(1, sizeof(*call));

	request_take(&call->request, request);
	call->wants_refresh_token =
	    (call->request.kind == REQUEST_LOGOUT ||
	        call->request.kind == REQUEST_TOKEN_REFRESH) &&
	    secret_is_empty(&call->request.secret);
	decoder_init(&call->decoder, &call->request);
	return call;
}

void
call_free(struct call *call)
{
	if (call == NULL)
		return;
	decoder_clear(&call->decoder);
	request_clear(&call->request);
	if (call->reply != NULL)
		reply_clear(call->reply);
	free(call->reply);
	free(call);
}

void
call_replay(struct call *call)
{
	decoder_clear(&call->decoder);
	decoder_init(&call->decoder, &call->request);
	call->is_refused = false;
	call->is_replayed = true;
}

void
call_hold(struct call *call, struct reply *reply)
{
	call->reply = xcalloc(1, sizeof(*call->reply));
	reply_take(call->reply, reply);
	call->state = CALL_HELD;
}

void
calls_append(struct call **calls, struct call *call)
{
	while (*calls != NULL)
		calls = &(*calls)->next;
	*calls = call;
}

void
calls_free(struct call **calls)
{
	while (*calls != NULL)
		call_free(calls_unlink(calls));
}

struct call **
calls_find(struct call **calls, uint32_t seq)
{
	while (*calls != NULL && (*calls)->request.seq != seq)
		calls = &(*calls)->next;
	return calls;
}

struct call **
calls_find_in(struct call **calls, enum call_state state)
{
	while (*calls != NULL && (*calls)->state != state)
		calls = &(*calls)->next;
	return calls;
}

struct call *
calls_unlink(struct call **link)
{
	struct call *call = *link;

	*link = call->next;
	return call;
}

size_t
calls_count_open(const struct call *calls)
{
	size_t count = 0;

	for (; calls != NULL; calls = calls->next)
		count += calls->state != CALL_OVER;
	return count;
}
