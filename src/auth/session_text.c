/* SPDX-License-Identifier: ISC */
/* Sessions in memory, and written as JSON and read back with suspicion. */
#include "config.h"

#include "auth/session_text.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "auth/payload.h"
#include "auth/redirect_answer.h"
#include "base/date.h"
#include "base/json.h"
#include "base/xmalloc.h"

#define VERSION_OF_TEXT 1

void
session_clear(struct session *session)
{
	secret_clear(&session->access);
	secret_clear(&session->refresh);
	free(session->issuer);
	*session = (struct session){ 0 };
}

void
session_take(struct session *to, struct session *from)
{
	session_clear(to);
	*to = *from;
	*from = (struct session){ 0 };
}

static bool
add_text(struct buffer *out, const char *name, const char *value)
{
	return buffer_add_text(out, ",\n  \"") && buffer_add_text(out, name) &&
	       buffer_add_text(out, "\": ") && json_add_string(out, value);
}

/* A point in time that is unknown is left out. */
static bool
add_time(struct buffer *out, const char *name, int64_t when_ms)
{
	char member[80];

	if (when_ms == DATE_NONE)
		return true;
	snprintf(
	    member, sizeof(member), ",\n  \"%s\": %" PRId64, name, when_ms);
	return buffer_add_text(out, member);
}

bool
session_write(
    const struct session *session, const char *origin, struct buffer *out)
{
	char head[32];

	snprintf(head, sizeof(head), "{\n  \"version\": %d", VERSION_OF_TEXT);
	return buffer_add_text(out, head) && add_text(out, "origin", origin) &&
	       add_text(out, "accessToken", secret_bytes(&session->access)) &&
	       add_time(out, "expiresMs", session->expires_ms) &&
	       (secret_is_empty(&session->refresh) ||
	           add_text(
	               out, "refreshToken", secret_bytes(&session->refresh))) &&
	       add_time(out, "refreshExpiresMs", session->refresh_expires_ms) &&
	       (session->login[0] == '\0' ||
	           add_text(out, "login", session->login)) &&
	       (session->issuer == NULL ||
	           add_text(out, "issuer", session->issuer)) &&
	       buffer_add_text(out, "\n}\n");
}

static bool
read_token(const struct json *root, const char *member, struct secret *out)
{
	const char *token;

	if (!json_get_string(root, member, &token) ||
	    !payload_is_token(token, strlen(token)))
		return false;
	secret_set(out, token, strlen(token));
	return true;
}

/* Those that are older have none. */
/* Files of older versions have none. */
static bool
read_login(const struct json *root, char out[LOGIN_ID_LENGTH + 1])
{
	const char *login;

	if (!json_has(root, "login"))
		return true;
	if (!json_get_string(root, "login", &login) ||
	    strlen(login) != LOGIN_ID_LENGTH)
		return false;
	memcpy(out, login, LOGIN_ID_LENGTH + 1);
	return true;
}

static bool
read_issuer(const struct json *root, char **out)
{
	const char *issuer;

	if (!json_has(root, "issuer"))
		return true;
	if (!json_get_string(root, "issuer", &issuer) ||
	    !redirect_answer_is_issuer(issuer))
		return false;
	*out = xstrdup(issuer);
	return true;
}

static bool
read_time(const struct json *root, const char *member, int64_t *out)
{
	*out = DATE_NONE;
	return !json_has(root, member) || json_get_integer(root, member, out);
}

static bool
read_head(const struct json *root, const char *origin, struct error *err)
{
	const char *written;
	int64_t version;

	if (!json_get_integer(root, "version", &version))
		return error_set(err, ERROR_USAGE, 0, "it is no session");
	if (version != VERSION_OF_TEXT)
		return error_set(err, ERROR_USAGE, 0,
		    "it is of version %" PRId64 ", this keyrack knows %d",
		    version, VERSION_OF_TEXT);
	if (!json_get_string(root, "origin", &written) ||
	    strcmp(written, origin) != 0)
		return error_set(
		    err, ERROR_USAGE, 0, "it is of another service");
	return true;
}

static bool
read_session(const struct json *root, struct session *out, struct error *err)
{
	if (!read_token(root, "accessToken", &out->access) ||
	    !read_time(root, "expiresMs", &out->expires_ms) ||
	    !read_time(root, "refreshExpiresMs", &out->refresh_expires_ms) ||
	    (json_has(root, "refreshToken") &&
	        !read_token(root, "refreshToken", &out->refresh)) ||
	    !read_login(root, out->login) || !read_issuer(root, &out->issuer))
		return error_set(err, ERROR_USAGE, 0, "it is damaged");
	return true;
}

bool
session_read(const char *bytes, size_t length, const char *origin,
    struct session *out, struct error *err)
{
	struct session session = { 0 };
	struct error ignored;
	struct json *root = json_parse(bytes, length, &ignored);
	bool is_read;

	if (root == NULL || json_kind(root) != JSON_OBJECT) {
		json_free(root);
		return error_set(err, ERROR_USAGE, 0, "it is damaged");
	}
	is_read =
	    read_head(root, origin, err) && read_session(root, &session, err);
	json_free(root);
	if (is_read)
		session_take(out, &session);
	session_clear(&session);
	return is_read;
}
