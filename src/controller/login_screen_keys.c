/* SPDX-License-Identifier: ISC */
/* The keys of the login screen; a paste goes to its field from anywhere. */
#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "base/xmalloc.h"
#include "controller/journey.h"

/* How far the text of the screen can go; the view stops at its end. */
#define SCROLL_MAX 100

static void
note(struct login_screen *login, enum message_id id, enum message_tone tone)
{
	message_set(&login->note, id, tone, NULL);
}

/* Why there is nothing to open, copy or paste into. */
static void
note_missing_link(struct login_screen *login)
{
	enum message_id id = MESSAGE_LOGIN_TOO_EARLY;

	if (login->stage == LOGIN_BLOCKED)
		id = MESSAGE_LOGIN_NO_LINK;
	else if (login->stage == LOGIN_REDEEMING)
		id = MESSAGE_LOGIN_IS_REDEEMING;
	note(login, id, TONE_WARNING);
}

bool
journey_has_unfinished_work(const struct controller *controller)
{
	return dialog_is_open(controller, DIALOG_CREATE) ||
	       dialog_is_open(controller, DIALOG_RENAME) ||
	       dialog_is_open(controller, DIALOG_NOTE) ||
	       dialog_is_open(controller, DIALOG_ROTATE) ||
	       dialog_is_open(controller, DIALOG_DELETE) ||
	       dialog_is_open(controller, DIALOG_CREATED) ||
	       dialog_is_open(controller, DIALOG_DELETE_MANY) ||
	       controller->lost.is_open || controller->holds.count > 0 ||
	       bulk_is_running(controller);
}

/* The code works once, and may be at work: that is said first. */
static bool
asks_to_stop(struct login_screen *login)
{
	if (login->stage != LOGIN_REDEEMING ||
	    login->question != LOGIN_ASKS_NOTHING)
		return false;
	login->question = LOGIN_ASKS_TO_STOP;
	note(login, MESSAGE_LOGIN_ASKS_TO_STOP, TONE_WARNING);
	return true;
}

static void
leave(struct controller *controller, struct effects *out)
{
	struct login_screen *login = &controller->login;

	if (asks_to_stop(login))
		return;
	if (!journey_has_unfinished_work(controller) ||
	    login->question == LOGIN_ASKS_TO_LEAVE) {
		effects_add(out, EFFECT_QUIT);
		return;
	}
	login->question = LOGIN_ASKS_TO_LEAVE;
	note(login, MESSAGE_LOGIN_ASKS_TO_LEAVE, TONE_WARNING);
}

/* Back to what lies below, without a session. */
static void
go_back(struct controller *controller, struct effects *out)
{
	struct login_screen *login = &controller->login;

	if (login->seq != 0)
		effects_cancel(out, login->seq);
	effects_add(out, EFFECT_LOGIN_CLOSE);
	dialog_close(controller, DIALOG_LOGIN);
	login_screen_clear(login);
	controller->session_has_ended = true;
	journey_tell(controller, MESSAGE_NOT_LOGGED_IN, TONE_WARNING, NULL);
	again_give_up(controller);
}

/* Whether the screen lies over what was being done. */
static bool
has_way_back(const struct login_screen *login)
{
	return login->reason == LOGIN_SESSION_ENDED ||
	       login->reason == LOGIN_WRONG_ACCOUNT;
}

/* One step back: the field, what is waited for, then what lies below if
 * anything does. */
static void
escape(struct controller *controller, struct effects *out)
{
	struct login_screen *login = &controller->login;

	if (login->field_is_open) {
		login->field_is_open = false;
		field_set(&login->field, "");
		message_clear(&login->note);
	} else if (login->stage == LOGIN_REDEEMING) {
		if (!asks_to_stop(login))
			login_screen_stop(login);
	} else if (login_page_stop(login)) {
		return;
	} else if (!has_way_back(login)) {
		note(login, MESSAGE_LOGIN_NO_WAY_BACK, TONE_INFO);
	} else if (journey_has_unfinished_work(controller) &&
	           login->question != LOGIN_ASKS_TO_RETURN) {
		login->question = LOGIN_ASKS_TO_RETURN;
		note(login, MESSAGE_LOGIN_ASKS_TO_RETURN, TONE_WARNING);
	} else {
		go_back(controller, out);
	}
}

