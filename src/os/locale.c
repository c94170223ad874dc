/* SPDX-License-Identifier: ISC */
/* Sets the locale and says if it had to be another one. */
#include "config.h"

#include "os/locale.h"

#include <libintl.h>
#include <locale.h>
#include <stdbool.h>
#include <stdlib.h>

#include "base/text.h"

/* Over SSH often nothing at all is set, which is no wish for ASCII. */
static bool
is_asked_for(void)
{
	static const char *const names[] = { "LC_ALL", "LC_CTYPE", "LANG" };
	const char *value;
	size_t i;

	for (i = 0; i < sizeof(names) / sizeof(names[0]); i++) {
		value = getenv(names[i]);
		if (value != NULL && *value != '\0')
			return true;
	}
	return false;
}

static bool
fall_back(void)
{
	return setlocale(LC_CTYPE, "C.UTF-8") != NULL ||
	       setlocale(LC_CTYPE, "en_US.UTF-8") != NULL;
}

struct locale_choice
locale_choose(void)
{
	struct locale_choice choice = { LOCALE_AS_ASKED, NULL };
	bool is_set = setlocale(LC_CTYPE, "") != NULL;

	setlocale(LC_MESSAGES, "");
	if ((!is_set || !is_asked_for()) && fall_back())
		choice.fit = LOCALE_FALLBACK;
	if (!text_locale_is_utf8())
		choice.fit = LOCALE_ASCII;
	choice.name = setlocale(LC_CTYPE, NULL);
#if ENABLE_NLS
	bindtextdomain(PACKAGE, LOCALEDIR);
	/* Text is UTF-8 inside; plain_text() suits it to the terminal. */
	bind_textdomain_codeset(PACKAGE, "UTF-8");
	textdomain(PACKAGE);
#endif
	return choice;
}
