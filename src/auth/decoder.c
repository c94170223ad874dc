/* SPDX-License-Identifier: ISC */
/* Judges an answer by its status first and by its body second. */
#include "config.h"

#include "auth/decoder.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "auth/codec.h"
#include "auth/payload.h"
#include "base/xmalloc.h"

static bool
is_success(int status)
{
	return status >= 200 && status <= 299;
}

static bool
has_kept(const struct reply *reply, const char *id)
{
	for (size_t i = 0; i < reply->kept_count; i++)
		if (strcmp(reply->kept[i].id, id) == 0)
			return true;
	return false;
}

static void
keep_token(struct reply *reply, const char *id, const char *token)
{
	struct kept_token *kept = &reply->kept[reply->kept_count];

	if (reply->kept_count == KEPT_TOKENS_MAX || has_kept(reply, id))
		return;
	kept->id = xstrdup(id);
	secret_set(&kept->token, token, strlen(token));
	reply->kept_count++;
}

static bool
is_wanted(const struct decoder *decoder, const struct apikey *record)
{
	const char *id = decoder->keep_token_of_id;
	const char *name = decoder->keep_tokens_of_name;

	return decoder->kind == REQUEST_CREATE ||
	       (id != NULL && strcmp(id, record->id) == 0) ||
	       (name != NULL && strcmp(name, record->name) == 0);
}

/* What was read of one; its strings are lent by the decoder's record. */
struct reading {
	struct apikey apikey;
	const char *token;
	bool is_object, is_whole;
};

static struct reading
read_apikey(struct decoder *decoder, const char *bytes, size_t length,
    struct error *err)
{
	struct json_record *record = &decoder->record;
	struct reading reading;
	struct error ignored;

	reading.is_object = json_record_read(record, bytes, length, err);
	reading.is_whole = payload_read_apikey(record, &reading.apikey,
	    &reading.token, reading.is_object ? err : &ignored);
	return reading;
}

static void
add_apikey(struct decoder *decoder, const struct reading *reading)
{
	struct reply *reply = &decoder->reply;

	apikeys_add(&reply->apikeys, &reading->apikey);
	if (reading->apikey.token.is_masked)
		reply->has_masked_tokens = true;
	else if (reading->is_whole && is_wanted(decoder, &reading->apikey))
		keep_token(reply, reading->apikey.id, reading->token);
}

/* The token as people may see it, as JSON cannot be shown in columns. */
static void
pass_on(struct decoder *decoder, const struct reading *reading)
{
	const struct record_sink *sink = decoder->sink;
	const struct token_mask *mask = &reading->apikey.token;
	bool has_token = reading->is_whole && !mask->is_masked;
	struct buffer *shown = &decoder->shown;
	char text[16];

	buffer_reset(shown);
	snprintf(text, sizeof(text), "%s…%s", mask->head, mask->tail);
	if (!reading->is_object ||
	    !json_record_copy(&decoder->record, shown, "token",
	        sink->shows_tokens || mask->is_masked ? NULL : text)) {
		buffer_reset(shown);
		buffer_add_text(shown, "null");
	}
	decoder->reply.passed_on++;
	if (!sink->take(sink->context, &reading->apikey,
	        has_token ? reading->token : NULL, shown))
		error_set(&decoder->list_error, ERROR_SYSTEM, 0,
		    "no more of the list was wanted");
}

/* One element of a list; a bad one costs no other. */
static void
take_element(void *context, const char *bytes, size_t length)
{
	struct decoder *decoder = context;
	struct error ignored;
	struct reading reading;

	if (decoder->list_error.kind != ERROR_NONE)
		return;
	if (decoder->reply.apikeys.count >= DECODER_RECORDS_MAX ||
	    decoder->reply.passed_on >= DECODER_RECORDS_MAX) {
		error_set(&decoder->list_error, ERROR_TOO_LARGE, 0,
		    "more than %zu API keys", DECODER_RECORDS_MAX);
		return;
	}
	reading = read_apikey(decoder, bytes, length, &ignored);
	if (decoder->sink != NULL)
		pass_on(decoder, &reading);
	if (decoder->sink == NULL || decoder->sink->wants_list)
		add_apikey(decoder, &reading);
	json_record_forget(&decoder->record);
}

