/* SPDX-License-Identifier: ISC */
/* The locale: what the environment asks for, or the nearest that works. */
#ifndef KEYRACK_OS_LOCALE_H
#define KEYRACK_OS_LOCALE_H

enum locale_fit {
	LOCALE_AS_ASKED,
	LOCALE_FALLBACK, /* nothing usable was asked for; UTF-8 was taken */
	LOCALE_ASCII,    /* what was asked for cannot show all characters */
};

struct locale_choice {
	enum locale_fit fit;
	const char *name; /* of LC_CTYPE; lent until setlocale is called */
};

/*
 * Sets LC_CTYPE and LC_MESSAGES alone (numbers and dates are keyrack's own)
 * and the catalogue of translations.
 */
struct locale_choice locale_choose(void);

#endif
