/* SPDX-License-Identifier: ISC */
/* Tests of what bytes from a terminal become. */
#include "config.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "ui/input.h"

static void
expect_key(struct input *input, bool is_late, enum key_code code,
    uint32_t scalar, bool has_control)
{
	struct event event;

	assert_int_equal(input_next(input, is_late, &event), INPUT_EVENT);
	assert_int_equal(event.kind, EVENT_KEY);
	assert_int_equal(event.key.code, code);
	assert_int_equal(event.key.scalar, scalar);
	assert_int_equal(event.key.has_control, has_control);
}

static void
expect_nothing(struct input *input, enum input_state state)
{
	struct event event;

	assert_int_equal(input_next(input, false, &event), state);
}

static void
expect_paste_then(struct input *input, bool is_late, const char *text)
{
	struct event event;

	assert_int_equal(input_next(input, is_late, &event), INPUT_EVENT);
	assert_int_equal(event.kind, EVENT_PASTE);
	assert_string_equal(event.paste, text);
	event_clear(&event);
}

static void
expect_late_paste(struct input *input, const char *text)
{
	expect_paste_then(input, true, text);
}

/* A marked one, which is over when nothing more comes. */
static void
expect_paste(struct input *input, const char *text)
{
	expect_nothing(input, INPUT_BURST);
	expect_late_paste(input, text);
}

static void
add(struct input *input, const char *bytes)
{
	input_add(input, bytes, strlen(bytes));
}

static void
input_tells_keys_apart_when_they_come_together(void **state)
{
	struct input input;

	(void)state;
	input_init(&input, false);
	add(&input, "j\r\033[A\033OB\033[3~\033[15~\033[1;5D\x01\x7f");
	expect_key(&input, false, KEYCODE_CHARACTER, 'j', false);
	expect_key(&input, false, KEYCODE_ENTER, 0, false);
	expect_key(&input, false, KEYCODE_UP, 0, false);
	expect_key(&input, false, KEYCODE_DOWN, 0, false);
	expect_key(&input, false, KEYCODE_DELETE, 0, false);
	expect_key(&input, false, KEYCODE_FUNCTION, 5, false);
	expect_key(&input, false, KEYCODE_WORD_LEFT, 0, false);
	expect_key(&input, false, KEYCODE_CHARACTER, 'a', true);
	expect_key(&input, false, KEYCODE_BACKSPACE, 0, false);
	expect_nothing(&input, INPUT_EMPTY);
	input_clear(&input);
}

static void
input_takes_escape_when_nothing_follows(void **state)
{
	struct input input;

	(void)state;
	input_init(&input, false);
	add(&input, "\033");
	expect_nothing(&input, INPUT_PARTIAL);
	expect_key(&input, true, KEYCODE_ESCAPE, 0, false);
	expect_nothing(&input, INPUT_EMPTY);
	input_clear(&input);
}

static void
input_joins_sequence_when_it_comes_in_pieces(void **state)
{
	struct input input;

	(void)state;
	input_init(&input, false);
	add(&input, "\033");
	expect_nothing(&input, INPUT_PARTIAL);
	add(&input, "[");
	expect_nothing(&input, INPUT_PARTIAL);
	add(&input, "C\346\274");
	expect_key(&input, false, KEYCODE_RIGHT, 0, false);
	expect_nothing(&input, INPUT_EMPTY);
	add(&input, "\242");
	expect_key(&input, false, KEYCODE_CHARACTER, 0x6F22, false);
	input_clear(&input);
}

static void
input_keeps_paste_together_when_split_anywhere(void **state)
{
	static const char bytes[] = "\033[200~d\ry\033[A\033[201~";
	struct input input;
	struct event event;
	size_t cut, i;

	(void)state;
	for (cut = 0; cut < sizeof(bytes) - 1; cut++) {
		input_init(&input, false);
		for (i = 0; i < cut; i++)
			input_add(&input, bytes + i, 1);
		assert_int_not_equal(
		    input_next(&input, false, &event), INPUT_EVENT);
		add(&input, bytes + cut);
		expect_paste(&input, "d\ry\033[A");
		expect_nothing(&input, INPUT_EMPTY);
		input_clear(&input);
	}
}

