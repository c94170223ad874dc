/* SPDX-License-Identifier: ISC */
/* Chooses the table's columns and the order in which they stand. */
#include "config.h"

#include "controller/columns.h"

#include "controller/journey.h"

void
columns_init(struct controller *controller)
{
	struct look *look = &controller->kept_look;

	if (controller->given.look == NULL)
		look_init(look);
	else
		*look = *controller->given.look;
	controller->columns = look->columns;
	keylist_set_order(controller->keys, look->order, look->is_reversed);
}

void
columns_keep_look(struct controller *controller, struct effects *out)
{
	struct look look = { controller->columns,
		keylist_column(controller->keys),
		keylist_is_reversed(controller->keys) };

	if (look_is_same(&look, &controller->kept_look))
		return;
	controller->kept_look = look;
	effects_keep_look(out, &look);
}

void
columns_open(struct controller *controller, struct effects *out)
{
	struct columns_screen *screen = &controller->columns_screen;
	struct columns all = controller->columns;

	(void)out;
	*screen = (struct columns_screen){ .cursor = { 0, 0 } };
	for (int i = 0; i < COLUMN_COUNT; i++) {
		enum keylist_column column = (enum keylist_column)i;

		screen->is_shown[column] = columns_has(&all, column);
	}
	for (int i = 0; i < COLUMN_COUNT; i++)
		columns_add(&all, (enum keylist_column)i);
	for (int i = 0; i < COLUMN_COUNT; i++)
		screen->items[i] = all.items[i];
	dialog_push(controller, DIALOG_COLUMNS);
}

static void
keep(struct controller *controller)
{
	const struct columns_screen *screen = &controller->columns_screen;
	struct columns columns = { .count = 0 };

	for (int i = 0; i < COLUMN_COUNT; i++)
		if (screen->is_shown[screen->items[i]])
			columns_add(&columns, screen->items[i]);
	dialog_close(controller, DIALOG_COLUMNS);
	controller->columns = columns;
	journey_solve(controller);
}

/* Without its name nobody knows which API key a row is. */
static void
toggle(struct controller *controller)
{
	struct columns_screen *screen = &controller->columns_screen;
	enum keylist_column column = screen->items[screen->cursor.row];

	if (column == COLUMN_NAME)
		journey_tell(
		    controller, MESSAGE_NAME_STAYS, TONE_WARNING, NULL);
	else
		screen->is_shown[column] = !screen->is_shown[column];
}

/* The column under the cursor changes places with its neighbour. */
static void
move(struct controller *controller, int by)
{
	struct columns_screen *screen = &controller->columns_screen;
	long from = screen->cursor.row, to = from + by;
	enum keylist_column column = screen->items[from];

	if (to < 0 || to >= COLUMN_COUNT)
		return;
	screen->items[from] = screen->items[to];
	screen->items[to] = column;
	cursor_move(&screen->cursor, by, COLUMN_COUNT,
	    layout_columns_rows(controller->size));
}

static bool
is_letter(struct key key, char one, char other)
{
	return key.code == KEYCODE_CHARACTER && !key.has_control &&
	       (key.scalar == (uint32_t)one || key.scalar == (uint32_t)other);
}

void
columns_key(struct controller *controller, struct key key, struct effects *out)
{
	struct columns_screen *screen = &controller->columns_screen;
	const struct bindings *bindings = &controller->bindings;

	if (key.code == KEYCODE_ENTER)
		keep(controller);
	else if (key.code == KEYCODE_ESCAPE ||
	         bindings_has(bindings, key, COMMAND_COLUMNS) ||
	         bindings_has(bindings, key, COMMAND_QUIT))
		dialog_close(controller, DIALOG_COLUMNS);
	else if (is_letter(key, ' ', ' '))
		toggle(controller);
	else if (is_letter(key, '<', 'K'))
		move(controller, -1);
	else if (is_letter(key, '>', 'J'))
		move(controller, 1);
	else if (bindings_has(bindings, key, COMMAND_HELP))
		help_open(controller, out);
	else if (!undo_takes_key(controller, key))
		cursor_key(&screen->cursor, bindings_arrow(bindings, key),
		    COLUMN_COUNT, layout_columns_rows(controller->size));
}
