/* SPDX-License-Identifier: ISC */
/* keyrack doctor. */
#ifndef KEYRACK_CLI_DOCTOR_H
#define KEYRACK_CLI_DOCTOR_H

#include "cli/errand.h"

enum status doctor_run(struct errand *errand);

#endif
