/* SPDX-License-Identifier: ISC */
/* Listens as a login would for a moment, or finds out who does already. */
#include "config.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "auth/login.h"
#include "auth/redirect_rival.h"
#include "auth/redirect_uri.h"
#include "base/i18n.h"
#include "cli/finding.h"

/* Who listens on this machine and is well answers sooner. */
#define ANSWER_MS 1000

/* Whether it is a keyrack that has the port. */
static bool
is_waited_at(struct errand *errand, const struct redirect_uri *uri)
{
	int64_t deadline_ms = errand_steady_ms() + ANSWER_MS, left_ms;
	struct redirect_rival rival;
	bool is_login;

	if (!redirect_rival_begin(&rival, uri))
		return false;
	while (redirect_rival_go_on(&rival) && errand->signal == 0) {
		struct wait_fd fd = { .fd = rival.fd,
			.is_for_writing = !rival.has_asked };

		left_ms = deadline_ms - errand_steady_ms();
		if (left_ms <= 0)
			break;
		errand_wait(errand, &fd, 1, (int)left_ms);
	}
	is_login = redirect_rival_is_login(&rival);
	redirect_rival_clear(&rival);
	return is_login;
}

static void
tell_of_holder(struct findings *findings, const struct redirect_uri *uri,
    bool is_in_other_hands, const struct error *err)
{
	if (is_in_other_hands)
		finding_tell(findings, FINDING_FAIL, _("login port"),
		    _("set another redirect_uri that the service accepts"),
		    "%s", err->detail);
	else if (is_waited_at(findings->errand, uri))
		finding_tell(findings, FINDING_WARN, _("login port"),
		    _("end that login first; in a second one the link has to "
		      "be pasted"),
		    _("port %d: another keyrack of yours waits there for a "
		      "login"),
		    uri->port);
	else
		finding_tell(findings, FINDING_WARN, _("login port"),
		    _("end the program that has the port, or set another "
		      "redirect_uri that the service accepts; a link that is "
		      "pasted needs no port"),
		    "%s", err->detail);
}

void
doctor_look_at_port(struct findings *findings, const char *text)
{
	struct login_options options = {
		.service = findings->errand->service->address,
		.redirect_uri = text,
	};
	struct redirect_uri uri;
	struct login *login;
	struct error err;

	if (text == NULL || !redirect_uri_parse(text, strlen(text), &uri)) {
		finding_tell(findings, FINDING_FAIL, _("login port"),
		    _("set redirect_uri to an address of this machine, such "
		      "as http://localhost:5173"),
		    _("%s: cannot be listened at"), text == NULL ? "" : text);
		return;
	}
	login = login_new(&options, &err);
	if (login != NULL && login_listen(login, &err))
		finding_tell(findings, FINDING_OK, _("login port"), NULL,
		    _("%s can be listened at"), text);
	else if (err.code == EADDRINUSE)
		tell_of_holder(findings, &uri,
		    login != NULL && login_is_in_other_hands(login), &err);
	else
		finding_tell(findings, FINDING_FAIL, _("login port"),
		    _("set another redirect_uri that the service accepts"),
		    "%s", err.detail);
	login_free(login);
}
