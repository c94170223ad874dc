/* SPDX-License-Identifier: ISC */
/* Takes nothing on trust: each member's type is checked before it is used. */
#include "config.h"

#include "auth/payload.h"

#include <string.h>

#include "base/date.h"
#include "base/text.h"
#include "base/xmalloc.h"

#define LOGIN_ADDRESS_MAX ((size_t)8 * 1024)

/* A stretch of bytes that somebody else owns. */
struct span {
	const char *bytes;
	size_t length;
};

static bool
is_space(char byte)
{
	return byte == ' ' || byte == '\t' || byte == '\r' || byte == '\n';
}

static struct span
trimmed(const char *bytes, size_t length)
{
	struct span span = { bytes, length };

	while (span.length > 0 && is_space(*span.bytes)) {
		span.bytes++;
		span.length--;
	}
	while (span.length > 0 && is_space(span.bytes[span.length - 1]))
		span.length--;
	return span;
}

static bool
is_printable_ascii(const char *bytes, size_t length)
{
	for (size_t i = 0; i < length; i++)
		if (bytes[i] < 0x21 || bytes[i] > 0x7e)
			return false;
	return true;
}

static bool
is_text_missing(const char *member, struct error *err)
{
	return error_set(err, ERROR_ANSWER, 0,
	    "its field \"%s\" is missing or no text", member);
}

static bool
get_text(const struct json *object, const char *member, const char **out,
    struct error *err)
{
	return json_get_string(object, member, out) ||
	       is_text_missing(member, err);
}

/* A member that may be left out or null, but not be of another type. */
static bool
get_optional_text(const struct json *object, const char *member,
    const char **out, struct error *err)
{
	return json_get(object, member) == NULL ||
	       get_text(object, member, out, err);
}

static int64_t
date_of(const char *text)
{
	int64_t when_ms;

	return date_parse(text, &when_ms) ? when_ms : DATE_NONE;
}

bool
payload_is_token(const char *bytes, size_t length)
{
	return length > 0 && length <= PAYLOAD_TOKEN_MAX &&
	       is_printable_ascii(bytes, length);
}

static bool
get_record_text(const struct json_record *object, const char *member,
    const char **out, struct error *err)
{
	return json_record_get_string(object, member, out) ||
	       is_text_missing(member, err);
}

bool
payload_read_apikey(const struct json_record *object, struct apikey *record,
    const char **token, struct error *err)
{
	const char *created = "", *expires = "";
	bool is_whole = true;

	*record = (struct apikey){ 0 };
	*token = NULL;
	is_whole &= get_record_text(object, "id", &record->id, err);
	is_whole &= get_record_text(object, "name", &record->name, err);
	is_whole &= get_record_text(object, "token", token, err);
	is_whole &= get_record_text(object, "userId", &record->owner, err);
	is_whole &= get_record_text(object, "createdAt", &created, err);
	is_whole &= get_record_text(object, "expiresAt", &expires, err);
	if (json_record_has(object, "organization"))
		is_whole &= get_record_text(
		    object, "organization", &record->organization, err);
	record->created_ms = date_of(created);
	record->expires_ms = date_of(expires);
	if (*token != NULL)
		record->token = token_mask_of(*token, strlen(*token));
	record->is_readable = is_whole;
	return is_whole;
}

static bool
read_organizations(
    const struct json *list, struct profile *profile, struct error *err)
{
	for (size_t i = 0; i < json_length(list); i++) {
		const struct json *item = json_at(list, i);
		const char *id, *name;

		if (!get_text(item, "id", &id, err) ||
		    !get_text(item, "name", &name, err))
			return false;
		profile_add_organization(profile, id, name);
	}
	return true;
}

bool
payload_read_profile(
    const struct json *value, struct profile *profile, struct error *err)
{
	const struct json *list = json_get(value, "organizations");
	const char *email;
	bool is_admin;

	if (!get_text(value, "email", &email, err))
		return false;
	if (!json_get_bool(value, "isAdmin", &is_admin))
		return error_set(err, ERROR_ANSWER, 0,
		    "its field \"isAdmin\" is missing or not true or false");
	if (list != NULL && json_kind(list) != JSON_ARRAY)
		return error_set(err, ERROR_ANSWER, 0,
		    "its field \"organizations\" is no list");
	profile_set(profile, email, is_admin);
	if (list == NULL || read_organizations(list, profile, err))
		return true;
	profile_clear(profile);
	return false;
}

static bool
read_token(const struct json *value, const char *member, struct secret *out,
    struct error *err)
{
	const char *token;

	if (!get_text(value, member, &token, err))
		return false;
	if (!payload_is_token(token, strlen(token)))
		return error_set(err, ERROR_ANSWER, 0,
		    "its field \"%s\" holds no token", member);
	secret_set(out, token, strlen(token));
	return true;
}

/*
 * A lifetime that cannot be read counts as absent: a login code works once,
 * and to throw the tokens away over a number would lock the person out.
 */
bool
payload_read_tokens(
    const struct json *value, struct token_reply *tokens, struct error *err)
{
	const char *refresh = "";

	if (!get_optional_text(value, "refreshToken", &refresh, err) ||
	    !read_token(value, "token", &tokens->access, err))
		return false;
	if (*refresh != '\0' &&
	    !read_token(value, "refreshToken", &tokens->refresh, err)) {
		secret_clear(&tokens->access);
		return false;
	}
	json_get_integer(value, "expiresIn", &tokens->expires_in_s);
	json_get_integer(
	    value, "refreshExpiresIn", &tokens->refresh_expires_in_s);
	return true;
}

char *
payload_read_login_address(const char *bytes, size_t length, struct error *err)
{
	struct span span = trimmed(bytes, length);
	struct json *root = NULL;
	char *address = NULL;

	if (span.length > 0 && *span.bytes == '"') {
		root = json_parse(span.bytes, span.length, err);
		if (root == NULL)
			return NULL;
		span.bytes = json_string(root);
		span.length = strlen(span.bytes);
	}
	if (span.length == 0 || span.length > LOGIN_ADDRESS_MAX ||
	    !is_printable_ascii(span.bytes, span.length))
		error_set(err, ERROR_ANSWER, 0, "it is no login address");
	else
		address = xstrndup(span.bytes, span.length);
	json_free(root);
	return address;
}

bool
payload_is_html(const char *bytes, size_t length)
{
	struct span span = trimmed(bytes, length);

	return span.length > 0 && *span.bytes == '<';
}

static char *
first_line(const char *bytes, size_t length)
{
	struct span line = { bytes, 0 };

	while (line.length < length && bytes[line.length] != '\n')
		line.length++;
	line = trimmed(line.bytes, line.length);
	if (!text_is_valid(line.bytes, line.length))
		return xstrdup("");
	return xstrndup(line.bytes, line.length);
}

char *
payload_read_refusal(const char *bytes, size_t length)
{
	struct span span = trimmed(bytes, length);
	const char *said = "";
	struct error ignored;
	struct json *root;
	char *line;

	if (span.length == 0 || payload_is_html(bytes, length))
		return xstrdup("");
	if (strchr("{[\"", *span.bytes) == NULL)
		return first_line(span.bytes, span.length);
	root = json_parse(span.bytes, span.length, &ignored);
	if (root == NULL)
		return xstrdup("");
	if (json_kind(root) == JSON_STRING)
		said = json_string(root);
	else if (!json_get_string(root, "message", &said) || *said == '\0')
		json_get_string(root, "code", &said);
	line = first_line(said, strlen(said));
	json_free(root);
	return line;
}
