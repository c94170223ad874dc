/* SPDX-License-Identifier: ISC */
/* Drives the controller by events before a service that is a table. */
#ifndef KEYRACK_TESTS_JOURNEY_DRIVER_H
#define KEYRACK_TESTS_JOURNEY_DRIVER_H

#include "controller/controller.h"

#define DRIVER_LINK                                                    \
	"https://id.example.org/auth?client_id=extract&response_type=" \
	"code&redirect_uri=http%3A%2F%2Flocalhost%3A5173&state="       \
	"0123456789abcdef0123456789abcdef"
#define DRIVER_ENTRIES_MAX 32
#define DRIVER_PENDING_MAX 16
#define DRIVER_KINDS (REQUEST_DELETE + 1)
#define DRIVER_EFFECTS (EFFECT_FRAME + 1)

/* What the service has. The strings are lent for good. */
struct driver_entry {
	const char *id;
	const char *name;
	const char *organization;
	bool is_unreadable;
	bool is_masked; /* the service sends stars */
};

struct driver {
	struct controller controller;
	int64_t steady_ms;
	struct driver_entry entries[DRIVER_ENTRIES_MAX];
	size_t entry_count;
	/* Requests without an answer yet, in the order they were sent. */
	struct request pending[DRIVER_PENDING_MAX];
	size_t pending_count;
	size_t sent[DRIVER_KINDS];
	size_t cancelled;
	size_t redraws;
	bool has_quit;
	bool is_ledger_stuck; /* nothing is said of what was entered */
	struct ledger *read;  /* others wrote that: the next reading takes it */
	long switched_to;     /* of the given accounts; -1: none */
	size_t effects[DRIVER_EFFECTS]; /* how many of each kind */
	struct secret text;             /* of the last one with a text */
	char path[256];                 /* of the last EFFECT_WRITE_TOKEN */
};

/* At 80x24 with this; what it points to is lent until driver_end. */
void driver_start_given(struct driver *driver, const struct given *given);

/* At 80x24, started; profile and list are asked for. End by driver_end. */
void driver_start(struct driver *driver);
/* The same, answered: organizations o1 Acme, o2 Beta; k1..k3 as below. */
void driver_start_loaded(struct driver *driver);
void driver_end(struct driver *driver);

/* The same without a session: the login screen, and nothing asked for. */
void driver_start_without_session(
    struct driver *driver, enum no_browser no_browser);

/* News of the present login, or of `attempt`; takes what the event holds. */
void driver_hear(struct driver *driver, struct login_event *event);
/* The steps up to the link: listener on port 5173, address, checked link. */
void driver_reach_link(struct driver *driver);
/* The same from the address on. */
void driver_reach_address(struct driver *driver);
/* A login code comes, is redeemed and accepted: a session begins. */
void driver_log_in(struct driver *driver);
/* Time goes by at once, as when nothing looks. */
void driver_wait(struct driver *driver, int64_t milliseconds);
/* Time goes by, and each moment that was asked for is told. */
void driver_watch(struct driver *driver, int64_t milliseconds);
/* Deletions are held back from now on; at first they are not. */
void driver_hold_back(struct driver *driver, int64_t seconds);
/* Those that are held back: the driver's own. */
const struct holds *driver_holds(const struct driver *driver);
/* Starts with a list of which k2, "beta", is held back for ten seconds. */
void driver_start_held(struct driver *driver);

/* What the service has: in place of the one of this id, or one more. */
void driver_put(struct driver *driver, const char *id, const char *name);
void driver_remove(struct driver *driver, const char *id);

void driver_code(struct driver *driver, enum key_code code);
void driver_function(struct driver *driver, uint32_t number);
void driver_control(struct driver *driver, char letter);
/* Each ASCII character as a key. */
void driver_type(struct driver *driver, const char *text);
void driver_paste(struct driver *driver, const char *text);
void driver_resize(struct driver *driver, int columns, int rows);

/* The pending request of this kind, which must be there. */
const struct request *driver_pending(
    const struct driver *driver, enum request_kind kind);
bool driver_is_pending(const struct driver *driver, enum request_kind kind);

/* Any event; takes what it holds. */
void driver_send(struct driver *driver, struct event *event);
/* Answers the pending request of the kind, which is then no longer pending. */
void driver_answer_with(
    struct driver *driver, enum request_kind kind, struct reply *reply);

/* The event of a reply; takes what it holds. */
void driver_reply(struct driver *driver, struct reply *reply);
/* Answers of the service to the pending request of the kind. */
void driver_answer_list(struct driver *driver);
void driver_answer_profile(struct driver *driver);
void driver_answer_profile_of(struct driver *driver, const char *email);
/* DONE, with this record (create, rename; id NULL: delete). */
void driver_answer(struct driver *driver, enum request_kind kind,
    const char *id, const char *name);
void driver_fail(struct driver *driver, enum request_kind kind,
    enum outcome outcome, enum error_kind error, int code);
/* The outcome is unknown. */
void driver_lose(struct driver *driver, enum request_kind kind);

/* Questions, with cmocka's assertions. */
void driver_expect_dialog(const struct driver *driver, enum dialog dialog);
void driver_expect_message(const struct driver *driver, enum message_id id);
void driver_expect_cursor(const struct driver *driver, const char *id);

#endif
