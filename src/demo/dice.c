/* SPDX-License-Identifier: ISC */
/* SplitMix64 (Steele, Lea, Flood 2014): fast, and never used for secrets. */
#include "config.h"

#include "demo/dice.h"

#include <inttypes.h>
#include <stdio.h>

uint64_t
dice_throw(struct dice *dice)
{
	uint64_t mix = dice->state += UINT64_C(0x9e3779b97f4a7c15);

	mix = (mix ^ (mix >> 30)) * UINT64_C(0xbf58476d1ce4e5b9);
	mix = (mix ^ (mix >> 27)) * UINT64_C(0x94d049bb133111eb);
	return mix ^ (mix >> 31);
}

void
dice_id(struct dice *dice, char id[DICE_ID_BYTES])
{
	uint64_t high = dice_throw(dice), low = dice_throw(dice);

	snprintf(id, DICE_ID_BYTES, "%08" PRIx32 "-%04x-4%03x-%04x-%012" PRIx64,
	    (uint32_t)(high >> 32), (unsigned)(high >> 16 & 0xffff),
	    (unsigned)(high & 0xfff), (unsigned)(low >> 48 & 0x3fff) | 0x8000U,
	    low & UINT64_C(0xffffffffffff));
}

void
dice_word(struct dice *dice, char *word, size_t length)
{
	static const char letters[] = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"
	                              "abcdefghijklmnopqrstuvwxyz";

	for (size_t i = 0; i < length; i++)
		word[i] = letters[dice_throw(dice) % (sizeof(letters) - 1)];
	word[length] = '\0';
}