/* The terminal's own end mark follows the one that was pasted. */
static void
input_keeps_paste_together_when_it_holds_an_end_mark(void **state)
{
	static const char bytes[] = "\033[200~a\033[201~d\ry\033[201~";
	struct input input;
	struct event event;
	size_t cut;

	(void)state;
	for (cut = 0; cut < sizeof(bytes) - 1; cut++) {
		input_init(&input, cut % 2 == 0);
		input_add(&input, bytes, cut);
		assert_int_not_equal(
		    input_next(&input, false, &event), INPUT_EVENT);
		add(&input, bytes + cut);
		expect_paste(&input, "ad\ry");
		expect_nothing(&input, INPUT_EMPTY);
		input_clear(&input);
	}
}

static void
input_takes_keys_when_they_follow_a_paste(void **state)
{
	struct input input;

	(void)state;
	input_init(&input, false);
	add(&input, "\033[200~one\033[201~\r\033[200~two\033[201~d");
	expect_paste_then(&input, false, "one");
	expect_key(&input, false, KEYCODE_ENTER, 0, false);
	expect_paste(&input, "two");
	expect_key(&input, false, KEYCODE_CHARACTER, 'd', false);
	expect_nothing(&input, INPUT_EMPTY);
	input_clear(&input);
}

static void
input_replaces_bytes_when_paste_is_not_utf8(void **state)
{
	struct input input;

	(void)state;
	input_init(&input, false);
	add(&input, "\033[200~a\377b\033[201~");
	expect_paste(&input, "a\357\277\275b");
	input_clear(&input);
}

static void
input_ends_paste_when_only_escape_comes(void **state)
{
	struct input input;
	struct event event;

	(void)state;
	input_init(&input, false);
	add(&input, "\033[200~lost\033");
	expect_nothing(&input, INPUT_PARTIAL);
	assert_int_equal(input_next(&input, true, &event), INPUT_EVENT);
	assert_string_equal(event.paste, "lost");
	event_clear(&event);
	expect_key(&input, true, KEYCODE_ESCAPE, 0, false);
	input_clear(&input);
}

static void
input_takes_burst_as_paste_when_pastes_are_unmarked(void **state)
{
	struct input input;

	(void)state;
	input_init(&input, true);
	add(&input, "delete everything\r");
	expect_nothing(&input, INPUT_BURST);
	expect_late_paste(&input, "delete everything\r");
	expect_nothing(&input, INPUT_EMPTY);
	input_clear(&input);
}

/* So tmux pastes unless it is told to set marks. */
static void
input_takes_burst_as_paste_when_pastes_have_marks(void **state)
{
	static const char text[] = "drnetvyYuaiVfsSCLAMq";
	struct input input;

	(void)state;
	input_init(&input, false);
	add(&input, text);
	expect_nothing(&input, INPUT_BURST);
	add(&input, "dy");
	expect_nothing(&input, INPUT_BURST);
	expect_late_paste(&input, "drnetvyYuaiVfsSCLAMqdy");
	add(&input, "d");
	expect_key(&input, false, KEYCODE_CHARACTER, 'd', false);
	expect_nothing(&input, INPUT_EMPTY);
	/* What may be typed ahead does not wait. */
	input_add(&input, text, 16);
	for (size_t i = 0; i < 16; i++)
		expect_key(
		    &input, false, KEYCODE_CHARACTER, (uint32_t)text[i], false);
	expect_nothing(&input, INPUT_EMPTY);
	input_add(&input, text, 17);
	expect_nothing(&input, INPUT_BURST);
	expect_late_paste(&input, "drnetvyYuaiVfsSCL");
	input_clear(&input);
}

static void
input_joins_burst_when_it_comes_in_pieces(void **state)
{
	static const char text[] = "http://localhost:5173/?d=y\033[201~\rd\ry";
	struct input input;
	size_t cut;

	(void)state;
	for (cut = 2; cut < sizeof(text) - 1; cut++) {
		input_init(&input, true);
		input_add(&input, text, cut);
		expect_nothing(&input, INPUT_BURST);
		add(&input, text + cut);
		expect_nothing(&input, INPUT_BURST);
		expect_late_paste(&input, text);
		add(&input, "d");
		expect_key(&input, false, KEYCODE_CHARACTER, 'd', false);
		expect_nothing(&input, INPUT_EMPTY);
		input_clear(&input);
	}
}

