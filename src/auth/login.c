/* SPDX-License-Identifier: ISC */
/* Joins the listener, the address and the state of one login. */
#include "config.h"

#include "auth/login.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include <bsd/stdlib.h>

#include "auth/login_address.h"
#include "auth/redirect.h"
#include "auth/redirect_holder.h"
#include "base/xmalloc.h"

#define STATE_BYTES 16

struct login {
	struct service_address service;
	char **hosts; /* ends with NULL */
	struct redirect_uri uri;
	char *redirect_uri;  /* as it was written, but for the port 0 */
	struct secret state; /* goes into an address that has none */
	struct login_address address;
	char *issuer;              /* NULL: any */
	struct redirect *redirect; /* NULL: nothing is listened on */
	bool is_in_other_hands;    /* the port: no browser may go there */
};

_Static_assert(REDIRECT_FDS_MAX <= LOGIN_FDS_MAX, "all descriptors fit");

static void
make_state(struct secret *state)
{
	static const char digits[] = "0123456789abcdef";
	unsigned char bytes[STATE_BYTES];
	char text[2 * STATE_BYTES];

	arc4random_buf(bytes, sizeof(bytes));
	for (size_t i = 0; i < STATE_BYTES; i++) {
		text[2 * i] = digits[bytes[i] >> 4];
		text[2 * i + 1] = digits[bytes[i] & 15];
	}
	secret_set(state, text, sizeof(text));
	explicit_bzero(bytes, sizeof(bytes));
	explicit_bzero(text, sizeof(text));
}

static char **
copy_hosts(const char *const *hosts)
{
	size_t count = 0;
	char **copy;

	while (hosts != NULL && hosts[count] != NULL)
		count++;
	copy = xcalloc(count + 1, sizeof(*copy));
	for (size_t i = 0; i < count; i++)
		copy[i] = xstrdup(hosts[i]);
	return copy;
}

struct login *
login_new(const struct login_options *options, struct error *err)
{
	const char *text = options->redirect_uri;
	struct redirect_uri uri;
	struct login *login;

	if (!redirect_uri_parse(text, strlen(text), &uri)) {
		error_set(err, ERROR_USAGE, 0,
		    "redirect_uri must be http://localhost:PORT/PATH "
		    "(or 127.0.0.1 or [::1])");
		return NULL;
	}
	login = xcalloc(1, sizeof(*login));
	login->service = options->service;
	login->hosts = copy_hosts(options->login_hosts);
	login->uri = uri;
	if (options->is_on_any_port)
		login->uri.port = 0;
	login->redirect_uri = options->is_on_any_port
	                          ? redirect_uri_text(&login->uri)
	                          : xstrdup(text);
	login->issuer =
	    options->issuer == NULL ? NULL : xstrdup(options->issuer);
	make_state(&login->state);
	return login;
}

void
login_free(struct login *login)
{
	if (login == NULL)
		return;
	redirect_free(login->redirect);
	login_address_clear(&login->address);
	secret_clear(&login->state);
	free(login->redirect_uri);
	free(login->issuer);
	for (char **host = login->hosts; *host != NULL; host++)
		free(*host);
	free(login->hosts);
	free(login);
}

/* Says whose the port is, where that tells more than that it is taken. */
static void
look_for_holder(struct login *login, struct error *err)
{
	switch (redirect_holder_of(&login->uri)) {
	case REDIRECT_HELD_BY_US:
		login->is_in_other_hands = false;
		break;
	case REDIRECT_HELD_BY_OTHER:
		login->is_in_other_hands = true;
		error_set(err, ERROR_SYSTEM, EADDRINUSE,
		    "port %d is held by another user of this machine",
		    login->uri.port);
		break;
	case REDIRECT_HELD_BY_NOBODY_KNOWN:
		login->is_in_other_hands = true;
		error_set(err, ERROR_SYSTEM, EADDRINUSE,
		    "port %d is held, and this machine does not say by whom",
		    login->uri.port);
		break;
	}
}

bool
login_listen(struct login *login, struct error *err)
{
	if (login->redirect != NULL)
		return true;
	login->is_in_other_hands = false;
	login->redirect = redirect_new(&login->uri, err);
	if (login->redirect == NULL) {
		if (err->code == EADDRINUSE && login->uri.port != 0)
			look_for_holder(login, err);
		return false;
	}
	if (login->uri.port == 0) {
		login->uri.port = redirect_port(login->redirect);
		free(login->redirect_uri);
		login->redirect_uri = redirect_uri_text(&login->uri);
	}
	redirect_set_state(login->redirect, &login->address.state);
	redirect_set_issuer(login->redirect, login->issuer);
	return true;
}

bool
login_is_in_other_hands(const struct login *login)
{
	return login->is_in_other_hands;
}

const char *
login_redirect_uri(const struct login *login)
{
	return login->redirect_uri;
}

int
login_port(const struct login *login)
{
	return login->uri.port;
}

bool
login_set_address(struct login *login, const char *answer, struct error *err)
{
	if (!login_address_read(answer, &login->service, login->redirect_uri,
	        &login->state, &login->address, err))
		return false;
	if (login->redirect != NULL)
		redirect_set_state(login->redirect, &login->address.state);
	return true;
}

const char *
login_url(const struct login *login)
{
	return login->address.url;
}

const char *
login_host(const struct login *login)
{
	return login->address.url == NULL ? NULL : login->address.host;
}

bool
login_has_known_host(const struct login *login)
{
	return login->address.url != NULL &&
	       login_address_has_known_host(&login->address, &login->service,
	           (const char *const *)login->hosts);
}

size_t
login_fds(const struct login *login, int fds[LOGIN_FDS_MAX])
{
	return login->redirect == NULL ? 0 : redirect_fds(login->redirect, fds);
}

int
login_timeout_ms(const struct login *login)
{
	return login->redirect == NULL ? -1
	                               : redirect_timeout_ms(login->redirect);
}

void
login_run(struct login *login)
{
	if (login->redirect != NULL)
		redirect_run(login->redirect);
}

bool
login_next(struct login *login, struct redirect_answer *out)
{
	return login->redirect != NULL && redirect_next(login->redirect, out);
}

bool
login_is_seen(const struct login *login)
{
	return login->redirect == NULL || redirect_is_seen(login->redirect);
}

void
login_paste(struct login *login, const char *text, struct redirect_answer *out)
{
	redirect_answer_of_paste(text, login->redirect_uri,
	    &login->address.state, login->issuer, out);
}

void
login_finish(struct login *login)
{
	if (login->redirect != NULL)
		redirect_finish(login->redirect);
}
