/* SPDX-License-Identifier: ISC */
/* What real answers come to, the hostile ones included. */
#include "config.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "auth/transport_curl.h"
#include "base/xmalloc.h"
#include "support/talk.h"

#define LENGTH(array) (sizeof(array) / sizeof((array)[0]))
#define JSON "Content-Type: application/json; charset=utf-8\r\n"

static void
transport_reads_a_chunked_answer_when_it_has_trailers(void **state)
{
	struct talk *talk = *state;

	wire_script_text(talk->wire,
	    "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 OK\r\n" JSON
	    "Transfer-Encoding: chunked\r\n\r\n1\r\n[\r\n1\r\n]\r\n"
	    "0\r\nX-Trailer: y\r\n\r\n",
	    WIRE_KEEP);
	talk_expect(talk, REQUEST_LIST, OUTCOME_DONE);
}

static void
transport_stops_when_a_chunked_answer_has_no_end(void **state)
{
	enum { CHUNK = 0x10000, CHUNKS = 160 };
	struct talk *talk = *state;
	struct buffer text;
	char *chunk = xcalloc(CHUNK + 1, 1);
	struct error err;

	memset(chunk, ' ', CHUNK);
	buffer_init(&text, (size_t)2 * CHUNKS * CHUNK);
	buffer_add_text(&text,
	    "HTTP/1.1 200 OK\r\n" JSON "Transfer-Encoding: chunked\r\n\r\n");
	for (int i = 0; i < CHUNKS; i++) {
		buffer_add_text(&text, "10000\r\n");
		buffer_add_text(&text, chunk);
		buffer_add_text(&text, "\r\n");
	}
	wire_script(talk->wire, text.bytes, text.length, WIRE_KEEP);
	err = talk_expect(talk, REQUEST_CREATE, OUTCOME_UNKNOWN);
	assert_int_equal(err.kind, ERROR_TOO_LARGE);
	buffer_clear(&text);
	free(chunk);
}

static void
transport_stops_when_an_announced_length_is_too_large(void **state)
{
	struct talk *talk = *state;
	struct error err;

	wire_script_text(talk->wire,
	    "HTTP/1.1 200 OK\r\nContent-Length: 1073741824\r\n\r\n{",
	    WIRE_KEEP);
	err = talk_expect(talk, REQUEST_PROFILE, OUTCOME_UNKNOWN);
	assert_int_equal(err.kind, ERROR_TOO_LARGE);
}

static void
transport_stops_when_headers_flood(void **state)
{
	struct talk *talk = *state;
	size_t size = (size_t)1024 * 1024;
	char *flood = xcalloc(size, 1);

	for (size_t at = 0; at + 8 < size; at += 8)
		memcpy(flood + at, "X: yyy\r\n", 8);
	memcpy(flood, "HTTP/1.1 200 OK\r\n       ", 24);
	memcpy(flood + 17, "Y: yy\r\n", 7);
	wire_script(talk->wire, flood, size - 8, WIRE_CLOSE);
	talk_expect(talk, REQUEST_CREATE, OUTCOME_UNKNOWN);
	free(flood);
}

static void
transport_goes_nowhere_else_when_redirected(void **state)
{
	static const char *const statuses[] = { "301 Moved", "302 Found",
		"303 See Other", "307 Temporary Redirect",
		"308 Permanent Redirect" };
	struct talk *talk = *state;
	struct wire *other = wire_new();
	char *host = xasprintf("127.0.0.1:%d", wire_port(other));
	char *header = xasprintf("Location: http://%s/api/auth/me\r\n", host);
	size_t calls = REQUEST_DELETE + 1, count = LENGTH(statuses) * calls;

	for (size_t i = 0; i < count; i++) {
		enum request_kind kind = (enum request_kind)(i % calls);
		struct error err;

		talk_script(talk, statuses[i / calls], header, "", WIRE_KEEP);
		err = talk_expect(talk, kind, OUTCOME_REFUSED);
		assert_int_equal(err.kind, ERROR_REDIRECT);
		assert_string_equal(err.detail, host);
		wire_serve(other);
	}
	assert_int_equal(wire_connections(other), 0);
	assert_int_equal(wire_requests(talk->wire), count);
	wire_free(other);
	free(host);
	free(header);
}

