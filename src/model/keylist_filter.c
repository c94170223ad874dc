/* SPDX-License-Identifier: ISC */
/* What is shown of the list: the view, and an expression as it is typed. */
#include "config.h"

#include <stdlib.h>

#include "base/xmalloc.h"
#include "model/keylist_inside.h"

/* Shows what passes both; takes the filter. */
static void
show(struct keylist *list, struct filter *filter)
{
	struct search_ground ground = keylist_ground(list);

	free(list->applied);
	list->applied = filter_words(filter, list->filter);
	search_begin(&list->search, &ground, filter);
	keylist_collect(list);
}

/* What is right in the expression, which follows the view. */
static bool
read_filter(struct keylist *list, struct filter *filter, struct error *err)
{
	keyview_add_terms(&list->view, filter);
	return filter_parse_typed(filter, list->filter, err);
}

/* A word that is not typed to its end yet is not to hide all there is. */
static void
wait_for_end(struct keylist *list)
{
	struct filter filter = { 0 };
	struct error err;

	if (!list->is_typed || list->shown_count > 0 ||
	    search_is_on(&list->search) ||
	    !filter_is_unfinished(&list->search.filter))
		return;
	read_filter(list, &filter, &err);
	filter_drop_unfinished(&filter);
	show(list, &filter);
}

static void
set_expression(struct keylist *list, const char *expression)
{
	char *copy = xstrdup(expression);

	free(list->filter);
	list->filter = copy;
}

bool
keylist_set_filter(
    struct keylist *list, const char *expression, struct error *err)
{
	struct filter filter = { 0 };

	keyview_add_terms(&list->view, &filter);
	if (!filter_parse(&filter, expression, err)) {
		filter_clear(&filter);
		return false;
	}
	set_expression(list, expression);
	list->is_typed = false;
	show(list, &filter);
	return true;
}

bool
keylist_type_filter(
    struct keylist *list, const char *expression, struct error *err)
{
	struct filter filter = { 0 };
	bool is_right;

	set_expression(list, expression);
	list->is_typed = true;
	is_right = read_filter(list, &filter, err);
	show(list, &filter);
	wait_for_end(list);
	return is_right;
}

void
keylist_set_view(struct keylist *list, const struct keyview *view)
{
	struct filter filter = { 0 };
	struct error err;

	keyview_copy(&list->view, view);
	read_filter(list, &filter, &err);
	show(list, &filter);
	wait_for_end(list);
}

const struct keyview *
keylist_view(const struct keylist *list)
{
	return &list->view;
}

const char *
keylist_filter(const struct keylist *list)
{
	return list->filter;
}

const char *
keylist_applied(const struct keylist *list)
{
	return list->applied;
}

bool
keylist_is_searching(const struct keylist *list)
{
	return search_is_on(&list->search);
}

bool
keylist_search(struct keylist *list)
{
	struct search_ground ground = keylist_ground(list);

	search_on(&list->search, &ground);
	if (search_is_on(&list->search))
		return false;
	keylist_collect(list);
	wait_for_end(list);
	return true;
}