static void
open_browser(struct login_screen *login, struct effects *out)
{
	if (login->url == NULL)
		note_missing_link(login);
	else
		effects_add(out, EFFECT_BROWSER);
}

static void
show_bare(struct login_screen *login, struct effects *out)
{
	if (login->url == NULL) {
		note_missing_link(login);
		return;
	}
	login->is_bare = true;
	effects_add(out, EFFECT_BARE);
}

static void
copy(struct controller *controller, enum copy_what what, const char *text,
    struct effects *out)
{
	struct login_screen *login = &controller->login;

	if (controller->given.can_copy)
		copy_text(controller, what, NULL, text, out);
	else
		note(login, MESSAGE_NO_CLIPBOARD, TONE_WARNING);
}

char *
login_screen_tunnel(const struct controller *controller)
{
	int port = controller->login.port;

	return port == 0 || controller->given.ssh_target == NULL
	           ? NULL
	           : xasprintf("ssh -N -L %d:127.0.0.1:%d %s", port, port,
	                 controller->given.ssh_target);
}

static void
copy_link(struct controller *controller, struct effects *out)
{
	struct login_screen *login = &controller->login;

	if (login->url == NULL)
		note_missing_link(login);
	else
		copy(controller, COPY_LINK, login->url, out);
}

static void
copy_tunnel(struct controller *controller, struct effects *out)
{
	char *tunnel = login_screen_tunnel(controller);

	if (tunnel == NULL)
		note(&controller->login, MESSAGE_NO_TUNNEL, TONE_WARNING);
	else
		copy(controller, COPY_TUNNEL, tunnel, out);
	free(tunnel);
}

/* Only where the port of redirect_uri cannot be listened on. */
static void
take_free_port(struct controller *controller, struct effects *out)
{
	struct login_screen *login = &controller->login;

	if (login->stage != LOGIN_BLOCKED &&
	    (login->stage != LOGIN_WAITING || login->port != 0))
		return;
	message_clear(&login->note);
	login->is_on_any_port = true;
	login_screen_restart(controller, true, out);
}

static void
open_field(struct login_screen *login)
{
	if (login->stage != LOGIN_WAITING) {
		note_missing_link(login);
		return;
	}
	login->field_is_open = true;
	message_clear(&login->note);
}

static void
submit(struct login_screen *login, struct effects *out)
{
	if (login->field.text.length == 0)
		note(login, MESSAGE_LOGIN_NO_ADDRESS, TONE_WARNING);
	else
		effects_add_text(
		    out, EFFECT_LOGIN_PASTE, field_text(&login->field));
}

static bool
is_plain(struct key key)
{
	return key.code == KEYCODE_CHARACTER && !key.has_control;
}

bool
login_screen_owns(struct key key)
{
	return is_plain(key) && key.scalar < 0x80 &&
	       strchr("octbpf", (int)key.scalar) != NULL;
}

static void
take_letter(struct controller *controller, uint32_t letter, struct effects *out)
{
	struct login_screen *login = &controller->login;

	switch (letter) {
	case 'o':
		open_browser(login, out);
		break;
	case 'c':
		copy_link(controller, out);
		break;
	case 't':
		copy_tunnel(controller, out);
		break;
	case 'b':
		show_bare(login, out);
		break;
	case 'p':
		open_field(login);
		break;
	case 'f':
		take_free_port(controller, out);
		break;
	}
}

static void
scroll(struct controller *controller, struct key key)
{
	struct login_screen *login = &controller->login;
	struct cursor cursor = { .row = login->scroll };

	key = bindings_arrow(&controller->bindings, key);
	if (cursor_key(&cursor, key, SCROLL_MAX, controller->size.rows / 2))
		login->scroll = cursor.row;
}

