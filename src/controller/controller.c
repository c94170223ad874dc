/* SPDX-License-Identifier: ISC */
/* The state's life, the one switch over events, and questions about it. */
#include "config.h"

#include "controller/controller.h"

#include <stdlib.h>
#include <string.h>

#include "controller/journey.h"

#define FILTER_MAX 1024

#define EXPIRY_WARNING_MS ((int64_t)14 * 24 * 60 * 60 * 1000)

void
controller_init(struct controller *controller, const struct given *given)
{
	*controller = (struct controller){ .given = *given };
	if (given->bindings == NULL)
		bindings_init(&controller->bindings);
	else
		controller->bindings = *given->bindings;
	controller->login.closes_ms = INT64_MAX;
	controller->reload_ms = INT64_MAX;
	controller->dice = given->dice;
	if (given->expiry_warning_ms == 0)
		controller->given.expiry_warning_ms = EXPIRY_WARNING_MS;
	else if (given->expiry_warning_ms < 0)
		controller->given.expiry_warning_ms = 0;
	copying_clear(&controller->copying);
	reveal_clear(&controller->reveal);
	controller->keys = keylist_new();
	keylist_set_ledger(controller->keys, &controller->book.ledger);
	if (given->personal != NULL)
		keylist_set_personal(controller->keys, given->personal);
	columns_init(controller);
	field_init(&controller->filter, FILTER_MAX);
}

void
controller_clear(struct controller *controller)
{
	profile_clear(&controller->profile);
	keylist_free(controller->keys);
	apikeys_clear(&controller->keys_loading.later);
	free(controller->cursor_id);
	free(controller->left_id);
	free(controller->range_id);
	field_clear(&controller->filter);
	form_clear(&controller->form);
	deletion_clear(&controller->deletion);
	delete_many_clear(&controller->delete_many);
	holds_clear(&controller->holds);
	bulk_clear(&controller->bulk);
	targets_clear(&controller->failures);
	leave_clear(&controller->leave);
	renamed_clear(&controller->renamed);
	created_clear(&controller->created);
	wish_clear(&controller->wish);
	copying_clear(&controller->copying);
	reveal_clear(&controller->reveal);
	help_clear(&controller->help);
	login_screen_clear(&controller->login);
	again_clear(&controller->again);
	accounts_screen_clear(&controller->accounts);
	guard_clear(&controller->guard);
	free(controller->details_id);
	lost_clear(&controller->lost);
	book_clear(&controller->book);
	rotation_clear(&controller->rotation);
	message_clear(&controller->message);
	history_clear(&controller->history);
	*controller = (struct controller){ 0 };
}

struct request
journey_request(struct controller *controller, enum request_kind kind)
{
	/* 0 stands for nothing that is waited for. */
	if (++controller->last_seq == 0)
		controller->last_seq = 1;
	return (struct request){ .seq = controller->last_seq, .kind = kind };
}

void
journey_tell(struct controller *controller, enum message_id id,
    enum message_tone tone, const char *subject)
{
	message_set(&controller->message, id, tone, subject);
}

static bool
is_control(struct key key, char letter)
{
	return key.code == KEYCODE_CHARACTER && key.has_control &&
	       key.scalar == (uint32_t)letter;
}

/*
 * On a screen that is too small nobody sees what a key would do: only those
 * that lead out of it count.
 */
static bool
is_blind(const struct controller *controller, struct key key)
{
	if (!controller->layout.is_too_small || is_control(key, 'c'))
		return false;
	return !bindings_has(&controller->bindings, key, COMMAND_QUIT) ||
	       controller->filter_is_open || controller->dialog_count > 0;
}

/* A person who goes on has read what was said. */
static void
count_as_seen(struct controller *controller)
{
	controller->message.is_seen = true;
	controller->form.refusal.is_seen = true;
	controller->deletion.refusal.is_seen = true;
	controller->delete_many.refusal.is_seen = true;
}

