/* SPDX-License-Identifier: ISC */
/* The form that creates, renames or notes: what was typed and chosen. */
#ifndef KEYRACK_CONTROLLER_FORM_H
#define KEYRACK_CONTROLLER_FORM_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "controller/event.h"
#include "controller/field.h"
#include "controller/message.h"

/* The longest name, in bytes, that is sent; longer ones can be edited. */
#define FORM_NAME_MAX 4096

enum form_task {
	FORM_CREATES,
	FORM_RENAMES,
	FORM_NOTES, /* sends nothing */
};

enum form_focus {
	FORM_NAME,
	FORM_ORGANIZATION, /* only where there is a choice */
	FORM_NOTE,
	FORM_TAGS,
	FORM_SUBMIT,
	FORM_CANCEL,
};

/* What the form waits for. */
enum form_stage {
	FORM_EDITING,
	FORM_LOOKING, /* rename: whether somebody renamed it meanwhile */
	FORM_SENDING,
	FORM_FINDING, /* what became of a request without an answer */
};

/*
 * A form holds copies: the model changes when the service has answered, not
 * before. What was typed stays until the service has done it or the person
 * leaves.
 */
struct form {
	struct field name;
	struct field note, tags;
	size_t choice;     /* 0: personal, else organization number - 1 */
	size_t choices;    /* 1 when there is no organization */
	char **choice_ids; /* copies; [0] is NULL */
	char **choice_names;
	char *id;          /* rename, note: of which API key */
	char *predecessor; /* create: whose successor it is to be; or NULL */
	char *old_name;    /* rename, note: as the form was opened */
	char *old_note;    /* note: likewise */
	char *old_tags;    /* note: likewise */
	enum form_focus focus;
	enum form_stage stage;
	uint32_t seq; /* what is waited for; 0: nothing */
	bool is_note;
	bool is_checking;   /* note: Enter waits for the ledger to be read */
	bool is_undo;       /* of a rename before */
	bool rename_anyway; /* the person has been told of another's rename */
	struct message refusal; /* why it was not done; MESSAGE_NONE if so */
};

void form_clear(struct form *form);

enum form_task form_task(const struct form *form);

/* The organization's id that is chosen; NULL for a personal key. */
const char *form_organization(const struct form *form);

#endif
