/* SPDX-License-Identifier: ISC */
/* Looks at each token of a document, for all that json-c is lax about. */
#include "config.h"

#include "base/json_scan.h"

#include <string.h>

/* What the look over the bytes learns. */
struct lexer {
	const char *at, *end;
	int depth;
	size_t members; /* colons outside strings */
};

static bool
is_space(char c)
{
	return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

/* From after the opening quote to after the closing one. */
static bool
skip_string(struct lexer *lexer)
{
	static const char nul[] = "u0000";

	while (lexer->at < lexer->end) {
		char c = *lexer->at++;
		size_t left = (size_t)(lexer->end - lexer->at);

		if (c == '"')
			return true;
		if ((unsigned char)c < 0x20)
			return false;
		if (c != '\\')
			continue;
		if (left == 0 || (left >= 5 && memcmp(lexer->at, nul, 5) == 0))
			return false;
		lexer->at++;
	}
	return false;
}

static size_t
skip_digits(struct lexer *lexer)
{
	const char *start = lexer->at;

	while (lexer->at < lexer->end && *lexer->at >= '0' && *lexer->at <= '9')
		lexer->at++;
	return (size_t)(lexer->at - start);
}

static bool
skip_one_of(struct lexer *lexer, const char *set)
{
	if (lexer->at == lexer->end || strchr(set, *lexer->at) == NULL)
		return false;
	lexer->at++;
	return true;
}

/* RFC 8259, section 6: no leading zeros, no bare dots, no plus. */
static bool
skip_number(struct lexer *lexer)
{
	skip_one_of(lexer, "-");
	if (!skip_one_of(lexer, "0") && skip_digits(lexer) == 0)
		return false;
	if (skip_one_of(lexer, ".") && skip_digits(lexer) == 0)
		return false;
	if (skip_one_of(lexer, "eE")) {
		skip_one_of(lexer, "+-");
		if (skip_digits(lexer) == 0)
			return false;
	}
	return lexer->at == lexer->end ||
	       strchr(" \t\r\n,]}", *lexer->at) != NULL;
}

static bool
skip_word(struct lexer *lexer)
{
	static const char *const words[] = { "true", "false", "null" };

	for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++) {
		size_t length = strlen(words[i]);

		if ((size_t)(lexer->end - lexer->at) >= length &&
		    memcmp(lexer->at, words[i], length) == 0) {
			lexer->at += length;
			return true;
		}
	}
	return false;
}

/* Whether each token is one of JSON's; their order is json-c's business. */
static bool
skip_token(struct lexer *lexer)
{
	switch (*lexer->at) {
	case ':':
		lexer->members++;
		lexer->at++;
		return true;
	case '[':
	case '{':
		lexer->at++;
		return ++lexer->depth <= JSON_DEPTH_MAX;
	case ']':
	case '}':
		lexer->depth--;
		lexer->at++;
		return true;
	case ',':
		lexer->at++;
		return true;
	case '"':
		lexer->at++;
		return skip_string(lexer);
	case 't':
	case 'f':
	case 'n':
		return skip_word(lexer);
	default:
		if (is_space(*lexer->at)) {
			lexer->at++;
			return true;
		}
		return skip_number(lexer);
	}
}

bool
json_scan(const char *bytes, size_t length, size_t *members)
{
	struct lexer lexer = { .at = bytes, .end = bytes + length };

	while (lexer.at < lexer.end)
		if (!skip_token(&lexer))
			return false;
	*members = lexer.members;
	return true;
}
