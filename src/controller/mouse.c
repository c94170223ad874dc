/* SPDX-License-Identifier: ISC */
/* The mouse, where it is switched on: the wheel scrolls, a click chooses. */
#include "config.h"

#include "controller/journey.h"

enum {
	WHEEL_ROWS = 3,
};

static bool
is_in(struct rect rect, int x, int y)
{
	return x >= rect.x && x < rect.x + rect.columns && y >= rect.y &&
	       y < rect.y + rect.rows;
}

/* What a wheel turns: a list, not the focus of a form. */
static void
turn(struct controller *controller, enum key_code code, struct effects *out)
{
	struct key key = { .code = code };

	switch (controller_dialog(controller)) {
	case DIALOG_NONE:
		browse_move(controller, code);
		break;
	case DIALOG_DETAILS:
		details_key(controller, key, out);
		break;
	case DIALOG_HELP:
		help_key(controller, key, out);
		break;
	case DIALOG_MESSAGES:
		messages_key(controller, key, out);
		break;
	case DIALOG_COLUMNS:
		columns_key(controller, key, out);
		break;
	case DIALOG_ACCOUNTS:
		accounts_key(controller, key, out);
		break;
	case DIALOG_CREATE:
	case DIALOG_RENAME:
	case DIALOG_NOTE:
	case DIALOG_DELETE:
	case DIALOG_DELETE_MANY:
	case DIALOG_GUARD:
	case DIALOG_REVEAL:
	case DIALOG_LEAVE:
	case DIALOG_CREATED:
	case DIALOG_ROTATE:
	case DIALOG_LOGIN:
		break;
	}
}

static void
click(struct controller *controller, struct mouse mouse)
{
	struct rect rows = controller->layout.rows;

	if (controller_dialog(controller) == DIALOG_NONE &&
	    is_in(rows, mouse.x, mouse.y))
		browse_choose(
		    controller, controller->cursor.top + mouse.y - rows.y);
}

void
mouse_take(
    struct controller *controller, struct mouse mouse, struct effects *out)
{
	int rows = mouse.act == MOUSE_CLICK ? 0 : WHEEL_ROWS;

	if (controller->layout.is_too_small)
		return;
	if (mouse.act == MOUSE_CLICK)
		click(controller, mouse);
	while (rows-- > 0)
		turn(controller,
		    mouse.act == MOUSE_WHEEL_UP ? KEYCODE_UP : KEYCODE_DOWN,
		    out);
}
