/* SPDX-License-Identifier: ISC */
/* Tries one route after the other, and remembers what is to be cleared. */
#include "config.h"

#include "os/clipboard.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "base/xmalloc.h"

#define LIMIT_MS 30000
#define OUTPUT_MAX ((size_t)64 * 1024)
#define BLANK " "

/* What the program that runs is to do. */
enum phase {
	PHASE_NONE,
	PHASE_ASK,
	PHASE_COPY,
	PHASE_READ,
	PHASE_OVERWRITE,
	PHASE_CLEAR,
};

struct clipboard {
	enum clipboard_route routes[ROUTE_COUNT];
	size_t count;
	size_t at; /* which of them is tried */
	struct clipboard_terminal terminal;
	enum phase phase;
	struct helper *helper; /* NULL only in PHASE_NONE */
	struct secret text;    /* on its way */
	bool is_token;
	struct secret held; /* a token on the clipboard, to be cleared */
	enum clipboard_route held_by;
	bool has_news;
	struct clipboard_news news;
};

struct clipboard *
clipboard_new(const enum clipboard_route *routes, size_t count,
    struct clipboard_terminal terminal)
{
	struct clipboard *clipboard = xcalloc(1, sizeof(*clipboard));

	memcpy(clipboard->routes, routes, count * sizeof(*routes));
	clipboard->count = count;
	clipboard->terminal = terminal;
	return clipboard;
}

struct clipboard *
clipboard_new_here(const struct clipboard_place *place,
    enum clipboard_choice choice, struct clipboard_terminal terminal)
{
	enum clipboard_route routes[ROUTE_COUNT];
	struct clipboard_place here = *place;
	size_t count;

	clipboard_place_here(&here);
	count = clipboard_routes(&here, choice, routes);
	return clipboard_new(routes, count, terminal);
}

bool
clipboard_has_route(const struct clipboard *clipboard)
{
	return clipboard->count > 0;
}

static void
forget_program(struct clipboard *clipboard)
{
	helper_free(clipboard->helper);
	clipboard->helper = NULL;
	clipboard->phase = PHASE_NONE;
}

void
clipboard_free(struct clipboard *clipboard)
{
	if (clipboard == NULL)
		return;
	forget_program(clipboard);
	secret_clear(&clipboard->text);
	secret_clear(&clipboard->held);
	free(clipboard);
}

static void
tell(struct clipboard *clipboard, enum clipboard_deed deed,
    enum clipboard_route route, const struct error *error)
{
	clipboard->has_news = true;
	clipboard->news = (struct clipboard_news){ deed, route, { 0 } };
	if (error != NULL)
		clipboard->news.error = *error;
}

/* False, with *err, where it cannot be started. */
static bool
run(struct clipboard *clipboard, enum phase phase, const char *const *words,
    const struct secret *input, struct error *err)
{
	bool is_heard = phase == PHASE_ASK || phase == PHASE_READ;
	struct helper_options options = { .words = words,
		.input = input,
		.output_max = is_heard ? OUTPUT_MAX : 0,
		.limit_ms = LIMIT_MS };

	forget_program(clipboard);
	clipboard->helper = helper_new(&options, err);
	if (clipboard->helper != NULL)
		clipboard->phase = phase;
	return clipboard->helper != NULL;
}

/* What was there before is there no more. */
static void
take_over(struct clipboard *clipboard, enum clipboard_route route)
{
	if (clipboard->is_token) {
		secret_take(&clipboard->held, &clipboard->text);
		clipboard->held_by = route;
	} else {
		secret_clear(&clipboard->held);
	}
	secret_clear(&clipboard->text);
}

static void
succeed(struct clipboard *clipboard, enum clipboard_route route)
{
	forget_program(clipboard);
	take_over(clipboard, route);
	tell(clipboard, CLIPBOARD_COPIED, route, NULL);
}

/* A program that is not there says less than one that failed. */
static void
note_failure(struct clipboard *clipboard, const struct error *err)
{
	struct error *known = &clipboard->news.error;

	if (known->kind == ERROR_NONE || known->code == ENOENT)
		*known = *err;
}

