/* SPDX-License-Identifier: ISC */
/* Looks at the port for a login, and asks the service for its address once. */
#include "config.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "auth/redirect_socket.h"
#include "auth/redirect_uri.h"
#include "base/i18n.h"
#include "base/xmalloc.h"
#include "cli/finding.h"
#include "cli/reason.h"

static void
look_at_redirect(struct findings *findings, const char *text)
{
	struct redirect_sockets sockets;
	struct redirect_uri uri;
	struct error err;

	if (text == NULL || !redirect_uri_parse(text, strlen(text), &uri)) {
		finding_tell(findings, FINDING_FAIL, _("login port"),
		    _("set redirect_uri to an address of this machine, such "
		      "as http://localhost:5173"),
		    _("%s: cannot be listened at"), text == NULL ? "" : text);
		return;
	}
	if (redirect_sockets_open(&uri, &sockets, &err)) {
		redirect_sockets_close(&sockets);
		finding_tell(findings, FINDING_OK, _("login port"), NULL,
		    _("%s can be listened at"), text);
		return;
	}
	finding_tell(findings, FINDING_FAIL, _("login port"),
	    err.code == EADDRINUSE
	        ? _("end the program that has the port, or set another "
	            "redirect_uri that the service accepts; a link that is "
	            "pasted needs no port")
	        : _("set another redirect_uri that the service accepts"),
	    "%s", err.detail);
}

static const char *
advice_for(const struct reply *reply)
{
	switch (reply->error.kind) {
	case ERROR_RESOLVE:
	case ERROR_CONNECT:
	case ERROR_TIMEOUT:
	case ERROR_CUT:
		return _("look at the network, the proxy (https_proxy) and "
		         "the setting url");
	case ERROR_TLS:
		return _("look at this machine's clock and certificates; an "
		         "own certificate authority goes into ca_file");
	case ERROR_REFUSED:
		return _("set redirect_uri to one that the service accepts");
	case ERROR_SERVICE:
		return _("try again later");
	case ERROR_REDIRECT:
	case ERROR_ANSWER:
	case ERROR_TOO_LARGE:
		return _("look at the setting url: something else may answer "
		         "there");
	case ERROR_USAGE:
	case ERROR_NONE:
	case ERROR_SYSTEM:
	case ERROR_INPUT:
	case ERROR_FILTER:
		break;
	}
	return NULL;
}

/* The one question of the contract that needs no session. */
static void
look_at_service(struct findings *findings, const char *redirect_uri)
{
	const struct service *service = findings->errand->service;
	struct request request = { .kind = REQUEST_LOGIN_ADDRESS,
		.redirect_uri =
		    redirect_uri == NULL ? NULL : xstrdup(redirect_uri) };
	bool is_https = strncmp(service->address.origin, "https:", 6) == 0;
	struct reply reply;
	char *why;

	errand_ask_once(findings->errand, &request, &reply);
	if (findings->errand->signal != 0) {
		reply_clear(&reply);
		return;
	}
	if (reply.outcome == OUTCOME_DONE) {
		finding_tell(findings, FINDING_OK, _("service"), NULL,
		    is_https ? _("%s answers, with a certificate that is "
		                 "trusted")
		             : _("%s answers, without TLS, on this machine"),
		    service->address.host);
	} else {
		why = reason_of_reply(&reply, service->address.host);
		finding_tell(findings, FINDING_FAIL, _("service"),
		    advice_for(&reply), "%s: %s", service->address.host, why);
		free(why);
	}
	reply_clear(&reply);
}

void
doctor_look_at_network(struct findings *findings)
{
	const char *uri = settings_text(
	    &findings->errand->chosen->settings, SETTING_REDIRECT_URI);

	look_at_redirect(findings, uri);
	look_at_service(findings, uri);
}