void
decoder_init(struct decoder *decoder, const struct request *request)
{
	*decoder = (struct decoder){
		.kind = request->kind,
		.keep_token_of_id = request->keep_token_of_id,
		.keep_tokens_of_name = request->keep_tokens_of_name,
		.sink = request->sink,
		.reply = { .seq = request->seq, .kind = request->kind },
	};
	buffer_init(&decoder->body, CODEC_BODY_MAX);
	json_record_init(&decoder->record);
	buffer_init(&decoder->shown, 8 * DECODER_RECORD_BYTES_MAX);
	json_splitter_init(&decoder->splitter, DECODER_RECORD_BYTES_MAX,
	    take_element, decoder);
}

void
decoder_clear(struct decoder *decoder)
{
	buffer_clear(&decoder->body);
	json_record_clear(&decoder->record);
	buffer_clear(&decoder->shown);
	json_splitter_clear(&decoder->splitter);
	reply_clear(&decoder->reply);
}

bool
decoder_feed(void *context, int status, const char *bytes, size_t length)
{
	struct decoder *decoder = context;

	if (decoder->kind != REQUEST_LIST || !is_success(status))
		return buffer_add(&decoder->body, bytes, length);
	decoder->reply.list_bytes += length;
	return json_splitter_feed(
	           &decoder->splitter, bytes, length, &decoder->list_error) &&
	       decoder->list_error.kind == ERROR_NONE;
}

static bool
finish_list(struct decoder *decoder, struct error *err)
{
	if (decoder->list_error.kind != ERROR_NONE) {
		*err = decoder->list_error;
		return false;
	}
	if (!json_splitter_finish(&decoder->splitter, err))
		return false;
	apikeys_mark_duplicates(&decoder->reply.apikeys);
	return true;
}

/* The one API key that was made or renamed. */
static bool
finish_apikey(struct decoder *decoder, struct error *err)
{
	const struct buffer *body = &decoder->body;
	struct reading reading =
	    read_apikey(decoder, buffer_text(body), body->length, err);

	add_apikey(decoder, &reading);
	json_record_forget(&decoder->record);
	return reading.is_whole;
}

static bool
finish_object(
    struct decoder *decoder, const struct json *root, struct error *err)
{
	struct reply *reply = &decoder->reply;

	if (json_kind(root) != JSON_OBJECT)
		return error_set(err, ERROR_ANSWER, 0, "it is no JSON object");
	switch (decoder->kind) {
	case REQUEST_TOKEN_BY_CODE:
	case REQUEST_TOKEN_REFRESH:
		return payload_read_tokens(root, &reply->tokens, err);
	case REQUEST_PROFILE:
		return payload_read_profile(root, &reply->profile, err);
	case REQUEST_LOGOUT:
	case REQUEST_LOGIN_ADDRESS:
	case REQUEST_LIST:
	case REQUEST_CREATE:
	case REQUEST_RENAME:
	case REQUEST_DELETE:
		return true;
	}
	return false;
}

/* The body of a success, gathered whole. */
static bool
finish_body(struct decoder *decoder, struct error *err)
{
	const char *bytes = buffer_text(&decoder->body);
	size_t length = decoder->body.length;
	struct json *root;
	bool is_read;

	if (decoder->kind == REQUEST_LOGIN_ADDRESS) {
		decoder->reply.login_address =
		    payload_read_login_address(bytes, length, err);
		return decoder->reply.login_address != NULL;
	}
	if (strspn(bytes, " \t\r\n") == length) {
		if (decoder->kind == REQUEST_DELETE ||
		    decoder->kind == REQUEST_LOGOUT)
			return true;
		return error_set(err, ERROR_ANSWER, 0, "it is empty");
	}
	if (decoder->kind == REQUEST_DELETE)
		return error_set(
		    err, ERROR_ANSWER, 0, "it should have been empty");
	if (decoder->kind == REQUEST_CREATE || decoder->kind == REQUEST_RENAME)
		return finish_apikey(decoder, err);
	root = json_parse(bytes, length, err);
	if (root == NULL)
		return false;
	is_read = finish_object(decoder, root, err);
	json_free(root);
	return is_read;
}

