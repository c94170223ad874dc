/* SPDX-License-Identifier: ISC */
/* Carries events to the controller and its effects to where they are done. */
#include "config.h"

#include "loop.h"

#include <limits.h>
#include <unistd.h>

#include "loop_handout.h"
#include "loop_ledger.h"
#include "loop_login.h"
#include "loop_moment.h"
#include "loop_store.h"
#include "os/signals.h"
#include "ui/view.h"

/* One turn handles everything that has come in, and then draws once. */
struct loop {
	struct controller *controller;
	struct auth *auth;
	struct term *term;
	struct loop_login login;
	struct loop_handout handout;
	struct loop_ledger ledger;
	const struct look_file *look_file;
	int64_t session_ends_ms; /* as the controller was told last */
	struct effects effects;
	size_t noted; /* so many of them has the ledger seen */
	bool has_changed;
	bool has_ended;
	struct loop_result result;
};

enum {
	FD_TERMINAL,
	FD_SIGNALS,
	FD_COUNT,
};

static void
end(struct loop *loop, enum loop_end how, int signal)
{
	loop->has_ended = true;
	loop->result.end = how;
	loop->result.signal = signal;
}

/* False: no signal was seen that ends the program. */
static bool
end_by(struct loop *loop, const struct signals_seen *seen)
{
	if (seen->has_hangup)
		end(loop, LOOP_HANGUP, 0);
	else if (seen->fatal != 0)
		end(loop, LOOP_SIGNAL, seen->fatal);
	return seen->has_hangup || seen->fatal != 0;
}

/* Takes what the event owns. */
static void
update(struct loop *loop, struct event *event)
{
	event->now = loop_moment();
	controller_update(loop->controller, event, &loop->effects);
	event_clear(event);
	loop->has_changed = true;
}

static void
resize(struct loop *loop)
{
	struct event event = { .kind = EVENT_RESIZE };

	event.size = term_resize(loop->term);
	update(loop, &event);
}

static void
take_back(struct loop *loop)
{
	auth_wake(loop->auth);
	term_resume(loop->term);
	if (loop->controller->login.is_bare)
		view_bare(loop->controller, loop->term);
	resize(loop);
}

static void
suspend(struct loop *loop)
{
	struct event event = { .kind = EVENT_SUSPEND };
	struct signals_seen seen;

	/* What nobody else may see is off the terminal before it is left. */
	update(loop, &event);
	view_draw(loop->controller, loop->term);
	term_suspend(loop->term);
	signals_stop_self();
	/* That it goes on is known here; other signals stay in force. */
	signals_read(&seen);
	if (!end_by(loop, &seen))
		take_back(loop);
}

static void
read_signals(struct loop *loop)
{
	struct signals_seen seen;

	signals_read(&seen);
	if (end_by(loop, &seen))
		return;
	if (seen.has_suspend)
		suspend(loop);
	else if (seen.has_continue)
		take_back(loop);
	else if (seen.has_resize)
		resize(loop);
}

static bool
wants_to_end(const struct effects *effects)
{
	size_t i;

	for (i = 0; i < effects->count; i++)
		if (effects->items[i].kind == EFFECT_QUIT ||
		    effects->items[i].kind == EFFECT_SWITCH)
			return true;
	return false;
}

static void
read_ledger(struct loop *loop)
{
	struct event event;

	while (loop_ledger_next(&loop->ledger, &event))
		update(loop, &event);
}

/* Before it is seen: what was told must be known, wherever keyrack ends. */
static void
note_deeds(struct loop *loop)
{
	for (; loop->noted < loop->effects.count; loop->noted++)
		loop_ledger_do(
		    &loop->ledger, &loop->effects.items[loop->noted]);
	/* The next key may be about what is read here. */
	if (loop->ledger.is_awaited)
		read_ledger(loop);
}

static void
read_terminal(struct loop *loop)
{
	struct event event;
	bool is_gone = false;

	while (!wants_to_end(&loop->effects) &&
	       term_read(loop->term, &event, &is_gone)) {
		update(loop, &event);
		note_deeds(loop);
	}
	if (is_gone)
		end(loop, LOOP_HANGUP, 0);
}

static void
read_replies(struct loop *loop)
{
	struct event event = { .kind = EVENT_REPLY };

	while (auth_next(loop->auth, &event.reply)) {
		if (event.reply.kind == REQUEST_LIST)
			loop_ledger_ask(&loop->ledger);
		event.kind = EVENT_REPLY;
		update(loop, &event);
	}
}

static void
read_login(struct loop *loop)
{
	struct event event;

	loop_login_run(&loop->login);
	while (loop_login_next(&loop->login, &event))
		update(loop, &event);
}

static void
read_handouts(struct loop *loop)
{
	struct event event;

	while (loop_handout_next(&loop->handout, &event))
		update(loop, &event);
}

/* A session that is refreshed ends later than was known. */
static void
tell_session(struct loop *loop)
{
	struct event event = { .kind = EVENT_SESSION,
		.session_ends_ms = auth_session_ends_ms(loop->auth) };

	if (event.session_ends_ms == loop->session_ends_ms)
		return;
	loop->session_ends_ms = event.session_ends_ms;
	update(loop, &event);
}

static void
tell_time(struct loop *loop)
{
	struct event event = { .kind = EVENT_TIME };

	if (loop_moment().steady_ms >= controller_deadline(loop->controller))
		update(loop, &event);
}

/*
 * Screen first: what can be seen need not wait for libcurl to start, which
 * it does with its first request.
 */
