/* SPDX-License-Identifier: ISC */
/* Releases HTTP requests. */
#include "config.h"

#include "auth/http.h"

#include <stdlib.h>

void
http_request_clear(struct http_request *request)
{
	free(request->path);
	buffer_clear(&request->body);
	*request = (struct http_request){ 0 };
}