static bool
is_web_page(const struct decoder *decoder, const struct http_response *response)
{
	return strcmp(response->content_type, "text/html") == 0 ||
	       strcmp(response->content_type, "application/xhtml+xml") == 0 ||
	       payload_is_html(
	           buffer_text(&decoder->body), decoder->body.length);
}

/* A web page is a network's sign-in page, whatever the rest says. */
static bool
finish_success(struct decoder *decoder, const struct http_response *response,
    struct error *err)
{
	bool is_list = decoder->kind == REQUEST_LIST;

	if (is_web_page(decoder, response))
		return error_set(err, ERROR_ANSWER, 0, "a web page");
	if (is_list && decoder->list_error.kind != ERROR_NONE)
		return finish_list(decoder, err);
	if (response->delivery == DELIVERY_BROKEN) {
		*err = response->error;
		return false;
	}
	return is_list ? finish_list(decoder, err) : finish_body(decoder, err);
}

static enum outcome
finish_failure(struct decoder *decoder, const struct http_response *response,
    struct error *err)
{
	bool is_refusal = response->status >= 400 && response->status <= 499;
	char *said;

	if (response->status >= 300 && response->status <= 399) {
		error_set(err, ERROR_REDIRECT, response->status, "%s",
		    response->location_host);
		return OUTCOME_REFUSED;
	}
	if (response->delivery == DELIVERY_BROKEN && !is_refusal) {
		*err = response->error;
		return OUTCOME_UNKNOWN;
	}
	if (!is_refusal && response->status < 500) {
		error_set(err, ERROR_ANSWER, response->status,
		    "a status that the service does not use");
		return OUTCOME_UNKNOWN;
	}
	said = is_web_page(decoder, response)
	           ? xstrdup("")
	           : payload_read_refusal(
	                 buffer_text(&decoder->body), decoder->body.length);
	error_set(err, is_refusal ? ERROR_REFUSED : ERROR_SERVICE,
	    response->status, "%s", said);
	free(said);
	return is_refusal ? OUTCOME_REFUSED : OUTCOME_UNKNOWN;
}

static enum outcome
judge(struct decoder *decoder, const struct http_response *response,
    struct error *err)
{
	if (response->delivery == DELIVERY_NOT_SENT) {
		*err = response->error;
		return OUTCOME_NOT_SENT;
	}
	if (!is_success(response->status))
		return finish_failure(decoder, response, err);
	if (finish_success(decoder, response, err))
		return OUTCOME_DONE;
	if (err->kind == ERROR_ANSWER)
		err->code = response->status;
	return OUTCOME_UNKNOWN;
}

/* What was read of an answer that does not hold is not told. */
static void
drop_payload(struct reply *reply)
{
	struct reply bare = { .seq = reply->seq,
		.kind = reply->kind,
		.passed_on = reply->passed_on };

	reply_clear(reply);
	*reply = bare;
}

void
decoder_finish(struct decoder *decoder, const struct http_response *response,
    struct reply *out)
{
	struct error err = { 0 };
	enum outcome outcome = judge(decoder, response, &err);

	if (outcome != OUTCOME_DONE)
		drop_payload(&decoder->reply);
	decoder->reply.outcome = outcome;
	if (outcome != OUTCOME_DONE)
		decoder->reply.error = err;
	decoder->reply.retry_after_s = response->retry_after_s;
	decoder->reply.service_date_ms = response->date_ms;
	*out = (struct reply){ 0 };
	reply_take(out, &decoder->reply);
}
