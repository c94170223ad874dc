/* SPDX-License-Identifier: ISC */
/* The login as Keycloak has it, with one person and no password. */
#include "config.h"

#include "demo/pages.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include <bsd/stdlib.h>

#include "base/buffer.h"
#include "base/secret.h"
#include "demo/query.h"

#define PAGE_MAX ((size_t)256 * 1024)

static const char page_head[] =
    "<!doctype html>\n"
    "<html lang=\"en\">\n"
    "<meta charset=\"utf-8\">\n"
    "<meta name=\"viewport\" content=\"width=device-width\">\n"
    "<title>Log in - keyrack demo service</title>\n"
    "<style>\n"
    ":root { color-scheme: light dark }\n"
    "body { font: 16px/1.5 system-ui, sans-serif; margin: 0;\n"
    "  min-height: 100vh; display: grid; place-items: center }\n"
    "main { width: min(24rem, 90vw) }\n"
    "h1 { font-size: 1.4rem; margin: 0 0 .5rem }\n"
    "p { margin: 0 0 1.5rem; opacity: .8 }\n"
    "button { font: inherit; width: 100%; padding: .7rem 1rem;\n"
    "  margin: 0 0 .7rem; border-radius: .5rem; cursor: pointer;\n"
    "  border: 1px solid #8888; background: transparent }\n"
    "button[value=login] { background: #0b7285; color: #fff;\n"
    "  border-color: #0b7285 }\n"
    "</style>\n"
    "<main>\n";

static const char page_form[] =
    "<h1>keyrack demo service</h1>\n"
    "<p>A program on this machine asks to work with the API keys of a\n"
    "made-up account. Nothing here is real.</p>\n"
    "<form method=\"post\" action=\"/login\">\n";

static const char page_buttons[] =
    "<button name=\"decision\" value=\"login\" autofocus>Log in as " //
    ACCOUNT_EMAIL "</button>\n"
    "<button name=\"decision\" value=\"refuse\">Refuse</button>\n"
    "</form>\n";

static const char page_error[] = "<h1>We are sorry</h1>\n"
                                 "<p>Invalid parameter: ";

static void
add_escaped(struct buffer *page, const char *text)
{
	for (; *text != '\0'; text++) {
		switch (*text) {
		case '&':
			buffer_add_text(page, "&amp;");
			break;
		case '<':
			buffer_add_text(page, "&lt;");
			break;
		case '"':
			buffer_add_text(page, "&quot;");
			break;
		default:
			buffer_add(page, text, 1);
		}
	}
}

static void
add_hidden(struct buffer *page, const char *name, const char *value)
{
	if (value == NULL)
		return;
	buffer_add_text(page, "<input type=\"hidden\" name=\"");
	buffer_add_text(page, name);
	buffer_add_text(page, "\" value=\"");
	add_escaped(page, value);
	buffer_add_text(page, "\">\n");
}

static void
set_page(struct answer *answer, int status, struct buffer *page)
{
	buffer_add_text(page, "</main>\n");
	answer_set_text(
	    answer, status, "text/html; charset=UTF-8", buffer_text(page));
	/* No form-action: browsers hold it against the redirect as well. */
	answer_add_header(answer, "Content-Security-Policy",
	    "default-src 'none'; style-src 'unsafe-inline'; "
	    "frame-ancestors 'none'");
	answer_add_header(answer, "Referrer-Policy", "no-referrer");
	buffer_clear(page);
}

static void
set_error_page(struct answer *answer, const char *what)
{
	struct buffer page;

	buffer_init(&page, PAGE_MAX);
	buffer_add_text(&page, page_head);
	buffer_add_text(&page, page_error);
	add_escaped(&page, what);
	buffer_add_text(&page, "</p>\n");
	set_page(answer, 400, &page);
}

/*
 * Codes are for programs on this machine alone, as an identity server sends
 * them to registered addresses alone.
 */
