/* SPDX-License-Identifier: ISC */
/* Reads redirect URIs by the few letters that one may have. */
#include "config.h"

#include "auth/redirect_uri.h"

#include <arpa/inet.h>
#include <stdio.h>
#include <string.h>
#include <strings.h>

#include "base/xmalloc.h"

#define HTTP_PORT 80
#define PORT_MAX 65535

/* A path's letters (RFC 3986, section 3.3), "%" for what is encoded. */
#define PATH_LETTERS                 \
	"ABCDEFGHIJKLMNOPQRSTUVWXYZ" \
	"abcdefghijklmnopqrstuvwxyz" \
	"0123456789-._~!$&'()*+,;=:@/%"

static bool
parse_host(const char *text, size_t length, struct redirect_uri *uri)
{
	unsigned char address[4];

	if (length >= sizeof(uri->host))
		return false;
	memcpy(uri->host, text, length);
	uri->host[length] = '\0';
	if (strcasecmp(uri->host, "localhost") == 0) {
		/* One spelling, so that it can be compared. */
		memcpy(uri->host, "localhost", length);
		uri->family = REDIRECT_LOCALHOST;
		return true;
	}
	if (strcmp(uri->host, "[::1]") == 0) {
		uri->family = REDIRECT_IPV6;
		return true;
	}
	uri->family = REDIRECT_IPV4;
	return inet_pton(AF_INET, uri->host, address) == 1 && address[0] == 127;
}

static bool
parse_port(const char *text, size_t length, int *port)
{
	int number = 0;

	if (length == 0)
		return false;
	for (size_t i = 0; i < length; i++) {
		if (text[i] < '0' || text[i] > '9')
			return false;
		number = number * 10 + (text[i] - '0');
		if (number > PORT_MAX)
			return false;
	}
	*port = number;
	return true;
}

/* Reads host and port; without a port it is the one of http. */
static bool
parse_authority(const char *text, size_t length, struct redirect_uri *uri)
{
	const char *bracket =
	    length > 0 && *text == '[' ? memchr(text, ']', length) : NULL;
	size_t skipped = bracket == NULL ? 0 : (size_t)(bracket - text);
	const char *colon = memchr(text + skipped, ':', length - skipped);

	uri->port = HTTP_PORT;
	if (colon == NULL)
		return parse_host(text, length, uri);
	return parse_host(text, (size_t)(colon - text), uri) &&
	       parse_port(
	           colon + 1, (size_t)(text + length - colon - 1), &uri->port);
}

bool
redirect_uri_parse(const char *text, size_t length, struct redirect_uri *out)
{
	static const char scheme[] = "http://";
	struct redirect_uri uri = { 0 };
	const char *slash;
	size_t authority, path;

	if (length < strlen(scheme) || length >= REDIRECT_URI_MAX ||
	    strncasecmp(text, scheme, strlen(scheme)) != 0)
		return false;
	text += strlen(scheme);
	length -= strlen(scheme);
	slash = memchr(text, '/', length);
	authority = slash == NULL ? length : (size_t)(slash - text);
	path = length - authority;
	memcpy(uri.path, text + authority, path);
	if (strspn(uri.path, PATH_LETTERS) != path ||
	    !parse_authority(text, authority, &uri))
		return false;
	*out = uri;
	return true;
}

char *
redirect_uri_text(const struct redirect_uri *uri)
{
	return xasprintf("http://%s:%d%s", uri->host, uri->port, uri->path);
}

const char *
redirect_uri_path(const struct redirect_uri *uri)
{
	return *uri->path == '\0' ? "/" : uri->path;
}

bool
redirect_uri_is_authority(
    const struct redirect_uri *uri, const char *text, size_t length)
{
	static const char *const same[] = { "localhost", "127.0.0.1", "[::1]" };
	struct redirect_uri other = { 0 };

	if (!parse_authority(text, length, &other) || other.port != uri->port)
		return false;
	for (size_t i = 0; i < sizeof(same) / sizeof(*same); i++)
		if (strcmp(other.host, same[i]) == 0)
			return true;
	return strcmp(other.host, uri->host) == 0;
}
