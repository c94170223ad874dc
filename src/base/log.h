/* SPDX-License-Identifier: ISC */
/* The debug log: lines with a time, never a secret, never a body. */
#ifndef KEYRACK_BASE_LOG_H
#define KEYRACK_BASE_LOG_H

#include "base/error.h"

struct log;

/*
 * Opens `path` for appending (mode 0600 even if it was there before, never
 * through a symbolic link). The error's detail is the reason alone. Release
 * with log_free. NULL on failure.
 */
struct log *log_new(const char *path, struct error *err);
void log_free(struct log *log);

/* Writes one line; nothing at all when log is NULL. */
void log_line(struct log *log, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

#endif
