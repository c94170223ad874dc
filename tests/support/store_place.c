/* SPDX-License-Identifier: ISC */
/* Makes a folder for each test and removes it with all that is in it. */
#include "config.h"

#include "support/store_place.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include <dirent.h>

#include "base/date.h"
#include "base/xmalloc.h"

int
place_setup(void **state)
{
	struct place *place = xcalloc(1, sizeof(*place));

	place->top = xstrdup("/tmp/keyrack-store-XXXXXX");
	assert_non_null(mkdtemp(place->top));
	place->folder = xasprintf("%s/state/keyrack", place->top);
	place->store = store_new_file(place->folder, "work", PLACE_ORIGIN);
	place->path = xstrdup(store_path(place->store));
	place->victim = xasprintf("%s/victim", place->top);
	*state = place;
	return 0;
}

int
place_teardown(void **state)
{
	struct place *place = *state;
	char *command = xasprintf("rm -rf '%s'", place->top);

	store_free(place->store);
	assert_int_equal(system(command), 0);
	free(command);
	free(place->top);
	free(place->folder);
	free(place->path);
	free(place->victim);
	free(place);
	return 0;
}

bool
place_save(struct place *place, const char *access, struct error *err)
{
	struct session session = { .expires_ms = 1700000000123,
		.refresh_expires_ms = DATE_NONE };
	bool is_saved;

	secret_set(&session.access, access, strlen(access));
	secret_set(&session.refresh, "r/+\"\\", 5);
	is_saved = store_save(place->store, &session, err);
	session_clear(&session);
	return is_saved;
}

void
place_expect_loaded(struct place *place, const char *access)
{
	struct session session = { 0 };
	struct error err;

	assert_int_equal(
	    store_load(place->store, &session, &err), STORE_LOADED);
	assert_string_equal(secret_bytes(&session.access), access);
	assert_string_equal(secret_bytes(&session.refresh), "r/+\"\\");
	assert_true(session.expires_ms == 1700000000123);
	assert_true(session.refresh_expires_ms == DATE_NONE);
	session_clear(&session);
}

void
place_expect_state(struct place *place, enum store_state expected)
{
	struct session session = { 0 };
	struct error err = { 0 };

	assert_int_equal(store_load(place->store, &session, &err), expected);
	assert_true(secret_is_empty(&session.access));
	if (expected != STORE_EMPTY)
		assert_true(err.detail[0] != '\0');
}

size_t
place_count_files(const struct place *place, const char *mark)
{
	DIR *entries = opendir(place->folder);
	const struct dirent *entry;
	size_t count = 0;

	while (entries != NULL && (entry = readdir(entries)) != NULL)
		count += strstr(entry->d_name, mark) != NULL;
	closedir(entries);
	return count;
}
