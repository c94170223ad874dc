/* SPDX-License-Identifier: ISC */
/* The life of requests and replies. */
#include "config.h"

#include "auth/request.h"

#include <stdlib.h>

void
request_clear(struct request *request)
{
	free(request->id);
	free(request->name);
	free(request->organization);
	free(request->redirect_uri);
	free(request->issuer);
	secret_clear(&request->secret);
	free(request->keep_token_of_id);
	free(request->keep_tokens_of_name);
	*request = (struct request){ 0 };
}

void
request_take(struct request *to, struct request *from)
{
	request_clear(to);
	*to = *from;
	*from = (struct request){ 0 };
}

bool
request_is_mutating(enum request_kind kind)
{
	switch (kind) {
	case REQUEST_LOGIN_ADDRESS:
	case REQUEST_PROFILE:
	case REQUEST_LIST:
		return false;
	case REQUEST_TOKEN_BY_CODE:
	case REQUEST_TOKEN_REFRESH:
	case REQUEST_LOGOUT:
	case REQUEST_CREATE:
	case REQUEST_RENAME:
	case REQUEST_DELETE:
		return true;
	}
	return true;
}

void
reply_clear(struct reply *reply)
{
	apikeys_clear(&reply->apikeys);
	profile_clear(&reply->profile);
	free(reply->login_address);
	secret_clear(&reply->tokens.access);
	secret_clear(&reply->tokens.refresh);
	for (size_t i = 0; i < reply->kept_count; i++) {
		free(reply->kept[i].id);
		secret_clear(&reply->kept[i].token);
	}
	*reply = (struct reply){ 0 };
}

void
reply_take(struct reply *to, struct reply *from)
{
	reply_clear(to);
	*to = *from;
	*from = (struct reply){ 0 };
}
