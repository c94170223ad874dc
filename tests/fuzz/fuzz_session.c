/* SPDX-License-Identifier: ISC */
/* Fuzzes the session file: what is read is safe, and written reads the same. */
#include "config.h"

#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "auth/payload.h"
#include "auth/session_text.h"
#include "fuzz/fuzz.h"

#define ORIGIN "https://service.example"

static void
demand(bool is_true)
{
	if (!is_true)
		abort();
}

static void
check_again(const struct session *session)
{
	struct session again = { 0 };
	struct buffer text;
	struct error err;

	buffer_init(&text, SESSION_TEXT_MAX);
	demand(session_write(session, ORIGIN, &text));
	demand(session_read(
	    buffer_text(&text), text.length, ORIGIN, &again, &err));
	demand(secret_is_equal(&session->access, &again.access));
	demand(secret_is_equal(&session->refresh, &again.refresh));
	demand((session->issuer == NULL) == (again.issuer == NULL));
	demand(
	    again.issuer == NULL || strcmp(session->issuer, again.issuer) == 0);
	demand(session->expires_ms == again.expires_ms);
	demand(session->refresh_expires_ms == again.refresh_expires_ms);
	buffer_clear(&text);
	session_clear(&again);
}

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
	struct session session = { 0 };
	struct error err;

	if (size > SESSION_TEXT_MAX ||
	    !session_read((const char *)bytes, size, ORIGIN, &session, &err)) {
		demand(secret_is_empty(&session.access));
		return 0;
	}
	demand(payload_is_token(
	    secret_bytes(&session.access), session.access.length));
	check_again(&session);
	session_clear(&session);
	return 0;
}
