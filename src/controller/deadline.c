/* SPDX-License-Identifier: ISC */
/* When time itself changes something that is seen, or has to be done. */
#include "config.h"

#include "base/date.h"
#include "controller/journey.h"

#define SECOND_MS ((int64_t)1000)
#define MINUTE_MS ((int64_t)60 * 1000)
#define HOUR_MS (60 * MINUTE_MS)

/* How often a span is worded anew: hours and days need no minutes. */
static int64_t
step_of(int64_t span_ms)
{
	return span_ms < 2 * HOUR_MS ? MINUTE_MS : HOUR_MS;
}

/* How long until the session's time left is worded anew. */
static int64_t
session_wait(const struct controller *controller)
{
	int64_t ends = controller->given.session_ends_ms;
	int64_t now = controller->now.wall_ms;

	if (ends == DATE_NONE || ends <= now)
		return INT64_MAX;
	return (ends - now) % step_of(ends - now) + 1;
}

/* How long until the age of what is shown is worded anew. */
static int64_t
stale_wait(const struct controller *controller)
{
	int64_t age =
	    controller->now.wall_ms - controller->keys_loading.loaded_ms;

	if (controller_connection(controller) != CONNECTION_STALE || age < 0)
		return INT64_MAX;
	return step_of(age) - age % step_of(age);
}

/* How long until a use on a row that is seen is worded anew. */
static int64_t
use_wait(const struct controller *controller)
{
	const struct layout *layout = &controller->layout;
	long row = controller->cursor.top, end = row + layout->rows.rows;
	int64_t newest = DATE_NONE, age;

	if (layout->column[COLUMN_USED].columns == 0)
		return INT64_MAX;
	if (end > (long)keylist_rows(controller->keys))
		end = (long)keylist_rows(controller->keys);
	for (; row < end; row++) {
		const struct apikey *apikey =
		    keylist_row(controller->keys, (size_t)row);
		int64_t used = keylist_used_ms(controller->keys, apikey);

		newest = used > newest ? used : newest;
	}
	if (newest == DATE_NONE || newest > controller->now.wall_ms)
		return INT64_MAX;
	age = controller->now.wall_ms - newest;
	return step_of(age) - age % step_of(age);
}

/* How long until the minutes are counted on that the browser was waited for. */
static int64_t
login_wait(const struct controller *controller)
{
	const struct login_screen *login = &controller->login;

	if (!dialog_is_open(controller, DIALOG_LOGIN) || login->is_bare ||
	    login->stage != LOGIN_WAITING || login->port == 0)
		return INT64_MAX;
	return MINUTE_MS -
	       (controller->now.steady_ms - login->waits_since_ms) % MINUTE_MS;
}

/* How long until the seconds before this moment are counted on. */
static int64_t
count_down(const struct controller *controller, int64_t ends_ms)
{
	int64_t left = ends_ms - controller->now.steady_ms;

	if (ends_ms == INT64_MAX)
		return INT64_MAX;
	return left <= 0 ? 0 : (left - 1) % SECOND_MS + 1;
}

static int64_t
smaller(int64_t one, int64_t other)
{
	return one < other ? one : other;
}

/* When a second less is told somewhere. */
static int64_t
message_moment(const struct controller *controller)
{
	int64_t now_ms = controller->now.steady_ms;

	return smaller(smaller(message_deadline(&controller->message, now_ms),
	                   message_deadline(&controller->form.refusal, now_ms)),
	    smaller(message_deadline(&controller->deletion.refusal, now_ms),
	        message_deadline(&controller->login.note, now_ms)));
}

int64_t
controller_deadline(const struct controller *controller)
{
	int64_t wait =
	    smaller(smaller(login_wait(controller), hold_wait(controller)),
	        smaller(session_wait(controller), stale_wait(controller)));

	/* A search goes on as soon as keys and replies have been looked at. */
	if (keylist_is_searching(controller->keys))
		return controller->now.steady_ms;
	wait = smaller(
	    wait, count_down(controller, controller->copying.clears_ms));
	wait =
	    smaller(wait, count_down(controller, controller->reveal.hides_ms));
	wait = smaller(wait, use_wait(controller));
	if (wait != INT64_MAX)
		wait += controller->now.steady_ms;
	return smaller(smaller(wait, load_deadline(controller)),
	    smaller(message_moment(controller),
	        smaller(controller->login.closes_ms,
	            retry_deadline(&controller->login.retry))));
}
