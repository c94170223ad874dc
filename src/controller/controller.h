/* SPDX-License-Identifier: ISC */
/* The whole state of the program, and the one function that changes it. */
#ifndef KEYRACK_CONTROLLER_CONTROLLER_H
#define KEYRACK_CONTROLLER_CONTROLLER_H

#include <stdbool.h>
#include <stdint.h>

#include "controller/accounts.h"
#include "controller/bindings.h"
#include "controller/book.h"
#include "controller/bulk.h"
#include "controller/columns.h"
#include "controller/command.h"
#include "controller/cursor.h"
#include "controller/delete_many.h"
#include "controller/effect.h"
#include "controller/event.h"
#include "controller/field.h"
#include "controller/form.h"
#include "controller/guard.h"
#include "controller/handout.h"
#include "controller/hold.h"
#include "controller/history.h"
#include "controller/layout.h"
#include "controller/leave.h"
#include "controller/login_screen.h"
#include "controller/message.h"
#include "controller/retry.h"
#include "controller/rotation.h"
#include "model/keylist.h"
#include "model/profile.h"

enum pane {
	PANE_KEYS,
	PANE_PROFILE,
};

/* Dialogs lie on a stack; the top one gets the keys. */
enum dialog {
	DIALOG_NONE,
	DIALOG_DETAILS,
	DIALOG_CREATE,
	DIALOG_RENAME,
	DIALOG_NOTE,
	DIALOG_DELETE,
	DIALOG_DELETE_MANY,
	DIALOG_CREATED,
	DIALOG_ROTATE,
	DIALOG_REVEAL,
	DIALOG_HELP,
	DIALOG_ACCOUNTS,
	DIALOG_GUARD, /* whose session it is, over all that it could show */
	DIALOG_LEAVE, /* over what is held back */
	DIALOG_MESSAGES,
	DIALOG_COLUMNS,
	DIALOG_LOGIN, /* over everything, what was being done included */
};

#define DIALOGS_MAX 8

/* What the header says of the connection. */
enum connection {
	CONNECTION_OK,
	CONNECTION_LOADING,
	CONNECTION_OFFLINE, /* nothing was loaded and the service is away */
	CONNECTION_REFUSED, /* nothing was loaded and the service is there */
	CONNECTION_STALE,   /* what is shown is older than the last attempt */
	CONNECTION_LOGGED_OUT,
};

/* Something that is loaded: the list, the profile. */
struct loading {
	uint32_t seq;         /* on its way; 0: not */
	bool is_loaded;       /* once, at least */
	int64_t loaded_ms;    /* wall clock of the last success */
	struct error error;   /* of the last attempt; ERROR_NONE if it worked */
	bool is_asked;        /* by a person, who is told when it comes */
	bool is_postponed;    /* until the change that is on its way is known */
	bool is_quiet;        /* by itself: the header alone tells of it */
	bool has_later;       /* a list came below a dialog: */
	struct apikeys later; /* shown when that is closed */
	uint32_t dialogs_opened; /* by the time it was asked for */
	struct retry retry;
};

enum button {
	BUTTON_CANCEL, /* the focus at first: Enter keeps the API key */
	BUTTON_DELETE,
};

/* The question before a deletion; a copy of what will be deleted. */
struct deletion {
	char *id;
	char *name;
	char *organization_name; /* NULL: personal */
	int64_t created_ms;
	enum button focus;
	uint32_t seq;    /* on its way, or being looked for; 0: not */
	bool is_finding; /* no answer came: the list is asked */
	struct message refusal;
};

/* What is known of a creation that the panel shows. */
enum created_origin {
	CREATED_ANSWERED, /* the service answered with it */
	CREATED_FOUND,    /* the answer was lost, the list has it */
};

enum created_focus {
	CREATED_HAVE_IT, /* the focus at first */
	CREATED_DELETE,  /* only for CREATED_FOUND */
	CREATED_ANOTHER, /* only for CREATED_FOUND */
};

