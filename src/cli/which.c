/* SPDX-License-Identifier: ISC */
/* Says which API key a token belongs to; the token stays where it is. */
#include "config.h"

#include "cli/which.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/xmalloc.h"
#include "cli/prompt.h"

/* What is looked for, and found in the list as it comes. */
struct search {
	struct secret token;
	struct token_mask mask;
	char *id, *name, *organization; /* of the one; NULL: none yet */
	bool is_by_mask; /* the service tells no more of its token */
};

static bool
is_same_mask(const struct token_mask *one, const struct token_mask *other)
{
	return strcmp(one->tail, other->tail) == 0 &&
	       strcmp(one->head, other->head) == 0 && *one->tail != '\0';
}

static bool
look(void *context, const struct apikey *record, const char *token,
    const struct buffer *json)
{
	struct search *search = context;
	bool is_whole =
	    token != NULL && strcmp(token, secret_bytes(&search->token)) == 0;
	bool is_likely = token == NULL && record->token.is_masked &&
	                 is_same_mask(&record->token, &search->mask);

	(void)json;
	if (search->id != NULL || !record->is_readable ||
	    (!is_whole && !is_likely))
		return true;
	search->is_by_mask = is_likely;
	search->id = xstrdup(record->id);
	search->name = xstrdup(record->name);
	search->organization =
	    xstrdup(record->organization == NULL ? "" : record->organization);
	return true;
}

static enum status
print_found(const struct search *search)
{
	if (search->id == NULL) {
		errand_tell(_("which: no API key of the account has this "
		              "token"));
		return STATUS_FAILED;
	}
	if (search->is_by_mask)
		errand_tell(_("which: the service masks tokens; only their "
		              "ends are the same"));
	print_safe(search->id);
	putchar('\t');
	print_safe(search->name);
	putchar('\t');
	print_safe(search->organization);
	putchar('\n');
	return print_flush();
}

static enum status
search_list(struct errand *errand, struct search *search)
{
	struct record_sink sink = {
		.take = look, .context = search, .may_repeat = true
	};
	struct request request = { .kind = REQUEST_LIST, .sink = &sink };
	struct reply reply;
	enum status status;

	errand_ask(errand, &request, &reply);
	status = reply.outcome == OUTCOME_DONE
	             ? print_found(search)
	             : errand_complain(errand, "which", &reply);
	reply_clear(&reply);
	return status;
}

/* What is copied from a page or a table often has some; no token does. */
static void
strip_blanks(struct secret *token)
{
	static const char blanks[] = " \t\r\f\v";
	const char *start = secret_bytes(token);
	size_t before = strspn(start, blanks), end = token->length;
	struct secret plain = { 0 };

	while (end > before &&
	       memchr(blanks, start[end - 1], strlen(blanks)) != NULL)
		end--;
	secret_set(&plain, start + before, end - before);
	secret_take(token, &plain);
}

/* False: there is none. */
static bool
read_token(struct errand *errand, struct secret *token)
{
	if (!prompt_hidden(errand,
	        prompt_can_ask(errand) ? _("Token (it is not shown): ") : NULL,
	        token))
		return false;
	strip_blanks(token);
	return !secret_is_empty(token);
}

static enum status
complain_of_input(const struct errand *errand)
{
	if (errand->signal != 0)
		return errand_interrupted(errand);
	errand_tell(_("which: no token was given"));
	return STATUS_FAILED;
}

enum status
which_run(struct errand *errand)
{
	struct search search = { .id = NULL };
	enum status status = errand_need_session(errand);

	if (status != STATUS_DONE)
		return status;
	if (!read_token(errand, &search.token)) {
		status = complain_of_input(errand);
	} else {
		search.mask = token_mask_of(
		    secret_bytes(&search.token), search.token.length);
		status = search_list(errand, &search);
	}
	secret_clear(&search.token);
	free(search.id);
	free(search.name);
	free(search.organization);
	return status;
}
