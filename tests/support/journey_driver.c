/* SPDX-License-Identifier: ISC */
/* Events in, effects sorted into what is pending and what was counted. */
#include "config.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "base/date.h"
#include "base/xmalloc.h"
#include "support/journey_driver.h"

#define NOW_MS INT64_C(1767312000000)
#define TOKEN_OF_NEW "nxk_0123456789abcdef"

static void
drop_pending(struct driver *driver, uint32_t seq)
{
	for (size_t i = 0; i < driver->pending_count; i++) {
		if (driver->pending[i].seq != seq)
			continue;
		request_clear(&driver->pending[i]);
		driver->pending_count--;
		memmove(&driver->pending[i], &driver->pending[i + 1],
		    (driver->pending_count - i) * sizeof(struct request));
		return;
	}
	fail_msg("request %u is not on its way", seq);
}

static void
carry_out(struct driver *driver, struct effect *effect)
{
	struct request *slot = &driver->pending[driver->pending_count];

	driver->effects[effect->kind]++;
	switch (effect->kind) {
	case EFFECT_REQUEST:
		assert_true(driver->pending_count < DRIVER_PENDING_MAX);
		driver->sent[effect->request.kind]++;
		driver->pending_count++;
		*slot = (struct request){ 0 };
		request_take(slot, &effect->request);
		break;
	case EFFECT_CANCEL:
		driver->cancelled++;
		drop_pending(driver, effect->cancel);
		break;
	case EFFECT_REDRAW:
		driver->redraws++;
		break;
	case EFFECT_QUIT:
		driver->has_quit = true;
		break;
	case EFFECT_SWITCH:
		driver->switched_to = (long)effect->account;
		break;
	case EFFECT_LOGIN_ADDRESS:
	case EFFECT_LOGIN_PASTE:
	case EFFECT_COPY:
	case EFFECT_COPY_TOKEN:
		secret_take(&driver->text, &effect->text);
		break;
	case EFFECT_WRITE_TOKEN:
		secret_take(&driver->text, &effect->file.token);
		snprintf(driver->path, sizeof(driver->path), "%s",
		    effect->file.path);
		break;
	case EFFECT_LEDGER:
	case EFFECT_READ_LEDGER:
	case EFFECT_KEEP_LOOK:
	case EFFECT_COPY_STOP:
	case EFFECT_CLIPBOARD_CLEAR:
	case EFFECT_LOGIN_OPEN:
	case EFFECT_LOGIN_FINISH:
	case EFFECT_LOGIN_CLOSE:
	case EFFECT_BROWSER:
	case EFFECT_BARE:
	case EFFECT_FRAME:
		break;
	}
}

static void
answer_reading(struct driver *driver)
{
	struct event event = { .kind = EVENT_LEDGER,
		.ledger.kind = LEDGER_NEWS_SAME };

	if (driver->read != NULL) {
		event.ledger.kind = LEDGER_NEWS_READ;
		ledger_take(&event.ledger.ledger, driver->read);
		driver->read = NULL;
	}
	driver_send(driver, &event);
}

void
driver_send(struct driver *driver, struct event *event)
{
	struct effects effects = { 0 };
	size_t readings = driver->effects[EFFECT_READ_LEDGER];

	driver->steady_ms += 10;
	event->now.steady_ms = driver->steady_ms;
	event->now.wall_ms = NOW_MS + driver->steady_ms;
	controller_update(&driver->controller, event, &effects);
	for (size_t i = 0; i < effects.count; i++)
		carry_out(driver, &effects.items[i]);
	effects_clear(&effects);
	event_clear(event);
	if (driver->effects[EFFECT_READ_LEDGER] > readings)
		answer_reading(driver);
	if (driver->controller.rotation.is_noting && !driver->is_ledger_stuck)
		driver_send(driver, &(struct event){ .kind = EVENT_LEDGER,
		                        .ledger.kind = LEDGER_NEWS_WRITTEN });
}

