/* SPDX-License-Identifier: ISC */
/* Reads a list the plain way: libcurl gets all of it, then json-c parses it. */
#include "config.h"

#include <stdio.h>
#include <stdlib.h>

#include <curl/curl.h>
#include <json-c/json.h>

#include "base/buffer.h"

enum {
	LIST_MAX = 256 << 20,
};

static size_t
receive(char *bytes, size_t size, size_t count, void *context)
{
	return buffer_add(context, bytes, size * count) ? size * count : 0;
}

/* The address and the access token are those that keyrack is told. */
int
main(void)
{
	const char *url = getenv("KEYRACK_URL"),
	           *token = getenv("KEYRACK_TOKEN");
	char text[512];
	struct curl_slist *headers;
	struct json_object *root;
	struct buffer body;
	CURL *easy;

	if (!url || !token)
		return 2;
	buffer_init(&body, LIST_MAX);
	easy = curl_easy_init();
	snprintf(text, sizeof(text), "Authorization: Bearer %s", token);
	headers = curl_slist_append(NULL, text);
	snprintf(text, sizeof(text), "%s/api/auth/api-keys", url);
	curl_easy_setopt(easy, CURLOPT_URL, text);
	curl_easy_setopt(easy, CURLOPT_HTTPHEADER, headers);
	curl_easy_setopt(easy, CURLOPT_WRITEFUNCTION, receive);
	curl_easy_setopt(easy, CURLOPT_WRITEDATA, &body);
	if (curl_easy_perform(easy) != CURLE_OK)
		return 1;
	root = json_tokener_parse(buffer_text(&body));
	printf("%zu of them\n", json_object_array_length(root));
	json_object_put(root);
	buffer_clear(&body);
	curl_slist_free_all(headers);
	curl_easy_cleanup(easy);
	return 0;
}
