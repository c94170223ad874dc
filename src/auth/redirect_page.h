/* SPDX-License-Identifier: ISC */
/* The short pages that the listener answers with. */
#ifndef KEYRACK_AUTH_REDIRECT_PAGE_H
#define KEYRACK_AUTH_REDIRECT_PAGE_H

#include <microhttpd.h>

#include "auth/redirect_gate.h"

/* Stands in each of them, and in no page of another program. */
#define REDIRECT_PAGE_TITLE "<title>keyrack</title>"

/* Answers the connection; `next` is where REDIRECT_PAGE_ARRIVED leads. */
enum MHD_Result redirect_page_queue(struct MHD_Connection *connection,
    enum redirect_page page, const char *next);

#endif
