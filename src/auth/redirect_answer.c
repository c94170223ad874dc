/* SPDX-License-Identifier: ISC */
/* Takes the query of a redirect apart and compares its state. */
#include "config.h"

#include "auth/redirect_answer.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "auth/redirect_uri.h"
#include "base/buffer.h"
#include "base/percent.h"
#include "base/xmalloc.h"

/* The parameters that count; each is noted once and counted. */
struct parameter {
	const char *name;
	size_t count;
	struct secret value; /* of the first */
};

enum { CODE, STATE, ISSUER, ERROR, DESCRIPTION, PARAMETERS };

#define ISSUER_MAX 1024

void
redirect_answer_clear(struct redirect_answer *answer)
{
	secret_clear(&answer->code);
	free(answer->issuer);
	free(answer->error);
	free(answer->description);
	*answer = (struct redirect_answer){ 0 };
}

void
redirect_answer_take(struct redirect_answer *to, struct redirect_answer *from)
{
	redirect_answer_clear(to);
	*to = *from;
	*from = (struct redirect_answer){ 0 };
}

/*
 * Decodes a name or a value of application/x-www-form-urlencoded; a "%" that
 * encodes nothing stands for itself.
 */
static void
decode(const char *text, size_t length, struct secret *out)
{
	struct buffer plain;

	buffer_init(&plain, length);
	for (size_t i = 0; i < length; i++) {
		int encoded = percent_byte(text + i, length - i);
		char byte = text[i] == '+' ? ' ' : text[i];

		if (encoded >= 0) {
			byte = (char)encoded;
			i += PERCENT_LENGTH - 1;
		}
		buffer_add(&plain, &byte, 1);
	}
	secret_set(out, buffer_text(&plain), plain.length);
	buffer_clear(&plain);
}

/* Notes one name=value, if its name is among those that count. */
static void
note(struct parameter parameters[PARAMETERS], const char *pair, size_t length)
{
	const char *equals = memchr(pair, '=', length);
	size_t name_length = equals == NULL ? length : (size_t)(equals - pair);
	struct secret name = { 0 };

	decode(pair, name_length, &name);
	for (size_t i = 0; i < PARAMETERS; i++) {
		if (strcmp(secret_bytes(&name), parameters[i].name) != 0)
			continue;
		if (parameters[i].count++ == 0 && equals != NULL)
			decode(equals + 1, length - name_length - 1,
			    &parameters[i].value);
	}
	secret_clear(&name);
}

static void
read_parameters(const char *query, struct parameter parameters[PARAMETERS])
{
	/* A fragment is no part of the query. */
	size_t left = strcspn(query, "#");

	for (;;) {
		const char *end = memchr(query, '&', left);
		size_t length = end == NULL ? left : (size_t)(end - query);

		note(parameters, query, length);
		if (end == NULL)
			return;
		query += length + 1;
		left -= length + 1;
	}
}

/* Visible characters and blanks, as RFC 6749 (appendix A.11) wants a code. */
static bool
is_code(const struct secret *value)
{
	for (size_t i = 0; i < value->length; i++)
		if (value->bytes[i] < 0x20 || value->bytes[i] > 0x7e)
			return false;
	return value->length > 0;
}

bool
redirect_answer_is_issuer(const char *text)
{
	size_t length = strlen(text);

	for (size_t i = 0; i < length; i++)
		if (text[i] <= ' ' || text[i] > '~')
			return false;
	return length > 0 && length <= ISSUER_MAX;
}

/* No issuer is as good as any: not every identity server tells one. */
static bool
has_wrong_issuer(const struct parameter *named, const char *issuer)
{
	const char *text = secret_bytes(&named->value);

	if (named->count == 0)
		return false;
	return named->count > 1 || strlen(text) != named->value.length ||
	       !redirect_answer_is_issuer(text) ||
	       (issuer != NULL && strcmp(text, issuer) != 0);
}

