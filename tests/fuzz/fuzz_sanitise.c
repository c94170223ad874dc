/* SPDX-License-Identifier: ISC */
/* Fuzzes the sanitiser: what it lets through is safe and stays as it is. */
#include "config.h"

#include <locale.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "fuzz/forbidden.h"
#include "fuzz/fuzz.h"

static void
demand(bool is_true)
{
	if (!is_true)
		abort();
}

/* A cut in the middle must be as safe as the whole. */
static void
check_cut(const char *safe)
{
	int columns = text_width(safe) / 2;
	char *cut = text_cut(safe, columns);

	demand(text_width(cut) <= columns);
	demand(is_free_of_forbidden(cut));
	free(cut);
}

int
LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
	char *once, *twice;

	/* In the locale C, where libFuzzer starts, all would be question marks.
	 */
	demand(setlocale(LC_CTYPE, "C.UTF-8") != NULL);
	once = text_sanitise((const char *)bytes, size);
	twice = text_sanitise(once, strlen(once));
	demand(is_free_of_forbidden(once));
	demand(strcmp(once, twice) == 0);
	check_cut(once);
	free(once);
	free(twice);
	return 0;
}
