/* SPDX-License-Identifier: ISC */
/* What is unsafe or damaged is told of, and never overwritten. */
#include "config.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/buffer.h"
#include "base/xmalloc.h"
#include "support/store_place.h"

#define LENGTH(array) (sizeof(array) / sizeof((array)[0]))

static void
write_file(const char *path, const char *bytes, size_t length, mode_t mode)
{
	int fd = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, mode);

	assert_true(fd >= 0);
	assert_int_equal(write(fd, bytes, length), (ssize_t)length);
	assert_int_equal(fchmod(fd, mode), 0);
	close(fd);
}

static void
read_file(const char *path, struct buffer *out)
{
	char bytes[4096];
	int fd = open(path, O_RDONLY | O_CLOEXEC);
	ssize_t length;

	assert_true(fd >= 0);
	buffer_init(out, SIZE_MAX / 2);
	while ((length = read(fd, bytes, sizeof(bytes))) > 0)
		buffer_add(out, bytes, (size_t)length);
	close(fd);
}

/* Makes one unsafe thing in the place of the file. */
typedef void spoil(struct place *place);

static void
make_link(struct place *place)
{
	assert_int_equal(rename(place->path, place->victim), 0);
	assert_int_equal(symlink(place->victim, place->path), 0);
}

static void
make_second_name(struct place *place)
{
	assert_int_equal(rename(place->path, place->victim), 0);
	assert_int_equal(link(place->victim, place->path), 0);
}

static void
make_readable(struct place *place)
{
	assert_int_equal(chmod(place->path, 0644), 0);
}

static void
make_fifo(struct place *place)
{
	assert_int_equal(unlink(place->path), 0);
	assert_int_equal(mkfifo(place->path, 0600), 0);
}

static void
make_folder(struct place *place)
{
	assert_int_equal(unlink(place->path), 0);
	assert_int_equal(mkdir(place->path, 0700), 0);
}

static void
make_foreign(struct place *place)
{
	assert_int_equal(chown(place->path, 65534, 65534), 0);
}

static void
make_open_folder(struct place *place)
{
	assert_int_equal(chmod(place->folder, 0750), 0);
}

static void
make_linked_folder(struct place *place)
{
	assert_int_equal(rename(place->folder, place->victim), 0);
	assert_int_equal(symlink(place->victim, place->folder), 0);
}

static void
make_foreign_folder(struct place *place)
{
	assert_int_equal(chown(place->folder, 65534, 65534), 0);
}

static void
expect_refusal(struct place *place, spoil *make_unsafe)
{
	struct stat before, after;
	struct error err = { 0 };

	assert_true(place_save(place, "a1", &err));
	make_unsafe(place);
	assert_int_equal(lstat(place->path, &before), 0);
	place_expect_state(place, STORE_REFUSED);
	assert_false(place_save(place, "a2", &err));
	assert_true(err.detail[0] != '\0');
	assert_int_equal(lstat(place->path, &after), 0);
	assert_true(before.st_ino == after.st_ino);
	assert_true(before.st_size == after.st_size);
}

static void
store_refuses_when_what_is_there_is_unsafe(void **state)
{
	static spoil *const spoils[] = { make_link, make_second_name,
		make_readable, make_fifo, make_folder, make_open_folder,
		make_linked_folder, make_foreign, make_foreign_folder };
	size_t count = LENGTH(spoils) - (geteuid() == 0 ? 0 : 2);

	for (size_t i = 0; i < count; i++) {
		expect_refusal(*state, spoils[i]);
		place_teardown(state);
		place_setup(state);
	}
}

static void
expect_set_aside(struct place *place, const char *bytes, size_t length)
{
	char *aside = xasprintf("%s.damaged-1", place->path);
	struct buffer kept;
	struct stat status;

	unlink(aside);
	write_file(place->path, bytes, length, 0600);
	place_expect_state(place, STORE_DAMAGED);
	assert_int_equal(access(place->path, F_OK), -1);
	assert_int_equal(stat(aside, &status), 0);
	assert_int_equal(status.st_mode, S_IFREG | 0600);
	read_file(aside, &kept);
	assert_int_equal(kept.length, length);
	if (length > 0)
		assert_memory_equal(kept.bytes, bytes, length);
	buffer_clear(&kept);
	free(aside);
}

static void
store_sets_a_file_aside_when_it_is_no_session(void **state)
{
	static const char *const texts[] = { "", "garbage", "null", "[]", "{}",
		"{\"version\":2,\"origin\":\"" PLACE_ORIGIN
		"\",\"accessToken\":\"a\"}",
		"{\"version\":1,\"origin\":\"https://evil.example\","
		"\"accessToken\":\"a\"}",
		"{\"version\":1,\"origin\":\"" PLACE_ORIGIN "\"}",
		"{\"version\":1,\"origin\":\"" PLACE_ORIGIN
		"\",\"accessToken\":\"a\\r\\nX: y\"}",
		"{\"version\":1,\"origin\":\"" PLACE_ORIGIN
		"\",\"accessToken\":\"a\",\"expiresMs\":\"soon\"}" };
	struct place *place = *state;
	struct error err;

	assert_true(place_save(place, "a1", &err));
	for (size_t i = 0; i < LENGTH(texts); i++)
		expect_set_aside(place, texts[i], strlen(texts[i]));
}

static void
store_leaves_nothing_set_aside_when_it_is_removed(void **state)
{
	struct place *place = *state;
	struct error err;

	assert_true(place_save(place, "a1", &err));
	expect_set_aside(place, "garbage", 7);
	assert_true(place_save(place, "a2", &err));
	assert_true(store_remove(place->store, &err));
	assert_int_equal(place_count_files(place, "session"), 0);
}

static void
store_sets_a_file_aside_when_it_is_cut_anywhere(void **state)
{
	struct place *place = *state;
	struct buffer whole;
	struct error err;

	assert_true(place_save(place, "a1", &err));
	read_file(place->path, &whole);
	/* Without its last line break it is still whole. */
	for (size_t length = 0; length < whole.length - 1; length++)
		expect_set_aside(place, whole.bytes, length);
	buffer_clear(&whole);
}

static void
store_sets_a_file_aside_when_it_is_huge(void **state)
{
	struct place *place = *state;
	struct error err;

	assert_true(place_save(place, "a1", &err));
	assert_int_equal(truncate(place->path, (off_t)1 << 30), 0);
	place_expect_state(place, STORE_DAMAGED);
	assert_int_equal(place_count_files(place, ".damaged-"), 1);
	place_expect_state(place, STORE_EMPTY);
}

static void
store_overwrites_nothing_when_a_damaged_file_is_saved_over(void **state)
{
	struct place *place = *state;
	struct error err;

	assert_true(place_save(place, "a1", &err));
	for (size_t i = 1; i <= 3; i++) {
		write_file(place->path, "garbage", 7, 0600);
		assert_true(place_save(place, "a2", &err));
		place_expect_loaded(place, "a2");
		assert_int_equal(place_count_files(place, ".damaged-"), i);
	}
}

#define TEST(name) \
	cmocka_unit_test_setup_teardown(name, place_setup, place_teardown)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(store_refuses_when_what_is_there_is_unsafe),
		TEST(store_sets_a_file_aside_when_it_is_no_session),
		TEST(store_leaves_nothing_set_aside_when_it_is_removed),
		TEST(store_sets_a_file_aside_when_it_is_cut_anywhere),
		TEST(store_sets_a_file_aside_when_it_is_huge),
		TEST(
		    store_overwrites_nothing_when_a_damaged_file_is_saved_over),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