static bool
is_loopback(const char *address)
{
	static const char *const hosts[] = { "localhost", "127.0.0.1",
		"[::1]" };
	static const char scheme[] = "http://";

	if (strncmp(address, scheme, sizeof(scheme) - 1) != 0)
		return false;
	address += sizeof(scheme) - 1;
	for (const char *byte = address; *byte != '\0'; byte++)
		if (*byte <= ' ' || *byte == 0x7f || *byte == '#')
			return false;
	for (size_t i = 0; i < sizeof(hosts) / sizeof(*hosts); i++) {
		size_t length = strlen(hosts[i]);
		const char *rest = address + length;

		if (strncmp(address, hosts[i], length) != 0)
			continue;
		if (*rest == ':')
			rest += 1 + strspn(rest + 1, "0123456789");
		return *rest == '\0' || *rest == '/' || *rest == '?';
	}
	return false;
}

void
pages_login(struct service *service, const struct call *call, const char *id,
    struct answer *answer)
{
	char *client_id = query_get(call->query, "client_id");
	char *type = query_get(call->query, "response_type");
	char *redirect_uri = query_get(call->query, "redirect_uri");
	char *state = query_get(call->query, "state");
	struct buffer page;

	(void)service;
	(void)id;
	if (redirect_uri == NULL || !is_loopback(redirect_uri)) {
		set_error_page(answer, "redirect_uri");
	} else if (client_id == NULL ||
	           strcmp(client_id, PAGES_CLIENT_ID) != 0) {
		set_error_page(answer, "client_id");
	} else if (type == NULL || strcmp(type, "code") != 0) {
		set_error_page(answer, "response_type");
	} else {
		buffer_init(&page, PAGE_MAX);
		buffer_add_text(&page, page_head);
		buffer_add_text(&page, page_form);
		add_hidden(&page, "redirect_uri", redirect_uri);
		add_hidden(&page, "state", state);
		buffer_add_text(&page, page_buttons);
		set_page(answer, 200, &page);
	}
	free(client_id);
	free(type);
	free(redirect_uri);
	free(state);
}

/* What the person decided, as the address that the browser goes to. */
static void
add_decision(struct service *service, const struct call *call, bool is_login,
    const char *redirect_uri, struct buffer *address)
{
	char session_state[DICE_ID_BYTES];
	struct secret code = { 0 };
	struct dice dice;

	if (!is_login) {
		query_add(address, "error", "access_denied");
		query_add(address, "error_description",
		    "The login was refused on the login page.");
		return;
	}
	arc4random_buf(&dice.state, sizeof(dice.state));
	dice_id(&dice, session_state);
	sessions_issue_code(
	    &service->sessions, call->now_ms, redirect_uri, &code);
	query_add(address, "session_state", session_state);
	query_add(address, "iss", service->origin);
	query_add(address, "code", secret_bytes(&code));
	secret_clear(&code);
}

static void
set_redirect(struct answer *answer, const char *address)
{
	answer_set(answer, 303, NULL, NULL);
	answer_add_header(answer, "Location", address);
	answer_add_header(answer, "Referrer-Policy", "no-referrer");
}

void
pages_decide(struct service *service, const struct call *call, const char *id,
    struct answer *answer)
{
	char *decision = query_get(call->body, "decision");
	char *redirect_uri = query_get(call->body, "redirect_uri");
	char *state = query_get(call->body, "state");
	bool is_login = decision != NULL && strcmp(decision, "login") == 0;
	struct buffer address;

	(void)id;
	if (redirect_uri == NULL || !is_loopback(redirect_uri)) {
		set_error_page(answer, "redirect_uri");
	} else if (decision == NULL ||
	           (!is_login && strcmp(decision, "refuse") != 0)) {
		set_error_page(answer, "decision");
	} else {
		buffer_init(&address, PAGE_MAX);
		buffer_add_text(&address, redirect_uri);
		if (state != NULL)
			query_add(&address, "state", state);
		add_decision(service, call, is_login, redirect_uri, &address);
		set_redirect(answer, buffer_text(&address));
		buffer_clear(&address);
	}
	free(decision);
	free(redirect_uri);
	free(state);
}