static void
draw(struct loop *loop)
{
	enum effect_kind kind;

	for (size_t i = 0; i < loop->effects.count; i++) {
		kind = loop->effects.items[i].kind;
		if (kind == EFFECT_FRAME)
			term_resume(loop->term);
		else if (kind == EFFECT_REDRAW)
			term_redraw(loop->term);
	}
	if (loop->has_changed)
		view_draw(loop->controller, loop->term);
	loop->has_changed = false;
}

static void
do_effect(struct loop *loop, struct effect *effect)
{
	switch (effect->kind) {
	case EFFECT_REQUEST:
		auth_submit(loop->auth, &effect->request);
		break;
	case EFFECT_CANCEL:
		auth_cancel(loop->auth, effect->cancel);
		break;
	case EFFECT_QUIT:
		end(loop, LOOP_QUIT, 0);
		break;
	case EFFECT_SWITCH:
		end(loop, LOOP_SWITCH, 0);
		loop->result.account = effect->account;
		break;
	case EFFECT_COPY:
	case EFFECT_COPY_TOKEN:
	case EFFECT_COPY_STOP:
	case EFFECT_CLIPBOARD_CLEAR:
	case EFFECT_WRITE_TOKEN:
		loop_handout_do(&loop->handout, effect);
		break;
	case EFFECT_KEEP_LOOK:
		look_file_write(loop->look_file, &effect->look);
		break;
	case EFFECT_BARE:
		view_bare(loop->controller, loop->term);
		break;
	case EFFECT_LOGIN_OPEN:
	case EFFECT_LOGIN_ADDRESS:
	case EFFECT_LOGIN_PASTE:
	case EFFECT_LOGIN_FINISH:
	case EFFECT_LOGIN_CLOSE:
	case EFFECT_BROWSER:
		loop_login_do(&loop->login, effect);
		break;
	case EFFECT_LEDGER:
	case EFFECT_READ_LEDGER:
	case EFFECT_REDRAW:
	case EFFECT_FRAME:
		break;
	}
}

static void
do_effects(struct loop *loop)
{
	for (size_t i = 0; i < loop->effects.count; i++)
		do_effect(loop, &loop->effects.items[i]);
	effects_clear(&loop->effects);
	loop->noted = 0;
}

static int
time_to_wait(const struct controller *controller)
{
	int64_t deadline = controller_deadline(controller), wait;

	if (deadline == INT64_MAX)
		return -1;
	wait = deadline - loop_moment().steady_ms;
	return wait < 0 ? 0 : wait > INT_MAX ? INT_MAX : (int)wait;
}

static void
wait(struct loop *loop, struct wait_fd *fds)
{
	int listener[LOGIN_FDS_MAX];
	size_t listeners = loop_login_fds(&loop->login, listener);
	size_t count = FD_COUNT;

	for (size_t i = 0; i < listeners; i++)
		fds[count++].fd = listener[i];
	count += loop_handout_fds(&loop->handout, fds + count);
	auth_wait(loop->auth, fds, count,
	    loop_moment_shorter(
	        loop_moment_shorter(time_to_wait(loop->controller),
	            loop_login_timeout_ms(&loop->login)),
	        loop_moment_shorter(loop_handout_timeout_ms(&loop->handout),
	            loop_ledger_timeout_ms(&loop->ledger))));
}

static void
turn(struct loop *loop)
{
	struct event event;
	struct wait_fd fds[FD_COUNT + LOGIN_FDS_MAX + LOOP_HANDOUT_FDS_MAX] = {
		[FD_TERMINAL] = { .fd = STDIN_FILENO },
		[FD_SIGNALS] = { .fd = signals_fd() },
	};

	wait(loop, fds);
	read_ledger(loop);
	if (fds[FD_SIGNALS].is_ready)
		read_signals(loop);
	if (fds[FD_TERMINAL].is_ready && !loop->has_ended)
		read_terminal(loop);
	if (loop->has_ended)
		return;
	read_replies(loop);
	read_login(loop);
	read_handouts(loop);
	tell_session(loop);
	while (loop_store_next(loop->auth, &event))
		update(loop, &event);
	tell_time(loop);
	note_deeds(loop);
	if (!wants_to_end(&loop->effects))
		draw(loop);
	do_effects(loop);
}

struct loop_result
loop_run(struct controller *controller, const struct loop_tools *tools)
{
	struct signals_seen seen;
	struct loop loop = {
		.controller = controller,
		.auth = tools->auth,
		.term = tools->term,
		.look_file = tools->look_file,
		.login = { .options = tools->login,
		    .browser = tools->browser,
		    .auth = tools->auth },
		.session_ends_ms = auth_session_ends_ms(tools->auth),
	};
	struct event start = { .kind = EVENT_START };

	loop_ledger_init(&loop.ledger, tools->ledger);
	controller->given.can_copy = loop_handout_init(
	    &loop.handout, tools->term, tools->is_over_ssh, tools->clipboard);
	start.size = term_resize(tools->term);
	update(&loop, &start);
	read_ledger(&loop);
	note_deeds(&loop);
	draw(&loop);
	do_effects(&loop);
	while (!loop.has_ended)
		turn(&loop);
	loop.result.is_on_clipboard = loop_handout_finish(&loop.handout,
	    loop.result.end != LOOP_HANGUP, &seen, &loop.result.clipboard);
	end_by(&loop, &seen);
	effects_clear(&loop.effects);
	loop_login_clear(&loop.login);
	loop_handout_clear(&loop.handout);
	loop.result.has_lost_lines =
	    !loop_ledger_clear(&loop.ledger, &loop.result.ledger);
	return loop.result;
}
