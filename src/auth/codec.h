/* SPDX-License-Identifier: ISC */
/* Requests to HTTP, as the contract has the wire form. */
#ifndef KEYRACK_AUTH_CODEC_H
#define KEYRACK_AUTH_CODEC_H

#include <stdbool.h>
#include <stddef.h>

#include "auth/http.h"
#include "auth/request.h"

#define CODEC_BODY_MAX ((size_t)1024 * 1024)
#define CODEC_LIST_MAX ((size_t)64 * 1024 * 1024)
#define CODEC_ID_MAX 256
#define CODEC_NAME_MAX 4096

/*
 * Makes the HTTP form. Refused, with ERROR_INPUT: ids that are empty, ".",
 * "..", or longer than CODEC_ID_MAX bytes; names that are empty or longer
 * than CODEC_NAME_MAX bytes; texts that are not UTF-8. Ids are percent-encoded
 * into one path segment. *out is to be released with http_request_clear, also
 * after a refusal.
 */
bool codec_encode(
    const struct request *request, struct http_request *out, struct error *err);

/* Whether the call bears the access token. */
bool codec_needs_bearer(enum request_kind kind);

#endif
