/* SPDX-License-Identifier: ISC */
/* Leaves the reading of addresses to libcurl, so that both read them alike. */
#include "config.h"

#include "auth/service_address.h"

#include <arpa/inet.h>
#include <stdio.h>
#include <string.h>
#include <strings.h>

#include <curl/curl.h>

/* The parts that matter; each is NULL when absent. */
struct parts {
	char *scheme, *user, *password, *host, *port, *path, *query, *fragment;
};

static char *
get_part(CURLU *url, CURLUPart part)
{
	char *text = NULL;

	if (curl_url_get(url, part, &text, CURLU_NO_DEFAULT_PORT) != CURLUE_OK)
		return NULL;
	return text;
}

static void
parts_clear(struct parts *parts)
{
	curl_free(parts->scheme);
	curl_free(parts->user);
	curl_free(parts->password);
	curl_free(parts->host);
	curl_free(parts->port);
	curl_free(parts->path);
	curl_free(parts->query);
	curl_free(parts->fragment);
}

static bool
parts_read(const char *text, unsigned int flags, struct parts *parts)
{
	CURLU *url = curl_url();
	bool is_read;

	*parts = (struct parts){ 0 };
	is_read = url != NULL &&
	          curl_url_set(url, CURLUPART_URL, text, flags) == CURLUE_OK;
	if (is_read)
		*parts = (struct parts){
			.scheme = get_part(url, CURLUPART_SCHEME),
			.user = get_part(url, CURLUPART_USER),
			.password = get_part(url, CURLUPART_PASSWORD),
			.host = get_part(url, CURLUPART_HOST),
			.port = get_part(url, CURLUPART_PORT),
			.path = get_part(url, CURLUPART_PATH),
			.query = get_part(url, CURLUPART_QUERY),
			.fragment = get_part(url, CURLUPART_FRAGMENT),
		};
	curl_url_cleanup(url);
	return is_read;
}

/* By its letters alone: what a resolver says about a name is not trusted. */
static bool
is_loopback(const char *host)
{
	unsigned char address[4];

	if (strcasecmp(host, "localhost") == 0 || strcmp(host, "[::1]") == 0)
		return true;
	return inet_pton(AF_INET, host, address) == 1 && address[0] == 127;
}

static void
lower_case(char *text)
{
	for (; *text != '\0'; text++)
		if (*text >= 'A' && *text <= 'Z')
			*text += 'a' - 'A';
}

static bool
check_parts(const struct parts *parts, struct error *err)
{
	bool is_http = parts->scheme && strcmp(parts->scheme, "http") == 0;
	bool is_https = parts->scheme && strcmp(parts->scheme, "https") == 0;

	if (!is_http && !is_https)
		return error_set(err, ERROR_USAGE, 0,
		    "the service's address must begin with https://");
	if (parts->user != NULL || parts->password != NULL)
		return error_set(err, ERROR_USAGE, 0,
		    "the service's address must be without a user name: "
		    "write https://HOST");
	if (parts->host == NULL || *parts->host == '\0')
		return error_set(err, ERROR_USAGE, 0,
		    "the service's address names no host: write https://HOST");
	if (is_http && !is_loopback(parts->host))
		return error_set(err, ERROR_USAGE, 0,
		    "http:// is only for this machine (127.0.0.1, [::1], "
		    "localhost): write https://");
	if ((parts->path != NULL && strcmp(parts->path, "/") != 0) ||
	    parts->query != NULL || parts->fragment != NULL)
		return error_set(err, ERROR_USAGE, 0,
		    "the service's address must end after the host: "
		    "write https://HOST");
	return true;
}

static bool
fill(const struct parts *parts, struct service_address *out, struct error *err)
{
	struct service_address address = { 0 };
	const char *colon = parts->port == NULL ? "" : ":";
	const char *port = parts->port == NULL ? "" : parts->port;
	int length = snprintf(address.host, sizeof(address.host), "%s%s%s",
	    parts->host, colon, port);

	if (length < 0 || (size_t)length >= sizeof(address.host))
		return error_set(
		    err, ERROR_USAGE, 0, "the service's address is too long");
	lower_case(address.host);
	snprintf(address.origin, sizeof(address.origin), "%s://%s",
	    parts->scheme, address.host);
	address.is_loopback = is_loopback(parts->host);
	*out = address;
	return true;
}

bool
service_address_parse(
    const char *url, struct service_address *out, struct error *err)
{
	struct parts parts;
	bool is_good;

	if (!parts_read(url, 0, &parts))
		return error_set(err, ERROR_USAGE, 0,
		    "the service's address cannot be read: write https://HOST");
	is_good = check_parts(&parts, err) && fill(&parts, out, err);
	parts_clear(&parts);
	return is_good;
}

void
service_address_host_of(const char *url, char *host, size_t size)
{
	struct parts parts;

	host[0] = '\0';
	if (parts_read(url, CURLU_NON_SUPPORT_SCHEME, &parts) &&
	    parts.host != NULL)
		snprintf(host, size, "%s%s%s", parts.host,
		    parts.port == NULL ? "" : ":",
		    parts.port == NULL ? "" : parts.port);
	parts_clear(&parts);
}
