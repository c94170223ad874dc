/* SPDX-License-Identifier: ISC */
/* An HTTP answer before it is sent, by the library or byte by byte. */
#ifndef KEYRACK_DEMO_ANSWER_H
#define KEYRACK_DEMO_ANSWER_H

#include <stddef.h>
#include <stdint.h>

/*
 * Bytes that several answers may share, such as the list of API keys. The
 * maker holds the first reference; the last body_drop releases.
 */
struct body {
	size_t references;
	size_t length;
	char bytes[];
};

struct body *body_new(size_t length);
struct body *body_keep(struct body *body);
void body_drop(struct body *body); /* accepts NULL */

#define ANSWER_HEADERS_MAX 6

struct answer_header {
	const char *name; /* static */
	char *value;
};

/* All zero is no answer yet. Release with answer_clear. */
struct answer {
	int status;
	struct body *body; /* NULL: empty */
	struct answer_header headers[ANSWER_HEADERS_MAX];
	size_t header_count;
};

void answer_clear(struct answer *answer);

/* Copies the value; the name is lent for good. */
void answer_add_header(
    struct answer *answer, const char *name, const char *value);

/* These fill an answer that is all zero. The body is taken. */
void answer_set(struct answer *answer, int status, const char *type,
    struct body *body_taken);
void answer_set_text(
    struct answer *answer, int status, const char *type, const char *text);

/* The contract's Error, {code, message}. */
void answer_set_failure(
    struct answer *answer, int status, const char *code, const char *message);

/* The contract's 400: text/plain, "Invalid value for: …". */
void answer_set_invalid(struct answer *answer, const char *what);

struct MHD_Connection;

/* Hands the answer to the library; the answer stays the caller's. */
int answer_queue(const struct answer *answer, int64_t now_ms,
    struct MHD_Connection *connection);

/* The whole answer as it stands on the wire; release with body_drop. */
struct body *answer_wire(const struct answer *answer, int64_t now_ms);

#endif
