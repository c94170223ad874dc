/* SPDX-License-Identifier: ISC */
/* The panel after a creation: it alone holds the token, until it closes. */
#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "base/xmalloc.h"
#include "controller/journey.h"

enum {
	CREATED_PAGE = 2, /* lines: all that the smallest screen shows */
};

static char *
copy_of(const char *text)
{
	return text == NULL ? NULL : xstrdup(text);
}

void
created_clear(struct created *created)
{
	free(created->id);
	free(created->name);
	free(created->organization_name);
	secret_clear(&created->token);
	message_clear(&created->note);
	field_clear(&created->path);
	*created = (struct created){ 0 };
}

static void
take_token(struct secret *token, const char *id, struct reply *reply)
{
	for (size_t i = 0; i < reply->kept_count; i++)
		if (strcmp(reply->kept[i].id, id) == 0)
			secret_take(token, &reply->kept[i].token);
}

void
created_set(struct controller *controller, const struct apikey *record,
    struct reply *reply, enum created_origin origin)
{
	struct created *created = &controller->created;

	created_clear(created);
	created->id = xstrdup(record->id);
	created->name = copy_of(record->name);
	created->organization_name =
	    copy_of(keylist_organization_name(controller->keys, record));
	created->created_ms = record->created_ms;
	created->is_masked = record->token.is_masked;
	created->origin = origin;
	if (!created->is_masked)
		take_token(&created->token, record->id, reply);
	browse_aim(controller, record->id);
}

static void
leave(struct controller *controller)
{
	dialog_close(controller, DIALOG_CREATED);
	created_clear(&controller->created);
}

/* The person says that it is in good hands. */
static void
take_word(struct controller *controller)
{
	if (!secret_is_empty(&controller->created.token))
		rotation_handed(controller, controller->created.id);
	leave(controller);
}

static void
delete_it(struct controller *controller)
{
	const struct created *created = &controller->created;
	const struct apikey *apikey =
	    keylist_find(controller->keys, created->id);

	if (apikey == NULL || apikey->name == NULL)
		journey_tell(controller, MESSAGE_ALREADY_GONE, TONE_WARNING,
		    created->name);
	else
		delete_open_for(controller, apikey);
}

/* The form again, as it was filled in before. */
static void
create_another(struct controller *controller, struct effects *out)
{
	struct form *form = &controller->form;
	char *name = copy_of(controller->created.name);
	char *organization = copy_of(controller->created.organization_name);

	leave(controller);
	/* A form that waits below holds what was typed since. */
	if (!dialog_is_open(controller, DIALOG_CREATE)) {
		create_open(controller, out);
		field_set(&form->name, name);
		for (size_t i = 1; organization != NULL && i < form->choices;
		     i++)
			if (strcmp(form->choice_names[i], organization) == 0)
				form->choice = i;
	}
	free(name);
	free(organization);
}

static void
press_enter(struct controller *controller, struct effects *out)
{
	switch (controller->created.focus) {
	case CREATED_HAVE_IT:
		take_word(controller);
		break;
	case CREATED_DELETE:
		delete_it(controller);
		break;
	case CREATED_ANOTHER:
		create_another(controller, out);
		break;
	}
}

/*
 * A token that is longer than its panel scrolls. Only the view knows how many
 * of its lines are seen: it stops at the last one.
 */
static bool
scroll(struct controller *controller, struct key key)
{
	struct created *created = &controller->created;
	long columns = layout_created_columns(controller->size);
	long lines = ((long)created->token.length + columns - 1) / columns;
	struct cursor cursor = { .row = created->scroll };

	key = bindings_arrow(&controller->bindings, key);
	if (!cursor_key(&cursor, key, lines, CREATED_PAGE))
		return false;
	created->scroll = cursor.row;
	return true;
}

/* Only what was found offers more than one way on; false: another key. */
static bool
move_focus(struct created *created, enum key_code code)
{
	int count = CREATED_ANOTHER + 1, step;

	if (code == KEYCODE_TAB || code == KEYCODE_RIGHT)
		step = 1;
	else if (code == KEYCODE_BACKTAB || code == KEYCODE_LEFT)
		step = count - 1;
	else
		return false;
	if (created->origin == CREATED_FOUND)
		created->focus =
		    (enum created_focus)(((int)created->focus + step) % count);
	return true;
}

/* The panel keeps its token: what goes to the clipboard is a copy. */
static void
copy(struct controller *controller, struct effects *out)
{
	struct created *created = &controller->created;
	struct secret token = { 0 };

	if (!controller->given.can_copy) {
		message_set(&created->note, MESSAGE_NO_ROUTE, TONE_WARNING,
		    created->name);
		return;
	}
	secret_set(
	    &token, secret_bytes(&created->token), created->token.length);
	copy_token(controller, created->id, created->name, &token, out);
}

/* False for another key, or where there is no token. */
static bool
hand_out(struct controller *controller, struct key key, struct effects *out)
{
	bool is_w = key.code == KEYCODE_CHARACTER && !key.has_control &&
	            key.scalar == 'w';

	if (secret_is_empty(&controller->created.token))
		return false;
	if (bindings_has(&controller->bindings, key, COMMAND_COPY))
		copy(controller, out);
	else if (is_w)
		created_file_open(controller);
	else
		return false;
	return true;
}

void
created_key(struct controller *controller, struct key key, struct effects *out)
{
	struct created *created = &controller->created;
	bool was_asked = created->asks_to_leave;

	/* Other keys do what they do always: the panel stays for them. */
	created->asks_to_leave = false;
	if (created->asks_path) {
		created_file_key(controller, key, out);
	} else if (was_asked && key.code == KEYCODE_ENTER) {
		take_word(controller);
	} else if (was_asked && key.code == KEYCODE_ESCAPE) {
		leave(controller);
	} else if (key.code == KEYCODE_ESCAPE) {
		created->asks_to_leave = true;
	} else if (key.code == KEYCODE_ENTER) {
		press_enter(controller, out);
	} else if (!hand_out(controller, key, out) &&
	           !move_focus(created, key.code) && !scroll(controller, key) &&
	           bindings_has(&controller->bindings, key, COMMAND_HELP)) {
		help_open(controller, out);
	}
}
