/* SPDX-License-Identifier: ISC */
/* What a fuzz target offers, to libFuzzer and to run_corpus.c. */
#ifndef KEYRACK_FUZZ_FUZZ_H
#define KEYRACK_FUZZ_FUZZ_H

#include <stddef.h>
#include <stdint.h>

/* Ends the program by a signal when the bytes do harm; returns 0. */
int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size);

#endif
