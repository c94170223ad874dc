/* SPDX-License-Identifier: ISC */
/* The panel after a creation: the new token, and what became of it. */
#include "config.h"

#include <stdlib.h>

#include "base/i18n.h"
#include "base/xmalloc.h"
#include "ui/panes.h"
#include "ui/sentence.h"

enum {
	LABEL_COLUMNS = 14,
};

static int
draw_line(const struct canvas *dialog, struct rect inside, int y,
    const char *label, const char *value)
{
	struct rect rect = { inside.x, y, inside.columns, 1 };

	return y + view_labelled(dialog, rect, LABEL_COLUMNS, label, value);
}

/* What stands in the place of the token; NULL: the token itself. */
static const char *
missing_words(const struct controller *controller)
{
	const struct created *created = &controller->created;

	if (created->is_masked)
		return _("The service masks the token in its list: it cannot "
		         "be shown. Delete this API key and create another.");
	if (secret_is_empty(&created->token))
		return _("The service did not tell the token. Delete this API "
		         "key and create another.");
	return controller->given.is_presenter
	           ? _("Presenter mode is on: the token is not shown.")
	           : NULL;
}

/* What became of the token, whose name stands above; for free(3). */
static char *
note_words(const struct controller *controller)
{
	const struct message *note = &controller->created.note;
	struct message nameless = { 0 };
	char *words;

	if (note->copied != COPY_TOKEN)
		return sentence_of_message(note, &controller->bindings);
	message_set_like(&nameless, note, NULL);
	words = sentence_of_message(&nameless, &controller->bindings);
	message_clear(&nameless);
	return words;
}

/* What happened last, or what is to be done; for free(3). */
static char *
state_words(const struct controller *controller, enum role *role)
{
	const struct created *created = &controller->created;

	*role = created->asks_to_leave ? ROLE_WARNING : ROLE_DIM;
	if (created->asks_to_leave)
		return xstrdup(_("The token is gone when this closes. Esc "
		                 "again closes, Enter if you have it."));
	if (created->note.id != MESSAGE_NONE) {
		*role = view_tone(created->note.tone);
		return note_words(controller);
	}
	if (created->asks_path)
		return xstrdup(_("A new file that you alone can read."));
	return xstrdup(secret_is_empty(&created->token)
	                   ? ""
	                   : _("Copy it now: keyrack forgets it."));
}

/* How many lines all of the token takes, or what is said in its place. */
static int
token_lines(const struct controller *controller, int columns)
{
	const char *words = missing_words(controller);
	int length = (int)controller->created.token.length;

	if (words != NULL)
		return draw_wrapped_lines(columns, words);
	return (length + columns - 1) / columns;
}

/* Alone on its lines, so that what is copied is the token and nothing else. */
static void
draw_token(const struct canvas *dialog, struct rect rect,
    const struct controller *controller)
{
	const struct created *created = &controller->created;
	struct rect frame = { 0, 0, dialog->columns, dialog->rows };
	const char *words = missing_words(controller);
	int lines = token_lines(controller, rect.columns);
	long top = created->scroll;

	if (words != NULL) {
		draw_wrapped(dialog, rect, ROLE_WARNING, words);
		return;
	}
	if (top > lines - rect.rows)
		top = lines > rect.rows ? lines - rect.rows : 0;
	draw_secret(dialog, rect, ROLE_STRONG, &created->token, top);
	view_more(dialog, frame, top, lines - top - rect.rows);
}

/* Only what was found offers more than one way on. */
static void
draw_buttons(const struct canvas *dialog, struct rect inside, int y,
    const struct created *created)
{
	static const char *const labels[] = {
		/* TRANSLATORS: three buttons; 26 columns together at most. */
		[CREATED_HAVE_IT] = N_("I have it"),
		[CREATED_DELETE] = N_("Delete it"),
		[CREATED_ANOTHER] = N_("Another"),
	};
	int count = created->origin == CREATED_FOUND ? CREATED_ANOTHER + 1 : 1;
	int x = inside.x, width = -1;

	for (int i = 0; i < count; i++)
		width += draw_width(_(labels[i])) + 5;
	for (int i = 0; i < count; i++) {
		bool is_focused = (int)created->focus == i;

		x += width > inside.columns
		         ? draw_tight_button(
		               dialog, x, y, _(labels[i]), is_focused)
		         : draw_button(dialog, x, y, _(labels[i]), is_focused);
		x++;
	}
}

/* Names and gaps, the token, the words and the buttons with the frame. */
static int
rows_wished(const struct controller *controller, int columns, const char *state,
    bool has_room)
{
	return token_lines(controller, columns) +
	       draw_wrapped_lines(columns, state) +
	       (controller->created.asks_path ? 1 : 0) + (has_room ? 10 : 4);
}

/* Above the words and buttons; returns the line where it stands. */
static int
draw_path(const struct canvas *dialog, struct rect inside, int bottom,
    const struct created *created)
{
	if (!created->asks_path)
		return bottom;
	bottom--;
	/* TRANSLATORS: labels beside values; 13 columns at most. */
	draw_text(
	    dialog, inside.x, bottom, LABEL_COLUMNS - 1, ROLE_DIM, _("File"));
	draw_field(dialog, inside.x + LABEL_COLUMNS, bottom,
	    inside.columns - LABEL_COLUMNS, &created->path, true);
	return bottom;
}

/* From below: buttons, words, the field; the token has what is left. */
static void
draw_inside(const struct canvas *dialog, struct rect inside,
    const struct controller *controller, bool has_room)
{
	const struct created *created = &controller->created;
	int gap = has_room ? 1 : 0, y = inside.y + gap;
	int bottom = dialog->rows - 2 - gap, room;
	struct rect rest = inside;
	enum role role;
	char *state = state_words(controller, &role);

	draw_buttons(dialog, inside, bottom, created);
	y = draw_line(dialog, inside, y, _("Name"), created->name);
	if (has_room)
		y = draw_line(dialog, inside, y, _("Organization"),
		    created->organization_name == NULL
		        ? _("personal")
		        : created->organization_name);
	rest.rows = draw_wrapped_lines(inside.columns, state);
	/* At least a line of the token stays in sight. */
	room = bottom - y - 3 * gap - (created->asks_path ? 1 : 0) - 1;
	if (rest.rows > room)
		rest.rows = room;
	rest.y = bottom - gap - rest.rows;
	draw_wrapped(dialog, rest, role, state);
	free(state);
	bottom = draw_path(dialog, inside, rest.y, created) - gap;
	rest.y = y + gap;
	rest.rows = bottom - rest.y;
	draw_token(dialog, rest, controller);
}

void
view_created(const struct canvas *screen, const struct controller *controller)
{
	const struct created *created = &controller->created;
	bool has_room = layout_has_gaps(controller->size);
	int columns = layout_created_columns(controller->size), rows;
	enum role role;
	char *state = state_words(controller, &role);
	struct canvas dialog;
	struct rect inside;

	rows = rows_wished(controller, columns, state, has_room);
	free(state);
	if (!draw_dialog_open(screen,
	        layout_dialog(controller->size, LAYOUT_CREATED_COLUMNS, rows),
	        created->origin == CREATED_FOUND ? _("API key found")
	                                         : _("API key created"),
	        &dialog, &inside))
		return;
	draw_inside(&dialog, inside, controller, has_room);
	draw_dialog_close(&dialog);
}
