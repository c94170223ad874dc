/* SPDX-License-Identifier: ISC */
/* A list of calls under way; each is answered once, and a 401 may be mended. */
#include "config.h"

#include "auth/auth_parts.h"

#include <stdlib.h>
#include <string.h>

#include "auth/codec.h"
#include "auth/decoder.h"
#include "auth/payload.h"
#include "base/xmalloc.h"

#define OWN_SEQ_BIT UINT32_C(0x80000000)

struct auth *
auth_new(struct transport transport)
{
	struct auth *auth = xcalloc(1, sizeof(*auth));

	auth->transport = transport;
	keeper_init(&auth->keeper, clock_of_system());
	auth_begin_watch(auth);
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
	free(auth->fds);
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

/* What the store has told may have to be renewed before it is sent. */
static void
look_at_news(struct auth *auth)
{
	if (!auth->keeper.has_looked || auth->keeper.phase != KEEPER_IDLE)
		return;
	auth->keeper.has_looked = false;
	if (*calls_find_in(&auth->calls, CALL_WAITING) != NULL &&
	    keeper_wants_renewal(&auth->keeper))
		keeper_renew(&auth->keeper);
}

void
auth_carry_on(struct auth *auth)
{
	keeper_run(&auth->keeper);
	look_at_news(auth);
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
	if (kind == REQUEST_LOGOUT)
		keeper_ask(&auth->keeper);
	if (auth->keeper.phase == KEEPER_IDLE &&
	    keeper_wants_renewal(&auth->keeper))
		keeper_renew(&auth->keeper);
	return auth->keeper.phase == KEEPER_IDLE ? CALL_SENT : CALL_WAITING;
}

void
auth_submit(struct auth *auth, struct request *request)
{
	struct call *call = call_new(request);

	auth_look_for_sleep(auth);
	calls_append(&auth->calls, call);
	call->response.delivery = DELIVERY_NOT_SENT;
	call->state = first_state(auth, call);
	if (call->state == CALL_SENT)
		send_call(auth, call);
	auth_carry_on(auth);
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

/* What the reply brings goes to the keeper; true: it is to be held. */
static bool
take_session(struct auth *auth, const char *issuer, struct reply *reply)
{
	struct session_keeper *keeper = &auth->keeper;

	if (reply->kind == REQUEST_LOGOUT) {
		keeper_end(keeper);
		reply->logout.was_told = reply->outcome == OUTCOME_DONE;
		return true;
	}
	if (reply->outcome != OUTCOME_DONE)
		return false;
	if (reply->kind == REQUEST_TOKEN_BY_CODE)
		keeper_take_login(keeper, &reply->tokens, issuer);
	else if (reply->kind == REQUEST_TOKEN_REFRESH)
		keeper_take_tokens(keeper, &reply->tokens);
	else
		return false;
	return true;
}

/* Adds what has become of the session in the store. */
static void
add_facts(struct auth *auth, struct reply *reply)
{
	struct session_keeper *keeper = &auth->keeper;
	bool was_told = reply->logout.was_told;

	if (reply->kind == REQUEST_TOKEN_BY_CODE) {
		reply->login.session_ends_ms =
		    kept_session_ends_ms(&keeper->kept);
		reply->login.is_stored =
		    auth_is_stored(auth, &reply->login.store_error);
		keeper->has_unsaved = false;
	} else if (reply->kind == REQUEST_LOGOUT) {
		reply->logout = keeper->logout;
		reply->logout.was_told = was_told;
	}
}

/* False: the reply is held, until the store has done its part. */
static bool
finish_call(struct auth *auth, struct call **link,
    const struct http_response *response, struct reply *out)
{
	struct call *call = *link;
	bool is_held;

	decoder_finish(&call->decoder, response, out);
	is_held = take_session(auth, call->request.issuer, out);
	secret_clear(&out->tokens.access);
	secret_clear(&out->tokens.refresh);
	if (is_held) {
		call_hold(call, out);
		auth_carry_on(auth);
		return false;
	}
	call_free(calls_unlink(link));
	auth_carry_on(auth);
	return true;
}

static bool
tell_held(struct auth *auth, struct reply *out)
{
	struct call **link = calls_find_in(&auth->calls, CALL_HELD);

	if (*link == NULL || auth->keeper.phase != KEEPER_IDLE)
		return false;
	reply_take(out, (*link)->reply);
	add_facts(auth, out);
	call_free(calls_unlink(link));
	return true;
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
	auth_carry_on(auth);
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
	auth_carry_on(auth);
	return true;
}

/* Takes what the transport has brought; false: nothing more. */
static bool
take_response(struct auth *auth, struct reply *out, bool *has_reply)
{
	struct http_response response;
	struct call **link;
	uint32_t seq;

	if (!auth->transport.ops->next(auth->transport.self, &seq, &response))
		return false;
	link = calls_find(&auth->calls, seq);
	if (auth->refresh != NULL && auth->refresh->request.seq == seq)
		finish_refresh(auth, &response);
	else if (*link != NULL && !hold_call(auth, *link, &response))
		*has_reply = finish_call(auth, link, &response, out);
	return true;
}

bool
auth_next(struct auth *auth, struct reply *out)
{
	struct http_response response;
	struct call **link;
	bool has_reply = false, has_more = true;

	*out = (struct reply){ 0 };
	auth_carry_on(auth);
	while (has_more && !has_reply) {
		if (tell_held(auth, out))
			return true;
		link = calls_find_in(&auth->calls, CALL_OVER);
		if (*link != NULL) {
			response = (*link)->response;
			has_reply = finish_call(auth, link, &response, out);
		} else {
			has_more = take_response(auth, out, &has_reply);
		}
	}
	return has_reply;
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

/* The caller's descriptors, and those of a store that is at work. */
static struct wait_fd *
gather_fds(struct auth *auth, const struct wait_fd *fds, size_t count,
    size_t *gathered)
{
	const struct store *store = auth->keeper.kept.store;
	int store_ends[STORE_FDS_MAX];
	size_t more = store_fds(store, store_ends);

	auth->fds =
	    xreallocarray(auth->fds, count + STORE_FDS_MAX, sizeof(*auth->fds));
	if (count > 0)
		memcpy(auth->fds, fds, count * sizeof(*fds));
	for (size_t i = 0; i < more; i++)
		auth->fds[count + i] = (struct wait_fd){ .fd = store_ends[i] };
	*gathered = count + more;
	return auth->fds;
}

void
auth_wait(struct auth *auth, struct wait_fd *fds, size_t count, int timeout_ms)
{
	const struct store *store = auth->keeper.kept.store;
	struct wait_fd *waited = fds;
	size_t waited_count = count;

	if (*calls_find_in(&auth->calls, CALL_OVER) != NULL ||
	    (auth->keeper.phase == KEEPER_IDLE &&
	        *calls_find_in(&auth->calls, CALL_HELD) != NULL))
		timeout_ms = 0;
	if (store != NULL && store_is_busy(store))
		waited = gather_fds(auth, fds, count, &waited_count);
	auth->transport.ops->wait(auth->transport.self, waited, waited_count,
	    time_to_wait(auth, timeout_ms));
	if (waited != fds && count > 0)
		memcpy(fds, waited, count * sizeof(*fds));
	auth_look_for_sleep(auth);
}

size_t
auth_in_flight(const struct auth *auth)
{
	return calls_count_open(auth->calls);
}
