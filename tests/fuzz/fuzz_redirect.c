/* SPDX-License-Identifier: ISC */
/* Any bytes as the query of a redirect and as a pasted address. */
#include "config.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "auth/redirect_answer.h"
#include "auth/redirect_uri.h"
#include "base/xmalloc.h"
#include "fuzz/fuzz.h"

#define STATE "0123456789abcdef0123456789abcdef"

static void
must(bool holds)
{
	if (!holds)
		abort();
}

/* Nothing is believed that does not bring the state. */
static void
check(const struct redirect_answer *answer, const char *text)
{
	bool is_code = answer->verdict == REDIRECT_CODE;
	bool is_denied = answer->verdict == REDIRECT_DENIED;

	must(is_code == !secret_is_empty(&answer->code));
	must(is_denied == (answer->error != NULL));
	must(is_denied || answer->description == NULL);
	must((is_code || is_denied) == (answer->fault == REDIRECT_FAULT_NONE));
	must(!(is_code || is_denied) || strlen(text) > strlen(STATE));
}

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
	struct redirect_answer answer = { 0 };
	struct secret state = { 0 };
	struct redirect_uri uri;
	char *text = xstrndup(
	    size == 0 ? "" : (const char *)bytes, size); /* up to a NUL */

	secret_set(&state, STATE, strlen(STATE));
	redirect_answer_of_query(text, &state, NULL, &answer);
	check(&answer, text);
	redirect_answer_of_paste(
	    text, "http://localhost:5173", &state, NULL, &answer);
	check(&answer, text);
	redirect_answer_clear(&answer);
	if (redirect_uri_parse(text, strlen(text), &uri)) {
		char *again = redirect_uri_text(&uri);

		must(redirect_uri_parse(again, strlen(again), &uri));
		free(again);
	}
	secret_clear(&state);
	free(text);
	return 0;
}
