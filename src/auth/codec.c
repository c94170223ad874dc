/* SPDX-License-Identifier: ISC */
/* Writes the eight calls of the contract, and nothing that is not one. */
#include "config.h"

#include "auth/codec.h"

#include <stdint.h>
#include <string.h>

#include "base/json.h"
#include "base/text.h"
#include "base/xmalloc.h"

#define PATH_MAX_BYTES ((size_t)64 * 1024)
#define TIMEOUT_MS 30000
#define LIST_TIMEOUT_MS 300000 /* a long list over a slow line is no fault */

#define TYPE_BY_CODE "ai.numind.extract.shared.TokenCodeRequest"
#define TYPE_REFRESH "ai.numind.extract.shared.TokenRefreshRequest"

#define APIKEYS_PATH "/api/auth/api-keys"

/* What is the same for every request of a kind. */
struct call {
	enum http_method method;
	const char *path;
	bool needs_bearer;
};

static struct call
call_of(enum request_kind kind)
{
	switch (kind) {
	case REQUEST_LOGIN_ADDRESS:
		return (struct call){ HTTP_GET, "/api/auth", false };
	case REQUEST_TOKEN_BY_CODE:
	case REQUEST_TOKEN_REFRESH:
		return (struct call){ HTTP_POST, "/api/auth/token", false };
	case REQUEST_PROFILE:
		return (struct call){ HTTP_GET, "/api/auth/me", true };
	case REQUEST_LOGOUT:
		return (struct call){ HTTP_POST, "/api/auth/logout", true };
	case REQUEST_LIST:
		return (struct call){ HTTP_GET, APIKEYS_PATH, true };
	case REQUEST_CREATE:
		return (struct call){ HTTP_POST, APIKEYS_PATH, true };
	case REQUEST_RENAME:
		return (struct call){ HTTP_PUT, APIKEYS_PATH, true };
	case REQUEST_DELETE:
		return (struct call){ HTTP_DELETE, APIKEYS_PATH, true };
	}
	return (struct call){ HTTP_GET, "/api/auth", false };
}

bool
codec_needs_bearer(enum request_kind kind)
{
	return call_of(kind).needs_bearer;
}

/* RFC 3986, section 2.3. */
static bool
is_unreserved(char byte)
{
	return (byte >= 'A' && byte <= 'Z') || (byte >= 'a' && byte <= 'z') ||
	       (byte >= '0' && byte <= '9') ||
	       (byte != '\0' && strchr("-._~", byte) != NULL);
}

static bool
add_encoded(struct buffer *buffer, const char *text)
{
	static const char digits[] = "0123456789ABCDEF";

	for (; *text != '\0'; text++) {
		unsigned char byte = (unsigned char)*text;
		char escape[3] = { '%', digits[byte >> 4], digits[byte & 15] };

		if (is_unreserved(*text) ? !buffer_add(buffer, text, 1)
		                         : !buffer_add(buffer, escape, 3))
			return false;
	}
	return true;
}

/* Moves the path from the buffer into the request. */
static void
take_path(struct buffer *path, struct http_request *out)
{
	out->path = xstrdup(buffer_text(path));
	buffer_clear(path);
}

static bool
is_dots(const char *segment)
{
	return strcmp(segment, ".") == 0 || strcmp(segment, "..") == 0;
}

/*
 * Guards the folder /api/auth/api-keys/: beside it lies the account, and a
 * path that is understood differently could delete that. Checked on what was
 * built, whatever built it.
 */
static bool
is_path_of_one_apikey(const char *path)
{
	const char *segment = path + strlen(APIKEYS_PATH "/");

	if (strncmp(path, APIKEYS_PATH "/", strlen(APIKEYS_PATH "/")) != 0)
		return false;
	return *segment != '\0' && !is_dots(segment) &&
	       strpbrk(segment, "/?#\\") == NULL;
}

static bool
encode_apikey_path(const char *id, struct http_request *out, struct error *err)
{
	struct buffer path;

	if (id == NULL || *id == '\0' || is_dots(id))
		return error_set(err, ERROR_INPUT, 0,
		    "its id would name another thing than an API key");
	if (strlen(id) > CODEC_ID_MAX)
		return error_set(err, ERROR_INPUT, 0,
		    "its id is longer than %d bytes", CODEC_ID_MAX);
	buffer_init(&path, PATH_MAX_BYTES);
	buffer_add_text(&path, APIKEYS_PATH "/");
	add_encoded(&path, id);
	take_path(&path, out);
	if (!is_path_of_one_apikey(out->path))
		return error_set(err, ERROR_INPUT, 0,
		    "its id would leave the folder of API keys");
	return true;
}

