/* SPDX-License-Identifier: ISC */
/* Pages that hold no secret, load nothing and are kept nowhere. */
#include "config.h"

#include "auth/redirect_page.h"

#include <stdbool.h>
#include <string.h>

#define PAGE(text)                                                             \
	"<!DOCTYPE html>\n<html lang=\"en\">" REDIRECT_PAGE_TITLE "\n<p>" text \
	"</html>\n"

static const struct {
	unsigned int status;
	const char *html;
} pages[] = {
	[REDIRECT_PAGE_ARRIVED] = { 303, PAGE("The answer has arrived.") },
	[REDIRECT_PAGE_DONE] = { 200,
	    PAGE("You are back in keyrack. You may close this page.") },
	[REDIRECT_PAGE_DENIED] = { 200,
	    PAGE("The login was refused; keyrack says why. "
	         "You may close this page.") },
	[REDIRECT_PAGE_FOREIGN] = { 400,
	    PAGE("This is not the answer that keyrack waits for. "
	         "It goes on waiting.") },
	[REDIRECT_PAGE_FORBIDDEN] = { 403, PAGE("This is not allowed here.") },
	[REDIRECT_PAGE_NOT_FOUND] = { 404, PAGE("There is nothing here.") },
	[REDIRECT_PAGE_METHOD] = { 405, PAGE("This cannot be done here.") },
	[REDIRECT_PAGE_GONE] = { 410,
	    PAGE("This login is over. You may close this page.") },
	[REDIRECT_PAGE_MISDIRECTED] = { 421,
	    PAGE("This is meant for another host.") },
};

/* Beside what each page has of its own. */
static const char *const headers[][2] = {
	{ "Content-Type", "text/html; charset=utf-8" },
	{ "Cache-Control", "no-store" },
	{ "Connection", "close" },
	{ "Content-Security-Policy", "default-src 'none'" },
	{ "Referrer-Policy", "no-referrer" },
	{ "X-Content-Type-Options", "nosniff" },
};

static bool
add_headers(
    struct MHD_Response *response, enum redirect_page page, const char *next)
{
	for (size_t i = 0; i < sizeof(headers) / sizeof(*headers); i++)
		if (MHD_add_response_header(
		        response, headers[i][0], headers[i][1]) != MHD_YES)
			return false;
	if (page == REDIRECT_PAGE_ARRIVED)
		return MHD_add_response_header(response, "Location", next) ==
		       MHD_YES;
	if (page == REDIRECT_PAGE_METHOD)
		return MHD_add_response_header(response, "Allow", "GET") ==
		       MHD_YES;
	return true;
}

enum MHD_Result
redirect_page_queue(struct MHD_Connection *connection, enum redirect_page page,
    const char *next)
{
	const char *html = pages[page].html;
	/* The library takes what is not const, but never writes to it. */
	struct MHD_Response *response = MHD_create_response_from_buffer(
	    strlen(html), (void *)(size_t)html, MHD_RESPMEM_PERSISTENT);
	enum MHD_Result result = MHD_NO;

	if (response == NULL)
		return MHD_NO;
	if (add_headers(response, page, next))
		result = MHD_queue_response(
		    connection, pages[page].status, response);
	MHD_destroy_response(response);
	return result;
}