void
driver_start_given(struct driver *driver, const struct given *given)
{
	struct event event = { .kind = EVENT_START, .size = { 80, 24 } };

	*driver = (struct driver){ .switched_to = -1 };
	controller_init(&driver->controller, given);
	driver_send(driver, &event);
}

void
driver_start(struct driver *driver)
{
	struct given given = { .account = "default",
		.host = "example.org",
		.session_ends_ms = DATE_NONE,
		.has_session = true,
		.no_browser = BROWSER_STARTS,
		.can_copy = true,
		.clipboard_clear_s = 45,
		.reveal_s = 10 };

	driver_start_given(driver, &given);
}

void
driver_start_without_session(struct driver *driver, enum no_browser no_browser)
{
	struct given given = { .account = "default",
		.host = "example.org",
		.session_ends_ms = DATE_NONE,
		.no_browser = no_browser,
		.ssh_target =
		    no_browser == BROWSER_OVER_SSH ? "ada@far.example" : NULL,
		.can_copy = true,
		.clipboard_clear_s = 45,
		.reveal_s = 10,
		.storage.path = "/home/ada/.local/state/keyrack/default" };

	driver_start_given(driver, &given);
}

void
driver_start_loaded(struct driver *driver)
{
	driver_start(driver);
	driver_put(driver, "k1", "alpha");
	driver_put(driver, "k2", "beta");
	driver_put(driver, "k3", "gamma");
	driver_answer_profile(driver);
	driver_answer_list(driver);
}

void
driver_end(struct driver *driver)
{
	controller_clear(&driver->controller);
	for (size_t i = 0; i < driver->pending_count; i++)
		request_clear(&driver->pending[i]);
	secret_clear(&driver->text);
}

static void
press(struct driver *driver, struct key key)
{
	struct event event = { .kind = EVENT_KEY, .key = key };

	driver_send(driver, &event);
}

void
driver_code(struct driver *driver, enum key_code code)
{
	press(driver, (struct key){ .code = code });
}

void
driver_function(struct driver *driver, uint32_t number)
{
	press(
	    driver, (struct key){ .code = KEYCODE_FUNCTION, .scalar = number });
}

void
driver_control(struct driver *driver, char letter)
{
	press(
	    driver, (struct key){ KEYCODE_CHARACTER, (uint32_t)letter, true });
}

void
driver_type(struct driver *driver, const char *text)
{
	for (; *text != '\0'; text++)
		press(driver,
		    (struct key){ KEYCODE_CHARACTER, (uint32_t)*text, false });
}

void
driver_paste(struct driver *driver, const char *text)
{
	struct event event = { .kind = EVENT_PASTE, .paste = xstrdup(text) };

	driver_send(driver, &event);
}

void
driver_resize(struct driver *driver, int columns, int rows)
{
	struct event event = { .kind = EVENT_RESIZE,
		.size = { columns, rows } };

	driver_send(driver, &event);
}

static const struct request *
find_pending(const struct driver *driver, enum request_kind kind)
{
	for (size_t i = 0; i < driver->pending_count; i++)
		if (driver->pending[i].kind == kind)
			return &driver->pending[i];
	return NULL;
}

bool
driver_is_pending(const struct driver *driver, enum request_kind kind)
{
	return find_pending(driver, kind) != NULL;
}

const struct request *
driver_pending(const struct driver *driver, enum request_kind kind)
{
	const struct request *request = find_pending(driver, kind);

	assert_non_null(request);
	return request;
}

void
driver_reply(struct driver *driver, struct reply *reply)
{
	struct event event = { .kind = EVENT_REPLY };

	reply_take(&event.reply, reply);
	driver_send(driver, &event);
}

void
driver_answer_with(
    struct driver *driver, enum request_kind kind, struct reply *reply)
{
	reply->kind = kind;
	reply->seq = driver_pending(driver, kind)->seq;
	drop_pending(driver, reply->seq);
	driver_reply(driver, reply);
}

