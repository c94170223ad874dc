/* SPDX-License-Identifier: ISC */
/* Text made fit for a person: safe, and in ASCII where nothing else goes. */
#ifndef KEYRACK_UI_PLAIN_H
#define KEYRACK_UI_PLAIN_H

/*
 * Sanitises any text. In a locale that is not UTF-8 quotation marks, dashes,
 * dots and arrows become what looks like them in ASCII, so that keyrack's own
 * sentences stay readable. Returns a string for free(3); "" for NULL.
 */
char *plain_text(const char *text);

#endif
