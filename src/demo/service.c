/* SPDX-License-Identifier: ISC */
/* Finds the function of a call by its method and path. */
#include "config.h"

#include "demo/service.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/buffer.h"
#include "demo/calls.h"
#include "demo/pages.h"
#include "demo/query.h"

#define METHODS_MAX ((size_t)64)

struct route {
	const char *method;
	const char *path; /* a last segment "{id}" stands for any one */
	bool is_for_session;
	void (*answer)(struct service *service, const struct call *call,
	    const char *id, struct answer *answer);
};

static const struct route routes[] = {
	{ "GET", "/api/auth", false, calls_login_address },
	{ "POST", "/api/auth/token", false, calls_token },
	{ "GET", "/api/auth/me", true, calls_profile },
	{ "POST", "/api/auth/logout", true, calls_logout },
	{ "GET", "/api/auth/api-keys", true, calls_list },
	{ "POST", "/api/auth/api-keys", true, calls_create },
	{ "PUT", "/api/auth/api-keys/{id}", true, calls_rename },
	{ "DELETE", "/api/auth/api-keys/{id}", true, calls_delete },
	{ "GET", "/login", false, pages_login },
	{ "POST", "/login", false, pages_decide },
};

static bool
is_path_of(const struct route *route, const char *path)
{
	const char *id = strchr(route->path, '{');
	size_t length;

	if (id == NULL)
		return strcmp(route->path, path) == 0;
	length = (size_t)(id - route->path);
	return strncmp(route->path, path, length) == 0 &&
	       path[length] != '\0' && strchr(path + length, '/') == NULL;
}

uint32_t
service_session(struct service *service, const struct call *call)
{
	static const char scheme[] = "Bearer ";
	size_t length = sizeof(scheme) - 1;

	/* The scheme's case does not count (RFC 9110, section 11.1). */
	if (strncasecmp(call->authorization, scheme, length) != 0)
		return 0;
	return sessions_of_access(
	    &service->sessions, call->now_ms, call->authorization + length);
}

static void
answer_by_route(struct service *service, const struct route *route,
    const struct call *call, struct answer *answer)
{
	char *id;

	if (route->is_for_session && service_session(service, call) == 0) {
		answer_set_failure(answer, 401, "unauthorized",
		    "The access token is missing, unknown or expired.");
		answer_add_header(answer, "WWW-Authenticate", "Bearer");
		return;
	}
	id = query_decode_segment(strrchr(call->path, '/') + 1);
	if (id == NULL)
		answer_set_invalid(answer, "path parameter apiKeyId");
	else
		route->answer(service, call, id, answer);
	free(id);
}

void
service_answer(
    struct service *service, const struct call *call, struct answer *answer)
{
	struct buffer methods;

	buffer_init(&methods, METHODS_MAX);
	for (size_t i = 0; i < sizeof(routes) / sizeof(*routes); i++) {
		if (!is_path_of(&routes[i], call->path))
			continue;
		if (strcmp(routes[i].method, call->method) == 0) {
			answer_by_route(service, &routes[i], call, answer);
			buffer_clear(&methods);
			return;
		}
		if (methods.length > 0)
			buffer_add_text(&methods, ", ");
		buffer_add_text(&methods, routes[i].method);
	}
	if (methods.length == 0) {
		answer_set_failure(
		    answer, 404, "not_found", "There is nothing here.");
	} else {
		answer_set_failure(answer, 405, "method_not_allowed",
		    "This cannot be done here.");
		answer_add_header(answer, "Allow", buffer_text(&methods));
	}
	buffer_clear(&methods);
}
