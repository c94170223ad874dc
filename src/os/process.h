/* SPDX-License-Identifier: ISC */
/* Process hygiene, before anything else is done. */
#ifndef KEYRACK_OS_PROCESS_H
#define KEYRACK_OS_PROCESS_H

#include <stdbool.h>

#include "base/error.h"

/*
 * Opens /dev/null for standard descriptors that are closed, so that writing to
 * them still fails; refuses to run set-user-id; forbids core dumps and being
 * traced; umask 077; takes SSLKEYLOGFILE out of the environment.
 */
bool process_harden(struct error *err);

#endif