static bool
is_of_terminal(enum clipboard_route route)
{
	return route == ROUTE_SCREEN || route == ROUTE_OSC52;
}

static bool
start_copy(
    struct clipboard *clipboard, enum clipboard_route route, struct error *err)
{
	const struct clipboard_programs *programs = clipboard_programs(route);

	return programs->ask[0] == NULL
	           ? run(clipboard, PHASE_COPY, programs->copy,
	                 &clipboard->text, err)
	           : run(clipboard, PHASE_ASK, programs->ask, NULL, err);
}

/* Goes on with the routes from the present one on. */
static void
try_routes(struct clipboard *clipboard)
{
	enum clipboard_route route;
	struct error err = { 0 };

	for (; clipboard->at < clipboard->count; clipboard->at++) {
		route = clipboard->routes[clipboard->at];
		if (!is_of_terminal(route)) {
			if (start_copy(clipboard, route, &err))
				return;
		} else if (clipboard->terminal.write(
		               clipboard->terminal.context,
		               secret_bytes(&clipboard->text),
		               route == ROUTE_SCREEN, &err)) {
			succeed(clipboard, route);
			return;
		}
		note_failure(clipboard, &err);
	}
	err = clipboard->news.error;
	forget_program(clipboard);
	secret_clear(&clipboard->text);
	tell(clipboard, CLIPBOARD_NOT_COPIED, ROUTE_NONE, &err);
}

void
clipboard_copy(struct clipboard *clipboard, struct secret *text, bool is_token)
{
	clipboard_stop(clipboard);
	secret_take(&clipboard->text, text);
	clipboard->is_token = is_token;
	clipboard->at = 0;
	clipboard->has_news = false;
	clipboard->news = (struct clipboard_news){ 0 };
	try_routes(clipboard);
}

/* A program that is given up may have copied a token already. */
void
clipboard_stop(struct clipboard *clipboard)
{
	if (clipboard->phase == PHASE_COPY && clipboard->is_token)
		take_over(clipboard, clipboard->routes[clipboard->at]);
	forget_program(clipboard);
	secret_clear(&clipboard->text);
}

static void
end_clearing(struct clipboard *clipboard, enum clipboard_deed deed,
    const struct error *err)
{
	forget_program(clipboard);
	secret_clear(&clipboard->held);
	tell(clipboard, deed, clipboard->held_by, err);
}

static void
overwrite_terminal(struct clipboard *clipboard)
{
	struct error err = { 0 };

	if (clipboard->terminal.write == NULL) {
		error_set(&err, ERROR_SYSTEM, ENOTTY, "the terminal has gone");
		end_clearing(clipboard, CLIPBOARD_NOT_CLEARED, &err);
		return;
	}
	if (clipboard->terminal.write(clipboard->terminal.context, BLANK,
	        clipboard->held_by == ROUTE_SCREEN, &err))
		end_clearing(clipboard, CLIPBOARD_OVERWRITTEN, NULL);
	else
		end_clearing(clipboard, CLIPBOARD_NOT_CLEARED, &err);
}

/* One step of clearing, which ends where it cannot be started. */
static void
clear_by(struct clipboard *clipboard, enum phase phase,
    const char *const *words, const char *input)
{
	struct secret given = { 0 };
	struct error err = { 0 };

	secret_set(&given, input, strlen(input));
	if (!run(clipboard, phase, words, &given, &err))
		end_clearing(clipboard, CLIPBOARD_NOT_CLEARED, &err);
	secret_clear(&given);
}

void
clipboard_clear(struct clipboard *clipboard)
{
	clipboard_stop(clipboard);
	if (secret_is_empty(&clipboard->held))
		return;
	if (is_of_terminal(clipboard->held_by))
		overwrite_terminal(clipboard);
	else
		clear_by(clipboard, PHASE_READ,
		    clipboard_programs(clipboard->held_by)->read, "");
}

