/* SPDX-License-Identifier: ISC */
/* Lists: a bad record costs no other, and a bad list is no list. */
#include "config.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "auth/codec.h"
#include "auth/decoder.h"
#include "base/xmalloc.h"
#include "support/decoding.h"

#define LENGTH(array) (sizeof(array) / sizeof((array)[0]))

#define ONE RECORD("k1", "one", TOKEN)
#define TWO RECORD("k2", "two", TOKEN)
#define TOKENLESS "{\"id\":\"k3\",\"name\":\"three\"}"
#define WITHOUT_ID "{\"id\":{},\"name\":\"six\"}"
#define DOUBLE RECORD("k1", "again", TOKEN)
#define NAMESAKE RECORD("k4", "one", TOKEN)

static const char list_body[] =
    " [" ONE "," TWO ", " TOKENLESS ", 7, null," WITHOUT_ID "," DOUBLE
    "," NAMESAKE "] ";

static void
decoder_keeps_the_list_when_records_are_bad(void **state)
{
	static const struct {
		const char *id, *name;
		bool is_readable;
	} rows[] = { { "k1", "one", true }, { "k2", "two", true },
		{ "k3", "three", false }, { NULL, NULL, false },
		{ NULL, NULL, false }, { NULL, "six", false },
		{ "k1", "again", false }, { "k4", "one", true } };
	struct request request = { .seq = 1, .kind = REQUEST_LIST };

	(void)state;
	for (size_t piece = 1; piece < 40; piece++) {
		struct reply reply =
		    decoded(&request, answered(200, "application/json"),
		        list_body, strlen(list_body), piece);

		assert_int_equal(reply.outcome, OUTCOME_DONE);
		assert_int_equal(reply.apikeys.count, LENGTH(rows));
		for (size_t i = 0; i < LENGTH(rows); i++) {
			const struct apikey *apikey = &reply.apikeys.items[i];

			assert_int_equal(
			    apikey->is_readable, rows[i].is_readable);
			assert_int_equal(apikey->id == NULL, !rows[i].id);
			if (rows[i].id != NULL)
				assert_string_equal(apikey->id, rows[i].id);
			if (rows[i].name != NULL)
				assert_string_equal(apikey->name, rows[i].name);
		}
		assert_int_equal(reply.kept_count, 0);
		reply_clear(&reply);
	}
}

static void
decoder_keeps_only_the_tokens_asked_for_when_listing(void **state)
{
	char id[] = "k2", name[] = "one";
	struct request by_id = { .kind = REQUEST_LIST, .keep_token_of_id = id };
	struct request by_name = { .kind = REQUEST_LIST,
		.keep_tokens_of_name = name };
	struct http_response response = answered(200, "application/json");
	struct reply one =
	    decoded(&by_id, response, list_body, strlen(list_body), 100);
	struct reply two =
	    decoded(&by_name, response, list_body, strlen(list_body), 100);

	(void)state;
	assert_int_equal(one.kept_count, 1);
	assert_string_equal(one.kept[0].id, "k2");
	assert_int_equal(two.kept_count, 2);
	assert_string_equal(two.kept[0].id, "k1");
	assert_string_equal(two.kept[1].id, "k4");
	reply_clear(&one);
	reply_clear(&two);
}

static void
decoder_takes_personal_for_null_but_not_for_other_types(void **state)
{
	struct reply reply = decoded_json(REQUEST_LIST, 200,
	    "[{\"id\":\"a\",\"name\":\"n\",\"token\":\"t\",\"userId\":\"u\","
	    "\"createdAt\":\"\",\"expiresAt\":\"\",\"organization\":null},"
	    "{\"id\":\"b\",\"name\":\"n\",\"token\":\"t\",\"userId\":\"u\","
	    "\"createdAt\":\"\",\"expiresAt\":\"\",\"organization\":[]}]");

	(void)state;
	assert_int_equal(reply.apikeys.count, 2);
	assert_true(reply.apikeys.items[0].is_readable);
	assert_null(reply.apikeys.items[0].organization);
	assert_false(reply.apikeys.items[1].is_readable);
	reply_clear(&reply);
}

static void
decoder_is_unsure_when_a_list_is_cut_anywhere(void **state)
{
	struct request request = { .kind = REQUEST_LIST };
	size_t whole = strlen(list_body) - 1;

	(void)state;
	for (size_t length = 0; length < whole; length++) {
		struct reply reply = decoded(&request,
		    answered(200, "application/json"), list_body, length, 64);

		assert_int_equal(reply.outcome, OUTCOME_UNKNOWN);
		assert_int_equal(reply.error.kind, ERROR_ANSWER);
		assert_int_equal(reply.apikeys.count, 0);
		reply_clear(&reply);
	}
}

static void
decoder_finds_duplicates_when_a_list_is_long(void **state)
{
	enum { COUNT = 20000 };
	struct request request = { .kind = REQUEST_LIST };
	struct buffer body;
	struct reply reply;
	size_t readable = 0;

	(void)state;
	buffer_init(&body, CODEC_LIST_MAX);
	for (int i = 0; i < COUNT; i++) {
		char record[300];

		snprintf(record, sizeof(record),
		    "%c{\"id\":\"k%d\",\"name\":\"n\",\"token\":\"t\","
		    "\"userId\":\"u\",\"createdAt\":\"\",\"expiresAt\":\"\"}",
		    i == 0 ? '[' : ',', i % (COUNT / 2));
		buffer_add_text(&body, record);
	}
	buffer_add_text(&body, "]");
	reply = decoded(&request, answered(200, "application/json"), body.bytes,
	    body.length, 16384);
	assert_int_equal(reply.apikeys.count, COUNT);
	for (size_t i = 0; i < reply.apikeys.count; i++) {
		readable += reply.apikeys.items[i].is_readable;
		assert_int_equal(
		    reply.apikeys.items[i].is_readable, i < COUNT / 2);
	}
	assert_int_equal(readable, COUNT / 2);
	reply_clear(&reply);
	buffer_clear(&body);
}

static void
decoder_bounds_the_rows_when_records_are_tiny(void **state)
{
	struct request list = { .kind = REQUEST_LIST };
	size_t size = 2 * (DECODER_RECORDS_MAX + 2);
	char *body = xcalloc(size, 1);
	struct reply reply;

	(void)state;
	for (size_t i = 0; i < size; i += 2)
		memcpy(body + i, ",1", 2);
	body[0] = '[';
	reply = decoded(
	    &list, answered(200, "application/json"), body, size, 16384);
	assert_int_equal(reply.outcome, OUTCOME_UNKNOWN);
	assert_int_equal(reply.error.kind, ERROR_TOO_LARGE);
	reply_clear(&reply);
	free(body);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(decoder_keeps_the_list_when_records_are_bad),
		cmocka_unit_test(
		    decoder_keeps_only_the_tokens_asked_for_when_listing),
		cmocka_unit_test(
		    decoder_takes_personal_for_null_but_not_for_other_types),
		cmocka_unit_test(decoder_is_unsure_when_a_list_is_cut_anywhere),
		cmocka_unit_test(decoder_finds_duplicates_when_a_list_is_long),
		cmocka_unit_test(decoder_bounds_the_rows_when_records_are_tiny),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
