/* SPDX-License-Identifier: ISC */
/* Every command's letter pasted into every screen: nothing is done. */
#include "config.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/buffer.h"
#include "controller/command.h"
#include "support/keyrack.h"
#include "support/person.h"

#define IGNORED "what was pasted is ignored"

/* The end of what is pasted: fields show it. */
#define END "z9"

#define STEPS_MAX 5

/* GNU screen has marks around pastes or not; xterm is known to have them. */
#define IN_SCREEN "STY=1.x"
#define IN_XTERM "STY"

/* Keys, and what they bring on the screen. */
struct step {
	const char *keys, *there;
};

struct scene {
	const char *name;
	struct step steps[STEPS_MAX];
	const char *after;    /* what the paste brings on the screen */
	const char *settings; /* NULL: none */
	bool is_left;         /* the paste hides what the last step brought */
	bool needs_ledger;    /* there is one with a session of its own */
};

static const struct scene scenes[] = {
	{ .name = "table", .steps = { { "", "20 of 20" } }, .after = IGNORED },
	{ .name = "marks",
	    .steps = { { "  V", "2 marked" } },
	    .after = IGNORED },
	{ .name = "profile",
	    .steps = { { "\t", "20 of 20" } },
	    .after = IGNORED },
	{ .name = "filter",
	    .steps = { { "/", "20 of 20" } },
	    .after = END,
	    .is_left = true },
	{ .name = "details",
	    .steps = { { "\r", "Details" } },
	    .after = IGNORED },
	{ .name = "create", .steps = { { "n", "New API key" } }, .after = END },
	{ .name = "create's list",
	    .steps = { { "n\t", "New API key" } },
	    .after = IGNORED },
	{ .name = "rename",
	    .steps = { { "r", "Rename API key" } },
	    .after = END },
	{ .name = "delete",
	    .steps = { { "d", "Delete API key" } },
	    .after = IGNORED },
	{ .name = "delete's button",
	    .steps = { { "d\t", "Delete API key" } },
	    .after = IGNORED },
	{ .name = "delete many",
	    .steps = { { "  d", "Delete 2 API keys" } },
	    .after = IGNORED },
	{ .name = "held back",
	    .steps = { { "dy", "keeps it" } },
	    .after = IGNORED },
	{ .name = "leave",
	    .steps = { { "dy", "keeps it" }, { "q", "keep, and go on" } },
	    .after = IGNORED },
	{ .name = "created",
	    .steps = { { "nci\r", "API key created" } },
	    .after = IGNORED },
	{ .name = "created's file",
	    .steps = { { "nci\r", "API key created" }, { "w", "A new file" } },
	    .after = END },
	{ .name = "rotate",
	    .steps = { { "t", "Rotate API key" } },
	    .after = IGNORED,
	    .needs_ledger = true },
	{ .name = "retire",
	    .steps = { { "t\r", "API key created" }, { "\r", "Enter details" },
	        { "t", "Retire" } },
	    .after = IGNORED,
	    .needs_ledger = true },
	{ .name = "reveal",
	    .steps = { { "v", "Hidden in" } },
	    .after = IGNORED,
	    .is_left = true },
	{ .name = "help", .steps = { { "?", "Help" } }, .after = END },
	{ .name = "palette", .steps = { { ":", "Commands" } }, .after = END },
	{ .name = "messages",
	    .steps = { { "M", "Messages" } },
	    .after = IGNORED },
	{ .name = "columns",
	    .steps = { { "C", "Columns" } },
	    .after = IGNORED },
	{ .name = "accounts",
	    .steps = { { "A", "Accounts" } },
	    .after = IGNORED },
	{ .name = "login",
	    .steps = { { "L", "Waiting for the browser" } },
	    .after = "is not the" },
	{ .name = "login's link",
	    .steps = { { "L", "Waiting for the browser" },
	        { "b", "Any key goes back" } },
	    .after = "is not the",
	    .is_left = true },
	{ .name = "guard",
	    .steps = { { "", "Wrong account" } },
	    .after = IGNORED,
	    .settings = "email = \"boss@example.org\"\n" },
};

/* The keys of all commands and those of dialogs, as a terminal sends them. */
static void
add_letters(struct buffer *text)
{
	static const char dialogs[] = "octbpfwkyd<> \r\n\x1A";

	for (int id = 0; id < COMMAND_COUNT; id++) {
		const struct command *command =
		    command_get((enum command_id)id);

		for (size_t i = 0; i < command->key_count; i++) {
			struct key key = command->keys[i];
			char byte = (char)(key.has_control ? key.scalar & 31
			                                   : key.scalar);

			if (key.code == KEYCODE_CHARACTER)
				buffer_add(text, &byte, 1);
		}
	}
	buffer_add_text(text, dialogs);
	buffer_add_text(text, END);
}

