/* SPDX-License-Identifier: ISC */
/* Keeps an index of what is shown, made anew whenever something changes. */
#include "config.h"

#include "model/keylist_inside.h"

#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "base/xmalloc.h"
#include "model/ledger_index.h"
#include "model/order.h"

void
keylist_collect(struct keylist *list)
{
	size_t count = 0;

	for (size_t i = 0; i < list->set.count; i++)
		if (search_is_hit(&list->search, list->order[i]))
			list->shown[count++] = list->order[i];
	list->shown_count = count;
}

struct search_ground
keylist_ground(const struct keylist *list)
{
	return (struct search_ground){
		.set = &list->set,
		.haystack = &list->haystack,
		.now_ms = list->now_ms,
		.is_marked = list->marks.is_marked,
	};
}

void
keylist_order_anew(struct keylist *list)
{
	order_sort(&list->set, &list->haystack, list->ledger, list->column,
	    list->order);
	keylist_collect(list);
}

/* Sorts after a change to the records; what is shown is known already. */
static void
sort_anew(struct keylist *list)
{
	size_t count = list->set.count;

	list->order = xreallocarray(list->order, count, sizeof(*list->order));
	list->shown = xreallocarray(list->shown, count, sizeof(*list->shown));
	organizations_count(&list->organizations, &list->set);
	keylist_order_anew(list);
}

/* Sorts and filters after a change to all records. */
static void
index_anew(struct keylist *list)
{
	struct search_ground ground = keylist_ground(list);

	search_again(&list->search, &ground);
	sort_anew(list);
}

struct keylist *
keylist_new(void)
{
	struct keylist *list = xcalloc(1, sizeof(*list));

	list->filter = xstrdup("");
	list->applied = xstrdup("");
	list->personal = xstrdup("");
	list->column = COLUMN_EXPIRES;
	index_anew(list);
	return list;
}

void
keylist_free(struct keylist *list)
{
	if (list == NULL)
		return;
	apikeys_clear(&list->set);
	places_clear(&list->by_id);
	organizations_clear(&list->organizations);
	haystack_clear(&list->haystack);
	free(list->order);
	free(list->shown);
	search_clear(&list->search);
	marks_clear(&list->marks);
	keyview_clear(&list->view);
	free(list->filter);
	free(list->applied);
	free(list->personal);
	free(list);
}

/* An organization that has no known name is looked up by its id. */
static void
add_straw(struct keylist *list, size_t index, const struct ledger_entry *noted)
{
	const struct apikey *apikey = &list->set.items[index];
	const char *id = apikey->organization;
	const struct organization_entry *entry;
	char *folded_id;

	if (id == NULL) {
		haystack_insert(
		    &list->haystack, index, apikey, list->personal, noted);
		return;
	}
	entry = organizations_find(&list->organizations, id);
	if (entry != NULL) {
		haystack_insert(
		    &list->haystack, index, apikey, entry->folded_name, noted);
		return;
	}
	folded_id = text_fold(id);
	haystack_insert(&list->haystack, index, apikey, folded_id, noted);
	free(folded_id);
}

/* A ledger without notes is not looked into. */
void
keylist_fold_anew(struct keylist *list)
{
	struct ledger_index notes;

	ledger_index_init(
	    &notes, ledger_has_texts(list->ledger) ? list->ledger : NULL);
	haystack_clear(&list->haystack);
	for (size_t i = 0; i < list->set.count; i++)
		add_straw(
		    list, i, ledger_index_find(&notes, list->set.items[i].id));
	ledger_index_clear(&notes);
	haystack_trim(&list->haystack);
	index_anew(list);
}

void
keylist_replace(struct keylist *list, struct apikeys *set)
{
	struct apikeys *kept = &list->set;

	marks_carry(&list->marks, kept, set);
	apikeys_take(kept, set);
	kept->items =
	    xreallocarray(kept->items, kept->count, sizeof(*kept->items));
	kept->capacity = kept->count;
	places_make(&list->by_id, kept);
	keylist_fold_anew(list);
}

size_t
keylist_index_of(const struct keylist *list, const struct apikey *apikey)
{
	return (size_t)(apikey - list->set.items);
}

