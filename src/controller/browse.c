/* SPDX-License-Identifier: ISC */
/* The panes: moving, filtering, sorting and reloading. */
#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "base/xmalloc.h"
#include "controller/journey.h"

void
browse_start(struct controller *controller, struct effects *out)
{
	if (controller->message.id == MESSAGE_NONE)
		journey_tell(controller, MESSAGE_HINT_START, TONE_INFO, NULL);
	controller->warns = true;
	load_profile(controller, out);
	load_list_checked(controller, out);
}

/* How many rows are seen; the open filter lies over the last one. */
static long
visible_rows(const struct controller *controller)
{
	return controller->layout.rows.rows -
	       (controller->filter_is_open ? 1 : 0);
}

static void
replace_id(char **to, const char *id)
{
	char *copy = id == NULL ? NULL : xstrdup(id);

	free(*to);
	*to = copy;
}

void
browse_aim(struct controller *controller, const char *id)
{
	replace_id(&controller->cursor_id, id);
	replace_id(&controller->left_id, NULL);
}

/* With no row left the API key is remembered, in case it comes back. */
static void
remember(struct controller *controller)
{
	const struct apikey *apikey = controller_current(controller);

	if (apikey != NULL)
		replace_id(&controller->cursor_id, apikey->id);
}

/* The person wants the cursor where it is now. */
static void
stay(struct controller *controller)
{
	remember(controller);
	replace_id(&controller->left_id, NULL);
}

static long
row_of(const struct controller *controller, const char *id)
{
	return id == NULL ? -1 : keylist_row_of(controller->keys, id);
}

/*
 * To the API key of the cursor, wherever it is now. One that is hidden is
 * left for its neighbour until it is shown again.
 */
static void
find_row(struct controller *controller)
{
	long row = row_of(controller, controller->left_id);

	if (row >= 0)
		browse_aim(controller, controller->left_id);
	else
		row = row_of(controller, controller->cursor_id);
	if (row >= 0)
		controller->cursor.row = row;
	else if (controller->left_id == NULL &&
	         keylist_find(controller->keys, controller->cursor_id) != NULL)
		replace_id(&controller->left_id, controller->cursor_id);
}

void
browse_follow(struct controller *controller)
{
	find_row(controller);
	if (controller->range_id != NULL &&
	    keylist_row_of(controller->keys, controller->range_id) < 0)
		marking_drop_range(controller);
	cursor_clamp(&controller->cursor, (long)keylist_rows(controller->keys),
	    visible_rows(controller));
	remember(controller);
}

void
browse_move(struct controller *controller, enum key_code code)
{
	if (controller->focus != PANE_KEYS)
		return;
	cursor_key(&controller->cursor, (struct key){ .code = code },
	    (long)keylist_rows(controller->keys), visible_rows(controller));
	stay(controller);
}

void
browse_choose(struct controller *controller, long row)
{
	if (row < 0 || row >= (long)keylist_rows(controller->keys))
		return;
	controller->focus = PANE_KEYS;
	controller->cursor.row = row;
	stay(controller);
}

void
browse_sort(
    struct controller *controller, enum keylist_column column, bool reversed)
{
	keylist_set_order(controller->keys, column, reversed);
	browse_follow(controller);
	journey_tell(controller, MESSAGE_SORTED, TONE_INFO, NULL);
	controller->message.number = column;
}

void
browse_open_filter(struct controller *controller)
{
	controller->focus = PANE_KEYS;
	controller->filter_is_open = true;
	field_set(&controller->filter, keylist_filter(controller->keys));
	browse_follow(controller);
}

static void
close_filter(struct controller *controller)
{
	controller->filter_is_open = false;
	browse_follow(controller);
}

/* It is typed to its end. A wrong one has to be put right, or left by Esc. */
static void
keep_filter(struct controller *controller)
{
	if (!keylist_set_filter(controller->keys,
	        field_text(&controller->filter), &controller->filter_error))
		return;
	close_filter(controller);
	if (controller_current(controller) != NULL)
		stay(controller);
}