static bool
encode_login_path(
    const char *redirect_uri, struct http_request *out, struct error *err)
{
	struct buffer path;
	bool is_whole;

	buffer_init(&path, PATH_MAX_BYTES);
	is_whole = buffer_add_text(&path, "/api/auth?redirectUri=") &&
	           add_encoded(&path, redirect_uri == NULL ? "" : redirect_uri);
	take_path(&path, out);
	return is_whole ||
	       error_set(err, ERROR_INPUT, 0, "the redirect URI is too long");
}

static bool
encode_path(
    const struct request *request, struct http_request *out, struct error *err)
{
	if (request->kind == REQUEST_LOGIN_ADDRESS)
		return encode_login_path(request->redirect_uri, out, err);
	if (request->kind == REQUEST_RENAME || request->kind == REQUEST_DELETE)
		return encode_apikey_path(request->id, out, err);
	out->path = xstrdup(call_of(request->kind).path);
	return true;
}

static bool
add_json_text(struct buffer *body, const char *text, size_t length,
    const char *what, struct error *err)
{
	if (length > 0 && !text_is_valid(text, length))
		return error_set(
		    err, ERROR_INPUT, 0, "%s is not valid UTF-8", what);
	if (!json_add_string(body, text))
		return error_set(err, ERROR_INPUT, 0, "%s is too long", what);
	return true;
}

/* Appends `"name":"value"` behind `before`, which is a brace or a comma. */
static bool
add_member(struct buffer *body, const char *before, const char *name,
    const char *value, struct error *err)
{
	if (value == NULL)
		value = "";
	return (buffer_add_text(body, before) && json_add_string(body, name) &&
	           buffer_add_text(body, ":")) &&
	       add_json_text(body, value, strlen(value), name, err);
}

static bool
add_secret_member(struct buffer *body, const char *name,
    const struct secret *secret, struct error *err)
{
	buffer_add_text(body, ",");
	json_add_string(body, name);
	buffer_add_text(body, ":");
	return add_json_text(
	    body, secret_bytes(secret), secret->length, name, err);
}

static bool
check_name(const char *name, struct error *err)
{
	if (name == NULL || *name == '\0')
		return error_set(err, ERROR_INPUT, 0, "the name is empty");
	if (strlen(name) > CODEC_NAME_MAX)
		return error_set(err, ERROR_INPUT, 0,
		    "the name is longer than %d bytes", CODEC_NAME_MAX);
	return true;
}

static bool
encode_body(
    const struct request *request, struct buffer *body, struct error *err)
{
	switch (request->kind) {
	case REQUEST_LOGIN_ADDRESS:
	case REQUEST_PROFILE:
	case REQUEST_LIST:
	case REQUEST_DELETE:
		return true;
	case REQUEST_LOGOUT:
		return add_json_text(body, secret_bytes(&request->secret),
		    request->secret.length, "the refresh token", err);
	case REQUEST_TOKEN_BY_CODE:
		return add_member(body, "{", "type", TYPE_BY_CODE, err) &&
		       add_secret_member(body, "code", &request->secret, err) &&
		       add_member(body, ",", "redirectUri",
		           request->redirect_uri, err) &&
		       buffer_add_text(body, "}");
	case REQUEST_TOKEN_REFRESH:
		return add_member(body, "{", "type", TYPE_REFRESH, err) &&
		       add_secret_member(
		           body, "token", &request->secret, err) &&
		       buffer_add_text(body, "}");
	case REQUEST_CREATE:
		return check_name(request->name, err) &&
		       add_member(body, "{", "name", request->name, err) &&
		       (request->organization == NULL ||
		           add_member(body, ",", "maybeOrga",
		               request->organization, err)) &&
		       buffer_add_text(body, "}");
	case REQUEST_RENAME:
		return check_name(request->name, err) &&
		       add_member(body, "{", "name", request->name, err) &&
		       buffer_add_text(body, "}");
	}
	return false;
}

bool
codec_encode(
    const struct request *request, struct http_request *out, struct error *err)
{
	bool is_list = request->kind == REQUEST_LIST;
	struct error reason;

	*out = (struct http_request){
		.method = call_of(request->kind).method,
		.accept = request->kind == REQUEST_LOGIN_ADDRESS
		              ? "text/plain, application/json;q=0.9"
		              : "application/json, text/plain;q=0.9",
		.body_max = is_list ? CODEC_LIST_MAX : CODEC_BODY_MAX,
		.timeout_ms = is_list ? LIST_TIMEOUT_MS : TIMEOUT_MS,
	};
	buffer_init(&out->body, CODEC_BODY_MAX);
	/* What fails without a reason of its own has met the buffer's cap. */
	error_set(&reason, ERROR_INPUT, 0, "the request is too long");
	if (encode_path(request, out, &reason) &&
	    encode_body(request, &out->body, &reason))
		return true;
	*err = reason;
	return false;
}
