/* SPDX-License-Identifier: ISC */
/* Paints the screen that a case describes, and waits to be looked at. */
#include "config.h"

#include <locale.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/date.h"
#include "base/xmalloc.h"
#include "support/journey_driver.h"
#include "ui/view.h"

#define LINE_SIZE 400
#define DAY_MS (INT64_C(24) * 60 * 60 * 1000)

/* What a list is made of; days are counted from the driver's clock. */
struct fixture {
	const char *name;
	const char *organization;
	int expires_in_days;
};

static const struct fixture table[] = {
	{ "ci-bot", NULL, 12 },
	{ "prod-extract", "o1", -3 },
	{ "données-prod", "o2", 200 },
	{ "東京-batch", "o1", 40 },
	{ "cafe\314\201 noir", NULL, 3 },
	{ "a name that is much longer than the column in which it is shown",
	    "o2", 900 },
};

static const struct fixture hostile[] = {
	{ "red \033[31m bell \a", NULL, 10 },
	{ "title \033]0;owned\a end", NULL, 20 },
	{ "c1 \302\233 31m", NULL, 30 },
	{ "bidi \342\200\256 gnp.exe", NULL, 40 },
	{ "zero\342\200\213width", NULL, 50 },
	{ "tag \363\240\201\201", NULL, 60 },
	{ "two\nlines", NULL, 70 },
};

/* What a creation left behind whose answer was lost. */
static const struct fixture found[] = {
	{ "a creation with a long name that was lost", "o1", 365 },
};

static void
answer_list(struct driver *driver, const struct fixture *fixtures, size_t count)
{
	struct reply reply = { .kind = REQUEST_LIST, .outcome = OUTCOME_DONE };
	int64_t now = driver->controller.now.wall_ms;
	const struct request *request = driver_pending(driver, REQUEST_LIST);
	const char *keep = request->keep_token_of_id;
	const char *keep_name = request->keep_tokens_of_name;
	struct apikey record;
	char id[24], token[48];
	size_t i;

	for (i = 0; i < count; i++) {
		snprintf(id, sizeof(id), "id-%zu", i + 1);
		snprintf(token, sizeof(token), "nxk_%032zx9f3a", i + 1);
		record = (struct apikey){ .id = id,
			.name = fixtures[i].name,
			.organization = fixtures[i].organization,
			.owner = "u1",
			.created_ms = now - (int64_t)(i + 1) * 30 * DAY_MS,
			.expires_ms =
			    now + fixtures[i].expires_in_days * DAY_MS,
			.token = token_mask_of(token, strlen(token)),
			.is_readable = true };
		apikeys_add(&reply.apikeys, &record);
		if ((keep != NULL && strcmp(keep, id) == 0) ||
		    (keep_name != NULL &&
		        strcmp(keep_name, record.name) == 0)) {
			reply.kept[0].id = xstrdup(id);
			secret_set(&reply.kept[0].token, token, strlen(token));
			reply.kept_count = 1;
		}
	}
	driver_answer_with(driver, REQUEST_LIST, &reply);
}

static void
do_list(struct driver *driver, const char *which)
{
	if (strcmp(which, "table") == 0)
		answer_list(driver, table, sizeof(table) / sizeof(table[0]));
	else if (strcmp(which, "hostile") == 0)
		answer_list(
		    driver, hostile, sizeof(hostile) / sizeof(hostile[0]));
	else if (strcmp(which, "found") == 0)
		answer_list(driver, found, 1);
	else if (strcmp(which, "empty") == 0)
		answer_list(driver, NULL, 0);
	else
		fail_msg("no list is called %s", which);
}

static void
do_key(struct driver *driver, const char *name)
{
	static const struct {
		const char *name;
		enum key_code code;
	} keys[] = {
		{ "Enter", KEYCODE_ENTER },
		{ "Escape", KEYCODE_ESCAPE },
		{ "Tab", KEYCODE_TAB },
		{ "Up", KEYCODE_UP },
		{ "Down", KEYCODE_DOWN },
		{ "Left", KEYCODE_LEFT },
		{ "Right", KEYCODE_RIGHT },
		{ "PageDown", KEYCODE_PAGE_DOWN },
		{ "End", KEYCODE_END },
	};
	size_t i;

	for (i = 0; i < sizeof(keys) / sizeof(keys[0]); i++) {
		if (strcmp(keys[i].name, name) == 0) {
			driver_code(driver, keys[i].code);
			return;
		}
	}
	fail_msg("no key is called %s", name);
}

