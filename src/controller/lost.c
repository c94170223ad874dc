/* SPDX-License-Identifier: ISC */
/* Finds out from the list what became of a request without an answer. */
#include "config.h"

#include <stdlib.h>
#include <string.h>

#include "base/xmalloc.h"
#include "controller/journey.h"

void
lost_clear(struct lost *lost)
{
	free(lost->id);
	free(lost->name);
	free(lost->old_name);
	free(lost->predecessor);
	*lost = (struct lost){ 0 };
}

/* Whether the form, or the delete dialog, looks in the list of this number. */
static bool
form_finds(const struct controller *controller, uint32_t seq)
{
	return controller->form.stage == FORM_FINDING &&
	       controller->form.seq == seq;
}

static bool
deletion_finds(const struct controller *controller, uint32_t seq)
{
	return controller->deletion.is_finding &&
	       controller->deletion.seq == seq;
}

/* A lost creation is never forgotten for another loss: it could be doubled. */
static void
note(struct controller *controller, enum request_kind kind,
    const struct error *reason)
{
	struct lost *lost = &controller->lost;
	const struct form *form = &controller->form;
	bool is_delete = kind == REQUEST_DELETE;
	const char *id = is_delete ? controller->deletion.id : form->id;
	const char *name =
	    is_delete ? controller->deletion.name : field_text(&form->name);

	if (lost->is_open && lost->kind == REQUEST_CREATE)
		return;
	lost_clear(lost);
	lost->is_open = true;
	lost->kind = kind;
	lost->id = id == NULL ? NULL : xstrdup(id);
	lost->name = xstrdup(name);
	if (kind == REQUEST_RENAME && !form->is_undo)
		lost->old_name = xstrdup(form->old_name);
	if (!is_delete && form->predecessor != NULL)
		lost->predecessor = xstrdup(form->predecessor);
	lost->had_list = controller->keys_loading.is_loaded;
	lost->reason = *reason;
}

void
lost_open(struct controller *controller, enum request_kind kind,
    const struct error *reason, struct effects *out)
{
	struct form *form = &controller->form;
	struct deletion *deletion = &controller->deletion;
	struct reply unknown = { .kind = kind, .error = *reason };

	note(controller, kind, reason);
	/* Nobody who undoes the last rename means one before it. */
	if (kind == REQUEST_RENAME)
		renamed_clear(&controller->renamed);
	if (form->predecessor != NULL)
		controller->rotation.stage = ROTATION_BEGUN;
	message_set_reply(&controller->message, MESSAGE_UNKNOWN_LOOKING,
	    TONE_WARNING, &unknown,
	    kind == REQUEST_DELETE ? deletion->name : field_text(&form->name));
	controller->message.is_successor =
	    kind == REQUEST_CREATE && form->predecessor != NULL;
	if (kind == REQUEST_DELETE) {
		deletion->seq = load_list(controller, out);
		deletion->is_finding = true;
	} else {
		form->seq = load_list(controller, out);
		form->stage = FORM_FINDING;
	}
}

/* Tells the result, in the form too if it waits for it. */
static void
tell_form(
    struct controller *controller, uint32_t seq, const struct message *result)
{
	message_copy(&controller->message, result);
	if (form_finds(controller, seq))
		form_refuse(&controller->form, result);
}

/* The panel takes the place of the form if that still holds this name. */
static void
show_created(struct controller *controller, const struct apikey *record,
    struct reply *list)
{
	struct form *form = &controller->form;
	enum dialog dialog = form_dialog(form);

	if (!dialog_is_open(controller, dialog) ||
	    form_kind(form) != REQUEST_CREATE) {
		dialog_insert(controller, DIALOG_CREATED, DIALOG_NONE);
	} else if (strcmp(field_text(&form->name), record->name) == 0) {
		dialog_swap(controller, dialog, DIALOG_CREATED);
		form_clear(form);
	} else {
		dialog_insert(controller, DIALOG_CREATED, dialog);
	}
	created_set(controller, record, list, CREATED_FOUND);
	book_enter(controller, LEDGER_CREATED, record->id, NULL);
}

static int
compare_ids(const void *one, const void *other)
{
	return strcmp(*(const char *const *)one, *(const char *const *)other);
}

/* The ids of the shown list, sorted: many may be of the lost name. */
static const char **
known_ids(const struct keylist *keys, size_t *count)
{
	size_t total = keylist_total(keys);
	const char **ids = xcalloc(total + 1, sizeof(*ids));

	*count = 0;
	for (size_t i = 0; i < total; i++)
		if (keylist_at(keys, i)->id != NULL)
			ids[(*count)++] = keylist_at(keys, i)->id;
	qsort(ids, *count, sizeof(*ids), compare_ids);
	return ids;
}

/* How many API keys of the lost name the shown list does not know. */
static size_t
count_new(const struct controller *controller, const struct apikeys *set,
    const struct apikey **last)
{
	size_t known, count = 0;
	const char **ids = known_ids(controller->keys, &known);

	for (size_t i = 0; i < set->count; i++) {
		const struct apikey *record = &set->items[i];

		if (record->id == NULL || record->name == NULL ||
		    strcmp(record->name, controller->lost.name) != 0 ||
		    bsearch(&record->id, ids, known, sizeof(*ids),
		        compare_ids) != NULL)
			continue;
		*last = record;
		count++;
	}
	free(ids);
	return count;
}

/* A creation that is still open may have kept another loss from the note. */
static struct error
reason_of(const struct lost *lost, enum request_kind kind)
{
	const struct error none = { 0 };

	return lost->is_open && lost->kind == kind ? lost->reason : none;
}

