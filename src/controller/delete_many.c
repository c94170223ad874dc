/* SPDX-License-Identifier: ISC */
/* Deleting many: what the question lists goes, once its count is typed. */
#include "config.h"

#include "controller/delete_many.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "controller/journey.h"

#define COUNT_MAX 16 /* bytes */

void
delete_many_clear(struct delete_many *many)
{
	targets_clear(&many->targets);
	field_clear(&many->count);
	message_clear(&many->refusal);
	*many = (struct delete_many){ 0 };
}

static bool
can_go(const struct controller *controller, const struct apikey *apikey)
{
	enum message_id why;

	return keylist_is_marked(controller->keys, apikey) &&
	       apikey->name != NULL &&
	       !hold_refuses(controller, apikey->id, &why);
}

bool
delete_many_can(const struct controller *controller)
{
	const struct keylist *keys = controller->keys;

	if (keylist_marked(keys) == 0)
		return false;
	for (size_t i = 0; i < keylist_total(keys); i++)
		if (can_go(controller, keylist_at(keys, i)))
			return true;
	return false;
}

/* Those that are seen come first, as they stand in the table. */
static void
collect(const struct controller *controller, struct targets *targets)
{
	const struct keylist *keys = controller->keys;
	const struct apikey *apikey;

	for (size_t row = 0; row < keylist_rows(keys); row++) {
		apikey = keylist_row(keys, row);
		if (can_go(controller, apikey))
			targets_add(targets, keys, apikey);
	}
	for (size_t i = 0; i < keylist_total(keys); i++) {
		apikey = keylist_at(keys, i);
		if (!keylist_is_shown(keys, apikey) &&
		    can_go(controller, apikey))
			targets_add(targets, keys, apikey);
	}
}

bool
delete_many_open(struct controller *controller)
{
	struct delete_many *many = &controller->delete_many;
	const struct apikey *apikey;

	delete_many_clear(many);
	if (!delete_many_can(controller))
		return false;
	collect(controller, &many->targets);
	if (many->targets.count == 1) {
		apikey =
		    keylist_find(controller->keys, many->targets.items[0].id);
		delete_open_for(controller, apikey);
		return true;
	}
	field_init(&many->count, COUNT_MAX);
	dialog_push(controller, DIALOG_DELETE_MANY);
	return true;
}

static void
close(struct controller *controller)
{
	dialog_close(controller, DIALOG_DELETE_MANY);
	delete_many_clear(&controller->delete_many);
}

static void
refuse(struct controller *controller, enum message_id why, const char *subject)
{
	struct delete_many *many = &controller->delete_many;

	message_set(&many->refusal, why, TONE_WARNING, subject);
	many->refusal.number = (int64_t)many->targets.count;
	field_set(&many->count, "");
}

/* What is listed may have changed since; what has gone is left out. */
static bool
is_as_listed(struct controller *controller)
{
	struct targets *targets = &controller->delete_many.targets;
	struct target gone = { 0 };
	const struct apikey *apikey;
	bool is_same = true;

	targets_sort(targets);
	for (size_t i = 0; is_same && i < targets->count; i++) {
		size_t place = targets_sorted(targets, i);

		apikey =
		    keylist_find(controller->keys, targets->items[place].id);
		if (apikey == NULL) {
			targets_drop(targets, place, &gone);
			refuse(controller, MESSAGE_ALREADY_GONE, gone.name);
			is_same = false;
		} else if (apikey->name != NULL &&
		           target_rename(
		               &targets->items[place], apikey->name)) {
			refuse(controller, MESSAGE_NAME_CHANGED, apikey->name);
			is_same = false;
		}
	}
	target_clear(&gone);
	return is_same;
}

static void
submit(struct controller *controller)
{
	struct delete_many *many = &controller->delete_many;
	char count[COUNT_MAX + 8];

	snprintf(count, sizeof(count), "%zu", many->targets.count);
	if (strcmp(field_text(&many->count), count) != 0) {
		refuse(controller, MESSAGE_COUNT_WRONG, NULL);
	} else if (is_as_listed(controller)) {
		hold_take(controller, &many->targets);
		close(controller);
	} else if (many->targets.count == 0) {
		close(controller);
	}
}

static bool
scroll(struct controller *controller, struct key key)
{
	struct delete_many *many = &controller->delete_many;
	struct cursor cursor = { .row = many->scroll };
	long count = (long)many->targets.count;
	long page = layout_delete_many_rows(controller->size, count);

	if (key.code != KEYCODE_UP && key.code != KEYCODE_DOWN &&
	    key.code != KEYCODE_PAGE_UP && key.code != KEYCODE_PAGE_DOWN)
		return false;
	cursor_key(&cursor, key, count - page + 1, page);
	many->scroll = cursor.row;
	return true;
}

void
delete_many_key(
    struct controller *controller, struct key key, struct effects *out)
{
	const struct bindings *bindings = &controller->bindings;

	if (key.code == KEYCODE_ESCAPE)
		close(controller);
	else if (key.code == KEYCODE_ENTER)
		submit(controller);
	else if (scroll(controller, key) ||
	         field_key(&controller->delete_many.count, key))
		return;
	else if (bindings_has(bindings, key, COMMAND_HELP))
		help_open(controller, out);
	else if (bindings_has(bindings, key, COMMAND_RELOAD))
		browse_reload(controller, out);
}

bool
delete_many_paste(struct controller *controller, const char *text)
{
	return field_paste(&controller->delete_many.count, text);
}