/* The panel after a creation: the only holder of the token. */
struct created {
	char *id;
	char *name;
	char *organization_name; /* NULL: personal */
	int64_t created_ms;
	struct secret token; /* empty if the service did not tell it */
	bool is_masked;      /* the service sent stars: token is empty */
	enum created_origin origin;
	enum created_focus focus;
	bool asks_to_leave;  /* Esc was pressed: a second one leaves */
	long scroll;         /* lines of a long token above those seen */
	struct message note; /* what became of copying or writing it */
	bool asks_path;      /* the field has the keys */
	struct field path;
};

/*
 * A request whose outcome is not known, until a list has been seen: what was
 * wanted. kind is create, rename or delete. No list comes in between, so the
 * list that is shown tells which ids were known before a creation.
 */
struct lost {
	bool is_open;
	enum request_kind kind;
	char *id;            /* rename, delete */
	char *name;          /* create, rename: the new one; delete: the name */
	char *old_name;      /* rename: the one before; NULL: it was an undo */
	char *predecessor;   /* create: of which it is to be the successor */
	bool had_list;       /* create: a list was known before */
	struct error reason; /* why it is not known; ERROR_NONE: stopped */
};

/* The last rename, to be undone. */
struct renamed {
	char *id; /* NULL: there is none */
	char *old_name;
	char *new_name;
	uint32_t order; /* among all that can be undone */
};

/* What becomes of an API key. */
enum fate {
	FATE_NONE,
	FATE_HELD_BACK,
	FATE_BEING_DELETED,
	FATE_NOT_DELETED, /* it was tried; controller_failure says why */
};

/* Rows of the table, both included. */
struct row_range {
	long first, last;
};

/* The searchable list of commands. */
struct help {
	struct field search;
	bool is_palette; /* opened to run something, not to read */
	struct cursor cursor;
	enum command_id found[COMMAND_COUNT];
	size_t found_count;
};

/* Why keyrack starts no browser by itself. */
enum no_browser {
	BROWSER_STARTS,
	BROWSER_OVER_SSH,
	BROWSER_WITHOUT_DISPLAY,
	BROWSER_UNWANTED, /* --no-browser */
};

/* Where a session is kept that begins. */
enum store_kind {
	STORE_KIND_FILE,
	STORE_KIND_COMMAND,
	STORE_KIND_MEMORY,   /* as it is wanted */
	STORE_KIND_HOMELESS, /* in memory, as there is no place for more */
	STORE_KIND_REFUSED,  /* in memory, as no plain file may be written */
};

struct storage {
	enum store_kind kind;
	const char *path;    /* of STORE_KIND_FILE */
	const char *command; /* the first word, of STORE_KIND_COMMAND */
	bool is_on_network;
	bool is_asked; /* what is kept will be told by EVENT_STORE */
};

/* What does not change while the program runs; lent by main. */
struct given {
	const char *account; /* "default" */
	const char *host;    /* for people: "nuextract.ai" */
	bool is_demo;
	bool is_read_only;        /* nothing is changed at the service */
	bool has_no_ledger;       /* a rotation would be forgotten at the end */
	const char *token_source; /* "KEYRACK_TOKEN", or NULL */
	int64_t session_ends_ms;  /* wall clock; DATE_NONE: not known */
	bool has_session;         /* else the login screen comes first */
	struct storage storage;
	enum no_browser no_browser;
	const char *ssh_target;    /* "ada@host", for ssh; NULL: not over SSH */
	bool can_copy;             /* there is a route to a clipboard */
	int64_t clipboard_clear_s; /* seconds; 0: it is never cleared */
	int64_t reveal_s;
	bool is_presenter; /* neither tokens nor e-mails are shown */
	const char *email; /* whose the account is; NULL: not said */
	const struct known_account *accounts; /* to choose from */
	size_t account_count;
	const char *configuration;       /* the file; NULL: there is no place */
	const struct bindings *bindings; /* NULL: those of the table */
	int64_t refresh_interval_s;      /* the list, by itself; 0: never */
	uint64_t dice;                   /* any number: where chance begins */
	int64_t expiry_warning_ms; /* before its end; 0: default, -1: never */
	int64_t delete_delay_s;    /* a deletion is held back; 0: not */
	const struct look *look;   /* of the table; NULL: by default */
	const char *personal;      /* the word for no organization, or NULL */
};

/* Views read it, controller_update alone changes it. */
struct controller {
	struct given given;
	struct bindings bindings; /* a copy, so that there always are some */
	struct moment now;
	struct size size;
	struct layout layout;

