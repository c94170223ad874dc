/* SPDX-License-Identifier: ISC */
/* Asks where the new token is to be written, until it stands there. */
#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "base/xmalloc.h"
#include "controller/journey.h"

#define PATH_MAX_BYTES ((size_t)4096)
#define NAME_MAX_BYTES 64

/* A name may be anything: only what is plain in a shell goes into a path. */
static char *
default_path(const char *name)
{
	static const char plain[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
	                            "abcdefghijklmnopqrstuvwxyz"
	                            "0123456789_";
	char file[NAME_MAX_BYTES + 1] = "";
	size_t length = 0;

	for (; *name != '\0' && length < NAME_MAX_BYTES; name++)
		if (strchr(plain, *name) != NULL)
			file[length++] = *name;
		else if (length > 0 && file[length - 1] != '-')
			file[length++] = '-';
	while (length > 0 && file[length - 1] == '-')
		file[--length] = '\0';
	return xasprintf("~/%s.token", length == 0 ? "keyrack" : file);
}

void
created_file_open(struct controller *controller)
{
	struct created *created = &controller->created;
	char *path = default_path(created->name);

	field_clear(&created->path);
	field_init(&created->path, PATH_MAX_BYTES);
	field_set(&created->path, path);
	created->asks_path = true;
	message_clear(&created->note);
	free(path);
}

static void
submit(struct created *created, struct effects *out)
{
	const char *path = field_text(&created->path);

	if (*path == '\0')
		message_set(
		    &created->note, MESSAGE_NO_PATH, TONE_WARNING, NULL);
	else
		effects_write_token(out, path, &created->token);
}

void
created_file_key(
    struct controller *controller, struct key key, struct effects *out)
{
	struct created *created = &controller->created;

	if (key.code == KEYCODE_ENTER) {
		submit(created, out);
	} else if (key.code == KEYCODE_ESCAPE) {
		created->asks_path = false;
		message_clear(&created->note);
	} else if (field_key(&created->path, key)) {
		message_clear(&created->note);
	}
}

bool
created_file_paste(struct controller *controller, const char *text)
{
	return controller->created.asks_path &&
	       field_paste(&controller->created.path, text);
}

/* The panel may be gone: its news are news all the same. */
void
created_file_hear(struct controller *controller, const struct file_news *news)
{
	struct created *created = &controller->created;
	bool is_written = news->error.kind == ERROR_NONE;
	struct message *place = dialog_is_open(controller, DIALOG_CREATED)
	                            ? &created->note
	                            : &controller->message;

	message_set(place, is_written ? MESSAGE_WRITTEN : MESSAGE_NOT_WRITTEN,
	    is_written ? TONE_GOOD : TONE_BAD, news->path);
	place->error = news->error;
	if (!is_written)
		return;
	created->asks_path = false;
	if (created->id == NULL)
		return;
	book_enter(controller, LEDGER_WRITTEN, created->id, NULL);
	rotation_handed(controller, created->id);
}
