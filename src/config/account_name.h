/* SPDX-License-Identifier: ISC */
/* What an account may be called. */
#ifndef KEYRACK_CONFIG_ACCOUNT_NAME_H
#define KEYRACK_CONFIG_ACCOUNT_NAME_H

#include <stdbool.h>

#define ACCOUNT_NAME_MAX 64

/* The account that is always there. */
#define ACCOUNT_DEFAULT "default"

/* Why a name was refused, after the name. */
#define ACCOUNT_NAME_RULE \
	"cannot be an account's name: 1 to 64 bytes, no blanks, quotes or /"

/*
 * Whether it has 1 to ACCOUNT_NAME_MAX bytes, is UTF-8, and has neither
 * blanks, controls, quotes, backslashes nor slashes. It does not begin with a
 * dot or a hyphen.
 */
bool account_name_is_good(const char *name);

#endif