/* Fields take characters and dialogs the arrow block; the rest is free. */
static bool
key_has_no_other_use(struct key key)
{
	return key.code == KEYCODE_FUNCTION ||
	       (key.code == KEYCODE_CHARACTER && key.has_control);
}

/* To what lies on top. */
static void
give_key(struct controller *controller, struct key key, struct effects *out)
{
	switch (controller_dialog(controller)) {
	case DIALOG_NONE:
		browse_key(controller, key, out);
		break;
	case DIALOG_DETAILS:
		details_key(controller, key, out);
		break;
	case DIALOG_CREATE:
	case DIALOG_RENAME:
	case DIALOG_NOTE:
		form_key(controller, key, out);
		break;
	case DIALOG_DELETE:
		delete_key(controller, key, out);
		break;
	case DIALOG_DELETE_MANY:
		delete_many_key(controller, key, out);
		break;
	case DIALOG_CREATED:
		created_key(controller, key, out);
		break;
	case DIALOG_ROTATE:
		rotate_key(controller, key, out);
		break;
	case DIALOG_REVEAL:
		reveal_key(controller, key);
		break;
	case DIALOG_HELP:
		help_key(controller, key, out);
		break;
	case DIALOG_ACCOUNTS:
		accounts_key(controller, key, out);
		break;
	case DIALOG_GUARD:
		guard_key(controller, key, out);
		break;
	case DIALOG_LEAVE:
		leave_key(controller, key, out);
		break;
	case DIALOG_MESSAGES:
		messages_key(controller, key, out);
		break;
	case DIALOG_COLUMNS:
		columns_key(controller, key, out);
		break;
	case DIALOG_LOGIN:
		login_screen_key(controller, key, out);
		break;
	}
}

static void
take_key(struct controller *controller, struct key key, struct effects *out)
{
	enum dialog dialog = controller_dialog(controller);
	bool had_asked = controller->has_asked_to_quit;

	if (is_blind(controller, key))
		return;
	count_as_seen(controller);
	if (bindings_has(&controller->bindings, key, COMMAND_REDRAW) &&
	    key_has_no_other_use(key)) {
		effects_add(out, EFFECT_REDRAW);
		return;
	}
	if (dialog != DIALOG_NONE && dialog != DIALOG_LOGIN &&
	    is_control(key, 'c'))
		key = (struct key){ .code = KEYCODE_ESCAPE };
	give_key(controller, key, out);
	if (had_asked)
		controller->has_asked_to_quit = false;
}

static void
take_paste(struct controller *controller, const char *text, struct effects *out)
{
	bool is_taken = false;

	if (controller->layout.is_too_small)
		return;
	switch (controller_dialog(controller)) {
	case DIALOG_NONE:
		is_taken = browse_paste(controller, text);
		break;
	case DIALOG_CREATE:
	case DIALOG_RENAME:
	case DIALOG_NOTE:
		is_taken = form_paste(controller, text);
		break;
	case DIALOG_HELP:
		is_taken = help_paste(controller, text);
		break;
	case DIALOG_LOGIN:
		login_screen_paste(controller, text, out);
		is_taken = true;
		break;
	case DIALOG_DELETE_MANY:
		is_taken = delete_many_paste(controller, text);
		break;
	case DIALOG_CREATED:
		is_taken = created_file_paste(controller, text);
		break;
	case DIALOG_REVEAL:
		reveal_hide(controller);
		break;
	case DIALOG_DETAILS:
	case DIALOG_DELETE:
	case DIALOG_ROTATE:
	case DIALOG_ACCOUNTS:
	case DIALOG_GUARD:
	case DIALOG_LEAVE:
	case DIALOG_MESSAGES:
	case DIALOG_COLUMNS:
		break;
	}
	if (!is_taken)
		journey_tell(
		    controller, MESSAGE_PASTE_IGNORED, TONE_WARNING, NULL);
}

