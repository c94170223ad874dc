/* SPDX-License-Identifier: ISC */
/* The browser's part, by bare HTTP. */
#include "config.h"

#include "support/person.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "base/xmalloc.h"
#include "support/http_client.h"

char *
person_finds_link(struct terminal *terminal)
{
	const char *link = NULL;

	for (const char *place = terminal_raw(terminal, NULL);
	     (place = strstr(place, "\r\nhttp://")) != NULL; place += 2)
		link = place + 2;
	assert_non_null(link);
	return xstrndup(link, strcspn(link, "\r\n"));
}

char *
person_reads_link(struct terminal *terminal)
{
	char *link;

	terminal_send(terminal, "b");
	terminal_expect(terminal, "Any key goes back");
	link = person_finds_link(terminal);
	terminal_send(terminal, " ");
	terminal_expect(terminal, "Log in");
	return link;
}

static int
port_of(const char *address)
{
	const char *authority = strstr(address, "://");

	assert_non_null(authority);
	return atoi(strchr(authority + 3, ':') + 1);
}

static const char *
target_of(const char *address)
{
	const char *authority = strstr(address, "://");

	return authority + 3 + strcspn(authority + 3, "/?");
}

/* "name=value" out of the link, still encoded; for free(3). */
static char *
parameter_of(const char *link, const char *name)
{
	char *mark = xasprintf("&%s=", name);
	const char *place = strstr(link, mark);

	free(mark);
	assert_non_null(place);
	return xstrndup(place + 1, strcspn(place + 1, "&"));
}

char *
person_decides(const char *link, const char *decision)
{
	char *redirect = parameter_of(link, "redirect_uri");
	char *state = parameter_of(link, "state");
	char *form = xasprintf("decision=%s&%s&%s", decision, redirect, state);
	struct http_call look = { .method = "GET", .target = target_of(link) };
	struct http_call press = { .method = "POST",
		.target = "/login",
		.type = "application/x-www-form-urlencoded",
		.content = form };
	struct http_answer answer;
	char *address;

	http_ask(port_of(link), &look, &answer);
	assert_int_equal(answer.status, 200);
	http_answer_clear(&answer);
	http_ask(port_of(link), &press, &answer);
	assert_int_equal(answer.status, 303);
	address = http_header(&answer, "Location");
	assert_non_null(address);
	http_answer_clear(&answer);
	free(redirect);
	free(state);
	free(form);
	return address;
}

/* One visit; *next is where it points to, for free(3), or NULL. */
static int
visit(int port, const char *target, char **next)
{
	struct http_call call = { .method = "GET", .target = target };
	struct http_answer answer;
	int status;

	http_ask(port, &call, &answer);
	status = answer.status;
	*next = status == 303 ? http_header(&answer, "Location") : NULL;
	http_answer_clear(&answer);
	return status;
}

int
person_returns(const char *address)
{
	char *target = xasprintf(
	    "%s%s", *target_of(address) == '?' ? "/" : "", target_of(address));
	char *next, *none;
	int status = visit(port_of(address), target, &next);

	/* A page without the code takes the place of its address. */
	if (next != NULL)
		status = visit(port_of(address), next, &none);
	free(next);
	free(target);
	return status;
}

void
person_logs_in(struct terminal *terminal)
{
	char *link, *address;

	terminal_expect(terminal, "Waiting for the browser");
	link = person_reads_link(terminal);
	address = person_decides(link, "login");
	assert_int_equal(person_returns(address), 200);
	free(link);
	free(address);
}
