/* SPDX-License-Identifier: ISC */
/* Lets libcurl read the address, and trusts it where the letters agree. */
#include "config.h"

#include "auth/login_address.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include <curl/curl.h>

#include "base/xmalloc.h"

#define IDENTITY_HOST "users.numind.ai"

/*
 * The letters of RFC 3986, but not those that mean something between a
 * shell's quotes: starters of browsers are shell scripts.
 */
#define LETTERS                      \
	"ABCDEFGHIJKLMNOPQRSTUVWXYZ" \
	"abcdefghijklmnopqrstuvwxyz" \
	"0123456789-._~:/?[]@!&()*+,;=%"

void
login_address_clear(struct login_address *address)
{
	free(address->url);
	secret_clear(&address->state);
	*address = (struct login_address){ 0 };
}

static bool
refuse(struct error *err, const char *why)
{
	return error_set(err, ERROR_ANSWER, 0, "the login address %s", why);
}

static bool
check_letters(const char *text, struct error *err)
{
	if (strlen(text) > LOGIN_ADDRESS_MAX)
		return refuse(err, "is too long");
	if (text[strspn(text, LETTERS)] != '\0' || strstr(text, "%00") != NULL)
		return refuse(err, "has characters that no address needs");
	return true;
}

/* The text after "https://", or after "http://" where that is allowed. */
static const char *
skip_scheme(const char *text, const struct service_address *service)
{
	if (strncmp(text, "https://", strlen("https://")) == 0)
		return text + strlen("https://");
	if (service->is_loopback &&
	    strncmp(text, "http://", strlen("http://")) == 0)
		return text + strlen("http://");
	return NULL;
}

/*
 * Libcurl decodes and rewrites hosts, a browser may do it otherwise: what
 * libcurl found must stand in the text by its letters, and before it no user.
 */
static bool
has_plain_host(const char *text, const char *host)
{
	size_t length = strlen(host);

	if (length == 0 || strncasecmp(text, host, length) != 0)
		return false;
	text += length;
	if (*text == ':')
		text += 1 + strspn(text + 1, "0123456789");
	return strchr("/?", *text) != NULL;
}

static bool
read_host(CURLU *url, const char *text, char *out, size_t size)
{
	char *host = NULL, *port = NULL;
	int length = -1;

	curl_url_get(url, CURLUPART_PORT, &port, CURLU_NO_DEFAULT_PORT);
	if (curl_url_get(url, CURLUPART_HOST, &host, 0) == CURLUE_OK &&
	    has_plain_host(text, host))
		length = snprintf(out, size, "%s%s%s", host,
		    port == NULL ? "" : ":", port == NULL ? "" : port);
	curl_free(host);
	curl_free(port);
	return length > 0 && (size_t)length < size;
}

/* Decodes as forms do; there is no NUL in it. */
static char *
decode(const char *text, size_t length)
{
	char *copy = xstrndup(text, length), *plain, *result;
	int plain_length;

	for (char *byte = copy; *byte != '\0'; byte++)
		if (*byte == '+')
			*byte = ' ';
	plain = curl_easy_unescape(NULL, copy, (int)length, &plain_length);
	result = xstrdup(xchecked(plain));
	curl_free(plain);
	free(copy);
	return result;
}

/* Counts a parameter; *value is its first, for free(3), NULL without one. */
static size_t
find_parameter(const char *query, const char *name, char **value)
{
	size_t count = 0;

	*value = NULL;
	while (*query != '\0') {
		size_t length = strcspn(query, "&");
		size_t name_length = strcspn(query, "=&");
		char *found = decode(query, name_length);

		if (strcmp(found, name) == 0 && count++ == 0)
			*value = query[name_length] == '='
			             ? decode(query + name_length + 1,
			                   length - name_length - 1)
			             : xstrdup("");
		free(found);
		query += length + (query[length] == '&');
	}
	return count;
}

static bool
check_parameters(const char *query, const char *redirect_uri, struct error *err)
{
	char *place, *type;
	size_t places = find_parameter(query, "redirect_uri", &place);
	size_t types = find_parameter(query, "response_type", &type);
	bool is_good = true;

	if (places != 1 || strcmp(place, redirect_uri) != 0)
		is_good = refuse(err, "does not lead back to keyrack");
	else if (types > 1 || (types == 1 && strcmp(type, "code") != 0))
		is_good = refuse(err, "asks for something else than a code");
	free(place);
	free(type);
	return is_good;
}

/* Takes the state that is there, or adds the one that was made. */
static bool
settle_state(CURLU *url, const char *query, const struct secret *state,
    struct login_address *address, struct error *err)
{
	char *own, *added;
	size_t count = find_parameter(query, "state", &own);
	bool is_good = count == 0 || (count == 1 && *own != '\0');

	if (!is_good)
		refuse(err, "has an unclear state");
	else if (count == 1)
		secret_set(&address->state, own, strlen(own));
	else
		secret_set(&address->state, secret_bytes(state), state->length);
	free(own);
	if (!is_good || count == 1)
		return is_good;
	added = xasprintf("state=%s", secret_bytes(state));
	is_good = curl_url_set(url, CURLUPART_QUERY, added,
	              CURLU_APPENDQUERY) == CURLUE_OK;
	free(added);
	return is_good || refuse(err, "cannot be extended");
}

static bool
copy_url(CURLU *url, struct login_address *address, struct error *err)
{
	char *text = NULL;

	if (curl_url_get(url, CURLUPART_URL, &text, 0) != CURLUE_OK)
		return refuse(err, "cannot be read");
	address->url = xstrdup(text);
	curl_free(text);
	return true;
}

static bool
read_url(CURLU *url, const char *rest, const char *redirect_uri,
    const struct secret *state, struct login_address *address,
    struct error *err)
{
	const char *question = strchr(rest, '?');
	const char *query = question == NULL ? "" : question + 1;

	if (!read_host(url, rest, address->host, sizeof(address->host)))
		return refuse(err, "names no plain host");
	return check_parameters(query, redirect_uri, err) &&
	       settle_state(url, query, state, address, err) &&
	       copy_url(url, address, err);
}

bool
login_address_read(const char *answer, const struct service_address *service,
    const char *redirect_uri, const struct secret *state,
    struct login_address *out, struct error *err)
{
	struct login_address address = { 0 };
	const char *rest = skip_scheme(answer, service);
	CURLU *url;
	bool is_good;

	if (!check_letters(answer, err))
		return false;
	if (rest == NULL)
		return refuse(err, "does not begin with https://");
	url = xchecked(curl_url());
	if (curl_url_set(url, CURLUPART_URL, answer, CURLU_PATH_AS_IS) !=
	    CURLUE_OK)
		is_good = refuse(err, "cannot be read");
	else
		is_good =
		    read_url(url, rest, redirect_uri, state, &address, err);
	curl_url_cleanup(url);
	if (is_good) {
		login_address_clear(out);
		*out = address;
	} else {
		login_address_clear(&address);
	}
	return is_good;
}

bool
login_address_has_known_host(const struct login_address *address,
    const struct service_address *service, const char *const *hosts)
{
	if (strcasecmp(address->host, service->host) == 0 ||
	    strcasecmp(address->host, IDENTITY_HOST) == 0)
		return true;
	for (; hosts != NULL && *hosts != NULL; hosts++)
		if (strcasecmp(address->host, *hosts) == 0)
			return true;
	return false;
}
