/* SPDX-License-Identifier: ISC */
/* Memory that is wiped when released, for libraries that take allocators. */
#ifndef KEYRACK_BASE_WIPING_H
#define KEYRACK_BASE_WIPING_H

#include <stddef.h>

/*
 * As free(3) and realloc(3), for memory of malloc(3); no byte stays readable
 * in what is given back.
 */
void wiping_free(void *memory);
void *wiping_realloc(void *memory, size_t size);

#endif