/* Puts a token of this length into the panel. */
static void
do_token(struct driver *driver, int length)
{
	struct secret *token = &driver->controller.created.token;
	char *bytes = xcalloc((size_t)length, 1);
	int i;

	for (i = 0; i < length; i++)
		bytes[i] = (char)('a' + i / 10 % 26);
	secret_set(token, bytes, (size_t)length);
	free(bytes);
}

/* "used id-1 3": days ago; "note id-1 text", "tags id-1 text". */
static bool
do_ledger(struct driver *driver, const char *verb, const char *object)
{
	struct book *book = &driver->controller.book;
	const char *text = strchr(object, ' ');
	struct ledger_line line = { .word = LEDGER_NOTE,
		.when_ms = driver->controller.now.wall_ms };

	if (strcmp(verb, "used") == 0)
		line.word = LEDGER_COPIED;
	else if (strcmp(verb, "tags") == 0)
		line.word = LEDGER_TAGS;
	else if (strcmp(verb, "note") != 0)
		return false;
	assert_non_null(text);
	line.id = xstrndup(object, (size_t)(text - object));
	line.text = xstrdup(text + 1);
	if (line.word == LEDGER_COPIED)
		line.when_ms -= atoi(line.text) * DAY_MS;
	ledger_enter(&book->ledger, &line);
	book->has_changed = true;
	book->has_new_texts = true;
	ledger_line_clear(&line);
	return true;
}

/* What is copied has gone to the terminal. */
static void
do_copied(struct driver *driver)
{
	struct event event = { .kind = EVENT_CLIPBOARD,
		.clipboard = {
		    .deed = CLIPBOARD_COPIED, .route = ROUTE_OSC52 } };

	driver_send(driver, &event);
}

/* The steps of a login, and the places where it can be. */
static void
do_login(struct driver *driver, const char *verb, const char *place)
{
	struct login_event busy = { .news = LOGIN_OPENED, .port = 5173 };
	struct login_event foreign = {
		.news = LOGIN_OPENED, .port = 5173, .is_in_other_hands = true
	};
	int columns = driver->controller.size.columns;
	int rows = driver->controller.size.rows;

	if (strcmp(verb, "login") == 0) {
		driver_end(driver);
		driver_start_without_session(driver, strcmp(place, "ssh") == 0
		                                         ? BROWSER_OVER_SSH
		                                         : BROWSER_STARTS);
		driver_resize(driver, columns, rows);
	} else if (strcmp(verb, "login-ended") == 0) {
		driver->controller.given.storage.kind = STORE_KIND_MEMORY;
		driver_function(driver, 5);
		driver_fail(driver, REQUEST_LIST, OUTCOME_REFUSED,
		    ERROR_REFUSED, 401);
	} else if (strcmp(verb, "login-link") == 0) {
		driver_reach_link(driver);
	} else if (strcmp(verb, "login-foreign") == 0) {
		foreign.text = xstrdup("http://localhost:5173");
		error_set(&foreign.error, ERROR_SYSTEM, 98,
		    "port 5173 is held by another user of this machine");
		driver_hear(driver, &foreign);
	} else if (strcmp(verb, "login-busy") == 0) {
		busy.text = xstrdup("http://localhost:5173");
		error_set(&busy.error, ERROR_SYSTEM, 98,
		    "127.0.0.1:5173: Address already in use");
		driver_hear(driver, &busy);
		driver_reach_address(driver);
	}
}

/* Other beginnings than that of the driver; the size stays. */
static bool
do_beginning(struct driver *driver, const char *verb)
{
	static const struct known_account accounts[] = {
		{ "default", "nuextract.ai", NULL, ACCOUNT_IS_NOT_KEPT },
		{ "work", "nuextract.ai", "ada@example.org", ACCOUNT_IS_KEPT },
		{ "self-hosted-with-a-long-name",
		    "extract.research.example.org:8443", "ada@example.org",
		    ACCOUNT_KEEPING_UNKNOWN },
	};
	static const char *const key = "Ctrl-O";
	static struct bindings bindings;
	struct size size = driver->controller.size;
	struct given given = { .account = "work",
		.host = "nuextract.ai",
		.session_ends_ms = DATE_NONE,
		.has_session = true,
		.accounts = accounts,
		.account_count = 3,
		.configuration = "/home/ada/.config/keyrack/config" };
	struct error err;

	bindings_init(&bindings);
	if (strcmp(verb, "accounts-alone") == 0) {
		given.account = "default";
		given.account_count = 1;
	} else if (strcmp(verb, "guard") == 0) {
		given.email = "ada@example.org";
	} else if (strcmp(verb, "rebound") == 0) {
		bindings_set(&bindings, "reload", &key, 1, &err);
		bindings_set(&bindings, "rename", NULL, 0, &err);
		given.bindings = &bindings;
	} else if (strcmp(verb, "accounts") != 0) {
		return false;
	}
	driver_end(driver);
	driver_start_given(driver, &given);
	driver_resize(driver, size.columns, size.rows);
	return true;
}

