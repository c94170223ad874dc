/* SPDX-License-Identifier: ISC */
/* A list of calls under way; each is answered once, and a 401 may be mended. */
#include "config.h"

#include "auth/auth.h"

#include <stdlib.h>

#include "auth/call.h"
#include "auth/codec.h"
#include "auth/decoder.h"
#include "auth/payload.h"
#include "auth/session_keeper.h"
#include "base/xmalloc.h"

#define OWN_SEQ_BIT UINT32_C(0x80000000)

struct auth {
	struct transport transport;
	struct session_keeper keeper;
	struct call *calls;   /* in the order of their submission */
	struct call *refresh; /* our own, while it is on its way */
	uint32_t refresh_count;
};

struct auth *
auth_new(struct transport transport)
{
	struct auth *auth = xcalloc(1, sizeof(*auth));

	auth->transport = transport;
	keeper_init(&auth->keeper, clock_of_system());
	return auth;
}

void
auth_free(struct auth *auth)
{
	if (auth == NULL)
		return;
	/* First the transport: it may call the decoders until it is gone. */
	auth->transport.ops->free(auth->transport.self);
	calls_free(&auth->calls);
	call_free(auth->refresh);
	keeper_clear(&auth->keeper);
	free(auth);
}

/* The access token goes nowhere but here; there may be none. */
static void
send_call(struct auth *auth, struct call *call)
{
	const struct session *session = &auth->keeper.kept.session;
	const struct secret *bearer = NULL;
	struct http_request http;

	if (call->wants_refresh_token)
		secret_set(&call->request.secret,
		    secret_bytes(&session->refresh), session->refresh.length);
	if (codec_needs_bearer(call->request.kind) &&
	    !secret_is_empty(&session->access))
		bearer = &session->access;
	call->generation = auth->keeper.kept.generation;
	call->state = CALL_OVER;
	call->response =
	    (struct http_response){ .delivery = DELIVERY_NOT_SENT };
	if (codec_encode(&call->request, &http, &call->response.error)) {
		call->state = CALL_SENT;
		auth->transport.ops->submit(auth->transport.self,
		    call->request.seq, &http, bearer, decoder_feed,
		    &call->decoder);
	}
	http_request_clear(&http);
}

static void
send_refresh(struct auth *auth)
{
	uint32_t seq = OWN_SEQ_BIT | ++auth->refresh_count;
	struct request request;

	keeper_write_refresh(&auth->keeper, seq, &request);
	auth->refresh = call_new(&request);
	send_call(auth, auth->refresh);
}

/* It may have been carried out; but nobody wants its tokens any more. */
static void
drop_refresh(struct auth *auth)
{
	if (auth->refresh->state == CALL_SENT)
		auth->transport.ops->cancel(
		    auth->transport.self, auth->refresh->request.seq);
	call_free(auth->refresh);
	auth->refresh = NULL;
}

/* With another token what was refused is tried anew, else it stays refused. */
static void
release_call(struct auth *auth, struct call *call)
{
	if (call->is_refused &&
	    call->generation == auth->keeper.kept.generation) {
		call->state = CALL_OVER;
		return;
	}
	if (call->is_refused)
		call_replay(call);
	send_call(auth, call);
}

/* Does what the state of the session asks for. */
static void
carry_on(struct auth *auth)
{
	keeper_run(&auth->keeper);
	if (auth->refresh != NULL && auth->keeper.phase != KEEPER_SENT)
		drop_refresh(auth);
	if (keeper_is_due(&auth->keeper))
		send_refresh(auth);
	if (auth->keeper.phase != KEEPER_IDLE)
		return;
	for (struct call *call = auth->calls; call; call = call->next)
		if (call->state == CALL_WAITING)
			release_call(auth, call);
}

void
auth_set_clock(struct auth *auth, struct clock clock)
{
	auth->keeper.kept.clock = clock;
}

enum store_state
auth_use_store(struct auth *auth, struct store *taken, struct error *err)
{
	enum store_state state;

	keeper_stop(&auth->keeper);
	state = kept_session_use_store(&auth->keeper.kept, taken, err);
	carry_on(auth);
	return state;
}

bool
auth_set_access_token(
    struct auth *auth, struct secret *token, struct error *err)
{
	if (!payload_is_token(secret_bytes(token), token->length))
		return error_set(err, ERROR_INPUT, 0,
		    "the access token is empty, too long or not plain ASCII");
	keeper_stop(&auth->keeper);
	kept_session_take_token(&auth->keeper.kept, token);
	carry_on(auth);
	return true;
}

bool
auth_has_session(const struct auth *auth)
{
	return !kept_session_is_empty(&auth->keeper.kept);
}

int64_t
auth_session_ends_ms(const struct auth *auth)
{
	return kept_session_ends_ms(&auth->keeper.kept);
}

const char *
auth_issuer(const struct auth *auth)
{
	return auth->keeper.kept.session.issuer;
}

bool
auth_is_stored(const struct auth *auth, struct error *why)
{
	*why = auth->keeper.kept.trouble;
	return auth->keeper.kept.is_stored;
}

const char *
auth_store_path(const struct auth *auth)
{
	const struct store *store = auth->keeper.kept.store;

	return store == NULL ? NULL : store_path(store);
}

