/* SPDX-License-Identifier: ISC */
/* Wipes secrets with freezero(3) and compares them in constant time. */
#include "config.h"

#include "base/secret.h"

#include <stdint.h>
#include <string.h>

#include <bsd/stdlib.h>
#include <bsd/string.h>

#include "base/xmalloc.h"

void
secret_set(struct secret *secret, const char *bytes, size_t length)
{
	char *copy = xcalloc(length + 1, 1);

	memcpy(copy, bytes, length);
	secret_clear(secret);
	secret->bytes = copy;
	secret->length = length;
}

void
secret_clear(struct secret *secret)
{
	freezero(secret->bytes, secret->length + 1);
	*secret = (struct secret){ 0 };
}

void
secret_take(struct secret *to, struct secret *from)
{
	secret_clear(to);
	*to = *from;
	*from = (struct secret){ 0 };
}

bool
secret_is_empty(const struct secret *secret)
{
	return secret->length == 0;
}

bool
secret_is_equal(const struct secret *one, const struct secret *other)
{
	unsigned char difference = 0;

	if (one->length != other->length)
		return false;
	for (size_t i = 0; i < one->length; i++)
		difference |= (unsigned char)(one->bytes[i] ^ other->bytes[i]);
	return difference == 0;
}

const char *
secret_bytes(const struct secret *secret)
{
	return secret->bytes == NULL ? "" : secret->bytes;
}