static bool
begins_anew(const struct login_screen *login, struct key key)
{
	return key.code == KEYCODE_ENTER &&
	       (login->stage == LOGIN_FAILED || login->stage == LOGIN_BLOCKED);
}

/* A person who presses Enter wants the login; a reload only looks again. */
static void
press(struct controller *controller, struct key key, struct effects *out)
{
	struct login_screen *login = &controller->login;

	if (key.code == KEYCODE_ENTER && login->field_is_open)
		submit(login, out);
	else if (begins_anew(login, key))
		login_screen_restart(controller, true, out);
	else if (login->field_is_open && field_key(&login->field, key))
		return;
	else if (!login->field_is_open && login_screen_owns(key))
		take_letter(controller, key.scalar, out);
	else if (bindings_has(&controller->bindings, key, COMMAND_RELOAD) &&
	         login->stage != LOGIN_REDEEMING &&
	         login->stage != LOGIN_LOOKING)
		login_screen_restart(controller, false, out);
	else if (!login->field_is_open &&
	         bindings_has(&controller->bindings, key, COMMAND_ACCOUNTS))
		accounts_open(controller, out);
	else if (!login->field_is_open && !undo_takes_key(controller, key))
		scroll(controller, key);
}

static bool
is_control_c(struct key key)
{
	return key.code == KEYCODE_CHARACTER && key.has_control &&
	       key.scalar == 'c';
}

/* Ctrl-C goes one step back, and out where there is nothing to go back to. */
static bool
is_leaving(const struct controller *controller, struct key key)
{
	const struct login_screen *login = &controller->login;
	bool is_quit = bindings_has(&controller->bindings, key, COMMAND_QUIT) &&
	               !login_screen_owns(key) && key.code != KEYCODE_ENTER &&
	               !is_control_c(key) && !login->field_is_open;

	return is_quit || (is_control_c(key) && !has_way_back(login));
}

/* A question is answered by the same key once more; others take it back. */
static bool
takes_back(const struct controller *controller, struct key key)
{
	const struct login_screen *login = &controller->login;
	bool is_escape = key.code == KEYCODE_ESCAPE || is_control_c(key);

	switch (login->question) {
	case LOGIN_ASKS_NOTHING:
		return false;
	case LOGIN_ASKS_TO_LEAVE:
		return !is_leaving(controller, key);
	case LOGIN_ASKS_TO_RETURN:
		return !is_escape;
	case LOGIN_ASKS_TO_STOP:
		return !is_escape && !is_leaving(controller, key);
	}
	return false;
}

void
login_screen_key(
    struct controller *controller, struct key key, struct effects *out)
{
	struct login_screen *login = &controller->login;

	if (login->is_bare) {
		login->is_bare = false;
		effects_add(out, EFFECT_FRAME);
	} else if (takes_back(controller, key)) {
		login->question = LOGIN_ASKS_NOTHING;
		message_clear(&login->note);
	} else if (is_leaving(controller, key)) {
		leave(controller, out);
	} else if (key.code == KEYCODE_ESCAPE || is_control_c(key)) {
		escape(controller, out);
	} else {
		press(controller, key, out);
	}
}

void
login_screen_paste(
    struct controller *controller, const char *text, struct effects *out)
{
	struct login_screen *login = &controller->login;

	if (login->is_bare)
		effects_add(out, EFFECT_FRAME);
	login->is_bare = false;
	login->question = LOGIN_ASKS_NOTHING;
	if (login->stage != LOGIN_WAITING) {
		note_missing_link(login);
		return;
	}
	field_set(&login->field, "");
	login->field_is_open = true;
	if (field_paste(&login->field, text))
		submit(login, out);
	else
		note(login, MESSAGE_LOGIN_TOO_LONG, TONE_WARNING);
}
