/* SPDX-License-Identifier: ISC */
/* API keys that are passed on while the list comes: which, how, how often. */
#include "config.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/json.h"
#include "support/decoding.h"
#include "support/session_desk.h"

#define MASKED "nxk_…9f3a"
#define NO_TEXT "\"userId\":\"u\",\"createdAt\":\"\",\"expiresAt\":\"\"}"

/* What a sink has got, one line an API key. */
struct heard {
	struct buffer json;
	struct buffer tokens; /* "-" where there is none */
	size_t count, most;   /* it wants no more than `most`; 0: all */
};

static bool
hear(void *context, const struct apikey *record, const char *token,
    const struct buffer *json)
{
	struct heard *heard = context;

	(void)record;
	buffer_add(&heard->json, buffer_text(json), json->length);
	buffer_add_text(&heard->json, "\n");
	buffer_add_text(&heard->tokens, token == NULL ? "-" : token);
	buffer_add_text(&heard->tokens, "\n");
	return ++heard->count != heard->most;
}

static int
setup(void **state)
{
	static struct heard heard;

	heard = (struct heard){ 0 };
	buffer_init(&heard.json, 65536);
	buffer_init(&heard.tokens, 65536);
	*state = &heard;
	return 0;
}

static int
teardown(void **state)
{
	struct heard *heard = *state;

	buffer_clear(&heard->json);
	buffer_clear(&heard->tokens);
	return 0;
}

static struct reply
pass(struct record_sink *sink, const char *body, size_t piece)
{
	struct request request = { .kind = REQUEST_LIST, .sink = sink };

	return decoded(&request, answered(200, "application/json"), body,
	    strlen(body), piece);
}

static void
sink_gets_masked_records_in_order_when_they_come_in_pieces(void **state)
{
	struct heard *heard = *state;
	struct record_sink sink = { .take = hear, .context = heard };

	for (size_t piece = 1; piece < 30; piece++) {
		struct reply reply = pass(&sink,
		    "[" RECORD("b", "two", TOKEN) "," RECORD(
		        "a", "one", TOKEN) "]",
		    piece);

		assert_int_equal(reply.outcome, OUTCOME_DONE);
		assert_int_equal(reply.passed_on, 2);
		assert_int_equal(reply.apikeys.count, 0);
		assert_string_equal(buffer_text(&heard->json),
		    RECORD("b", "two", MASKED) "\n" RECORD(
		        "a", "one", MASKED) "\n");
		assert_string_equal(
		    buffer_text(&heard->tokens), TOKEN "\n" TOKEN "\n");
		buffer_reset(&heard->json);
		buffer_reset(&heard->tokens);
		reply_clear(&reply);
	}
}

static void
sink_gets_whole_tokens_when_they_are_asked_for(void **state)
{
	struct heard *heard = *state;
	struct record_sink sink = { .take = hear,
		.context = heard,
		.shows_tokens = true,
		.wants_list = true };
	struct reply reply =
	    pass(&sink, "[" RECORD("a", "one", TOKEN) "]", 100);

	assert_string_equal(
	    buffer_text(&heard->json), RECORD("a", "one", TOKEN) "\n");
	assert_int_equal(reply.apikeys.count, 1);
	assert_string_equal(reply.apikeys.items[0].token.tail, "9f3a");
	reply_clear(&reply);
}

/* Spelled oddly, and by a service that knows more than the contract. */
static const struct {
	const char *said, *passed_on;
} odd[] = {
	{ "{ \"id\" : \"a\" ,\n\t\"token\":\"" TOKEN "\"\r\n}",
	    "{ \"id\" : \"a\" ,  \"token\":\"" MASKED "\"  }" },
	{ "{\"id\":null,\"token\":\"" TOKEN
	  "\",\"n\":[-0,1.5E+3,true,false,null]}",
	    "{\"id\":null,\"token\":\"" MASKED
	    "\",\"n\":[-0,1.5E+3,true,false,null]}" },
	{ "{\"uses\":12,\"token\":\"" TOKEN "\",\"on\":true,\"at\":null}",
	    "{\"uses\":12,\"token\":\"" MASKED "\",\"on\":true,\"at\":null}" },
	{ "{\"m\":{\"token\":\"no secret\",\"a\":[{}]},\"token\":\"" TOKEN
	  "\"}",
	    "{\"m\":{\"token\":\"no secret\",\"a\":[{}]},\"token\":\"" MASKED
	    "\"}" },
	{ "{\"name\":\"a \\\"b\\\" ]},\\u00e9\\/\",\"token\":\"" TOKEN "\"}",
	    "{\"name\":\"a \\\"b\\\" ]},\\u00e9\\/\",\"token\":\"" MASKED
	    "\"}" },
	{ "{\"token\":\"\\u006exk_0123456789abcdefghijklmnopqrstuv9f3a\"}",
	    "{\"token\":\"" MASKED "\"}" },
	{ "{\"t\\u006fken\":\"" TOKEN "\",\"name\":\"\xe6\xbc\xa2\"}",
	    "{\"t\\u006fken\":\"" MASKED "\",\"name\":\"\xe6\xbc\xa2\"}" },
	{ "{\"token\":\"" TOKEN "\",\"id\":\"a\",\"id\":\"a\"}", "null" },
	{ "{\"token\":\"" TOKEN "\",\"i\\u0064\":1,\"id\":1}", "null" },
	{ "{\"token\":\"" TOKEN "\",\"m\":{\"a\":1,\"a\":1}}", "null" },
	{ "{\"token\":\"" TOKEN "\",\"n\":01}", "null" },
	{ "{\"token\":\"" TOKEN "\",}", "null" },
	{ "{}", "{}" },
};

