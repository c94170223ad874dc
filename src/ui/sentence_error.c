/* SPDX-License-Identifier: ISC */
/* Words for errors: what went wrong, what the service said, the way out. */
#include "config.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/i18n.h"
#include "base/xmalloc.h"
#include "model/filter.h"
#include "ui/fill.h"
#include "ui/key_words.h"
#include "ui/plain.h"
#include "ui/sentence.h"

static const char *
busy_sentence(int64_t wait_s)
{
	if (wait_s == WAIT_TOLD_ELSEWHERE)
		return _("Too many requests ({code}{said}).");
	if (wait_s == MESSAGE_WAIT_IS_OVER)
		return _("Too many requests ({code}{said}). The wait is over: "
		         "it can be tried again.");
	if (wait_s <= 0)
		return _("Too many requests ({code}{said}). Wait a minute and "
		         "try again.");
	return ngettext(
	    "Too many requests ({code}{said}). Try again in {count} second.",
	    "Too many requests ({code}{said}). Try again in {count} seconds.",
	    (unsigned long)wait_s);
}

static const char *
refused_sentence(int code, int64_t wait_s)
{
	switch (code) {
	case 401:
		/*
		 * TRANSLATORS: {code} is a number, {said} empty or a colon
		 * and what the service said; both stay as they are.
		 */
		return _(
		    "The session was not accepted ({code}{said}). {key:reload} "
		    "logs in again.");
	case 403:
		return _("The account may not do this ({code}{said}). An "
		         "administrator of the organization can allow it.");
	case 404:
		return _("The service does not offer this "
		         "({code}{said}). Check its address.");
	case 409:
		return _("It conflicts with what is there ({code}{said}). "
		         "{key:reload} "
		         "reloads the list.");
	case 400:
	case 422:
		return _("The service did not accept this ({code}{said}). "
		         "Change what it names, then try again.");
	case 429:
		return busy_sentence(wait_s);
	}
	return _("The service refused ({code}{said}).");
}

static const char *
network_sentence(enum error_kind kind)
{
	if (kind == ERROR_RESOLVE)
		return _("The service's host name is not known{said}. Check "
		         "the network and the address.");
	if (kind == ERROR_CONNECT)
		return _("The service cannot be reached{said}. Check the "
		         "network, then try again ({key:reload} reloads).");
	if (kind == ERROR_TLS)
		return _("There is no trusted connection to the "
		         "service{said}. Check the clock, the network and the "
		         "certificates of this machine.");
	if (kind == ERROR_TIMEOUT)
		return _("The service did not answer in time{said}. Try again "
		         "({key:reload} reloads).");
	return _("The connection broke off before the answer was whole. Try "
	         "again ({key:reload} reloads).");
}

/*
 * It is asked again by itself, as is said elsewhere: nobody is to do that. NULL
 * for what is not, or has no advice to do so.
 */
static const char *
passing_sentence(enum error_kind kind)
{
	if (kind == ERROR_CONNECT)
		return _("The service cannot be reached{said}. Check the "
		         "network.");
	if (kind == ERROR_TIMEOUT)
		return _("The service did not answer in time{said}.");
	if (kind == ERROR_CUT)
		return _("The connection broke off before the answer was "
		         "whole.");
	if (kind == ERROR_SERVICE)
		return _("The service failed ({code}{said}).");
	return NULL;
}

static const char *
filter_sentence(enum filter_fault fault)
{
	switch (fault) {
	case FILTER_NO_WORD:
		/*
		 * TRANSLATORS: what is wrong with a filter, beside its field;
		 * short. expires, 30d and the like stay as they are.
		 */
		return _("A word is missing after {detail}");
	case FILTER_NO_COMPARISON:
		return _("After {detail} comes < or >, as in expires<30d");
	case FILTER_NO_MOMENT:
		return _("“{detail}” is no span (30d 2w 6m 1y) and no day "
		         "(2027-01-31)");
	case FILTER_NOT_CLOSED:
		return _("{detail} is not closed");
	case FILTER_BAD_PATTERN:
		return _("Regular expression: {detail}");
	case FILTER_BACKSLASH:
		return _("{detail} has no meaning in a POSIX regular "
		         "expression");
	case FILTER_LONG_REPEAT:
		return _("The regular expression repeats too much");
	case FILTER_CASE:
		return _("Case does not count: {detail} finds nothing");
	}
	return "";
}

