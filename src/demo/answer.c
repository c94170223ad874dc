/* SPDX-License-Identifier: ISC */
/* Builds answers and brings them on their way. */
#include "config.h"

#include "demo/answer.h"

#include <assert.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include <microhttpd.h>

#include "base/buffer.h"
#include "base/json.h"
#include "base/xmalloc.h"

#define HEAD_MAX ((size_t)64 * 1024)
#define HTTP_DATE_MAX 40

struct body *
body_new(size_t length)
{
	struct body *body = xcalloc(1, sizeof(*body) + length + 1);

	body->references = 1;
	body->length = length;
	return body;
}

struct body *
body_keep(struct body *body)
{
	body->references++;
	return body;
}

void
body_drop(struct body *body)
{
	if (body != NULL && --body->references == 0)
		free(body);
}

static void
drop_body(void *body)
{
	body_drop(body);
}

void
answer_clear(struct answer *answer)
{
	for (size_t i = 0; i < answer->header_count; i++)
		free(answer->headers[i].value);
	body_drop(answer->body);
	*answer = (struct answer){ 0 };
}

void
answer_add_header(struct answer *answer, const char *name, const char *value)
{
	assert(answer->header_count < ANSWER_HEADERS_MAX);
	answer->headers[answer->header_count++] =
	    (struct answer_header){ name, xstrdup(value) };
}

void
answer_set(struct answer *answer, int status, const char *type,
    struct body *body_taken)
{
	answer->status = status;
	answer->body = body_taken;
	if (type != NULL)
		answer_add_header(answer, "Content-Type", type);
	/* Nearly every answer holds a secret. */
	answer_add_header(answer, "Cache-Control", "no-store");
}

void
answer_set_text(
    struct answer *answer, int status, const char *type, const char *text)
{
	struct body *body = body_new(strlen(text));

	memcpy(body->bytes, text, body->length);
	answer_set(answer, status, type, body);
}

void
answer_set_failure(
    struct answer *answer, int status, const char *code, const char *message)
{
	struct buffer json;

	buffer_init(&json, HEAD_MAX);
	buffer_add_text(&json, "{\"code\":");
	json_add_string(&json, code);
	buffer_add_text(&json, ",\"message\":");
	json_add_string(&json, message);
	buffer_add_text(&json, "}");
	answer_set_text(answer, status, "application/json", buffer_text(&json));
	buffer_clear(&json);
}

void
answer_set_invalid(struct answer *answer, const char *what)
{
	char *text = xasprintf("Invalid value for: %s", what);

	answer_set_text(answer, 400, "text/plain; charset=UTF-8", text);
	free(text);
}

/*
 * RFC 9110 section 5.6.7. Not strftime, which follows the locale; and not
 * the library's own Date header, which knows no other clock than the real.
 */
static void
format_date(int64_t now_ms, char text[HTTP_DATE_MAX])
{
	static const char days[] = "SunMonTueWedThuFriSat";
	static const char months[] = "JanFebMarAprMayJunJulAugSepOctNovDec";
	time_t seconds = (time_t)(now_ms / 1000);
	struct tm tm;

	gmtime_r(&seconds, &tm);
	snprintf(text, HTTP_DATE_MAX, "%.3s, %02d %.3s %04d %02d:%02d:%02d GMT",
	    days + (size_t)tm.tm_wday * 3, tm.tm_mday,
	    months + (size_t)tm.tm_mon * 3, tm.tm_year + 1900, tm.tm_hour,
	    tm.tm_min, tm.tm_sec);
}

static struct MHD_Response *
make_response(const struct answer *answer)
{
	static char nothing[1];

	if (answer->body == NULL)
		return MHD_create_response_from_buffer(
		    0, nothing, MHD_RESPMEM_PERSISTENT);
	return MHD_create_response_from_buffer_with_free_callback_cls(
	    answer->body->length, answer->body->bytes, drop_body,
	    body_keep(answer->body));
}

int
answer_queue(const struct answer *answer, int64_t now_ms,
    struct MHD_Connection *connection)
{
	struct MHD_Response *response = make_response(answer);
	char date[HTTP_DATE_MAX];
	enum MHD_Result result;

	if (response == NULL)
		return MHD_NO;
	format_date(now_ms, date);
	MHD_add_response_header(response, "Date", date);
	for (size_t i = 0; i < answer->header_count; i++)
		MHD_add_response_header(response, answer->headers[i].name,
		    answer->headers[i].value);
	result =
	    MHD_queue_response(connection, (unsigned)answer->status, response);
	MHD_destroy_response(response);
	return result;
}

struct body *
answer_wire(const struct answer *answer, int64_t now_ms)
{
	size_t length = answer->body == NULL ? 0 : answer->body->length;
	char date[HTTP_DATE_MAX], line[128];
	struct buffer head;
	struct body *wire;

	format_date(now_ms, date);
	buffer_init(&head, HEAD_MAX);
	snprintf(line, sizeof(line), "HTTP/1.1 %d %s\r\n", answer->status,
	    MHD_get_reason_phrase_for((unsigned)answer->status));
	buffer_add_text(&head, line);
	snprintf(line, sizeof(line), "Date: %s\r\nContent-Length: %zu\r\n",
	    date, length);
	buffer_add_text(&head, line);
	for (size_t i = 0; i < answer->header_count; i++) {
		buffer_add_text(&head, answer->headers[i].name);
		buffer_add_text(&head, ": ");
		buffer_add_text(&head, answer->headers[i].value);
		buffer_add_text(&head, "\r\n");
	}
	buffer_add_text(&head, "\r\n");
	wire = body_new(head.length + length);
	memcpy(wire->bytes, head.bytes, head.length);
	if (length > 0)
		memcpy(wire->bytes + head.length, answer->body->bytes, length);
	buffer_clear(&head);
	return wire;
}
