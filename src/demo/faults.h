/* SPDX-License-Identifier: ISC */
/* Which call is struck by which fault. */
#ifndef KEYRACK_DEMO_FAULTS_H
#define KEYRACK_DEMO_FAULTS_H

#include <stddef.h>

#include "demo/demo.h"

struct fault {
	enum demo_fault kind;
	long number;
};

/*
 * The fault of the first rule that fits and is not used up, which counts as
 * one strike; DEMO_FAULT_NONE when there is none.
 */
struct fault faults_strike(struct demo_fault_rule *rules, size_t count,
    const char *method, const char *path);

#endif
