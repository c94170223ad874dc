/* SPDX-License-Identifier: ISC */
/* The names of files that belong to one account at one service. */
#ifndef KEYRACK_AUTH_STATE_NAME_H
#define KEYRACK_AUTH_STATE_NAME_H

/*
 * "work@https%3A%2F%2Fapi.example.session" for free(3): account and origin,
 * percent-encoded, so that no two pairs share a name, no slash remains and no
 * dash comes first, and the suffix as it is. Long ones end with a hash and stay
 * below 255 bytes with whatever is appended to them.
 */
char *state_name(const char *account, const char *origin, const char *suffix);

#endif
