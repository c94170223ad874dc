/* SPDX-License-Identifier: ISC */
/* Passes scripted answers through the decoder, for its tests. */
#ifndef KEYRACK_SUPPORT_DECODING_H
#define KEYRACK_SUPPORT_DECODING_H

#include <stddef.h>

#include "auth/http.h"
#include "auth/request.h"

#define TOKEN "nxk_0123456789abcdefghijklmnopqrstuv9f3a"

/* An API key as the service writes it. */
#define RECORD(id, name, token)                                       \
	"{\"id\":\"" id "\",\"name\":\"" name "\",\"token\":\"" token \
	"\",\"userId\":\"u\",\"createdAt\":\"2026-01-02T03:04:05Z\"," \
	"\"expiresAt\":\"2027-01-02T03:04:05Z\"}"

/* The response to an answer that came whole. */
struct http_response answered(int status, const char *content_type);

/* The reply to a body that comes `piece` bytes at a time; clear it. */
struct reply decoded(const struct request *request,
    struct http_response response, const char *body, size_t length,
    size_t piece);
struct reply decoded_json(enum request_kind kind, int status, const char *body);

/* Fails the test unless a 200 with this body has an unknown outcome. */
void expect_unreadable(enum request_kind kind, const char *body);

#endif