/* All that was typed before has been looked at: it draws anew at last. */
static void
expect_redrawn(struct terminal *terminal)
{
	static const char clear[] = "\033[2J";
	long deadline = terminal_clock() + terminal_patience(10000);
	size_t before, length;

	terminal_raw(terminal, &before);
	terminal_send(terminal, "\f");
	for (;;) {
		const char *raw = terminal_raw(terminal, &length);

		if (memmem(raw + before, length - before, clear,
		        strlen(clear)) != NULL)
			return;
		if (terminal_clock() >= deadline)
			fail_msg("it was not drawn anew");
		terminal_listen(terminal, 10);
	}
}

static bool
has_copied(struct terminal *terminal)
{
	size_t length;
	const char *raw = terminal_raw(terminal, &length);

	return memmem(raw, length, "]52;", 4) != NULL;
}

/* What follows too soon would be taken for one burst with the keys. */
static void
take_step(struct terminal *terminal, const struct step *step)
{
	bool was_there = terminal_shows(terminal, step->there);

	terminal_send(terminal, step->keys);
	if (was_there)
		expect_redrawn(terminal);
	else
		terminal_expect(terminal, step->there);
}

/*
 * The profile and the list are asked for at once, and shown as they come:
 * that one is there does not say that the service has been asked for both.
 */
static void
expect_asked(
    const struct demo_service *service, size_t asked, struct terminal *terminal)
{
	long deadline = terminal_clock() + terminal_patience(10000);

	while (demo_service_count(service, "") < asked) {
		if (terminal_clock() >= deadline)
			fail_msg("the service was not asked for both");
		terminal_listen(terminal, 10);
	}
}

static struct terminal *
open_scene(const struct scene *scene, const struct demo_service *service,
    const char *session)
{
	const char *const *demo = demo_service_environment(service);
	const char *const environment[] = { demo[0],
		scene->needs_ledger ? "KEYRACK_TOKEN" : demo[1], session,
		"DISPLAY", "WAYLAND_DISPLAY",
		"SSH_CONNECTION=192.0.2.1 50000 192.0.2.2 22", NULL };
	size_t asked = demo_service_count(service, "") + 2;
	struct terminal *terminal =
	    scene->settings == NULL
	        ? keyrack_with(environment, 80, 24)
	        : keyrack_configured(environment, scene->settings);

	if (scene->needs_ledger)
		person_logs_in(terminal);
	/* The guard asks whose account it is, and for nothing else. */
	if (scene->settings == NULL) {
		keyrack_expect_table(terminal);
		expect_asked(service, asked, terminal);
	}
	for (const struct step *step = scene->steps; step->keys != NULL; step++)
		take_step(terminal, step);
	return terminal;
}

static const char *
last_of(const struct scene *scene)
{
	const struct step *step = scene->steps;

	while (step[1].keys != NULL)
		step++;
	return step->there;
}

/* Nothing was asked of the service, nothing handed out or opened. */
static void
paste_into(const struct scene *scene, const struct demo_service *service,
    const char *session, const struct buffer *text)
{
	struct terminal *terminal = open_scene(scene, service, session);
	size_t asked = demo_service_count(service, "");

	terminal_send_bytes(terminal, text->bytes, text->length);
	terminal_expect(terminal, scene->after);
	expect_redrawn(terminal);
	terminal_expect(terminal, scene->after);
	if (demo_service_count(service, "") != asked)
		fail_msg("%s: the service was asked", scene->name);
	if (has_copied(terminal))
		fail_msg("%s: something was copied", scene->name);
	if (!scene->is_left && !terminal_shows(terminal, last_of(scene)))
		fail_msg("%s: it was left", scene->name);
	terminal_free(terminal);
}

static void
paste_everywhere(const char *session, const char *begin, const char *end)
{
	struct demo_service *service = demo_service_new(NULL);
	struct buffer text;

	buffer_init(&text, 1024);
	buffer_add_text(&text, begin);
	add_letters(&text);
	buffer_add_text(&text, end);
	for (size_t i = 0; i < sizeof(scenes) / sizeof(*scenes); i++)
		paste_into(&scenes[i], service, session, &text);
	buffer_clear(&text);
}

static void
nothing_is_done_when_a_paste_is_marked(void **state)
{
	(void)state;
	paste_everywhere(IN_SCREEN, "\033[200~", "\033[201~");
}

static void
nothing_is_done_when_a_paste_holds_an_end_mark(void **state)
{
	(void)state;
	paste_everywhere(IN_SCREEN, "\033[200~\033[201~d\ryd\r", "\033[201~");
}

static void
nothing_is_done_when_a_paste_is_told_by_its_speed(void **state)
{
	(void)state;
	paste_everywhere(IN_SCREEN, "", "");
}

/* Nobody asked tmux for marks, so that it pastes as if it was typed. */
static void
nothing_is_done_when_a_paste_lacks_the_marks_of_the_terminal(void **state)
{
	(void)state;
	paste_everywhere(IN_XTERM, "", "");
}

#define TEST(function) cmocka_unit_test_teardown(function, keyrack_end_all)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(nothing_is_done_when_a_paste_is_marked),
		TEST(nothing_is_done_when_a_paste_holds_an_end_mark),
		TEST(nothing_is_done_when_a_paste_is_told_by_its_speed),
		TEST(
		    nothing_is_done_when_a_paste_lacks_the_marks_of_the_terminal),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
