/* SPDX-License-Identifier: ISC */
/* A small JSON object: columns, order, reversed. */
#include "config.h"

#include "auth/look_file.h"

#include <stdlib.h>
#include <unistd.h>

#include "auth/private_file.h"
#include "auth/state_name.h"
#include "base/json.h"
#include "base/xmalloc.h"

#define LOOK_BYTES_MAX 1024

struct look_file {
	char *folder; /* NULL: nothing is kept */
	char *name;   /* of the file in it */
};

struct look_file *
look_file_new(const char *folder, const char *account, const char *origin)
{
	struct look_file *file = xcalloc(1, sizeof(*file));

	file->folder = folder == NULL ? NULL : xstrdup(folder);
	file->name = state_name(account, origin, ".view");
	return file;
}

void
look_file_free(struct look_file *file)
{
	if (file == NULL)
		return;
	free(file->folder);
	free(file->name);
	free(file);
}

/* False for what is no column, or stands twice. */
static bool
read_columns(const struct json *array, struct columns *out)
{
	enum keylist_column column;
	const char *word;

	for (size_t i = 0; i < json_length(array); i++) {
		word = json_string(json_at(array, i));
		column = word == NULL ? COLUMN_COUNT : column_of_word(word);
		if (column == COLUMN_COUNT || columns_has(out, column))
			return false;
		columns_add(out, column);
	}
	return columns_has(out, COLUMN_NAME);
}

static bool
read_look(const struct json *root, struct look *out)
{
	struct look look = { .is_reversed = false };
	const struct json *columns;
	const char *order;

	if (root == NULL || json_kind(root) != JSON_OBJECT ||
	    !json_get_array(root, "columns", &columns) ||
	    !json_get_string(root, "sort", &order) ||
	    !json_get_bool(root, "reversed", &look.is_reversed) ||
	    !read_columns(columns, &look.columns))
		return false;
	look.order = column_of_word(order);
	if (look.order == COLUMN_COUNT)
		return false;
	*out = look;
	return true;
}

static bool
read_text(const struct buffer *text, struct look *out, struct error *err)
{
	struct json *root = json_parse(buffer_text(text), text->length, err);
	bool is_read = read_look(root, out);

	json_free(root);
	return is_read ||
	       error_set(err, ERROR_USAGE, 0, "it is not what keyrack writes");
}

static enum look_file_state
set_aside(int folder, const struct look_file *file, struct error *err)
{
	struct error ignored;

	error_prefix(err, "%s", file->name);
	private_file_set_aside(folder, file->name, &ignored);
	return LOOK_FILE_DAMAGED;
}

static enum look_file_state
read_from(int folder, const struct look_file *file, struct look *out,
    struct error *err)
{
	enum look_file_state state = LOOK_FILE_NONE;
	struct buffer text;

	buffer_init(&text, LOOK_BYTES_MAX);
	switch (private_file_read(folder, file->name, &text, err)) {
	case PRIVATE_FILE_READ:
		state = LOOK_FILE_READ;
		if (!read_text(&text, out, err))
			state = set_aside(folder, file, err);
		break;
	case PRIVATE_FILE_LARGE:
		error_set(err, ERROR_USAGE, 0, "it is too large");
		state = set_aside(folder, file, err);
		break;
	case PRIVATE_FILE_UNSAFE:
	case PRIVATE_FILE_FAILED:
		state = set_aside(folder, file, err);
		break;
	case PRIVATE_FILE_NONE:
		break;
	}
	buffer_clear(&text);
	return state;
}

/* A folder that cannot be used is complained of with the session. */
enum look_file_state
look_file_read(
    const struct look_file *file, struct look *out, struct error *err)
{
	enum look_file_state state;
	int folder =
	    file->folder == NULL ? -1 : private_folder_open(file->folder, err);

	if (folder < 0)
		return LOOK_FILE_NONE;
	state = read_from(folder, file, out, err);
	close(folder);
	return state;
}

static void
write_text(const struct look *look, struct buffer *text)
{
	buffer_add_text(text, "{\"columns\":[");
	for (size_t i = 0; i < look->columns.count; i++) {
		buffer_add_text(text, i == 0 ? "" : ",");
		json_add_string(text, column_word(look->columns.items[i]));
	}
	buffer_add_text(text, "],\"sort\":");
	json_add_string(text, column_word(look->order));
	buffer_add_text(text, ",\"reversed\":");
	buffer_add_text(text, look->is_reversed ? "true}\n" : "false}\n");
}

bool
look_file_write(const struct look_file *file, const struct look *look)
{
	struct buffer text;
	bool is_written;
	struct error ignored;
	int folder;

	if (file->folder == NULL)
		return true;
	folder = private_folder_make(file->folder, &ignored);
	if (folder < 0)
		return false;
	buffer_init(&text, LOOK_BYTES_MAX);
	write_text(look, &text);
	is_written = private_file_replace(
	    folder, file->name, buffer_text(&text), text.length, &ignored);
	buffer_clear(&text);
	close(folder);
	return is_written;
}
