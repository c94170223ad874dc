/* SPDX-License-Identifier: ISC */
/* Performs all calls of the contract, in order, at the address it is given. */
#include "config.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "auth/auth.h"
#include "auth/transport_curl.h"
#include "base/xmalloc.h"
#include "support/http_client.h"

#define REDIRECT "http://localhost:5173"
#define LOOPBACK "http://127.0.0.1:"
#define WAIT_MS 20000

struct client {
	struct auth *auth;
	uint32_t seq;
	bool has_failed;
};

/* Sends the request and waits for its reply; a failure is printed. */
static struct reply
perform(struct client *client, const char *what, struct request request)
{
	struct reply reply;

	request.seq = ++client->seq;
	auth_submit(client->auth, &request);
	while (!auth_next(client->auth, &reply))
		auth_wait(client->auth, NULL, 0, WAIT_MS);
	if (reply.outcome != OUTCOME_DONE) {
		client->has_failed = true;
		printf("%s: outcome %d, error %d, code %d: %s\n", what,
		    (int)reply.outcome, (int)reply.error.kind, reply.error.code,
		    reply.error.detail);
	}
	return reply;
}

static void
perform_and_forget(
    struct client *client, const char *what, struct request request)
{
	struct reply reply = perform(client, what, request);

	reply_clear(&reply);
}

/*
 * Presses the button of the demo service's login page; a mock's address leads
 * nowhere, and for it any code will do.
 */
static void
log_in(const char *address, struct secret *code)
{
	struct http_call press = { "POST", "/login", NULL,
		"application/x-www-form-urlencoded",
		"decision=login&redirect_uri=http%3A%2F%2Flocalhost%3A5173" };
	struct http_answer answer;
	char *location, *found;

	secret_set(code, "any", strlen("any"));
	if (address == NULL ||
	    strncmp(address, LOOPBACK, strlen(LOOPBACK)) != 0)
		return;
	http_ask(atoi(address + strlen(LOOPBACK)), &press, &answer);
	location = http_header(&answer, "Location");
	found = location == NULL ? NULL : strstr(location, "code=");
	if (found != NULL)
		secret_set(code, found + 5, strlen(found + 5));
	free(location);
	http_answer_clear(&answer);
}

/* The tokens that come stay with the auth service, which sends them on. */
static void
open_session(struct client *client)
{
	struct request request = { .kind = REQUEST_LOGIN_ADDRESS,
		.redirect_uri = xstrdup(REDIRECT) };
	struct reply reply = perform(client, "login address", request);

	request = (struct request){ .kind = REQUEST_TOKEN_BY_CODE,
		.redirect_uri = xstrdup(REDIRECT) };
	log_in(reply.login_address, &request.secret);
	reply_clear(&reply);
	perform_and_forget(client, "token by code", request);
	perform_and_forget(client, "token refresh",
	    (struct request){ .kind = REQUEST_TOKEN_REFRESH });
}

static void
change_apikeys(struct client *client)
{
	struct request request = { .kind = REQUEST_CREATE,
		.name = xstrdup("\"contract\" – 契約 🤝") };
	struct reply reply = perform(client, "create", request);
	const char *id =
	    reply.apikeys.count == 0 ? "any" : reply.apikeys.items[0].id;

	request = (struct request){ .kind = REQUEST_RENAME,
		.id = xstrdup(id),
		.name = xstrdup("renamed") };
	perform_and_forget(client, "rename", request);
	request = (struct request){ .kind = REQUEST_DELETE, .id = xstrdup(id) };
	perform_and_forget(client, "delete", request);
	reply_clear(&reply);
}

int
main(int argc, char **argv)
{
	struct transport_curl_options options = { 0 };
	struct client client = { 0 };
	struct service_address address;
	struct error err = { 0 };

	if (argc != 2 || !service_address_parse(argv[1], &address, &err)) {
		fprintf(stderr, "usage: client URL: %s\n", err.detail);
		return 2;
	}
	client.auth = auth_new(transport_curl_new(&address, &options));
	open_session(&client);
	perform_and_forget(
	    &client, "profile", (struct request){ .kind = REQUEST_PROFILE });
	perform_and_forget(
	    &client, "list", (struct request){ .kind = REQUEST_LIST });
	change_apikeys(&client);
	/* The empty string ends the session of the access token. */
	perform_and_forget(
	    &client, "logout", (struct request){ .kind = REQUEST_LOGOUT });
	auth_free(client.auth);
	return client.has_failed ? 1 : 0;
}