static void
input_takes_keys_when_they_are_held_down(void **state)
{
	static const char *const held[] = { "jjjjjjjjjjjjjjjjjjjjjjjjjjjjj",
		"jjjjjjjjjjjjjjjjjjjkkkkkkkkkkkkkkkkkkkkkkjjjjjj",
		("\303\251\303\251\303\251\303\251\303\251\303\251\303\251"
		 "\303\251\303\251\303\251\303\251\303\251\303\251\303\251"
		 "\303\251\303\251\303\251\303\251\303\251\303\251\303\251"),
		("\033[A\033[B\033[A\033[B\033[A\033[B\033[A\033[B\033[A"
		 "\033[B\033[A\033[B\033[A\033[B\033[A\033[B\033[A\033[B") };
	struct input input;
	size_t i;

	(void)state;
	for (i = 0; i < 2 * sizeof(held) / sizeof(held[0]); i++) {
		struct event event;

		input_init(&input, i % 2 == 0);
		add(&input, held[i / 2]);
		while (input_next(&input, false, &event) == INPUT_EVENT)
			assert_int_equal(event.kind, EVENT_KEY);
		expect_nothing(&input, INPUT_EMPTY);
		input_clear(&input);
	}
}

static void
input_takes_keys_when_few_come_together(void **state)
{
	struct input input;

	(void)state;
	input_init(&input, true);
	add(&input, "gg");
	expect_key(&input, false, KEYCODE_CHARACTER, 'g', false);
	expect_key(&input, false, KEYCODE_CHARACTER, 'g', false);
	add(&input, "jk\r");
	expect_nothing(&input, INPUT_BURST);
	expect_key(&input, true, KEYCODE_CHARACTER, 'j', false);
	expect_key(&input, false, KEYCODE_CHARACTER, 'k', false);
	expect_key(&input, false, KEYCODE_ENTER, 0, false);
	expect_nothing(&input, INPUT_EMPTY);
	input_clear(&input);
}

static void
input_heeds_marks_when_pastes_may_come_unmarked(void **state)
{
	struct input input;

	(void)state;
	input_init(&input, true);
	add(&input, "\033[20");
	expect_nothing(&input, INPUT_PARTIAL);
	add(&input, "0~delete everything");
	expect_nothing(&input, INPUT_EMPTY);
	add(&input, ", and what is more\033[201~");
	expect_paste(&input, "delete everything, and what is more");
	expect_nothing(&input, INPUT_EMPTY);
	input_clear(&input);
}

static void
expect_mouse(struct input *input, enum mouse_act act, int x, int y)
{
	struct event event;

	assert_int_equal(input_next(input, false, &event), INPUT_EVENT);
	assert_int_equal(event.kind, EVENT_MOUSE);
	assert_int_equal(event.mouse.act, act);
	assert_int_equal(event.mouse.x, x);
	assert_int_equal(event.mouse.y, y);
}

static void
input_reports_the_mouse_when_it_is_used(void **state)
{
	struct input input;

	(void)state;
	input_init(&input, false);
	/* A press and its release, the wheel, another button, a bad one. */
	add(&input, "\033[<0;1;1M\033[<0;1;1m\033[<64;10;5M\033[<65;300;99M"
	            "\033[<2;4;4M\033[<0;4;4;4;4Mj");
	expect_mouse(&input, MOUSE_CLICK, 0, 0);
	expect_mouse(&input, MOUSE_WHEEL_UP, 9, 4);
	expect_mouse(&input, MOUSE_WHEEL_DOWN, 299, 98);
	expect_mouse(&input, MOUSE_CLICK, 3, 3);
	expect_key(&input, false, KEYCODE_CHARACTER, 'j', false);
	expect_nothing(&input, INPUT_EMPTY);
	input_clear(&input);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(
		    input_tells_keys_apart_when_they_come_together),
		cmocka_unit_test(input_takes_escape_when_nothing_follows),
		cmocka_unit_test(input_joins_sequence_when_it_comes_in_pieces),
		cmocka_unit_test(
		    input_keeps_paste_together_when_split_anywhere),
		cmocka_unit_test(
		    input_keeps_paste_together_when_it_holds_an_end_mark),
		cmocka_unit_test(input_takes_keys_when_they_follow_a_paste),
		cmocka_unit_test(input_replaces_bytes_when_paste_is_not_utf8),
		cmocka_unit_test(input_ends_paste_when_only_escape_comes),
		cmocka_unit_test(
		    input_takes_burst_as_paste_when_pastes_are_unmarked),
		cmocka_unit_test(
		    input_takes_burst_as_paste_when_pastes_have_marks),
		cmocka_unit_test(input_joins_burst_when_it_comes_in_pieces),
		cmocka_unit_test(input_takes_keys_when_they_are_held_down),
		cmocka_unit_test(input_takes_keys_when_few_come_together),
		cmocka_unit_test(
		    input_heeds_marks_when_pastes_may_come_unmarked),
		cmocka_unit_test(input_reports_the_mouse_when_it_is_used),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