/* Not by another scheme, nor to the same place again. */
static void
transport_goes_nowhere_when_redirected_by_another_way(void **state)
{
	static const char *const places[] = { "file:///etc/passwd",
		"https://other.example/", "//other.example/", "/api/auth/me",
		"gopher://127.0.0.1/", "\t", "" };
	struct talk *talk = *state;

	for (size_t i = 0; i < LENGTH(places); i++) {
		char *header = xasprintf("Location: %s\r\n", places[i]);
		struct error err;

		talk_script(talk, "302 Found", header, "", WIRE_KEEP);
		err = talk_expect(talk, REQUEST_LIST, OUTCOME_REFUSED);
		assert_int_equal(err.kind, ERROR_REDIRECT);
		assert_int_equal(wire_requests(talk->wire), i + 1);
		free(header);
	}
}

static void
transport_passes_on_what_was_said_when_refused(void **state)
{
	static const struct {
		const char *status;
		int code;
	} cases[] = { { "401 Unauthorized", 401 }, { "403 Forbidden", 403 },
		{ "404 Not Found", 404 }, { "405 Not Allowed", 405 },
		{ "422 Unprocessable", 422 }, { "429 Too Many", 429 },
		{ "500 Error", 500 }, { "503 Unavailable", 503 } };
	struct talk *talk = *state;

	for (size_t i = 0; i < LENGTH(cases) * 2; i++) {
		bool is_json = i % 2 == 0;
		int code = cases[i / 2].code;
		struct error err;

		talk_script(talk, cases[i / 2].status,
		    is_json ? JSON : "Content-Type: text/plain\r\n",
		    is_json ? "{\"code\":\"x\",\"message\":\"No\"}" : "No",
		    WIRE_KEEP);
		err = talk_expect(talk, REQUEST_RENAME,
		    code < 500 ? OUTCOME_REFUSED : OUTCOME_UNKNOWN);
		assert_int_equal(err.code, code);
		assert_string_equal(err.detail, "No");
	}
	assert_int_equal(wire_requests(talk->wire), LENGTH(cases) * 2);
}

static void
transport_says_html_when_a_page_answers(void **state)
{
	struct talk *talk = *state;
	struct error err;

	talk_script(talk, "200 OK", "Content-Type: Text/HTML; a=b\r\n",
	    "<html>Sign in</html>", WIRE_KEEP);
	err = talk_expect(talk, REQUEST_LIST, OUTCOME_UNKNOWN);
	assert_int_equal(err.kind, ERROR_ANSWER);
	assert_non_null(strstr(err.detail, "a web page"));
}

static void
transport_clamps_retry_after_when_it_is_absurd(void **state)
{
	static const struct {
		const char *header;
		int seconds;
	} cases[] = { { "", 0 }, { "Retry-After: 17\r\n", 17 },
		{ "Retry-After: 1000000\r\n", 300 },
		{ "Retry-After: soon\r\n", 0 },
		{ "Retry-After: Fri, 01 Jan 2100 00:00:00 GMT\r\n", 300 } };
	struct talk *talk = *state;

	for (size_t i = 0; i < LENGTH(cases); i++) {
		struct reply reply;

		talk_script(
		    talk, "429 Too Many", cases[i].header, "", WIRE_KEEP);
		reply = talk_ask(talk, REQUEST_LIST);
		assert_int_equal(reply.retry_after_s, cases[i].seconds);
		reply_clear(&reply);
	}
}

