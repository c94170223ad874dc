/* SPDX-License-Identifier: ISC */
/* Asks the service once, for the address of a login, and looks at its clock. */
#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/xmalloc.h"
#include "cli/finding.h"
#include "cli/reason.h"
#include "cli/skew.h"

/* Beyond, expiries are told wrong, and from the second on certificates are. */
#define SKEW_SMALL_S 60
#define SKEW_HUGE_S ((int64_t)24 * 3600)

/* All for free(3), as some name a value; NULL: there is nothing to do. */
static char *
wait_advice(const struct reply *reply)
{
	return reply->retry_after_s > 0
	           ? xasprintf(
	                 _("try again in %d s or later"), reply->retry_after_s)
	           : xstrdup(_("try again later"));
}

/* The contract has 400 and 403 for an address that is not allowed. */
static char *
refusal_advice(const struct reply *reply)
{
	switch (reply->error.code) {
	case 400:
	case 403:
		return xstrdup(
		    _("set redirect_uri to one that the service accepts"));
	case 404:
		return xstrdup(_("look at the setting url: something else may "
		                 "answer there"));
	case 429:
		return wait_advice(reply);
	}
	return xstrdup(_("no setting but url is known to matter for this: look "
	                 "at it, or try again later"));
}

static char *
trust_advice(const struct settings *settings)
{
	const char *ca_file = settings_text(settings, SETTING_CA_FILE);

	return ca_file == NULL
	           ? xstrdup(
	                 _("look at this machine's clock and certificates; "
	                   "an own certificate authority goes into ca_file; "
	                   "anything else is the service's to mend"))
	           : xasprintf(_("look at this machine's clock, and whether "
	                         "ca_file (%s) has the authority of the "
	                         "service's certificate; anything else is the "
	                         "service's to mend"),
	                 ca_file);
}

static char *
advice_for(const struct reply *reply, const struct settings *settings)
{
	switch (reply->error.kind) {
	case ERROR_RESOLVE:
	case ERROR_CONNECT:
	case ERROR_TIMEOUT:
	case ERROR_CUT:
		return xstrdup(_("look at the network, the proxy (https_proxy) "
		                 "and the setting url"));
	case ERROR_TLS:
		return trust_advice(settings);
	case ERROR_REFUSED:
		return refusal_advice(reply);
	case ERROR_SERVICE:
		return wait_advice(reply);
	case ERROR_REDIRECT:
		return xstrdup(_("set url to that place if the service has "
		                 "moved there; it may also be the sign-in "
		                 "page of a network"));
	case ERROR_ANSWER:
	case ERROR_TOO_LARGE:
		return xstrdup(_("look at the setting url, and for the sign-in "
		                 "page of a network: something else may "
		                 "answer there"));
	case ERROR_USAGE:
	case ERROR_NONE:
	case ERROR_SYSTEM:
	case ERROR_INPUT:
	case ERROR_FILTER:
		break;
	}
	return NULL;
}

/* Elsewhere a refusal tells of a session; here nobody needs one. */
static void
tell_failure(struct findings *findings, const struct reply *reply)
{
	const struct error *error = &reply->error;
	const char *host = findings->errand->service->address.host;
	char *advice = advice_for(reply, &findings->errand->chosen->settings);
	char *why = error->kind == ERROR_REFUSED
	                ? xasprintf(_("it refuses to begin a login (%d%s%s)"),
	                      error->code, *error->detail == '\0' ? "" : ": ",
	                      error->detail)
	                : reason_of_reply(reply, host);

	finding_tell(
	    findings, FINDING_FAIL, _("service"), advice, "%s: %s", host, why);
	free(why);
	free(advice);
}

/* A service that does not answer has been told of already. */
static void
look_at_clock(struct findings *findings, const struct reply *reply)
{
	enum finding_grade grade = FINDING_OK;
	int64_t ahead_s, distance_s;
	const char *advice = NULL;
	char *words;

	if (!skew_of(reply, errand_wall_ms(), &ahead_s)) {
		if (reply->outcome == OUTCOME_DONE)
			finding_tell(findings, FINDING_WARN, _("clock"), NULL,
			    _("%s does not tell the time"),
			    findings->errand->service->address.host);
		return;
	}
	distance_s = ahead_s < 0 ? -ahead_s : ahead_s;
	if (distance_s >= SKEW_SMALL_S) {
		grade = distance_s < SKEW_HUGE_S ? FINDING_WARN : FINDING_FAIL;
		advice = ahead_s > 0
		             ? _("set this machine's clock, best by NTP: "
		                 "until then all seems to expire too early")
		             : _("set this machine's clock, best by NTP: "
		                 "until then all seems to expire too late");
	}
	words = skew_words(ahead_s);
	finding_tell(findings, grade, _("clock"), advice, "%s", words);
	free(words);
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

	errand_ask_once(findings->errand, &request, &reply);
	if (findings->errand->signal != 0) {
		reply_clear(&reply);
		return;
	}
	if (reply.outcome == OUTCOME_DONE)
		finding_tell(findings, FINDING_OK, _("service"), NULL,
		    is_https ? _("%s answers, with a certificate that is "
		                 "trusted")
		             : _("%s answers, without TLS, on this machine"),
		    service->address.host);
	else
		tell_failure(findings, &reply);
	look_at_clock(findings, &reply);
	reply_clear(&reply);
}

void
doctor_look_at_network(struct findings *findings)
{
	const char *uri = settings_text(
	    &findings->errand->chosen->settings, SETTING_REDIRECT_URI);

	doctor_look_at_port(findings, uri);
	look_at_service(findings, uri);
}
