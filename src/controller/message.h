/* SPDX-License-Identifier: ISC */
/* What is told to the person, as a value; ui/sentence.h makes the words. */
#ifndef KEYRACK_CONTROLLER_MESSAGE_H
#define KEYRACK_CONTROLLER_MESSAGE_H

#include <stdbool.h>
#include <stdint.h>

#include "auth/request.h"
#include "base/clipboard_news.h"
#include "base/error.h"
#include "controller/handout.h"

enum message_id {
	MESSAGE_NONE,
	MESSAGE_CREATED,           /* subject: the name */
	MESSAGE_RENAMED,           /* subject: the new name */
	MESSAGE_RENAME_UNCHANGED,  /* the name is the same as before */
	MESSAGE_RENAMED_MEANWHILE, /* by another; subject: its name now */
	MESSAGE_DELETED,           /* subject: the name */
	MESSAGE_ALREADY_GONE,      /* somebody else deleted it: subject */
	MESSAGE_RELOADED,          /* number: API keys in the list */
	MESSAGE_CANCELLED,         /* request: what was waited for */
	MESSAGE_FAILED, /* request, error; subject: the name; number: wait */
	MESSAGE_TRYING_AGAIN, /* request, error; number: seconds until then */
	/* An outcome that is not known: looking, and what was seen then. */
	MESSAGE_UNKNOWN_LOOKING,   /* request, error; subject: the name */
	MESSAGE_UNKNOWN_UNSEEN,    /* the look failed too: request, subject */
	MESSAGE_CREATE_FOUND,      /* subject: the name */
	MESSAGE_CREATE_FOUND_MANY, /* subject; number: how many */
	MESSAGE_CREATE_NOT_FOUND,  /* subject */
	MESSAGE_CREATE_UNSURE, /* one of this name is there; no list before */
	MESSAGE_RENAME_FOUND,  /* the new name is there: subject */
	MESSAGE_RENAME_NOT_FOUND, /* the old name is still there: subject */
	MESSAGE_DELETE_FOUND,     /* it is gone: subject */
	MESSAGE_DELETE_NOT_FOUND, /* it is still there: subject */
	/* Marks, and deletions that are held back. */
	MESSAGE_MARKED,          /* number: how many are */
	MESSAGE_RANGE,           /* one is open */
	MESSAGE_HELD_BACK,       /* nothing else can be done with it */
	MESSAGE_BEING_DELETED,   /* the same */
	MESSAGE_KEPT,            /* subject: the name */
	MESSAGE_KEPT_MANY,       /* number */
	MESSAGE_HELD_RENAMED,    /* by another; subject: its name now */
	MESSAGE_NAME_CHANGED,    /* the same, of the one in the question */
	MESSAGE_COUNT_WRONG,     /* number: what is to be typed */
	MESSAGE_NOT_SENT,        /* it was stopped before; subject */
	MESSAGE_DELETED_MANY,    /* number */
	MESSAGE_DELETED_STOPPED, /* number of total */
	MESSAGE_DELETED_UNSURE,  /* the same, and others that may be */
	MESSAGE_DELETED_SOME,    /* the same; subject, error: the first not */
	MESSAGE_NOTHING_TO_UNDO,
	/* Refusals by keyrack itself. */
	MESSAGE_NO_APIKEY,  /* the table has none under the cursor */
	MESSAGE_UNREADABLE, /* the record could not be read */
	MESSAGE_ID_UNSAFE,  /* the id cannot be put into an address */
	MESSAGE_NAME_EMPTY,
	MESSAGE_NAME_TOO_LONG,
	MESSAGE_NOT_LOADED,    /* there is no list to act on yet */
	MESSAGE_PASTE_IGNORED, /* a paste where no text is taken */
	MESSAGE_STILL_WAITING, /* request; number: 1 if more is unsent */
	MESSAGE_QUIT_ASKS,     /* over what may be carried out */
	MESSAGE_READ_ONLY,     /* a command that would change something */
	MESSAGE_DIALOG_OPEN,   /* a command that waits for the dialog's end */
	MESSAGE_SORTED,        /* number: enum keylist_column */
	MESSAGE_LOOK_DAMAGED,  /* of the table; error */
	MESSAGE_NAME_STAYS,    /* its column cannot be hidden */
	MESSAGE_HINT_START,    /* the first line a newcomer sees */
	MESSAGE_EXPIRING,      /* number, within days; total: expired ones */
	/* The login. */
	MESSAGE_LOGGED_IN,        /* subject: the e-mail */
	MESSAGE_LOGGED_OUT,       /* logout: the facts; error: of the service */
	MESSAGE_LOGIN_DENIED,     /* subject: what the identity server said */
	MESSAGE_LOGIN_USED,       /* the code was refused: error */
	MESSAGE_LOGIN_UNSAFE,     /* error: what is wrong with the address */
	MESSAGE_LOGIN_NO_ADDRESS, /* the paste: why it is not the answer */
	MESSAGE_LOGIN_NO_STATE,
	MESSAGE_LOGIN_WRONG_STATE,
	MESSAGE_LOGIN_NO_CODE,
	MESSAGE_LOGIN_WRONG_ISSUER,
	MESSAGE_LOGIN_TOO_EARLY, /* there is no link yet */
	MESSAGE_LOGIN_TOO_LONG,  /* the paste */
	MESSAGE_BROWSER_STARTED,
	MESSAGE_BROWSER_FAILED,       /* error */
	MESSAGE_NO_CLIPBOARD,         /* the terminal takes nothing */
	MESSAGE_NO_TUNNEL,            /* nobody listens, or no SSH */
	MESSAGE_LOGIN_ASKS_TO_LEAVE,  /* q over unfinished work */
	MESSAGE_LOGIN_ASKS_TO_RETURN, /* Esc over unfinished work */
	MESSAGE_LOGIN_NO_WAY_BACK,    /* Esc where nothing lies below */
	MESSAGE_LOGIN_NO_LINK,        /* the port is in other hands */
	MESSAGE_LOGIN_ASKS_TO_STOP,   /* the code is being redeemed */
	MESSAGE_LOGIN_STOPPED,        /* it may have been redeemed */
	MESSAGE_LOGIN_IS_REDEEMING,   /* a paste comes too late */
	MESSAGE_OTHER_ACCOUNT,        /* nothing was sent; subject: e-mail */
	MESSAGE_NOT_LOGGED_IN,        /* nothing was sent */
	MESSAGE_NOT_CHECKED, /* whose session it is: nothing was sent */
	/* Why there is no switching to another account. */
	MESSAGE_SWITCH_ASKS,  /* over unfinished work */
	MESSAGE_SWITCH_DEMO,  /* it is alone */
	MESSAGE_SWITCH_TOKEN, /* it would be lost */
	/* Tokens and ids that are handed out; copied says what. */
	MESSAGE_TOKEN_ASKED,       /* subject: the name */
	MESSAGE_TOKEN_UNSEEN,      /* error; subject: the name */
	MESSAGE_TOKEN_MASKED,      /* by the service */
	MESSAGE_TOKEN_STOPPED,     /* waiting for it */
	MESSAGE_NOT_REVEALED,      /* something else is being done; subject */
	MESSAGE_REVEAL_GIVEN_UP,   /* the window was left; subject */
	MESSAGE_PRESENTER,         /* tokens are not shown */
	MESSAGE_NO_ROUTE,          /* to a clipboard */
	MESSAGE_COPYING,           /* copied; subject */
	MESSAGE_COPY_STOPPED,      /* copied; subject */
	MESSAGE_COPIED,            /* route, copied; subject */
	MESSAGE_NOT_COPIED,        /* error, copied; subject */
	MESSAGE_CLIPBOARD_CLEARED, /* route */
	MESSAGE_CLIPBOARD_OVERWRITTEN, /* route */
	MESSAGE_CLIPBOARD_CHANGED,     /* route */
	MESSAGE_CLIPBOARD_NOT_CLEARED, /* route, error */
	MESSAGE_WRITTEN,               /* subject: the path */
	MESSAGE_NOT_WRITTEN,           /* error */
	MESSAGE_NO_PATH,               /* none was typed */
	/* The ledger; error: why. */
	MESSAGE_LEDGER_DAMAGED,
	MESSAGE_LEDGER_REFUSED,
	MESSAGE_LEDGER_NOT_WRITTEN,
	/* Note and tags; subject: the name. */
	MESSAGE_NOTED,
	MESSAGE_NOTED_FOR_NOW, /* there is no ledger */
	MESSAGE_NOTE_UNCHANGED,
	MESSAGE_NOTED_MEANWHILE, /* by another process */
	MESSAGE_NOTE_TOO_LONG,
	MESSAGE_TAGS_TOO_LONG,
	/* What a rotation left to be done; subject: the name; number: others */
	MESSAGE_ROTATION_BEGUN,
	MESSAGE_ROTATION_MADE,
	MESSAGE_ROTATION_HANDED,
	MESSAGE_ROTATION_ASKS,      /* to retire what nobody can replace yet */
	MESSAGE_ROTATION_ALONE,     /* the other one does not work */
	MESSAGE_ROTATION_EXPIRED,   /* the successor has */
	MESSAGE_ROTATION_UNNOTED,   /* nothing was sent; error: of the ledger */
	MESSAGE_ROTATION_NO_LEDGER, /* nothing remembers it */
	MESSAGE_STORE_TROUBLE,    /* the kept session is not used; error: why */
	MESSAGE_NOT_KEPT,         /* the session is not stored; error: why */
	MESSAGE_RENEWED_NOT_KEPT, /* the same, when it was renewed */
	MESSAGE_FALLBACK_TERM,    /* subject: TERM; detail in error */
	MESSAGE_FALLBACK_LOCALE,  /* subject: the locale fallen back to */
	MESSAGE_LOCALE_ASCII,     /* subject: the locale that lacks UTF-8 */
};

