/* SPDX-License-Identifier: ISC */
/* Keystrokes are compared and labelled. */
#include "config.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "controller/key.h"

static void
expect_label(struct key key, const char *wanted)
{
	char label[KEY_LABEL_MAX];

	key_label(key, label);
	assert_string_equal(label, wanted);
}

static void
key_is_equal_when_code_and_character_are(void **state)
{
	struct key n = { KEYCODE_CHARACTER, 'n', false };
	struct key control_n = { KEYCODE_CHARACTER, 'n', true };
	struct key f1 = { KEYCODE_FUNCTION, 1, false };
	struct key f5 = { KEYCODE_FUNCTION, 5, false };
	struct key enter = { KEYCODE_ENTER, 0, false };
	struct key enter_with_rest = { KEYCODE_ENTER, 7, true };

	(void)state;
	assert_true(key_is_equal(n, n));
	assert_false(key_is_equal(n, control_n));
	assert_false(key_is_equal(f1, f5));
	assert_false(key_is_equal(n, enter));
	assert_true(key_is_equal(enter, enter_with_rest));
}

static void
key_is_text_when_a_field_would_take_it(void **state)
{
	(void)state;
	assert_true(key_is_text((struct key){ KEYCODE_CHARACTER, ' ', 0 }));
	assert_true(key_is_text((struct key){ KEYCODE_CHARACTER, 0xE9, 0 }));
	assert_true(key_is_text((struct key){ KEYCODE_CHARACTER, 0x1F600, 0 }));
	assert_false(key_is_text((struct key){ KEYCODE_CHARACTER, 'a', 1 }));
	assert_false(key_is_text((struct key){ KEYCODE_CHARACTER, 0x1B, 0 }));
	assert_false(key_is_text((struct key){ KEYCODE_CHARACTER, 0x7F, 0 }));
	assert_false(key_is_text((struct key){ KEYCODE_CHARACTER, 0x9B, 0 }));
	assert_false(key_is_text((struct key){ KEYCODE_CHARACTER, 0xD800, 0 }));
	assert_false(
	    key_is_text((struct key){ KEYCODE_CHARACTER, 0x110000, 0 }));
	assert_false(key_is_text((struct key){ KEYCODE_FUNCTION, 'a', 0 }));
}

static void
key_label_is_what_people_write(void **state)
{
	(void)state;
	expect_label((struct key){ KEYCODE_CHARACTER, 'n', false }, "n");
	expect_label((struct key){ KEYCODE_CHARACTER, 'G', false }, "G");
	expect_label((struct key){ KEYCODE_CHARACTER, 'l', true }, "Ctrl-L");
	expect_label((struct key){ KEYCODE_CHARACTER, ' ', false }, "Space");
	expect_label((struct key){ KEYCODE_CHARACTER, 0xE9, false }, "é");
	expect_label((struct key){ KEYCODE_FUNCTION, 5, false }, "F5");
	expect_label((struct key){ .code = KEYCODE_PAGE_UP }, "PgUp");
	expect_label((struct key){ .code = KEYCODE_BACKTAB }, "Shift-Tab");
	expect_label((struct key){ .code = KEYCODE_OTHER }, "");
}

static void
key_parse_reads_what_key_label_writes(void **state)
{
	static const struct key keys[] = {
		{ KEYCODE_CHARACTER, 'd', false },
		{ KEYCODE_CHARACTER, 'D', false },
		{ KEYCODE_CHARACTER, '/', false },
		{ KEYCODE_CHARACTER, ' ', false },
		{ KEYCODE_CHARACTER, ' ', true },
		{ KEYCODE_CHARACTER, 'r', true },
		{ KEYCODE_CHARACTER, 0xE9, false },
		{ KEYCODE_FUNCTION, 1, false },
		{ KEYCODE_FUNCTION, 12, false },
	};
	char label[KEY_LABEL_MAX];
	struct key read;

	(void)state;
	for (size_t i = 0; i < sizeof(keys) / sizeof(keys[0]); i++) {
		key_label(keys[i], label);
		assert_true(key_parse(label, &read));
		assert_true(key_is_equal(read, keys[i]));
	}
	for (int code = KEYCODE_ENTER; code < KEYCODE_OTHER; code++) {
		key_label((struct key){ .code = (enum key_code)code }, label);
		assert_true(key_parse(label, &read));
		assert_int_equal(read.code, code);
	}
}

static void
expect_parsed(const char *name, const char *label)
{
	struct key key;

	assert_true(key_parse(name, &key));
	expect_label(key, label);
}

static void
key_parse_takes_one_key_when_terminals_send_the_same(void **state)
{
	(void)state;
	expect_parsed("Ctrl-I", "Tab");
	expect_parsed("Ctrl-M", "Enter");
	expect_parsed("Ctrl-H", "Backspace");
	expect_parsed("ctrl-r", "Ctrl-R");
	expect_parsed("pgup", "PgUp");
	expect_parsed("f5", "F5");
	expect_parsed("esc", "Esc");
}

static void
key_parse_refuses_when_no_key_has_the_name(void **state)
{
	static const char *const names[] = { "", " ", "dd", "Ctrl-", "Ctrl-1",
		"Ctrl-ab", "F0", "F13", "F05", "F5x", "Fx", "Alt-x", "PageUpp",
		"\t", "\033", "\303", "\302\233" };
	struct key key;

	(void)state;
	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++)
		if (key_parse(names[i], &key))
			fail_msg("“%s” was taken for a key", names[i]);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(key_is_equal_when_code_and_character_are),
		cmocka_unit_test(key_is_text_when_a_field_would_take_it),
		cmocka_unit_test(key_label_is_what_people_write),
		cmocka_unit_test(key_parse_reads_what_key_label_writes),
		cmocka_unit_test(
		    key_parse_takes_one_key_when_terminals_send_the_same),
		cmocka_unit_test(key_parse_refuses_when_no_key_has_the_name),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