static void
do_step(struct driver *driver, const char *verb, const char *object)
{
	int columns, rows;

	if (strcmp(verb, "size") == 0 &&
	    sscanf(object, "%dx%d", &columns, &rows) == 2)
		driver_resize(driver, columns, rows);
	else if (strcmp(verb, "profile") == 0)
		driver_answer_profile(driver);
	else if (strcmp(verb, "other") == 0)
		driver_answer_profile_of(driver, object);
	else if (strcmp(verb, "list") == 0)
		do_list(driver, object);
	else if (strcmp(verb, "refuse") == 0)
		driver_fail(driver, REQUEST_LIST, OUTCOME_REFUSED,
		    ERROR_REFUSED, atoi(object));
	else if (strcmp(verb, "break") == 0)
		driver_fail(driver, REQUEST_LIST, OUTCOME_REFUSED,
		    ERROR_SERVICE, atoi(object));
	else if (strcmp(verb, "refuse-create") == 0)
		driver_fail(driver, REQUEST_CREATE, OUTCOME_REFUSED,
		    ERROR_REFUSED, atoi(object));
	else if (strcmp(verb, "created") == 0)
		driver_answer(driver, REQUEST_CREATE, "id-new", object);
	else if (strcmp(verb, "lose-create") == 0)
		driver_lose(driver, REQUEST_CREATE);
	else if (strcmp(verb, "copied") == 0)
		do_copied(driver);
	else if (strcmp(verb, "token") == 0)
		do_token(driver, atoi(object));
	else if (strcmp(verb, "delay") == 0)
		driver_hold_back(driver, atoi(object));
	else if (strcmp(verb, "watch") == 0)
		driver_watch(driver, atoi(object));
	else if (strcmp(verb, "deleted") == 0)
		driver_answer(driver, REQUEST_DELETE, NULL, NULL);
	else if (strcmp(verb, "refuse-delete") == 0)
		driver_fail(driver, REQUEST_DELETE, OUTCOME_REFUSED,
		    ERROR_REFUSED, atoi(object));
	else if (strncmp(verb, "login", 5) == 0)
		do_login(driver, verb, object);
	else if (strcmp(verb, "type") == 0)
		driver_type(driver, object);
	else if (strcmp(verb, "paste") == 0)
		driver_paste(driver, object);
	else if (strcmp(verb, "key") == 0)
		do_key(driver, object);
	else if (!do_ledger(driver, verb, object) &&
	         !do_beginning(driver, verb))
		fail_msg("no step is called %s", verb);
}

/* The steps of a case end where its screen begins. */
static void
do_steps(struct driver *driver, FILE *steps)
{
	char line[LINE_SIZE], *object;

	while (fgets(line, sizeof(line), steps) != NULL &&
	       strcmp(line, "screen\n") != 0) {
		line[strcspn(line, "\n")] = '\0';
		object = strchr(line, ' ');
		if (object != NULL)
			*object++ = '\0';
		do_step(driver, line, object == NULL ? "" : object);
	}
}

int
main(int argc, char **argv)
{
	static const char done[] = "\033]7777;painted\a";
	struct driver driver;
	struct error err;
	const char *fallback;
	struct term *term;
	FILE *steps;
	char byte;

	setlocale(LC_CTYPE, "");
	steps = argc == 2 ? fopen(argv[1], "r") : NULL;
	if (steps == NULL)
		return 2;
	driver_start(&driver);
	do_steps(&driver, steps);
	fclose(steps);
	term = term_new(&fallback, &err);
	if (term == NULL)
		return 2;
	view_draw(&driver.controller, term);
	/* Whoever looks ends this process when it has seen enough. */
	if (write(STDOUT_FILENO, done, sizeof(done) - 1) > 0)
		while (read(STDIN_FILENO, &byte, 1) > 0)
			continue;
	return 0;
}