/* Which state a new call begins in. */
static enum call_state
first_state(struct auth *auth, const struct call *call)
{
	enum request_kind kind = call->request.kind;

	if (!codec_needs_bearer(kind))
		return CALL_SENT;
	if (kind == REQUEST_LOGOUT && auth->keeper.kept.is_given &&
	    call->wants_refresh_token)
		return CALL_OVER;
	/* Another process may have a newer refresh token to be told. */
	if (kind == REQUEST_LOGOUT && auth->keeper.phase == KEEPER_IDLE)
		kept_session_look(&auth->keeper.kept);
	if (keeper_wants_renewal(&auth->keeper))
		keeper_renew(&auth->keeper);
	return auth->keeper.phase == KEEPER_IDLE ? CALL_SENT : CALL_WAITING;
}

void
auth_submit(struct auth *auth, struct request *request)
{
	struct call *call = call_new(request);

	calls_append(&auth->calls, call);
	call->response.delivery = DELIVERY_NOT_SENT;
	call->state = first_state(auth, call);
	if (call->state == CALL_SENT)
		send_call(auth, call);
	carry_on(auth);
}

void
auth_cancel(struct auth *auth, uint32_t seq)
{
	struct call **link = calls_find(&auth->calls, seq);

	if (*link == NULL)
		return;
	if ((*link)->state == CALL_SENT)
		auth->transport.ops->cancel(auth->transport.self, seq);
	call_free(calls_unlink(link));
}

static void
begin_session(struct auth *auth, const char *issuer, struct reply *reply)
{
	struct kept_session *kept = &auth->keeper.kept;

	if (reply->outcome != OUTCOME_DONE)
		return;
	keeper_stop(&auth->keeper);
	kept_session_take_login(kept, &reply->tokens, issuer);
	reply->login.session_ends_ms = kept_session_ends_ms(kept);
	reply->login.is_stored =
	    auth_is_stored(auth, &reply->login.store_error);
}

static void
end_session(struct auth *auth, struct reply *reply)
{
	keeper_stop(&auth->keeper);
	kept_session_end(&auth->keeper.kept, &reply->logout);
	reply->logout.was_told = reply->outcome == OUTCOME_DONE;
}

static void
finish_call(struct auth *auth, struct call **link,
    const struct http_response *response, struct reply *out)
{
	struct call *call = calls_unlink(link);

	decoder_finish(&call->decoder, response, out);
	if (out->kind == REQUEST_TOKEN_BY_CODE)
		begin_session(auth, call->request.issuer, out);
	else if (out->kind == REQUEST_TOKEN_REFRESH &&
	         out->outcome == OUTCOME_DONE)
		kept_session_take_refresh(&auth->keeper.kept, &out->tokens);
	else if (out->kind == REQUEST_LOGOUT)
		end_session(auth, out);
	secret_clear(&out->tokens.access);
	secret_clear(&out->tokens.refresh);
	call_free(call);
	carry_on(auth);
}

static void
finish_refresh(struct auth *auth, const struct http_response *response)
{
	struct call *call = auth->refresh;
	struct reply reply;

	auth->refresh = NULL;
	decoder_finish(&call->decoder, response, &reply);
	keeper_take_refresh(&auth->keeper, &reply);
	reply_clear(&reply);
	call_free(call);
	carry_on(auth);
}

/* A call that was refused for its token waits for another one, once. */
static bool
hold_call(
    struct auth *auth, struct call *call, const struct http_response *response)
{
	bool has_newest = call->generation == auth->keeper.kept.generation;

	if (response->delivery == DELIVERY_NOT_SENT ||
	    response->status != 401 || call->is_replayed ||
	    !codec_needs_bearer(call->request.kind) ||
	    (has_newest && !keeper_can_renew(&auth->keeper)))
		return false;
	call->state = CALL_WAITING;
	call->is_refused = true;
	call->response = *response;
	if (has_newest)
		keeper_renew(&auth->keeper);
	carry_on(auth);
	return true;
}

bool
auth_next(struct auth *auth, struct reply *out)
{
	struct http_response response;
	struct call **link;
	uint32_t seq;

	carry_on(auth);
	while (*(link = calls_find_over(&auth->calls)) == NULL) {
		if (!auth->transport.ops->next(
		        auth->transport.self, &seq, &response))
			return false;
		link = calls_find(&auth->calls, seq);
		if (auth->refresh != NULL && auth->refresh->request.seq == seq)
			finish_refresh(auth, &response);
		else if (*link != NULL && !hold_call(auth, *link, &response)) {
			finish_call(auth, link, &response, out);
			return true;
		}
	}
	response = (*link)->response;
	finish_call(auth, link, &response, out);
	return true;
}

/* The wait must end when a renewal wants to go on. */
static int
time_to_wait(const struct auth *auth, int timeout_ms)
{
	const struct clock *clock = &auth->keeper.kept.clock;
	int64_t deadline = keeper_deadline(&auth->keeper), left;

	if (deadline == INT64_MAX)
		return timeout_ms;
	left = deadline - clock->steady_ms(clock->self);
	if (left < 0)
		left = 0;
	return timeout_ms < 0 || left < timeout_ms ? (int)left : timeout_ms;
}

void
auth_wait(struct auth *auth, struct wait_fd *fds, size_t count, int timeout_ms)
{
	if (*calls_find_over(&auth->calls) != NULL)
		timeout_ms = 0;
	auth->transport.ops->wait(
	    auth->transport.self, fds, count, time_to_wait(auth, timeout_ms));
}

size_t
auth_in_flight(const struct auth *auth)
{
	return calls_count_open(auth->calls);
}
