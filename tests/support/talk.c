/* SPDX-License-Identifier: ISC */
/* Waits with the transport itself for both ends of the wire. */
#include "config.h"

#include "support/talk.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "auth/transport_curl.h"
#include "base/xmalloc.h"

#define TURN_MS 20000

struct talk *
talk_new(const char *url)
{
	struct transport_curl_options options = { 0 };
	struct talk *talk = xcalloc(1, sizeof(*talk));
	struct service_address address;
	struct secret token = { 0 };
	struct error err;
	char *own;

	talk->wire = wire_new();
	own = xasprintf("http://127.0.0.1:%d", wire_port(talk->wire));
	if (!service_address_parse(url == NULL ? own : url, &address, &err))
		abort();
	free(own);
	talk->auth = auth_new(transport_curl_new(&address, &options));
	secret_set(&token, ACCESS_TOKEN, strlen(ACCESS_TOKEN));
	if (!auth_set_access_token(talk->auth, &token, &err))
		abort();
	return talk;
}

void
talk_free(struct talk *talk)
{
	auth_free(talk->auth);
	wire_free(talk->wire);
	free(talk);
}

int
talk_setup(void **state)
{
	*state = talk_new(NULL);
	return 0;
}

int
talk_teardown(void **state)
{
	talk_free(*state);
	return 0;
}

struct request
talk_request(enum request_kind kind)
{
	struct request request = {
		.kind = kind,
		.id = xstrdup("k1"),
		.name = xstrdup("n"),
		.redirect_uri = xstrdup("http://localhost:5173"),
	};

	secret_set(&request.secret, "code", strlen("code"));
	return request;
}

void
talk_submit(struct talk *talk, struct request *request)
{
	request->seq = ++talk->seq;
	auth_submit(talk->auth, request);
}

void
talk_turn(struct talk *talk)
{
	struct wait_fd fds[20];
	size_t count = wire_fds(talk->wire, fds, 20);

	auth_wait(talk->auth, fds, count, TURN_MS);
	wire_serve(talk->wire);
}

struct reply
talk_reply(struct talk *talk)
{
	struct reply reply;

	while (!auth_next(talk->auth, &reply))
		talk_turn(talk);
	return reply;
}

struct reply
talk_ask(struct talk *talk, enum request_kind kind)
{
	struct request request = talk_request(kind);

	talk_submit(talk, &request);
	return talk_reply(talk);
}

struct error
talk_expect(struct talk *talk, enum request_kind kind, enum outcome outcome)
{
	struct reply reply = talk_ask(talk, kind);
	struct error err = reply.error;

	if (reply.outcome != outcome)
		print_error("%d %s\n", (int)err.kind, err.detail);
	assert_int_equal(reply.outcome, outcome);
	reply_clear(&reply);
	return err;
}

void
talk_script(struct talk *talk, const char *status, const char *headers,
    const char *body, enum wire_ending ending)
{
	char *text = xasprintf("HTTP/1.1 %s\r\nContent-Length: %zu\r\n%s\r\n%s",
	    status, strlen(body), headers, body);

	wire_script_text(talk->wire, text, ending);
	free(text);
}
