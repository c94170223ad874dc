/* SPDX-License-Identifier: ISC */
/* Checks each request as strictly as the contract and does its work. */
#include "config.h"

#include "demo/calls.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/buffer.h"
#include "base/json.h"
#include "demo/pages.h"
#include "demo/query.h"

#define ADDRESS_MAX ((size_t)64 * 1024)
#define NAME_BYTES_MAX 4096
#define YEAR_MS (INT64_C(365) * 24 * 3600 * 1000)

#define TOKEN_CODE_REQUEST "ai.numind.extract.shared.TokenCodeRequest"
#define TOKEN_REFRESH_REQUEST "ai.numind.extract.shared.TokenRefreshRequest"

static void
refuse_body(struct answer *answer, const char *why)
{
	char what[160];

	snprintf(what, sizeof(what), "body (%s)", why);
	answer_set_invalid(answer, what);
}

/* "application/json", with or without parameters. */
static bool
is_json_type(const char *content_type)
{
	static const char json[] = "application/json";
	size_t length = strcspn(content_type, "; \t");

	return length == sizeof(json) - 1 &&
	       strncasecmp(content_type, json, length) == 0;
}

/* The body as JSON of the wanted type; NULL: the answer says why not. */
static struct json *
read_body(const struct call *call, enum json_kind wanted, struct answer *answer)
{
	struct error err = { 0 };
	struct json *body;

	if (!is_json_type(call->content_type)) {
		refuse_body(answer, "expected Content-Type application/json");
		return NULL;
	}
	body = json_parse(call->body, call->body_length, &err);
	if (body == NULL) {
		refuse_body(answer, "not well-formed JSON");
		return NULL;
	}
	if (json_kind(body) != wanted) {
		refuse_body(answer, wanted == JSON_OBJECT
		                        ? "expected an object"
		                        : "expected a string");
		json_free(body);
		return NULL;
	}
	return body;
}

void
calls_login_address(struct service *service, const struct call *call,
    const char *id, struct answer *answer)
{
	char *redirect_uri = query_get(call->query, "redirectUri");
	struct buffer address;

	(void)id;
	if (redirect_uri == NULL || *redirect_uri == '\0') {
		answer_set_invalid(answer, "query parameter redirectUri");
		free(redirect_uri);
		return;
	}
	buffer_init(&address, ADDRESS_MAX);
	buffer_add_text(&address, service->origin);
	buffer_add_text(&address, "/login");
	query_add(&address, "client_id", PAGES_CLIENT_ID);
	query_add(&address, "response_type", "code");
	query_add(&address, "scope", "openid profile email");
	query_add(&address, "redirect_uri", redirect_uri);
	answer_set_text(
	    answer, 200, "text/plain; charset=UTF-8", buffer_text(&address));
	buffer_clear(&address);
	free(redirect_uri);
}

static void
set_grant(struct answer *answer, const struct grant *grant)
{
	struct buffer json;
	char number[32];

	buffer_init(&json, ADDRESS_MAX);
	buffer_add_text(&json, "{\"token\":");
	json_add_string(&json, secret_bytes(&grant->access));
	snprintf(number, sizeof(number), ",\"expiresIn\":%ld",
	    grant->access_seconds);
	buffer_add_text(&json, number);
	buffer_add_text(&json, ",\"refreshToken\":");
	json_add_string(&json, secret_bytes(&grant->refresh));
	snprintf(number, sizeof(number), ",\"refreshExpiresIn\":%ld}",
	    grant->refresh_seconds);
	buffer_add_text(&json, number);
	answer_set_text(answer, 200, "application/json", buffer_text(&json));
	buffer_clear(&json);
}

static void
trade_for_tokens(struct service *service, const struct call *call,
    const struct json *body, struct answer *answer)
{
	struct sessions *sessions = &service->sessions;
	const char *type = "", *given, *redirect_uri;
	struct grant grant = { 0 };
	bool is_granted;

	json_get_string(body, "type", &type);
	if (strcmp(type, TOKEN_CODE_REQUEST) == 0) {
		if (!json_get_string(body, "code", &given) ||
		    !json_get_string(body, "redirectUri", &redirect_uri)) {
			refuse_body(answer, "expected code and redirectUri");
			return;
		}
		is_granted = sessions_redeem(
		    sessions, call->now_ms, given, redirect_uri, &grant);
	} else if (strcmp(type, TOKEN_REFRESH_REQUEST) == 0) {
		if (!json_get_string(body, "token", &given)) {
			refuse_body(answer, "expected token");
			return;
		}
		is_granted =
		    sessions_refresh(sessions, call->now_ms, given, &grant);
	} else {
		refuse_body(answer, "unknown type");
		return;
	}
	if (is_granted)
		set_grant(answer, &grant);
	else
		answer_set_failure(answer, 401, "invalid_grant",
		    "The code or token is unknown, expired or used before.");
	grant_clear(&grant);
}