/* Whatever its step, the program that reads stands for the route. */
bool
clipboard_give_up(struct clipboard *clipboard, struct clipboard_news *out)
{
	struct error err;

	if (clipboard->phase == PHASE_NONE || clipboard->phase == PHASE_ASK ||
	    clipboard->phase == PHASE_COPY)
		return false;
	error_set(&err, ERROR_SYSTEM, ETIMEDOUT, "%s: it has not ended",
	    clipboard_programs(clipboard->held_by)->read[0]);
	end_clearing(clipboard, CLIPBOARD_NOT_CLEARED, &err);
	clipboard->has_news = false;
	*out = clipboard->news;
	return true;
}

void
clipboard_lose_terminal(struct clipboard *clipboard)
{
	clipboard->terminal.write = NULL;
}

static bool
still_holds(const struct clipboard *clipboard)
{
	const struct buffer *output = helper_output(clipboard->helper);
	struct secret seen = { 0 };
	bool is_equal;

	secret_set(&seen, buffer_text(output), output->length);
	is_equal = secret_is_equal(&seen, &clipboard->held);
	secret_clear(&seen);
	return is_equal;
}

/* A token is not that long. */
static bool
holds_other(const struct clipboard *clipboard, enum helper_state state)
{
	return state == HELPER_DONE
	           ? !still_holds(clipboard)
	           : helper_error(clipboard->helper)->code == EMSGSIZE;
}

/* Whether or not it could be read, what was handed on is overwritten. */
static void
go_on_clearing(struct clipboard *clipboard, enum helper_state state)
{
	const struct clipboard_programs *programs =
	    clipboard_programs(clipboard->held_by);
	bool was_handed_on = programs->overwrite[0] != NULL;
	struct error err = *helper_error(clipboard->helper);

	if (clipboard->phase == PHASE_READ && holds_other(clipboard, state))
		end_clearing(clipboard, CLIPBOARD_CHANGED, NULL);
	else if (clipboard->phase == PHASE_READ && was_handed_on)
		clear_by(
		    clipboard, PHASE_OVERWRITE, programs->overwrite, BLANK);
	else if (state == HELPER_FAILED)
		end_clearing(clipboard, CLIPBOARD_NOT_CLEARED, &err);
	else if (clipboard->phase != PHASE_CLEAR)
		clear_by(clipboard, PHASE_CLEAR, programs->clear, "");
	else
		end_clearing(clipboard,
		    was_handed_on ? CLIPBOARD_OVERWRITTEN : CLIPBOARD_CLEARED,
		    NULL);
}

static void
try_next(struct clipboard *clipboard, const struct error *err)
{
	if (err->kind != ERROR_NONE)
		note_failure(clipboard, err);
	clipboard->at++;
	try_routes(clipboard);
}

static void
go_on_copying(struct clipboard *clipboard, enum helper_state state)
{
	enum clipboard_route route = clipboard->routes[clipboard->at];
	const struct clipboard_programs *programs = clipboard_programs(route);
	struct error err = *helper_error(clipboard->helper);

	if (clipboard->phase == PHASE_COPY && state == HELPER_DONE) {
		succeed(clipboard, route);
		return;
	}
	if (clipboard->phase == PHASE_ASK && state == HELPER_DONE &&
	    strstr(buffer_text(helper_output(clipboard->helper)),
	        programs->needed) != NULL &&
	    run(clipboard, PHASE_COPY, programs->copy, &clipboard->text, &err))
		return;
	try_next(clipboard, &err);
}

bool
clipboard_run(struct clipboard *clipboard, struct clipboard_news *out)
{
	enum helper_state state;

	if (clipboard->helper != NULL) {
		state = helper_run(clipboard->helper);
		if (state == HELPER_RUNS)
			return false;
		if (clipboard->phase == PHASE_ASK ||
		    clipboard->phase == PHASE_COPY)
			go_on_copying(clipboard, state);
		else
			go_on_clearing(clipboard, state);
	}
	if (!clipboard->has_news)
		return false;
	clipboard->has_news = false;
	*out = clipboard->news;
	return true;
}

const struct helper *
clipboard_helper(const struct clipboard *clipboard)
{
	return clipboard->helper;
}

bool
clipboard_has_news(const struct clipboard *clipboard)
{
	return clipboard->has_news;
}
