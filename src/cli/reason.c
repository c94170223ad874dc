/* SPDX-License-Identifier: ISC */
/* Words for errors where no key can be pressed. */
#include "config.h"

#include "cli/reason.h"

#include "base/i18n.h"
#include "base/xmalloc.h"

/* ": detail", or nothing. */
static const char *
colon(const struct error *error)
{
	return *error->detail == '\0' ? "" : ": ";
}

static char *
refused(const struct error *error)
{
	const char *words = _("the service refused");

	if (error->code == 401)
		words = _("the session was not accepted; keyrack login begins "
		          "another");
	else if (error->code == 403)
		words = _("the account may not do this");
	else if (error->code == 404)
		words = _("the service does not know this");
	else if (error->code == 429)
		words = _("too many requests; try again later");
	return xasprintf(
	    "%s (%d%s%s)", words, error->code, colon(error), error->detail);
}

static char *
not_reached(const struct error *error, const char *host)
{
	const char *words = _("cannot be reached");

	if (error->kind == ERROR_RESOLVE)
		words = _("this host is not known");
	else if (error->kind == ERROR_TLS)
		words = _("there is no trusted connection");
	else if (error->kind == ERROR_TIMEOUT)
		words = _("no answer in time");
	else if (error->kind == ERROR_CUT)
		words = _("the connection broke off");
	/* The detail, where there is one, begins with the host itself. */
	return xasprintf(
	    "%s: %s", words, *error->detail == '\0' ? host : error->detail);
}

char *
reason_of_reply(const struct reply *reply, const char *host)
{
	const struct error *error = &reply->error;

	switch (error->kind) {
	case ERROR_RESOLVE:
	case ERROR_CONNECT:
	case ERROR_TLS:
	case ERROR_TIMEOUT:
	case ERROR_CUT:
		return not_reached(error, host);
	case ERROR_REFUSED:
		return refused(error);
	case ERROR_SERVICE:
		return xasprintf(_("the service failed (%d%s%s)"), error->code,
		    colon(error), error->detail);
	case ERROR_REDIRECT:
		return xasprintf(_("the answer points to another place%s%s; "
		                   "keyrack does not follow"),
		    colon(error), error->detail);
	case ERROR_ANSWER:
		return xasprintf(_("the answer is not the service's%s%s"),
		    colon(error), error->detail);
	case ERROR_TOO_LARGE:
		return xasprintf(
		    _("the answer is larger than keyrack accepts%s%s"),
		    colon(error), error->detail);
	case ERROR_INPUT:
		return xasprintf(_("keyrack does not send this%s%s"),
		    colon(error), error->detail);
	case ERROR_NONE:
	case ERROR_USAGE:
	case ERROR_SYSTEM:
	case ERROR_FILTER:
		break;
	}
	return xstrdup(error->detail);
}