/* The number of a MESSAGE_FAILED once its wait is over. */
#define MESSAGE_WAIT_IS_OVER (-2)

enum message_tone {
	TONE_INFO,
	TONE_GOOD,
	TONE_WARNING,
	TONE_BAD,
};

struct message {
	enum message_id id;
	enum message_tone tone;
	enum request_kind request;
	struct error error;
	int64_t number;
	int64_t total;   /* of which number is a part */
	int64_t ends_ms; /* steady: number counts the seconds; 0: not */
	int64_t days;    /* MESSAGE_EXPIRING: the span looked at */
	struct logout_facts logout;
	bool is_successor; /* about that of subject, which has its name */
	enum copy_what copied;
	enum clipboard_route route;
	char *subject; /* raw text: a name; owned */
	bool is_seen;  /* a key was pressed since: one line is enough for it */
	bool is_kept;  /* it stands in the history */
};

/* Sets it anew; subject may be NULL and is copied. */
void message_set(struct message *message, enum message_id id,
    enum message_tone tone, const char *subject);
void message_clear(struct message *message);

/* The same, with the request and the error of a reply; subject as above. */
void message_set_reply(struct message *message, enum message_id id,
    enum message_tone tone, const struct reply *reply, const char *subject);

/*
 * The service wants a wait (429, Retry-After) after which a key may try it
 * again: its seconds are counted down. Nothing for other failures.
 */
void message_wait(struct message *message, int64_t now_ms);

/* The seconds that are left; MESSAGE_WAIT_IS_OVER when a wait is. */
void message_count(struct message *message, int64_t now_ms);

/* The steady clock's time at which there will be one less; INT64_MAX: none. */
int64_t message_deadline(const struct message *message, int64_t now_ms);

/* Sets *to anew as a copy of *from. */
void message_copy(struct message *to, const struct message *from);
/* The same about another subject. */
void message_set_like(
    struct message *to, const struct message *from, const char *subject);

#endif
