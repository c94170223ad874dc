/* SPDX-License-Identifier: ISC */
/* The marks of a list: each stands at a record. */
#include "config.h"

#include "model/keylist_inside.h"

void
keylist_mark(struct keylist *list, const struct apikey *apikey, bool is_marked)
{
	if (apikey->id != NULL && apikey->is_readable)
		marks_set(
		    &list->marks, keylist_index_of(list, apikey), is_marked);
}

void
keylist_unmark_all(struct keylist *list)
{
	marks_clear(&list->marks);
	marks_resize(&list->marks, list->set.count);
}

bool
keylist_is_marked(const struct keylist *list, const struct apikey *apikey)
{
	return list->marks.is_marked[keylist_index_of(list, apikey)];
}

bool
keylist_is_shown(const struct keylist *list, const struct apikey *apikey)
{
	return search_is_hit(&list->search, keylist_index_of(list, apikey));
}

size_t
keylist_marked(const struct keylist *list)
{
	return list->marks.count;
}