void
keylist_put(struct keylist *list, const struct apikey *record)
{
	const struct apikey *old = keylist_find(list, record->id);
	size_t index =
	    old == NULL ? list->set.count : keylist_index_of(list, old);
	struct search_ground ground;

	apikeys_add(&list->set, record);
	if (old != NULL) {
		list->set.items[index] = list->set.items[--list->set.count];
		haystack_remove(&list->haystack, index);
	} else {
		places_add(&list->by_id, &list->set);
	}
	add_straw(list, index, keylist_noted(list, list->set.items[index].id));
	marks_resize(&list->marks, list->set.count);
	ground = keylist_ground(list);
	search_update(&list->search, &ground, index);
	sort_anew(list);
}

void
keylist_remove(struct keylist *list, const char *id)
{
	const struct apikey *old = keylist_find(list, id);
	struct apikeys *set = &list->set;
	struct search_ground ground;
	size_t index;

	if (old == NULL)
		return;
	index = keylist_index_of(list, old);
	set->count--;
	memmove(&set->items[index], &set->items[index + 1],
	    (set->count - index) * sizeof(*set->items));
	haystack_remove(&list->haystack, index);
	marks_remove(&list->marks, index);
	places_remove(&list->by_id, index);
	ground = keylist_ground(list);
	search_remove(&list->search, &ground, index);
	places_drop(list->order, set->count + 1, index);
	organizations_count(&list->organizations, set);
	keylist_collect(list);
}

void
keylist_set_organizations(struct keylist *list, const struct profile *profile)
{
	organizations_set(&list->organizations, profile);
	keylist_fold_anew(list);
}

void
keylist_set_personal(struct keylist *list, const char *word)
{
	char *folded = text_fold(word);

	free(list->personal);
	list->personal = folded;
	keylist_fold_anew(list);
}

void
keylist_set_now(struct keylist *list, int64_t now_ms)
{
	list->now_ms = now_ms;
}

void
keylist_set_order(
    struct keylist *list, enum keylist_column column, bool is_reversed)
{
	list->is_reversed = is_reversed;
	if (column == list->column)
		return;
	list->column = column;
	keylist_order_anew(list);
}

void
keylist_settle_marks(struct keylist *list)
{
	if (strstr(list->filter, "marked") != NULL)
		index_anew(list);
}

size_t
keylist_total(const struct keylist *list)
{
	return list->set.count;
}

size_t
keylist_rows(const struct keylist *list)
{
	return list->shown_count;
}

/* The index is ascending; a reversed list reads it from its end. */
static size_t
row_index(const struct keylist *list, size_t row)
{
	return list->is_reversed ? list->shown_count - 1 - row : row;
}

const struct apikey *
keylist_row(const struct keylist *list, size_t row)
{
	return &list->set.items[list->shown[row_index(list, row)]];
}

const struct apikey *
keylist_at(const struct keylist *list, size_t index)
{
	return &list->set.items[index];
}

const struct apikey *
keylist_find(const struct keylist *list, const char *id)
{
	return id == NULL ? NULL : places_find(&list->by_id, &list->set, id);
}

long
keylist_row_of(const struct keylist *list, const char *id)
{
	const struct apikey *apikey = keylist_find(list, id);

	if (apikey == NULL)
		return -1;
	for (size_t i = 0; i < list->shown_count; i++)
		if (list->shown[i] == keylist_index_of(list, apikey))
			return (long)row_index(list, i);
	return -1;
}

enum keylist_column
keylist_column(const struct keylist *list)
{
	return list->column;
}

bool
keylist_is_reversed(const struct keylist *list)
{
	return list->is_reversed;
}

const char *
keylist_organization_name(
    const struct keylist *list, const struct apikey *apikey)
{
	const struct organization_entry *entry;

	if (apikey->organization == NULL)
		return NULL;
	entry = organizations_find(&list->organizations, apikey->organization);
	return entry == NULL ? apikey->organization : entry->name;
}

size_t
keylist_count_in(const struct keylist *list, const char *organization)
{
	return organizations_count_of(
	    &list->organizations, &list->set, organization);
}

size_t
keylist_bytes(const struct keylist *list)
{
	size_t per_record = 3 * sizeof(*list->order) + 2 * sizeof(bool);

	return list->set.capacity * sizeof(*list->set.items) +
	       list->set.arena.bytes + haystack_bytes(&list->haystack) +
	       list->set.count * per_record;
}