static void
look_for_created(struct controller *controller, struct reply *list)
{
	struct lost *lost = &controller->lost;
	const struct apikey *record = NULL;
	struct message result = { 0 };
	size_t count = count_new(controller, &list->apikeys, &record);
	enum message_id id = MESSAGE_CREATE_NOT_FOUND;

	if (count > 0 && !lost->had_list)
		id = MESSAGE_CREATE_UNSURE;
	else if (count > 0)
		id = count == 1 ? MESSAGE_CREATE_FOUND
		                : MESSAGE_CREATE_FOUND_MANY;
	message_set(&result, id,
	    id == MESSAGE_CREATE_FOUND ? TONE_GOOD : TONE_WARNING, lost->name);
	result.request = REQUEST_CREATE;
	result.is_successor = lost->predecessor != NULL;
	result.error = lost->reason;
	result.number = (int64_t)count;
	tell_form(controller, list->seq, &result);
	if (id == MESSAGE_CREATE_FOUND) {
		rotation_made(controller, lost->predecessor, record->id);
		show_created(controller, record, list);
	}
	lost_clear(lost);
	message_clear(&result);
}

/* It can be undone like one that was answered. */
static void
note_renamed(struct controller *controller, bool is_waited, const char *id,
    const char *name)
{
	const struct form *form = &controller->form;
	const char *old_name = controller->lost.old_name;

	if (is_waited)
		old_name = form->is_undo ? NULL : form->old_name;
	undo_note_rename(controller, id, old_name, name);
	book_enter(controller, LEDGER_RENAMED, id, NULL);
}

static void
look_for_renamed(struct controller *controller, const struct reply *list)
{
	struct lost *lost = &controller->lost;
	struct form *form = &controller->form;
	bool is_waited = form_finds(controller, list->seq);
	const char *id = is_waited ? form->id : lost->id;
	const char *name = is_waited ? field_text(&form->name) : lost->name;
	const struct apikey *record = apikeys_find(&list->apikeys, id);
	struct message result = { 0 };

	if (record == NULL || record->name == NULL)
		message_set(&result, MESSAGE_ALREADY_GONE, TONE_WARNING, name);
	else if (strcmp(record->name, name) == 0)
		message_set(&result, MESSAGE_RENAME_FOUND, TONE_GOOD, name);
	else
		message_set(&result, MESSAGE_RENAME_NOT_FOUND, TONE_WARNING,
		    record->name);
	if (result.id == MESSAGE_RENAME_FOUND)
		note_renamed(controller, is_waited, id, name);
	result.request = REQUEST_RENAME;
	result.error = reason_of(lost, REQUEST_RENAME);
	tell_form(controller, list->seq, &result);
	if (is_waited && result.id == MESSAGE_RENAME_FOUND)
		form_close(controller);
	if (lost->kind == REQUEST_RENAME)
		lost_clear(lost);
	message_clear(&result);
}

static void
look_for_deleted(struct controller *controller, const struct reply *list)
{
	struct lost *lost = &controller->lost;
	struct deletion *deletion = &controller->deletion;
	bool is_waited = deletion_finds(controller, list->seq);
	char *id = xstrdup(is_waited ? deletion->id : lost->id);
	bool is_gone = apikeys_find(&list->apikeys, id) == NULL;
	struct message result = { 0 };

	message_set(&result,
	    is_gone ? MESSAGE_DELETE_FOUND : MESSAGE_DELETE_NOT_FOUND,
	    is_gone ? TONE_GOOD : TONE_WARNING,
	    is_waited ? deletion->name : lost->name);
	result.request = REQUEST_DELETE;
	result.error = reason_of(lost, REQUEST_DELETE);
	message_copy(&controller->message, &result);
	if (is_waited)
		delete_refuse(controller, &result);
	if (is_gone)
		delete_close(controller, id);
	if (lost->kind == REQUEST_DELETE)
		lost_clear(lost);
	message_clear(&result);
	free(id);
}

/* Whether the list tells of this kind: it was noted, or a dialog waits. */
static bool
is_lost(
    const struct controller *controller, enum request_kind kind, bool is_waited)
{
	return is_waited ||
	       (controller->lost.is_open && controller->lost.kind == kind);
}

void
lost_look(struct controller *controller, struct reply *list)
{
	bool form_waits = form_finds(controller, list->seq);
	bool is_rename = form_kind(&controller->form) == REQUEST_RENAME;

	if (is_lost(controller, REQUEST_DELETE,
	        deletion_finds(controller, list->seq)))
		look_for_deleted(controller, list);
	if (is_lost(controller, REQUEST_RENAME, form_waits && is_rename))
		look_for_renamed(controller, list);
	if (is_lost(controller, REQUEST_CREATE, false))
		look_for_created(controller, list);
}

bool
lost_unseen(
    struct controller *controller, uint32_t seq, const struct error *reason)
{
	struct reply unseen = { .error = *reason };
	bool is_delete = deletion_finds(controller, seq);

	if (!is_delete && !form_finds(controller, seq))
		return false;
	unseen.kind = is_delete ? REQUEST_DELETE : form_kind(&controller->form);
	message_set_reply(&controller->message, MESSAGE_UNKNOWN_UNSEEN,
	    TONE_BAD, &unseen,
	    is_delete ? controller->deletion.name
	              : field_text(&controller->form.name));
	controller->message.is_successor =
	    !is_delete && controller->form.predecessor != NULL;
	if (is_delete)
		delete_refuse(controller, &controller->message);
	else
		form_refuse(&controller->form, &controller->message);
	return true;
}
