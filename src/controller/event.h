/* SPDX-License-Identifier: ISC */
/* Everything that can happen to the controller. */
#ifndef KEYRACK_CONTROLLER_EVENT_H
#define KEYRACK_CONTROLLER_EVENT_H

#include <stdbool.h>
#include <stdint.h>

#include "auth/redirect_answer.h"
#include "auth/request.h"
#include "base/clipboard_news.h"
#include "controller/key.h"
#include "model/ledger.h"

/* When it happened; both in milliseconds. */
struct moment {
	int64_t steady_ms; /* a clock that never jumps, for waiting */
	int64_t wall_ms;   /* since 1970, for dates */
};

struct size {
	int columns;
	int rows;
};

enum event_kind {
	EVENT_START, /* the first event; size is set */
	EVENT_KEY,
	EVENT_PASTE, /* text is never a command */
	EVENT_MOUSE,
	EVENT_RESIZE,
	EVENT_REPLY,
	EVENT_TIME,       /* the moment that controller_deadline asked for */
	EVENT_LOGIN,      /* how the login goes on */
	EVENT_SESSION,    /* the session's end has changed */
	EVENT_STORE,      /* what the store has told */
	EVENT_CLIPBOARD,  /* what became of a copy, or of clearing */
	EVENT_FILE,       /* what became of EFFECT_WRITE_TOKEN */
	EVENT_LEDGER,     /* the ledger was read or written, or not */
	EVENT_FOCUS_LOST, /* somebody looks at another window */
	EVENT_SUSPEND,    /* the terminal is given back for a while */
};

enum mouse_act {
	MOUSE_CLICK,
	MOUSE_WHEEL_UP,
	MOUSE_WHEEL_DOWN,
};

struct mouse {
	enum mouse_act act;
	int x, y; /* from 0 */
};

enum login_news {
	LOGIN_OPENED, /* text: the redirect URI; error: nobody listens there */
	LOGIN_READY,  /* text: the link; host; is_known */
	LOGIN_UNSAFE, /* error: no browser may be given that address */
	LOGIN_ANSWERED, /* answer; is_pasted */
	LOGIN_BROWSER,  /* error: no browser was started */
};

struct login_event {
	enum login_news news;
	uint32_t attempt; /* of which EFFECT_LOGIN_OPEN it tells */
	struct error error;
	char *text;
	char *host;
	int port;
	bool is_in_other_hands; /* the port: no browser may be sent there */
	bool is_known;          /* a browser may be sent to the host unasked */
	bool is_pasted;         /* else the listener got it */
	struct redirect_answer answer;
};

enum store_tale {
	STORE_OPENED,  /* has_session; error: it could not be read */
	STORE_UNSAVED, /* a renewed session is not kept; error: why */
};

struct store_event {
	enum store_tale tale;
	bool has_session;
	int64_t session_ends_ms; /* wall clock; DATE_NONE: unknown */
	struct error error;
};

struct file_news {
	struct error error; /* ERROR_NONE: it is written */
	char *path;         /* absolute where it is known */
};

enum ledger_news_kind {
	LEDGER_NEWS_READ,
	LEDGER_NEWS_DAMAGED,     /* what could be read; error */
	LEDGER_NEWS_REFUSED,     /* nothing was read: error */
	LEDGER_NEWS_SAME,        /* EFFECT_READ_LEDGER found nothing to tell */
	LEDGER_NEWS_WRITTEN,     /* all that was entered until now */
	LEDGER_NEWS_NOT_WRITTEN, /* some of it is not: error */
};

struct ledger_news {
	enum ledger_news_kind kind;
	struct ledger ledger;
	struct error error; /* ERROR_NONE where it is not named */
};

/*
 * The loop owns an event and what is in it; the controller may take the
 * reply's payload. Release with event_clear.
 */
struct event {
	enum event_kind kind;
	struct moment now;
	union {
		struct key key;
		char *paste; /* valid UTF-8, controls included */
		struct mouse mouse;
		struct size size;
		struct reply reply;
		struct login_event login;
		struct clipboard_news clipboard;
		struct file_news file;
		struct ledger_news ledger;
		struct store_event store;
		int64_t session_ends_ms; /* wall clock; DATE_NONE: unknown */
	};
};

void event_clear(struct event *event);

#endif
