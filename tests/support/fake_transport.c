/* SPDX-License-Identifier: ISC */
/* Keeps every exchange until the end, so that a test can look at all. */
#include "config.h"

#include "support/fake_transport.h"

#include <assert.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/date.h"
#include "base/xmalloc.h"

#define EXCHANGES_MAX 256

enum stage {
	STAGE_OPEN,
	STAGE_SCRIPTED,
	STAGE_ENDED,
	STAGE_TOLD,
};

struct exchange {
	struct fake_request request;
	transport_body *body;
	void *context;
	enum stage stage;
	struct fake_answer answer;
	struct buffer answer_body;
	struct http_response response;
};

struct fake_transport {
	struct exchange exchanges[EXCHANGES_MAX];
	size_t count, forgets;
};

struct fake_transport *
fake_transport_new(void)
{
	return xcalloc(1, sizeof(struct fake_transport));
}

static void
submit(void *self, uint32_t seq, const struct http_request *request,
    const struct secret *bearer, transport_body *body, void *context)
{
	struct fake_transport *fake = self;
	struct exchange *exchange = &fake->exchanges[fake->count++];

	assert(fake->count <= EXCHANGES_MAX);
	exchange->request = (struct fake_request){
		.seq = seq,
		.http = *request,
		.bearer = bearer ? xstrdup(secret_bytes(bearer)) : NULL,
	};
	exchange->request.http.path = xstrdup(request->path);
	buffer_init(&exchange->request.http.body, request->body.max);
	buffer_add(&exchange->request.http.body, buffer_text(&request->body),
	    request->body.length);
	exchange->body = body;
	exchange->context = context;
}

static struct exchange *
find_open(struct fake_transport *fake, uint32_t seq)
{
	for (size_t i = 0; i < fake->count; i++)
		if (fake->exchanges[i].request.seq == seq &&
		    !fake->exchanges[i].request.is_cancelled &&
		    fake->exchanges[i].stage != STAGE_TOLD)
			return &fake->exchanges[i];
	return NULL;
}

static void
cancel(void *self, uint32_t seq)
{
	struct exchange *exchange = find_open(self, seq);

	if (exchange != NULL)
		exchange->request.is_cancelled = true;
}

static bool
next(void *self, uint32_t *seq, struct http_response *out)
{
	struct fake_transport *fake = self;

	for (size_t i = 0; i < fake->count; i++) {
		struct exchange *exchange = &fake->exchanges[i];

		if (exchange->stage != STAGE_ENDED ||
		    exchange->request.is_cancelled)
			continue;
		exchange->stage = STAGE_TOLD;
		*seq = exchange->request.seq;
		*out = exchange->response;
		return true;
	}
	return false;
}

/* False when the reader wants no more. */
static bool
feed(struct exchange *exchange)
{
	const char *bytes = buffer_text(&exchange->answer_body);
	size_t left = exchange->answer_body.length;
	size_t piece = exchange->answer.piece ? exchange->answer.piece : left;

	while (left > 0) {
		size_t length = left < piece ? left : piece;

		if (!exchange->body(exchange->context, exchange->answer.status,
		        bytes, length))
			return false;
		bytes += length;
		left -= length;
	}
	return true;
}

static void
play(struct exchange *exchange)
{
	const struct fake_answer *answer = &exchange->answer;
	struct http_response *response = &exchange->response;

	*response = (struct http_response){
		.delivery = DELIVERY_ANSWERED,
		.status = answer->status,
		.retry_after_s = answer->retry_after_s,
		.date_ms = DATE_NONE,
	};
	snprintf(response->content_type, sizeof(response->content_type), "%s",
	    answer->content_type ? answer->content_type : "application/json");
	snprintf(response->location_host, sizeof(response->location_host), "%s",
	    answer->location_host ? answer->location_host : "");
	exchange->stage = STAGE_ENDED;
	if (answer->is_unsent) {
		response->delivery = DELIVERY_NOT_SENT;
		error_set(&response->error, answer->error, 0, "host: unsent");
	} else if (!feed(exchange)) {
		response->delivery = DELIVERY_BROKEN;
		error_set(&response->error, ERROR_TOO_LARGE, 0, "host: large");
	} else if (answer->is_broken) {
		response->delivery = DELIVERY_BROKEN;
		error_set(&response->error, answer->error, 0, "host: broken");
	}
}

static void
wait_for(void *self, struct wait_fd *fds, size_t count, int timeout_ms)
{
	struct fake_transport *fake = self;

	(void)timeout_ms;
	for (size_t i = 0; i < count; i++)
		fds[i].is_ready = false;
	for (size_t i = 0; i < fake->count; i++)
		if (fake->exchanges[i].stage == STAGE_SCRIPTED &&
		    !fake->exchanges[i].request.is_cancelled)
			play(&fake->exchanges[i]);
}

static void
forget_connections(void *self)
{
	((struct fake_transport *)self)->forgets++;
}

static void
free_fake(void *self)
{
	struct fake_transport *fake = self;

	for (size_t i = 0; i < fake->count; i++) {
		http_request_clear(&fake->exchanges[i].request.http);
		free(fake->exchanges[i].request.bearer);
		buffer_clear(&fake->exchanges[i].answer_body);
	}
	free(fake);
}

struct transport
fake_transport_of(struct fake_transport *fake)
{
	static const struct transport_ops ops = {
		.submit = submit,
		.cancel = cancel,
		.next = next,
		.wait = wait_for,
		.forget_connections = forget_connections,
		.free = free_fake,
	};

	return (struct transport){ .ops = &ops, .self = fake };
}

size_t
fake_transport_count(const struct fake_transport *fake)
{
	return fake->count;
}

size_t
fake_transport_forgets(const struct fake_transport *fake)
{
	return fake->forgets;
}

const struct fake_request *
fake_transport_request(const struct fake_transport *fake, size_t index)
{
	assert(index < fake->count);
	return &fake->exchanges[index].request;
}

void
fake_transport_answer(
    struct fake_transport *fake, uint32_t seq, const struct fake_answer *answer)
{
	struct exchange *exchange = find_open(fake, seq);
	const char *body = answer->body ? answer->body : "";

	assert(exchange != NULL);
	exchange->answer = *answer;
	buffer_init(&exchange->answer_body, SIZE_MAX / 2);
	buffer_add(&exchange->answer_body, body,
	    answer->length ? answer->length : strlen(body));
	exchange->stage = STAGE_SCRIPTED;
}