void
calls_token(struct service *service, const struct call *call, const char *id,
    struct answer *answer)
{
	struct json *body = read_body(call, JSON_OBJECT, answer);

	(void)id;
	if (body == NULL)
		return;
	trade_for_tokens(service, call, body, answer);
	json_free(body);
}

void
calls_profile(struct service *service, const struct call *call, const char *id,
    struct answer *answer)
{
	(void)call;
	(void)id;
	answer_set(answer, 200, "application/json",
	    account_profile(&service->account));
}

/*
 * The refresh token names the session that ends. A session that was opened
 * with an access token alone has none: for it the string is empty.
 */
void
calls_logout(struct service *service, const struct call *call, const char *id,
    struct answer *answer)
{
	struct json *body = read_body(call, JSON_STRING, answer);
	const char *refresh;
	uint32_t session;

	(void)id;
	if (body == NULL)
		return;
	refresh = json_string(body);
	session = *refresh == '\0' ? service_session(service, call)
	                           : sessions_of_refresh(&service->sessions,
	                                 call->now_ms, refresh);
	json_free(body);
	if (session == 0) {
		answer_set_failure(answer, 403, "invalid_grant",
		    "This refresh token belongs to no session.");
		return;
	}
	sessions_end(&service->sessions, session);
	answer_set_text(answer, 200, "application/json", "{}");
}

void
calls_list(struct service *service, const struct call *call, const char *id,
    struct answer *answer)
{
	(void)call;
	(void)id;
	answer_set(
	    answer, 200, "application/json", account_list(&service->account));
}

/* The name in a body, lent by it; NULL: the answer says why not. */
static const char *
read_name(const struct json *body, struct answer *answer)
{
	const char *name;

	if (!json_get_string(body, "name", &name)) {
		refuse_body(answer, "expected name");
		return NULL;
	}
	if (*name == '\0') {
		refuse_body(answer, "name is empty");
		return NULL;
	}
	if (strlen(name) > NAME_BYTES_MAX) {
		refuse_body(answer, "name is longer than 4096 bytes");
		return NULL;
	}
	return name;
}

/* False: the answer says why. */
static bool
read_organization(const struct service *service, const struct json *body,
    int *organization, struct answer *answer)
{
	const char *id;

	*organization = ACCOUNT_PERSONAL;
	if (!json_has(body, "maybeOrga"))
		return true;
	if (!json_get_string(body, "maybeOrga", &id)) {
		refuse_body(answer, "maybeOrga is not a string");
		return false;
	}
	*organization = account_find_organization(&service->account, id);
	if (*organization == ACCOUNT_PERSONAL) {
		answer_set_failure(answer, 404, "not_found",
		    "The account is in no organization with this id.");
		return false;
	}
	return true;
}

void
calls_create(struct service *service, const struct call *call, const char *id,
    struct answer *answer)
{
	struct json *body = read_body(call, JSON_OBJECT, answer);
	const char *name = NULL;
	int organization;

	(void)id;
	if (body != NULL)
		name = read_name(body, answer);
	if (name != NULL &&
	    read_organization(service, body, &organization, answer))
		answer_set(answer, 200, "application/json",
		    account_record(account_add(&service->account, name,
		        organization, call->now_ms, call->now_ms + YEAR_MS)));
	json_free(body);
}

static void
set_unknown_id(struct answer *answer)
{
	answer_set_failure(
	    answer, 404, "not_found", "There is no API key with this id.");
}

void
calls_rename(struct service *service, const struct call *call, const char *id,
    struct answer *answer)
{
	struct json *body = read_body(call, JSON_OBJECT, answer);
	const struct account_key *key;
	const char *name = NULL;

	if (body != NULL)
		name = read_name(body, answer);
	if (name != NULL) {
		key = account_rename(&service->account, id, name);
		if (key == NULL)
			set_unknown_id(answer);
		else
			answer_set(answer, 200, "application/json",
			    account_record(key));
	}
	json_free(body);
}

void
calls_delete(struct service *service, const struct call *call, const char *id,
    struct answer *answer)
{
	(void)call;
	if (account_remove(&service->account, id))
		answer_set(answer, 200, NULL, NULL);
	else
		set_unknown_id(answer);
}