/* A transport_body function that wants all there is and counts it. */
static bool
count_bytes(void *context, int status, const char *bytes, size_t length)
{
	size_t *count = context;

	(void)bytes;
	assert_int_equal(status, 200);
	*count += length;
	return true;
}

/* Speaks to the transport itself, about what the codec would never ask for. */
static struct http_response
fetch(struct wire *wire, char *path, size_t body_max, size_t *received)
{
	struct transport_curl_options options = { 0 };
	struct http_request request = { .method = HTTP_GET,
		.path = path,
		.accept = "text/plain",
		.body_max = body_max,
		.timeout_ms = 20000 };
	char *url = xasprintf("http://127.0.0.1:%d", wire_port(wire));
	struct service_address address;
	struct transport transport;
	struct http_response response;
	struct error err;
	uint32_t seq;

	assert_true(service_address_parse(url, &address, &err));
	transport = transport_curl_new(&address, &options);
	transport.ops->submit(
	    transport.self, 9, &request, NULL, count_bytes, received);
	while (!transport.ops->next(transport.self, &seq, &response)) {
		struct wait_fd fds[20];

		transport.ops->wait(
		    transport.self, fds, wire_fds(wire, fds, 20), 20000);
		wire_serve(wire);
	}
	assert_int_equal(seq, 9);
	transport.ops->free(transport.self);
	free(url);
	return response;
}

static void
transport_counts_the_bytes_when_the_reader_does_not(void **state)
{
	static const char answer[] =
	    "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n"
	    "Content-Type: Text/Plain ; charset=utf-8\r\n"
	    "Date: Thu, 01 Jan 1970 00:01:00 GMT\r\n\r\n"
	    "5\r\n12345\r\n5\r\n67890\r\n0\r\n\r\n";
	struct talk *talk = *state;
	char path[] = "/x";
	size_t received = 0;
	struct http_response response;

	wire_script_text(talk->wire, answer, WIRE_KEEP);
	response = fetch(talk->wire, path, 10, &received);
	assert_int_equal(response.delivery, DELIVERY_ANSWERED);
	assert_int_equal(received, 10);
	assert_string_equal(response.content_type, "text/plain");
	assert_int_equal(response.date_ms, 60000);

	wire_script_text(talk->wire, answer, WIRE_KEEP);
	received = 0;
	response = fetch(talk->wire, path, 9, &received);
	assert_int_equal(response.delivery, DELIVERY_BROKEN);
	assert_int_equal(response.error.kind, ERROR_TOO_LARGE);
	assert_in_range(received, 0, 9);
}

static void
transport_leaves_the_path_as_it_is_when_it_has_dots(void **state)
{
	struct talk *talk = *state;
	char path[] = "/api/../x/./y";
	size_t received = 0;
	const char *line = "GET /api/../x/./y HTTP/1.1\r\n";

	talk_script(talk, "200 OK", "", "", WIRE_KEEP);
	fetch(talk->wire, path, 10, &received);
	assert_ptr_equal(strstr(wire_request(talk->wire, 0), line),
	    wire_request(talk->wire, 0));
}

#define TEST(name) \
	cmocka_unit_test_setup_teardown(name, talk_setup, talk_teardown)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(transport_reads_a_chunked_answer_when_it_has_trailers),
		TEST(transport_stops_when_a_chunked_answer_has_no_end),
		TEST(transport_stops_when_an_announced_length_is_too_large),
		TEST(transport_stops_when_headers_flood),
		TEST(transport_goes_nowhere_else_when_redirected),
		TEST(transport_goes_nowhere_when_redirected_by_another_way),
		TEST(transport_passes_on_what_was_said_when_refused),
		TEST(transport_says_html_when_a_page_answers),
		TEST(transport_clamps_retry_after_when_it_is_absurd),
		TEST(transport_counts_the_bytes_when_the_reader_does_not),
		TEST(transport_leaves_the_path_as_it_is_when_it_has_dots),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