static enum redirect_fault
find_fault(const struct parameter parameters[PARAMETERS],
    const struct secret *state, const char *issuer)
{
	bool is_code_there = parameters[CODE].count > 0;
	bool is_error_there = parameters[ERROR].count > 0;

	if (parameters[STATE].count == 0)
		return REDIRECT_NO_STATE;
	/* Before there is a state, no answer can have the right one. */
	if (parameters[STATE].count > 1 || secret_is_empty(state) ||
	    !secret_is_equal(&parameters[STATE].value, state))
		return REDIRECT_WRONG_STATE;
	if (has_wrong_issuer(&parameters[ISSUER], issuer))
		return REDIRECT_WRONG_ISSUER;
	if (is_code_there == is_error_there || parameters[CODE].count > 1 ||
	    (is_code_there && !is_code(&parameters[CODE].value)))
		return REDIRECT_NO_CODE;
	return REDIRECT_FAULT_NONE;
}

static void
set_foreign(struct redirect_answer *out, enum redirect_fault fault)
{
	redirect_answer_clear(out);
	out->verdict = REDIRECT_FOREIGN;
	out->fault = fault;
}

void
redirect_answer_of_query(const char *query, const struct secret *state,
    const char *issuer, struct redirect_answer *out)
{
	struct parameter parameters[PARAMETERS] = {
		[CODE] = { .name = "code" },
		[STATE] = { .name = "state" },
		[ISSUER] = { .name = "iss" },
		[ERROR] = { .name = "error" },
		[DESCRIPTION] = { .name = "error_description" },
	};
	enum redirect_fault fault;

	read_parameters(query, parameters);
	fault = find_fault(parameters, state, issuer);
	if (fault != REDIRECT_FAULT_NONE) {
		set_foreign(out, fault);
	} else if (parameters[CODE].count > 0) {
		redirect_answer_clear(out);
		out->verdict = REDIRECT_CODE;
		secret_take(&out->code, &parameters[CODE].value);
		if (parameters[ISSUER].count > 0)
			out->issuer =
			    xstrdup(secret_bytes(&parameters[ISSUER].value));
	} else {
		redirect_answer_clear(out);
		out->verdict = REDIRECT_DENIED;
		out->error = xstrdup(secret_bytes(&parameters[ERROR].value));
		if (parameters[DESCRIPTION].count > 0)
			out->description = xstrdup(
			    secret_bytes(&parameters[DESCRIPTION].value));
	}
	for (size_t i = 0; i < PARAMETERS; i++)
		secret_clear(&parameters[i].value);
}

/* What terminals and mails put around and into an address, but no browser. */
static bool
is_wrapping(char byte)
{
	return byte <= ' ' || byte > '~' || strchr("\"'`<>", byte) != NULL;
}

static void
unwrap(const char *text, struct buffer *out)
{
	for (; *text != '\0'; text++)
		if (!is_wrapping(*text))
			buffer_add(out, text, 1);
}

/*
 * Whether it is the redirect URI up to its query. Browsers hide the scheme of
 * what they show, so that it may be missing.
 */
static bool
is_at(const char *address, size_t length, const struct redirect_uri *uri)
{
	static const char scheme[] = "http://";
	const char *slash;
	size_t authority;

	if (length >= strlen(scheme) &&
	    strncasecmp(address, scheme, strlen(scheme)) == 0) {
		address += strlen(scheme);
		length -= strlen(scheme);
	}
	slash = memchr(address, '/', length);
	authority = slash == NULL ? length : (size_t)(slash - address);
	if (!redirect_uri_is_authority(uri, address, authority))
		return false;
	length -= authority;
	if (length == 0)
		return strcmp(redirect_uri_path(uri), "/") == 0;
	return length == strlen(redirect_uri_path(uri)) &&
	       memcmp(slash, redirect_uri_path(uri), length) == 0;
}

void
redirect_answer_of_paste(const char *text, const char *redirect_uri,
    const struct secret *state, const char *issuer, struct redirect_answer *out)
{
	struct redirect_uri uri;
	struct buffer address;
	const char *bytes;
	size_t place;

	buffer_init(&address, strlen(text));
	unwrap(text, &address);
	bytes = buffer_text(&address);
	place = strcspn(bytes, "?#");
	if (!redirect_uri_parse(redirect_uri, strlen(redirect_uri), &uri) ||
	    !is_at(bytes, place, &uri))
		set_foreign(out, REDIRECT_NO_ADDRESS);
	else
		redirect_answer_of_query(
		    bytes[place] == '?' ? bytes + place + 1 : "", state, issuer,
		    out);
	buffer_clear(&address);
}