static void
sink_gets_equal_members_when_they_are_spelled_oddly(void **state)
{
	struct heard *heard = *state;
	struct record_sink sink = { .take = hear, .context = heard };
	struct buffer said, expected;

	buffer_init(&said, 65536);
	buffer_init(&expected, 65536);
	for (size_t i = 0; i < sizeof(odd) / sizeof(odd[0]); i++) {
		buffer_add_text(&said, i == 0 ? "[" : " , ");
		buffer_add_text(&said, odd[i].said);
		buffer_add_text(&expected, odd[i].passed_on);
		buffer_add_text(&expected, "\n");
	}
	buffer_add_text(&said, "]");
	for (size_t piece = 1; piece <= said.length; piece++) {
		struct reply reply = pass(&sink, buffer_text(&said), piece);

		assert_int_equal(reply.outcome, OUTCOME_DONE);
		assert_string_equal(
		    buffer_text(&heard->json), buffer_text(&expected));
		buffer_reset(&heard->json);
		buffer_reset(&heard->tokens);
		reply_clear(&reply);
	}
	buffer_clear(&said);
	buffer_clear(&expected);
}

/* A short token shows at most a quarter of it, a masked one is the service's.
 */
static void
sink_gets_no_token_when_a_record_is_odd(void **state)
{
	struct heard *heard = *state;
	struct record_sink sink = { .take = hear, .context = heard };
	struct reply reply = pass(&sink,
	    "[" RECORD("a", "short", "secret") "," RECORD("b", "masked",
	        "nxk_****9f3a") ",{\"tok\\u0065n\":\"" TOKEN
	                        "\",\"id\":\"c\"},{\"token\":{\"s\":\"" TOKEN
	                        "\"},\"id\":\"d\"},7,null,[\"" TOKEN
	                        "\"],{\"token\":\"" TOKEN
	                        "\",\"token\":\"" TOKEN
	                        "\"},{\"id\":\"e\",\"token\":\"\303\251" TOKEN
	                        "\"},{\"id\":\"f\"}]",
	    100);

	assert_int_equal(reply.outcome, OUTCOME_DONE);
	assert_string_equal(buffer_text(&heard->json),
	    RECORD("a", "short", "…t") "\n" RECORD("b", "masked",
	        "nxk_****9f3a") "\n"
	                        "{\"tok\\u0065n\":\"" MASKED
	                        "\",\"id\":\"c\"}\n"
	                        "{\"token\":null,\"id\":\"d\"}\n"
	                        "null\nnull\nnull\nnull\n"
	                        "{\"id\":\"e\",\"token\":\"…\"}\n"
	                        "{\"id\":\"f\"}\n");
	assert_string_equal(
	    buffer_text(&heard->tokens), "secret\n-\n-\n-\n-\n-\n-\n-\n-\n-\n");
	reply_clear(&reply);
}

