/* SPDX-License-Identifier: ISC */
/* The stack of dialogs. */
#include "config.h"

#include <assert.h>

#include "controller/journey.h"

/* The place of the dialog on the stack; dialog_count: it is not there. */
static size_t
place_of(const struct controller *controller, enum dialog dialog)
{
	size_t place = 0;

	while (place < controller->dialog_count &&
	       controller->dialogs[place] != dialog)
		place++;
	return place;
}

void
dialog_push(struct controller *controller, enum dialog dialog)
{
	assert(controller->dialog_count < DIALOGS_MAX);
	controller->dialogs[controller->dialog_count++] = dialog;
	controller->dialogs_opened++;
}

void
dialog_pop(struct controller *controller)
{
	assert(controller->dialog_count > 0);
	controller->dialog_count--;
}

bool
dialog_is_open(const struct controller *controller, enum dialog dialog)
{
	return place_of(controller, dialog) < controller->dialog_count;
}

void
dialog_close(struct controller *controller, enum dialog dialog)
{
	size_t place = place_of(controller, dialog);

	if (place == controller->dialog_count)
		return;
	controller->dialog_count--;
	for (size_t i = place; i < controller->dialog_count; i++)
		controller->dialogs[i] = controller->dialogs[i + 1];
}

void
dialog_swap(struct controller *controller, enum dialog dialog, enum dialog next)
{
	size_t place = place_of(controller, dialog);

	assert(place < controller->dialog_count);
	controller->dialogs[place] = next;
}

void
dialog_insert(
    struct controller *controller, enum dialog dialog, enum dialog below)
{
	size_t place =
	    below == DIALOG_NONE ? 0 : place_of(controller, below) + 1;

	assert(controller->dialog_count < DIALOGS_MAX);
	for (size_t i = controller->dialog_count++; i > place; i--)
		controller->dialogs[i] = controller->dialogs[i - 1];
	controller->dialogs[place] = dialog;
}

enum dialog
controller_dialog(const struct controller *controller)
{
	return controller->dialog_count == 0
	           ? DIALOG_NONE
	           : controller->dialogs[controller->dialog_count - 1];
}
