/* SPDX-License-Identifier: ISC */
/* Lets nothing through but what a browser sends when it follows a redirect. */
#include "config.h"

#include "auth/redirect_gate.h"

#include <string.h>

/* Pages of other sites that were given a name of this machine (rebinding). */
static bool
is_for_us(const struct redirect_head *head, const struct redirect_uri *uri)
{
	return head->host_count == 1 && head->host != NULL &&
	       redirect_uri_is_authority(uri, head->host, strlen(head->host));
}

const char *
redirect_gate_end_path(const struct redirect_uri *uri)
{
	return strcmp(uri->path, "/done") == 0 ? "/closed" : "/done";
}

static bool
is_path(const char *target, const char *path)
{
	size_t length = strcspn(target, "?");

	return length == strlen(path) && memcmp(target, path, length) == 0;
}

bool
redirect_gate_is_end(const char *target, const struct redirect_uri *uri)
{
	return is_path(target, redirect_gate_end_path(uri));
}

bool
redirect_gate_passes(const struct redirect_head *head,
    const struct redirect_uri *uri, enum redirect_page end,
    enum redirect_page *page)
{
	if (strcmp(head->method, "GET") != 0)
		*page = REDIRECT_PAGE_METHOD;
	else if (strncmp(head->version, "HTTP/1.", strlen("HTTP/1.")) != 0)
		*page = REDIRECT_PAGE_FOREIGN;
	else if (!is_for_us(head, uri))
		*page = REDIRECT_PAGE_MISDIRECTED;
	else if (head->has_origin || head->is_prefetch)
		*page = REDIRECT_PAGE_FORBIDDEN;
	else if (redirect_gate_is_end(head->target, uri))
		*page = end;
	else if (!is_path(head->target, redirect_uri_path(uri)))
		*page = REDIRECT_PAGE_NOT_FOUND;
	else
		return true;
	return false;
}