/* The deepest record that is read at all; the text between is hostile. */
static void
sink_gets_equal_values_when_they_are_hostile(void **state)
{
	static const char record[] = "{\"id\":\"a\\u0000\",\"token\":\"t\"}";
	static const char deep[] =
	    "{\"id\":\"\342\200\256\302\233\177\",\"x\":"
	    "[[[[[[[[[[[[[[[\"\\u001b]52;\"]]]]]]]]]]]]]]]}";
	struct heard *heard = *state;
	struct record_sink sink = { .take = hear, .context = heard };
	struct buffer body;
	struct reply reply;

	buffer_init(&body, 4096);
	buffer_add_text(&body, "[");
	buffer_add_text(&body, record);
	buffer_add_text(&body, ",");
	buffer_add_text(&body, deep);
	buffer_add_text(&body, ",[");
	buffer_add_text(&body, deep);
	buffer_add_text(&body, "]]");
	reply = pass(&sink, buffer_text(&body), 7);
	assert_int_equal(reply.outcome, OUTCOME_DONE);
	assert_string_equal(buffer_text(&heard->json),
	    "null\n{\"id\":\"\\u202e\\u009b\\u007f\",\"x\":"
	    "[[[[[[[[[[[[[[[\"\\u001b]52;\"]]]]]]]]]]]]]]]}\nnull\n");
	reply_clear(&reply);
	buffer_clear(&body);
}

/* What came before the end was passed on, and the reply says how much. */
static void
sink_gets_what_came_before_when_a_list_is_cut(void **state)
{
	static const char body[] =
	    "[" RECORD("a", "one", TOKEN) "," RECORD("b", "two", TOKEN) "]";
	struct heard *heard = *state;
	struct record_sink sink = {
		.take = hear, .context = heard, .wants_list = true
	};
	size_t one = strlen(RECORD("a", "one", TOKEN)) + 1;

	for (size_t length = 0; length < sizeof(body) - 1; length++) {
		struct request request = { .kind = REQUEST_LIST,
			.sink = &sink };
		struct http_response cut = answered(200, "application/json");
		size_t expected = (length >= one) + (length >= 2 * one);
		struct reply reply;

		cut.delivery = DELIVERY_BROKEN;
		error_set(&cut.error, ERROR_CUT, 0, "cut");
		heard->count = 0;
		reply = decoded(&request, cut, body, length, 16);
		assert_int_equal(reply.outcome, OUTCOME_UNKNOWN);
		assert_int_equal(reply.error.kind, ERROR_CUT);
		assert_int_equal(reply.passed_on, expected);
		assert_int_equal(heard->count, expected);
		assert_int_equal(reply.apikeys.count, 0);
		reply_clear(&reply);
		buffer_reset(&heard->json);
		buffer_reset(&heard->tokens);
	}
}

static void
sink_gets_no_more_when_it_has_enough(void **state)
{
	struct heard *heard = *state;
	struct record_sink sink = { .take = hear, .context = heard };
	struct reply reply;

	heard->most = 2;
	reply = pass(&sink, "[1,2,3,4]", 1024);
	assert_int_equal(heard->count, 2);
	assert_int_equal(reply.passed_on, 2);
	assert_int_equal(reply.outcome, OUTCOME_UNKNOWN);
	assert_int_equal(reply.error.kind, ERROR_SYSTEM);
	reply_clear(&reply);
}

/* A refusal is known before the first API key, even if it looks like a list. */
static void
sink_gets_each_record_once_when_the_token_was_refused(void **state)
{
	struct heard *heard = *state;
	struct record_sink sink = { .take = hear, .context = heard };
	struct request request = {
		.seq = 77, .kind = REQUEST_LIST, .sink = &sink
	};
	struct reply reply;
	void *place;
	struct desk *desk;

	desk_setup(&place);
	desk = place;
	desk_log_in(desk, "a1", 3600);
	auth_submit(desk->auth, &request);
	desk_answer(desk, desk_next(desk), 401, "[1,2,3]");
	desk_turn(desk);
	assert_int_equal(heard->count, 0);
	desk_answer_tokens(desk, desk_next_refresh(desk), "a2", 3600);
	desk_turn(desk);
	desk_answer(desk, desk_next(desk), 200, "[1,2]");
	reply = desk_reply(desk, 77);
	assert_int_equal(reply.outcome, OUTCOME_DONE);
	assert_int_equal(reply.passed_on, 2);
	assert_int_equal(heard->count, 2);
	reply_clear(&reply);
	desk_teardown(&place);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, setup, teardown)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(
		    sink_gets_masked_records_in_order_when_they_come_in_pieces),
		TEST(sink_gets_whole_tokens_when_they_are_asked_for),
		TEST(sink_gets_equal_members_when_they_are_spelled_oddly),
		TEST(sink_gets_no_token_when_a_record_is_odd),
		TEST(sink_gets_equal_values_when_they_are_hostile),
		TEST(sink_gets_what_came_before_when_a_list_is_cut),
		TEST(sink_gets_no_more_when_it_has_enough),
		TEST(sink_gets_each_record_once_when_the_token_was_refused),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
