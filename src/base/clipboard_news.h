/* SPDX-License-Identifier: ISC */
/* The routes to a clipboard, and what is known of what was sent on them. */
#ifndef KEYRACK_BASE_CLIPBOARD_NEWS_H
#define KEYRACK_BASE_CLIPBOARD_NEWS_H

#include "base/error.h"

enum clipboard_route {
	ROUTE_NONE,
	ROUTE_WL_COPY_SENSITIVE, /* clipboard managers are told to forget it */
	ROUTE_WL_COPY,
	ROUTE_XCLIP,
	ROUTE_XSEL,
	ROUTE_PBCOPY,
	ROUTE_TMUX,       /* its buffer, and on to the terminal it runs in */
	ROUTE_TMUX_ALONE, /* its buffer; tmux before 3.2 hands nothing on */
	ROUTE_SCREEN,     /* OSC 52 through GNU screen */
	ROUTE_OSC52,      /* the terminal, which does not answer */
	ROUTE_COUNT,
};

enum clipboard_deed {
	CLIPBOARD_COPIED,
	CLIPBOARD_NOT_COPIED,  /* error; ERROR_NONE: there is no route */
	CLIPBOARD_CLEARED,     /* it held what was copied, and does no more */
	CLIPBOARD_OVERWRITTEN, /* with a blank, which nobody confirms */
	CLIPBOARD_CHANGED,     /* it holds something else, which stays */
	CLIPBOARD_NOT_CLEARED, /* error */
};

struct clipboard_news {
	enum clipboard_deed deed;
	enum clipboard_route route;
	struct error error;
};

#endif
