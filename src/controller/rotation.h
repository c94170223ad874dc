/* SPDX-License-Identifier: ISC */
/* Replacing an API key by a successor, step by step over the ledger. */
#ifndef KEYRACK_CONTROLLER_ROTATION_H
#define KEYRACK_CONTROLLER_ROTATION_H

#include <stdbool.h>

#include "controller/effect.h"
#include "controller/key.h"
#include "controller/message.h"
#include "model/ledger.h"

struct controller;

enum rotation_button {
	/* Before there is a successor: */
	ROTATION_ROTATE,
	ROTATION_FORGET, /* one was begun, and the person saw to it */
	/* And with it: */
	ROTATION_RETIRE, /* deletes the old one */
	ROTATION_BACK,   /* deletes the successor */
	ROTATION_CANCEL,
};

/* The dialog; what is sent and refused stands in the form below it. */
struct rotation {
	char *id; /* of the API key that is replaced */
	char *name;
	enum rotation_stage stage; /* as the dialog was opened */
	enum rotation_button focus;
	bool asks; /* to retire it all the same: not handed out */
	/* The ledger is to have it, before the successor is asked for. */
	bool is_noting;
	/* What was left open, at the start: */
	bool has_aimed; /* the cursor at it */
	bool is_told;
};

void rotation_clear(struct rotation *rotation);

/* The stage of the API key of this id, which may be NULL. */
enum rotation_stage controller_rotation(
    const struct controller *controller, const char *id);

/* Whether this API key has a successor that has expired already. */
bool controller_has_expired_successor(
    const struct controller *controller, const char *id);

/* The buttons that the dialog has, in their order; at most three. */
size_t rotation_buttons(
    const struct rotation *rotation, enum rotation_button buttons[3]);

/* The successor is known by its id; predecessor NULL: it is none. */
void rotation_made(struct controller *controller, const char *predecessor,
    const char *successor);

/* Its creation was refused: there is none. */
void rotation_refused(struct controller *controller);

/* The token of this API key reached the person. */
void rotation_handed(struct controller *controller, const char *id);

/* This API key is deleted: a rotation that it is part of has ended. */
void rotation_gone(struct controller *controller, const char *id);

/* A list came: tells at first what was left open, and aims the cursor. */
void rotation_look(struct controller *controller);

/* rotate.c: the dialog */
bool rotate_can(const struct controller *controller, enum message_id *why);
void rotate_open(struct controller *controller, struct effects *out);
/* The ledger has all lines: asks for the successor if it was waited for. */
void rotate_noted(struct controller *controller, struct effects *out);
/* It has not, and nothing is asked for; false: nobody waits for it. */
bool rotate_unnoted(struct controller *controller, const struct error *reason);
void rotate_key(
    struct controller *controller, struct key key, struct effects *out);

#endif
