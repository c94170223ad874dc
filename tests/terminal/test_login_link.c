/* SPDX-License-Identifier: ISC */
/* The link on the login screen, as terminals are told of it (OSC 8). */
#include "config.h"

#include <ctype.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/buffer.h"
#include "base/xmalloc.h"
#include "support/login_desk.h"
#include "support/person.h"

#define OPENING "\033]8;"
#define CLOSING "\033]8;;\033\\"
#define ENDING "\033\\"

struct place {
	const char *term, *screen; /* for the environment */
	int columns, rows;
};

static struct terminal *
start(const struct login_desk *desk, const struct place *place)
{
	const char *const environment[] = { demo_service_environment(
		                                desk->service)[0],
		"KEYRACK_TOKEN", desk->state, "SSH_TTY=/dev/pts/9", place->term,
		place->screen, NULL };
	const char *const argv[] = { terminal_program("keyrack"),
		"--redirect-uri", "http://localhost:0", NULL };
	struct terminal_options options = { .argv = argv,
		.environment = environment,
		.columns = place->columns,
		.rows = place->rows };
	struct terminal *terminal = terminal_new(&options);

	terminal_expect(terminal, "Waiting for the browser");
	/* An answer to a key: all before it has been written. */
	terminal_send(terminal, "p");
	terminal_expect(terminal, "Address:");
	terminal_send(terminal, "\033");
	terminal_expect_gone(terminal, "Address:");
	return terminal;
}

static size_t
count(const char *text, const char *mark)
{
	size_t times = 0;

	while ((text = strstr(text, mark)) != NULL) {
		text += strlen(mark);
		times++;
	}
	return times;
}

/* Past the mark, which must stand there. */
static const char *
past(const char *text, const char *mark)
{
	assert_int_equal(strncmp(text, mark, strlen(mark)), 0);
	return text + strlen(mark);
}

/* The texts of all pieces, each of which must open the whole link. */
static size_t
read_pieces(const char *raw, const char *link, struct buffer *texts)
{
	size_t pieces = 0, length;

	while ((raw = strstr(raw, OPENING)) != NULL) {
		raw = past(raw, OPENING "id=keyrack;");
		raw = past(past(raw, link), ENDING);
		length = strcspn(raw, "\033");
		assert_true(length > 0);
		assert_true(buffer_add(texts, raw, length));
		raw = past(raw + length, CLOSING);
		pieces++;
	}
	return pieces;
}

static void
link_is_opened_whole_by_each_piece_when_it_is_wrapped(void **state)
{
	const struct place place = { "TERM=xterm-256color", "STY", 80, 24 };
	struct terminal *terminal = start(*state, &place);
	char *raw = xstrdup(terminal_raw(terminal, NULL)), *link, *address;
	struct buffer texts;
	size_t pieces;

	link = person_reads_link(terminal);
	buffer_init(&texts, 16384);
	pieces = read_pieces(raw, link, &texts);
	/* Once, although keys were pressed since. */
	assert_string_equal(buffer_text(&texts), link);
	assert_true(pieces >= 2);
	/* And once more, as the screen was painted anew after the bare link. */
	terminal_expect(terminal, "Waiting for the browser");
	address = person_decides(link, "login");
	assert_int_equal(person_returns(address), 200);
	terminal_expect(terminal, "20 of 20");
	assert_int_equal(
	    count(terminal_raw(terminal, NULL), CLOSING), 2 * pieces);
	keyrack_quit(terminal);
	buffer_clear(&texts);
	free(raw);
	free(link);
	free(address);
}

static void
link_is_told_again_when_the_screen_is_painted_anew(void **state)
{
	const struct place place = { "TERM=xterm-256color", "STY", 80, 24 };
	struct terminal *terminal = start(*state, &place);
	size_t pieces = count(terminal_raw(terminal, NULL), CLOSING);

	assert_true(pieces > 0);
	terminal_resize(terminal, 120, 36);
	terminal_expect(terminal, "Profile");
	terminal_expect(terminal, "Waiting for the browser");
	terminal_send(terminal, "p");
	terminal_expect(terminal, "Address:");
	assert_true(count(terminal_raw(terminal, NULL), CLOSING) > pieces);
	terminal_send(terminal, "\033");
	terminal_expect_gone(terminal, "Address:");
	keyrack_quit(terminal);
}

static void
link_is_not_told_when_the_terminal_might_suffer(void **state)
{
	static const struct place places[] = {
		{ "TERM=vt100", "STY", 80, 24 },
		{ "TERM=linux", "STY", 80, 24 },
		{ "TERM=dumb", "STY", 80, 24 },
		{ "TERM=screen-256color", "TMUX", 80, 24 },
		{ "TERM=xterm-256color", "STY=1.tty.host", 80, 24 },
	};

	for (size_t i = 0; i < sizeof(places) / sizeof(places[0]); i++) {
		struct terminal *terminal = start(*state, &places[i]);

		if (strstr(terminal_raw(terminal, NULL), OPENING) != NULL)
			fail_msg("%s, %s", places[i].term, places[i].screen);
		keyrack_quit(terminal);
	}
}

/* Without what differs from login to login: ports and states. */
static char *
without_digits(const char *screen)
{
	char *copy = xstrdup(screen);

	for (char *byte = copy; *byte != '\0'; byte++)
		if (isxdigit((unsigned char)*byte))
			*byte = '0';
	return copy;
}

static void
screen_is_the_same_when_the_link_is_told(void **state)
{
	static const struct {
		int columns, rows;
	} sizes[] = { { 120, 36 }, { 80, 24 }, { 40, 10 } };

	for (size_t i = 0; i < sizeof(sizes) / sizeof(sizes[0]); i++) {
		struct place place = { "TERM=xterm-256color", "STY",
			sizes[i].columns, sizes[i].rows };
		struct terminal *told = start(*state, &place), *untold;
		char *one, *other;

		place.screen = "STY=1.tty.host";
		untold = start(*state, &place);
		assert_non_null(strstr(terminal_raw(told, NULL), OPENING));
		one = without_digits(terminal_screen(told));
		other = without_digits(terminal_screen(untold));
		assert_string_equal(one, other);
		keyrack_quit(told);
		keyrack_quit(untold);
		free(one);
		free(other);
	}
}

#define TEST(function)                   \
	cmocka_unit_test_setup_teardown( \
	    function, login_desk_setup, login_desk_teardown)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(link_is_opened_whole_by_each_piece_when_it_is_wrapped),
		TEST(link_is_told_again_when_the_screen_is_painted_anew),
		TEST(link_is_not_told_when_the_terminal_might_suffer),
		TEST(screen_is_the_same_when_the_link_is_told),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
