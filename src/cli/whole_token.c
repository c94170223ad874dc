/* SPDX-License-Identifier: ISC */
/* The list tells tokens; nothing but the one that is wanted is kept of it. */
#include "config.h"

#include "cli/whole_token.h"

#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/xmalloc.h"
#include "cli/named.h"

void
whole_token_clear(struct whole_token *whole)
{
	free(whole->id);
	free(whole->name);
	secret_clear(&whole->token);
	*whole = (struct whole_token){ 0 };
}

static bool
take_kept(struct reply *reply, const char *id, struct secret *token)
{
	for (size_t i = 0; i < reply->kept_count; i++)
		if (strcmp(reply->kept[i].id, id) == 0) {
			secret_take(token, &reply->kept[i].token);
			return true;
		}
	return false;
}

enum status
whole_token_ask(
    struct errand *errand, const char *word, struct whole_token *out)
{
	const struct apikey *found;
	struct reply reply;
	enum status status;

	*out = (struct whole_token){ 0 };
	status = errand_list(errand, word, &reply);
	if (status != STATUS_DONE)
		return status;
	status = named_find(&reply.apikeys, word, &found);
	if (status == STATUS_DONE) {
		out->id = xstrdup(found->id);
		out->name = xstrdup(found->name);
	}
	/* Named in another way than by its id, it is asked for by that. */
	if (status == STATUS_DONE && !take_kept(&reply, out->id, &out->token) &&
	    !found->token.is_masked) {
		reply_clear(&reply);
		status = errand_list(errand, out->id, &reply);
		if (status != STATUS_DONE)
			return status;
		take_kept(&reply, out->id, &out->token);
	}
	reply_clear(&reply);
	if (status != STATUS_DONE || !secret_is_empty(&out->token))
		return status;
	errand_tell(_("%s: the service does not tell this token"), word);
	return STATUS_FAILED;
}
