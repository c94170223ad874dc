/* SPDX-License-Identifier: ISC */
/* A list for the tests of the filter. */
#ifndef KEYRACK_SUPPORT_FILTER_LIST_H
#define KEYRACK_SUPPORT_FILTER_LIST_H

struct keylist;

/* Five API keys in the order of their ids; the caller frees the list. */
struct keylist *filter_list_new(void);
/* Fails the test, naming what, unless the rows have these numbers ("124"). */
void filter_list_expect(
    const struct keylist *list, const char *what, const char *expected);

#endif
