/* SPDX-License-Identifier: ISC */
/* The question before many API keys are deleted: their count is typed. */
#ifndef KEYRACK_CONTROLLER_DELETE_MANY_H
#define KEYRACK_CONTROLLER_DELETE_MANY_H

#include "controller/field.h"
#include "controller/message.h"
#include "controller/targets.h"

struct delete_many {
	struct targets targets; /* as they are listed in the question */
	struct field count;     /* what is typed */
	long scroll;            /* targets above those seen */
	struct message refusal;
};

void delete_many_clear(struct delete_many *many);

#endif
