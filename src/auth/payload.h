/* SPDX-License-Identifier: ISC */
/* The shapes of the contract, read out of the bodies of answers. */
#ifndef KEYRACK_AUTH_PAYLOAD_H
#define KEYRACK_AUTH_PAYLOAD_H

#include <stdbool.h>
#include <stddef.h>

#include "auth/request.h"
#include "base/json.h"
#include "base/json_record.h"

/* Access tokens are of these bytes alone, lest they break out of a header. */
#define PAYLOAD_TOKEN_MAX ((size_t)16384)
bool payload_is_token(const char *bytes, size_t length);

/*
 * ApiKeyResponse. Its strings and *token are lent by the object; *token is NULL
 * if there is none. False: a required member is missing or of another type;
 * what could be read is there all the same. A date that cannot be read is
 * DATE_NONE and no reason to refuse the record.
 */
bool payload_read_apikey(const struct json_record *object,
    struct apikey *record, const char **token, struct error *err);

/* User. */
bool payload_read_profile(
    const struct json *value, struct profile *profile, struct error *err);

/* TokenResponse. */
bool payload_read_tokens(
    const struct json *value, struct token_reply *tokens, struct error *err);

/*
 * The login address: plain text, or one JSON string as some services send
 * text. Returns a string for free(3); NULL on failure.
 */
char *payload_read_login_address(
    const char *bytes, size_t length, struct error *err);

/*
 * What a body that refuses says: the message of Error, its code when the
 * message is empty, or the first line of plain text. A page of HTML says
 * nothing. Returns a string for free(3), never NULL.
 */
char *payload_read_refusal(const char *bytes, size_t length);

/* Whether a body looks like a web page, whatever its content type says. */
bool payload_is_html(const char *bytes, size_t length);

#endif
