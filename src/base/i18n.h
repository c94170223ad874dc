/* SPDX-License-Identifier: ISC */
/* The words by which text is marked for translation with gettext. */
#ifndef KEYRACK_BASE_I18N_H
#define KEYRACK_BASE_I18N_H

#include <libintl.h>

/* Translates here and now. */
#define _(text) gettext(text)

/* Only marks: for constant tables, whose texts are translated when shown. */
#define N_(text) (text)

#endif
