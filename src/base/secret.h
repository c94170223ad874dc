/* SPDX-License-Identifier: ISC */
/* Bytes that nobody may see: tokens and login codes, wiped when they go. */
#ifndef KEYRACK_BASE_SECRET_H
#define KEYRACK_BASE_SECRET_H

#include <stdbool.h>
#include <stddef.h>

/* All zero is an empty secret. */
struct secret {
	char *bytes; /* NUL-terminated; NULL while empty */
	size_t length;
};

/* Copies length bytes; what was held before is wiped. */
void secret_set(struct secret *secret, const char *bytes, size_t length);

/* Wipes and releases. */
void secret_clear(struct secret *secret);

/* Moves: *to is cleared first, *from is empty afterwards. */
void secret_take(struct secret *to, struct secret *from);

bool secret_is_empty(const struct secret *secret);

/* Compares without telling by its time where the difference is. */
bool secret_is_equal(const struct secret *one, const struct secret *other);

/* Lends the bytes until the secret changes; "" while empty. */
const char *secret_bytes(const struct secret *secret);

#endif