	struct profile profile;
	struct loading profile_loading;
	struct keylist *keys;
	struct columns columns; /* chosen; layout says which have room */
	struct look kept_look;  /* as it will be at the next start */
	struct loading keys_loading;
	int64_t reload_ms; /* steady: the list, by itself; INT64_MAX: never */
	uint64_t dice;     /* of struct retry */
	struct cursor cursor;
	char *cursor_id; /* the API key that the cursor follows */
	char *left_id;   /* what it was on until that was hidden, or NULL */
	char *range_id;  /* where a range of marks begins; NULL: none is open */

	enum pane focus;
	bool filter_is_open; /* the filter's field has the keys */
	struct field filter;
	struct error filter_error; /* of what stands in the field */

	enum dialog dialogs[DIALOGS_MAX];
	size_t dialog_count;
	uint32_t dialogs_opened; /* so far */
	struct form form;
	struct deletion deletion;
	struct delete_many delete_many;
	struct holds holds;
	struct bulk bulk;
	struct targets failures; /* sorted: what was not deleted */
	struct leave leave;
	struct renamed renamed;
	uint32_t last_order; /* of what can be undone */
	struct created created;
	struct wish wish;
	struct copying copying;
	struct reveal reveal;
	struct help help;
	char *details_id;
	long details_scroll;

	struct login_screen login;
	struct again again;
	struct accounts_screen accounts;
	struct columns_screen columns_screen;
	struct guard guard;
	uint32_t logout_seq;    /* on its way; 0: not */
	uint32_t session_seq;   /* later requests bear the present session */
	bool session_has_ended; /* and the person went on without one */
	bool greets;            /* whose account it is will be told */
	bool warns;             /* the next list tells what expires soon */
	bool has_asked_to_quit; /* the same key again leaves */

	struct book book;
	struct rotation rotation;
	struct lost lost;
	struct message message;
	struct history history;
	struct cursor messages; /* in its dialog; row: the first one seen */
	uint32_t last_seq;
};

/* Release with controller_clear. What given points to is lent for good. */
void controller_init(struct controller *controller, const struct given *given);
void controller_clear(struct controller *controller);

/*
 * The one way in: the state changes here and only here. Does no I/O, reads
 * no clock, cannot fail. May take the reply out of the event.
 */
void controller_update(
    struct controller *controller, struct event *event, struct effects *out);

/*
 * The steady clock's milliseconds at which an EVENT_TIME is wanted, because
 * something on the screen counts; INT64_MAX: never.
 */
int64_t controller_deadline(const struct controller *controller);

/* The dialog that has the keys; DIALOG_NONE: the panes have them. */
enum dialog controller_dialog(const struct controller *controller);

enum connection controller_connection(const struct controller *controller);

/* Whether this row of the given accounts is the one in use. */
bool accounts_is_current(const struct controller *controller, size_t row);
/* Whether the last attempt to load the list did not reach the service. */
bool controller_is_offline(const struct controller *controller);

/* What becomes of the API key of this id, which may be NULL. */
enum fate controller_fate(const struct controller *controller, const char *id);
bool controller_is_held_back(
    const struct controller *controller, const char *id);

/* Whether the key of undo would keep the newest of what is held back. */
bool controller_undo_keeps(const struct controller *controller);

/* Why it was not deleted, lent until the next update; NULL: not tried. */
const struct message *controller_failure(
    const struct controller *controller, const char *id);

/* Whether deletions are on their way, one after another. */
bool bulk_is_running(const struct controller *controller);
/* Whether some of them are not sent yet, so that Esc stops these. */
bool bulk_has_rest(const struct controller *controller);

/* The rows that a range of marks has; false: none is open. */
bool controller_range(
    const struct controller *controller, struct row_range *range);

/* The line that brings the browser's answer over SSH, for free(3); or NULL. */
char *login_screen_tunnel(const struct controller *controller);

/* Lends the API key under the cursor until the next update; NULL: none. */
const struct apikey *controller_current(const struct controller *controller);

/* The API key that the details show; NULL when it has gone. */
const struct apikey *controller_details(const struct controller *controller);

#endif
