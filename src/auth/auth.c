/* SPDX-License-Identifier: ISC */
/* A list of calls under way; each is sent once and answered once. */
#include "config.h"

#include "auth/auth.h"

#include <stdlib.h>

#include "auth/codec.h"
#include "auth/decoder.h"
#include "auth/payload.h"
#include "base/xmalloc.h"

struct call {
	struct call *next;
	struct request request;
	struct decoder decoder;
	struct http_response refusal; /* when it could not even be written */
	bool is_on_its_way;
};

struct auth {
	struct transport transport;
	struct secret access_token;
	struct call *calls; /* in the order of their submission */
};

struct auth *
auth_new(struct transport transport)
{
	struct auth *auth = xcalloc(1, sizeof(*auth));

	auth->transport = transport;
	return auth;
}

static void
call_free(struct call *call)
{
	decoder_clear(&call->decoder);
	request_clear(&call->request);
	free(call);
}

void
auth_free(struct auth *auth)
{
	if (auth == NULL)
		return;
	/* First the transport: it may call the decoders until it is gone. */
	auth->transport.ops->free(auth->transport.self);
	while (auth->calls != NULL) {
		struct call *next = auth->calls->next;

		call_free(auth->calls);
		auth->calls = next;
	}
	secret_clear(&auth->access_token);
	free(auth);
}

bool
auth_set_access_token(
    struct auth *auth, struct secret *token, struct error *err)
{
	if (!payload_is_token(secret_bytes(token), token->length))
		return error_set(err, ERROR_INPUT, 0,
		    "the access token is empty, too long or not plain ASCII");
	secret_take(&auth->access_token, token);
	return true;
}

/* The one place that gives the access token away; NULL gives none. */
static const struct secret *
bearer_for(const struct auth *auth, enum request_kind kind)
{
	if (!codec_needs_bearer(kind) || secret_is_empty(&auth->access_token))
		return NULL;
	return &auth->access_token;
}

static struct call *
add_call(struct auth *auth, struct request *request)
{
	struct call *call = xcalloc(1, sizeof(*call));
	struct call **link = &auth->calls;

	while (*link != NULL)
		link = &(*link)->next;
	*link = call;
	request_take(&call->request, request);
	decoder_init(&call->decoder, &call->request);
	return call;
}

void
auth_submit(struct auth *auth, struct request *request)
{
	struct call *call = add_call(auth, request);
	struct http_request http;

	call->refusal.delivery = DELIVERY_NOT_SENT;
	call->is_on_its_way =
	    codec_encode(&call->request, &http, &call->refusal.error);
	if (call->is_on_its_way)
		auth->transport.ops->submit(auth->transport.self,
		    call->request.seq, &http,
		    bearer_for(auth, call->request.kind), decoder_feed,
		    &call->decoder);
	http_request_clear(&http);
}

/* The link that holds the call of this number, or the last one. */
static struct call **
find_link(struct auth *auth, uint32_t seq)
{
	struct call **link = &auth->calls;

	while (*link != NULL && (*link)->request.seq != seq)
		link = &(*link)->next;
	return link;
}

static struct call **
find_refused(struct auth *auth)
{
	struct call **link = &auth->calls;

	while (*link != NULL && (*link)->is_on_its_way)
		link = &(*link)->next;
	return link;
}

static struct call *
unlink_call(struct call **link)
{
	struct call *call = *link;

	*link = call->next;
	return call;
}

void
auth_cancel(struct auth *auth, uint32_t seq)
{
	struct call **link = find_link(auth, seq);

	if (*link == NULL)
		return;
	if ((*link)->is_on_its_way)
		auth->transport.ops->cancel(auth->transport.self, seq);
	call_free(unlink_call(link));
}

static void
finish_call(
    struct call **link, const struct http_response *response, struct reply *out)
{
	struct call *call = unlink_call(link);

	decoder_finish(&call->decoder, response, out);
	call_free(call);
}

bool
auth_next(struct auth *auth, struct reply *out)
{
	struct call **link = find_refused(auth);
	struct http_response response;
	uint32_t seq;

	if (*link != NULL) {
		response = (*link)->refusal;
		finish_call(link, &response, out);
		return true;
	}
	while (
	    auth->transport.ops->next(auth->transport.self, &seq, &response)) {
		link = find_link(auth, seq);
		if (*link == NULL)
			continue;
		finish_call(link, &response, out);
		return true;
	}
	return false;
}

void
auth_wait(struct auth *auth, struct wait_fd *fds, size_t count, int timeout_ms)
{
	if (*find_refused(auth) != NULL)
		timeout_ms = 0;
	auth->transport.ops->wait(auth->transport.self, fds, count, timeout_ms);
}

size_t
auth_in_flight(const struct auth *auth)
{
	size_t count = 0;

	for (const struct call *call = auth->calls; call; call = call->next)
		count += call->is_on_its_way;
	return count;
}