static const char *
sentence_for(const struct error *error, int64_t wait_s)
{
	if (wait_s == WAIT_TOLD_ELSEWHERE &&
	    passing_sentence(error->kind) != NULL)
		return passing_sentence(error->kind);
	switch (error->kind) {
	case ERROR_NONE:
		return "";
	case ERROR_USAGE:
	case ERROR_SYSTEM:
		return "{detail}";
	case ERROR_INPUT:
		return _("keyrack does not send this{said}.");
	case ERROR_RESOLVE:
	case ERROR_CONNECT:
	case ERROR_TLS:
	case ERROR_TIMEOUT:
	case ERROR_CUT:
		return network_sentence(error->kind);
	case ERROR_REFUSED:
		return refused_sentence(error->code, wait_s);
	case ERROR_SERVICE:
		return _("The service failed ({code}{said}). Try again later.");
	case ERROR_REDIRECT:
		return _("The answer points to another place{said}; keyrack "
		         "does not follow. Check the address and the network.");
	case ERROR_ANSWER:
		if (error->code == 0)
			return _("The answer is not the service's{said}. Try "
			         "again ({key:reload} reloads).");
		return _(
		    "The answer is not the service's ({code}{said}). "
		    "Perhaps the network wants a sign-in; then {key:reload} "
		    "reloads.");
	case ERROR_TOO_LARGE:
		return _("The answer is larger than keyrack accepts{said}. "
		         "Check the address of the service.");
	case ERROR_FILTER:
		return filter_sentence((enum filter_fault)error->code);
	}
	return "";
}

char *
sentence_of_error_with_wait(
    const struct error *error, int64_t wait_s, const struct bindings *bindings)
{
	char *detail = plain_text(error->detail), *said, *open, *filled, *safe;
	char code[16], count[24];

	/* TRANSLATORS: {said}; what the service said stands in the quotes. */
	said = *detail == '\0' ? xstrdup("") : xasprintf(_(": “%s”"), detail);
	snprintf(code, sizeof(code), "%d", error->code);
	snprintf(count, sizeof(count), "%" PRId64, wait_s);
	const struct filling fillings[] = {
		{ "{detail}", detail },
		{ "{said}", said },
		{ "{code}", code },
		{ "{count}", count },
	};
	open = key_words_fill(sentence_for(error, wait_s), bindings);
	filled = fill(open, fillings, sizeof(fillings) / sizeof(fillings[0]));
	safe = plain_text(filled);
	free(detail);
	free(said);
	free(open);
	free(filled);
	return safe;
}

char *
sentence_of_error(const struct error *error, const struct bindings *bindings)
{
	return sentence_of_error_with_wait(error, 0, bindings);
}

static const char *
ahead_words(struct date_span span)
{
	unsigned long count = (unsigned long)span.count;

	switch (span.unit) {
	case DATE_SECONDS:
		/*
		 * TRANSLATORS: how far ahead an API key expires: "in 12 d" is
		 * "in 12 days"; 10 columns at most with two digits.
		 */
		return ngettext("in {count} s", "in {count} s", count);
	case DATE_MINUTES:
		return ngettext("in {count} min", "in {count} min", count);
	case DATE_HOURS:
		return ngettext("in {count} h", "in {count} h", count);
	case DATE_DAYS:
		return ngettext("in {count} d", "in {count} d", count);
	case DATE_MONTHS:
		return ngettext("in {count} mo", "in {count} mo", count);
	case DATE_YEARS:
		return ngettext("in {count} y", "in {count} y", count);
	}
	return "";
}

char *
sentence_of_expiry(int64_t expires_ms, int64_t now_ms)
{
	struct date_span span;
	char count[24];
	const struct filling filling = { "{count}", count };

	if (expires_ms == DATE_NONE)
		/* TRANSLATORS: when an API key expires; 11 columns at most. */
		return xstrdup(_("unknown"));
	if (expires_ms <= now_ms)
		/* TRANSLATORS: said of an API key; 11 columns at most. */
		return xstrdup(_("EXPIRED"));
	span = date_span(expires_ms - now_ms);
	snprintf(count, sizeof(count), "%lld", (long long)span.count);
	return fill(ahead_words(span), &filling, 1);
}