/* The sooner it was put, the sooner it expires: the order in the table. */
static void
add_record(struct reply *reply, const struct driver_entry *entry, size_t at)
{
	struct apikey record = { .id = entry->id,
		.name = entry->name,
		.organization = entry->organization,
		.owner = "u1",
		.created_ms = NOW_MS,
		.expires_ms = NOW_MS + 1000 * (int64_t)(at + 1),
		.is_readable = !entry->is_unreadable };

	record.token = token_mask_of(TOKEN_OF_NEW, strlen(TOKEN_OF_NEW));
	record.token.is_masked = entry->is_masked;
	apikeys_add(&reply->apikeys, &record);
}

static void
keep_token(struct reply *reply, const char *id)
{
	struct kept_token *kept = &reply->kept[reply->kept_count++];

	kept->id = xstrdup(id);
	secret_set(&kept->token, TOKEN_OF_NEW, strlen(TOKEN_OF_NEW));
}

void
driver_answer_list(struct driver *driver)
{
	const struct request *request = driver_pending(driver, REQUEST_LIST);
	const char *keep = request->keep_tokens_of_name;
	const char *id = request->keep_token_of_id;
	struct reply reply = { .outcome = OUTCOME_DONE };

	for (size_t i = 0; i < driver->entry_count; i++) {
		const struct driver_entry *entry = &driver->entries[i];

		add_record(&reply, entry, i);
		if (id != NULL && strcmp(id, entry->id) == 0 &&
		    !entry->is_masked)
			keep_token(&reply, entry->id);
		if (keep != NULL && entry->name != NULL &&
		    strcmp(keep, entry->name) == 0 &&
		    reply.kept_count < KEPT_TOKENS_MAX)
			keep_token(&reply, entry->id);
	}
	driver_answer_with(driver, REQUEST_LIST, &reply);
}

void
driver_answer_profile(struct driver *driver)
{
	driver_answer_profile_of(driver, "ada@example.org");
}

void
driver_answer_profile_of(struct driver *driver, const char *email)
{
	struct reply reply = { .outcome = OUTCOME_DONE };

	profile_set(&reply.profile, email, false);
	profile_add_organization(&reply.profile, "o1", "Acme");
	profile_add_organization(&reply.profile, "o2", "Beta");
	driver_answer_with(driver, REQUEST_PROFILE, &reply);
}

void
driver_answer(struct driver *driver, enum request_kind kind, const char *id,
    const char *name)
{
	struct reply reply = { .outcome = OUTCOME_DONE };
	struct driver_entry entry = { .id = id, .name = name };

	if (id != NULL)
		add_record(&reply, &entry, DRIVER_ENTRIES_MAX);
	if (kind == REQUEST_CREATE)
		keep_token(&reply, id);
	driver_answer_with(driver, kind, &reply);
}

void
driver_fail(struct driver *driver, enum request_kind kind, enum outcome outcome,
    enum error_kind error, int code)
{
	struct reply reply = { .outcome = outcome };

	error_set(&reply.error, error, code, "as the test wants it");
	driver_answer_with(driver, kind, &reply);
}

void
driver_lose(struct driver *driver, enum request_kind kind)
{
	driver_fail(driver, kind, OUTCOME_UNKNOWN, ERROR_CUT, 0);
}

void
driver_expect_dialog(const struct driver *driver, enum dialog dialog)
{
	assert_int_equal(controller_dialog(&driver->controller), dialog);
}

void
driver_expect_message(const struct driver *driver, enum message_id id)
{
	assert_int_equal(driver->controller.message.id, id);
}

void
driver_expect_cursor(const struct driver *driver, const char *id)
{
	const struct apikey *apikey = controller_current(&driver->controller);

	assert_non_null(apikey);
	assert_string_equal(apikey->id, id);
}
