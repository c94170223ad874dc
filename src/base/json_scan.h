/* SPDX-License-Identifier: ISC */
/* A strict look over the tokens of JSON, before json-c reads it. */
#ifndef KEYRACK_BASE_JSON_SCAN_H
#define KEYRACK_BASE_JSON_SCAN_H

#include <stdbool.h>
#include <stddef.h>

#define JSON_DEPTH_MAX 16

/*
 * Whether each token is one of RFC 8259's and nothing is nested too deeply;
 * the order of the tokens is not looked at. Counts the members that the
 * objects have together. The bytes are UTF-8 without NUL.
 */
bool json_scan(const char *bytes, size_t length, size_t *members);

#endif