/* What is wrong in it is explained, and filters nothing. */
static void
apply_filter(struct controller *controller)
{
	const char *words = field_text(&controller->filter);

	if (strcmp(words, keylist_filter(controller->keys)) == 0)
		return;
	controller->filter_error = (struct error){ 0 };
	keylist_type_filter(controller->keys, words, &controller->filter_error);
	browse_follow(controller);
}

void
browse_search(struct controller *controller)
{
	if (keylist_is_searching(controller->keys) &&
	    keylist_search(controller->keys))
		browse_follow(controller);
}

void
browse_turn_view(struct controller *controller)
{
	struct keyview view = { 0 };

	keyview_copy(&view, keylist_view(controller->keys));
	view.warning_ms = controller->given.expiry_warning_ms;
	keyview_turn(&view, &controller->profile);
	keylist_set_view(controller->keys, &view);
	keyview_clear(&view);
	browse_follow(controller);
}

bool
browse_paste(struct controller *controller, const char *text)
{
	if (!controller->filter_is_open ||
	    !field_paste(&controller->filter, text))
		return false;
	apply_filter(controller);
	return true;
}

void
browse_reload(struct controller *controller, struct effects *out)
{
	controller->keys_loading.retry = (struct retry){ 0 };
	controller->keys_loading.is_asked = true;
	if (controller->profile_loading.seq == 0)
		load_profile(controller, out);
	load_list_checked(controller, out);
}

static void
cancel_loading(struct controller *controller, struct effects *out)
{
	const struct loading *keys = &controller->keys_loading;
	enum request_kind kind = keys->seq != 0 || keys->retry.again_ms != 0
	                             ? REQUEST_LIST
	                             : REQUEST_PROFILE;

	load_cancel(&controller->keys_loading, out);
	load_cancel(&controller->profile_loading, out);
	controller->keys_loading.is_asked = false;
	wish_clear(&controller->wish);
	journey_tell(controller, MESSAGE_CANCELLED, TONE_INFO, NULL);
	controller->message.request = kind;
}

static void
clear_filter(struct controller *controller)
{
	field_clear(&controller->filter);
	apply_filter(controller);
	close_filter(controller);
}

/* One step back: what is waited for, then marks, then the filter. */
void
browse_escape(struct controller *controller, struct effects *out)
{
	if (controller->logout_seq != 0) {
		logout_cancel(controller, out);
		return;
	}
	if (wish_stop(controller, out) || copy_stop(controller, out))
		return;
	if (bulk_is_running(controller))
		bulk_stop(controller, out);
	else if (load_is_awaited(controller))
		cancel_loading(controller, out);
	else if (!controller->filter_is_open &&
	         (keylist_marked(controller->keys) > 0 ||
	             controller->failures.count > 0))
		marking_clear(controller);
	else
		clear_filter(controller);
}

/* The commands that have a key of their own while the filter is typed. */
static bool
fits_filter(enum command_id id)
{
	return id == COMMAND_UP || id == COMMAND_DOWN ||
	       id == COMMAND_PAGE_UP || id == COMMAND_PAGE_DOWN ||
	       id == COMMAND_RELOAD || id == COMMAND_HELP || id == COMMAND_QUIT;
}

void
browse_key(struct controller *controller, struct key key, struct effects *out)
{
	const struct command *command =
	    bindings_find(&controller->bindings, key);
	bool is_typing = controller->filter_is_open;

	if (marking_takes_key(controller, key))
		return;
	if (key.code == KEYCODE_ESCAPE)
		browse_escape(controller, out);
	else if (is_typing && key.code == KEYCODE_ENTER)
		keep_filter(controller);
	else if (is_typing && field_key(&controller->filter, key))
		apply_filter(controller);
	else if (command != NULL && (!is_typing || fits_filter(command->id)))
		journey_run(controller, command, out);
}
