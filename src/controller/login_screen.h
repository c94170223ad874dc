/* SPDX-License-Identifier: ISC */
/* The login screen: how far the login is, and what it is to go on with. */
#ifndef KEYRACK_CONTROLLER_LOGIN_SCREEN_H
#define KEYRACK_CONTROLLER_LOGIN_SCREEN_H

#include <stdbool.h>
#include <stdint.h>

#include "controller/field.h"
#include "controller/key.h"
#include "controller/message.h"
#include "controller/retry.h"

/* The longest paste that is read. */
#define LOGIN_PASTE_MAX (64 * 1024)

/* Why the login screen is there. */
enum login_reason {
	LOGIN_AT_START,
	LOGIN_SESSION_ENDED, /* over what was being done */
	LOGIN_AFTER_LOGOUT,
	LOGIN_WRONG_ACCOUNT, /* the session was another person's */
};

enum login_stage {
	LOGIN_OPENING,   /* the listener */
	LOGIN_BLOCKED,   /* the port is in other hands: there is no link */
	LOGIN_ASKING,    /* the service for the address */
	LOGIN_CHECKING,  /* that address */
	LOGIN_WAITING,   /* for the browser or a paste */
	LOGIN_REDEEMING, /* the code is on its way, once */
	LOGIN_FAILED,    /* Enter begins anew */
	LOGIN_LOOKING,   /* the store is asked: perhaps no login is needed */
};

/* What q or Esc asked, until the next key answers. */
enum login_question {
	LOGIN_ASKS_NOTHING,
	LOGIN_ASKS_TO_LEAVE,
	LOGIN_ASKS_TO_RETURN,
	LOGIN_ASKS_TO_STOP, /* waiting for what may have been carried out */
};

struct login_screen {
	enum login_reason reason;
	enum login_stage stage;
	uint32_t attempt;   /* numbers logins; events of others are stale */
	uint32_t seq;       /* the request on its way; 0: none */
	struct retry retry; /* of asking for the address */
	/*
	 * The code's request, when it is not waited for any more; 0: none. Its
	 * success still begins the session.
	 */
	uint32_t late_seq;
	bool is_on_any_port;    /* the person has asked for a free port */
	bool may_start_browser; /* by itself, because a key asked for a login */
	bool has_browser;       /* it was started */
	char *redirect_uri;
	int port;                  /* that is listened on; 0: none */
	struct error listen_error; /* why not */
	char *url;                 /* NULL: not known yet */
	char *host;
	bool is_known;
	bool field_is_open;
	struct field field; /* what is pasted; never shown */
	enum login_question question;
	bool is_bare; /* the link stands on the terminal without a frame */
	int64_t waits_since_ms; /* steady: LOGIN_WAITING since then */
	struct message note;    /* what happened last */
	long scroll;
	int64_t closes_ms; /* steady: when the listener goes; INT64_MAX */
};

/* What waits for a new session, to be done again once. */
struct again {
	uint32_t form_seq; /* the form's request had a 401; 0: it had none */
	uint32_t deletion_seq;
	bool is_logged_in; /* since then; whose account it is comes next */
	char *email;       /* whose session it was; NULL: not known */
	/* Requests that were repeated: a second 401 is an answer. */
	uint32_t first, last;
};

/* Whether it is one of the letters that always mean the same there. */
bool login_screen_owns(struct key key);

void login_screen_clear(struct login_screen *login);
void again_clear(struct again *again);

#endif
