/* SPDX-License-Identifier: ISC */
/* Marks by index, carried by id from one list to the next. */
#include "config.h"

#include "model/marks.h"

#include <stdlib.h>
#include <string.h>

#include "base/xmalloc.h"

void
marks_clear(struct marks *marks)
{
	free(marks->is_marked);
	*marks = (struct marks){ 0 };
}

void
marks_resize(struct marks *marks, size_t size)
{
	marks->is_marked =
	    xreallocarray(marks->is_marked, size, sizeof(*marks->is_marked));
	for (size_t i = marks->size; i < size; i++)
		marks->is_marked[i] = false;
	marks->size = size;
}

void
marks_set(struct marks *marks, size_t index, bool is_marked)
{
	if (marks->is_marked[index] == is_marked)
		return;
	marks->is_marked[index] = is_marked;
	marks->count += is_marked ? 1 : (size_t)-1;
}

void
marks_remove(struct marks *marks, size_t index)
{
	marks_set(marks, index, false);
	marks->size--;
	memmove(&marks->is_marked[index], &marks->is_marked[index + 1],
	    (marks->size - index) * sizeof(*marks->is_marked));
}

static int
compare_ids(const void *one, const void *other)
{
	return strcmp(*(const char *const *)one, *(const char *const *)other);
}

/* The ids that are marked, sorted; for free(3). */
static const char **
marked_ids(const struct marks *marks, const struct apikeys *set)
{
	const char **ids = xcalloc(marks->count, sizeof(*ids));
	size_t count = 0;

	for (size_t i = 0; i < marks->size; i++)
		if (marks->is_marked[i])
			ids[count++] = set->items[i].id;
	qsort(ids, count, sizeof(*ids), compare_ids);
	return ids;
}

void
marks_carry(
    struct marks *marks, const struct apikeys *from, const struct apikeys *to)
{
	size_t count = marks->count;
	const char **ids = count == 0 ? NULL : marked_ids(marks, from);

	marks_clear(marks);
	marks_resize(marks, to->count);
	for (size_t i = 0; ids != NULL && i < to->count; i++)
		if (to->items[i].id != NULL && to->items[i].is_readable &&
		    bsearch(&to->items[i].id, ids, count, sizeof(*ids),
		        compare_ids) != NULL)
			marks_set(marks, i, true);
	free(ids);
}