/* One line for each countdown and for what is on its way. */
static int
held_lines(const struct controller *controller)
{
	const struct holds *holds = &controller->holds;
	size_t lines = holds->count;

	/* What waits for the same dialog is told together. */
	if (controller->layout.is_compact && holds->stop == HOLD_COVERED)
		lines = lines > 1 ? 1 : lines;
	lines += bulk_is_running(controller) ? 1 : 0;
	return lines > LAYOUT_HELD_MAX ? LAYOUT_HELD_MAX : (int)lines;
}

void
journey_solve(struct controller *controller)
{
	layout_solve(
	    controller->size, &controller->columns, &controller->layout);
	layout_hold(&controller->layout, held_lines(controller));
	browse_follow(controller);
}

static void
take_size(struct controller *controller, struct size size)
{
	controller->size = size;
	journey_solve(controller);
}

/* What follows from any event. */
static void
settle(struct controller *controller, struct effects *out)
{
	load_show_later(controller);
	hold_go_on(controller);
	bulk_go_on(controller, out);
	book_settle(controller);
	book_write(controller, out);
	columns_keep_look(controller, out);
	if (controller->layout.held_wished != held_lines(controller))
		journey_solve(controller);
}

static void
start(struct controller *controller, struct effects *out)
{
	if (controller->given.has_session)
		browse_start(controller, out);
	else if (controller->given.storage.is_asked)
		login_screen_look(controller);
	else
		login_screen_open(controller, LOGIN_AT_START, out);
}

/* Time itself changes something. */
static void
tick(struct controller *controller, struct effects *out)
{
	int64_t now_ms = controller->now.steady_ms;

	message_count(&controller->message, now_ms);
	message_count(&controller->form.refusal, now_ms);
	message_count(&controller->deletion.refusal, now_ms);
	message_count(&controller->login.note, now_ms);
	login_screen_tick(controller, out);
	login_page_tick(controller, out);
	load_tick(controller, out);
	browse_search(controller);
	copy_tick(controller, out);
	reveal_tick(controller);
}

void
controller_update(
    struct controller *controller, struct event *event, struct effects *out)
{
	controller->now = event->now;
	keylist_set_now(controller->keys, event->now.wall_ms);
	hold_count(controller);
	switch (event->kind) {
	case EVENT_START:
		take_size(controller, event->size);
		start(controller, out);
		break;
	case EVENT_KEY:
		take_key(controller, event->key, out);
		break;
	case EVENT_PASTE:
		take_paste(controller, event->paste, out);
		break;
	case EVENT_MOUSE:
		count_as_seen(controller);
		mouse_take(controller, event->mouse, out);
		break;
	case EVENT_RESIZE:
		reveal_hide(controller);
		take_size(controller, event->size);
		break;
	case EVENT_REPLY:
		replies_take(controller, &event->reply, out);
		break;
	case EVENT_LOGIN:
		login_screen_hear(controller, &event->login, out);
		break;
	case EVENT_SESSION:
		controller->given.session_ends_ms = event->session_ends_ms;
		break;
	case EVENT_STORE:
		store_hear(controller, &event->store, out);
		break;
	case EVENT_TIME:
		tick(controller, out);
		break;
	case EVENT_CLIPBOARD:
		copy_hear(controller, &event->clipboard);
		break;
	case EVENT_FILE:
		created_file_hear(controller, &event->file);
		break;
	case EVENT_LEDGER:
		book_hear(controller, &event->ledger, out);
		break;
	case EVENT_FOCUS_LOST:
	case EVENT_SUSPEND:
		reveal_hide(controller);
		wish_give_up_reveal(controller);
		break;
	}
	settle(controller, out);
	history_keep(
	    &controller->history, &controller->message, event->now.wall_ms);
	history_keep(
	    &controller->history, &controller->login.note, event->now.wall_ms);
}

const struct apikey *
controller_current(const struct controller *controller)
{
	size_t row = (size_t)controller->cursor.row;

	return row < keylist_rows(controller->keys)
	           ? keylist_row(controller->keys, row)
	           : NULL;
}
