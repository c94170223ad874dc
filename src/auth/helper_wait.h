/* SPDX-License-Identifier: ISC */
/* What a program that runs beside keyrack is to be waited for with. */
#ifndef KEYRACK_AUTH_HELPER_WAIT_H
#define KEYRACK_AUTH_HELPER_WAIT_H

#include <stddef.h>

#include "auth/transport.h"
#include "os/helper.h"

#define HELPER_WAIT_MAX 3

/* Fills in the descriptors and returns how many; the helper may be NULL. */
size_t helper_wait_fds(
    const struct helper *helper, struct wait_fd fds[HELPER_WAIT_MAX]);

#endif
