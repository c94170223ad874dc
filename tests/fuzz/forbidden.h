/* SPDX-License-Identifier: ISC */
/* What must never reach a terminal, said apart from the sanitiser's code. */
#ifndef KEYRACK_TESTS_FUZZ_FORBIDDEN_H
#define KEYRACK_TESTS_FUZZ_FORBIDDEN_H

#include <stdbool.h>
#include <stddef.h>

/*
 * Whether the text is valid UTF-8 without any control, bidirectional control,
 * zero-width or format character, separator, tag, non-character or private-use
 * character, and with at most four combining marks in a row.
 */
bool is_free_of_forbidden(const char *text);

#endif
