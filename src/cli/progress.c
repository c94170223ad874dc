/* SPDX-License-Identifier: ISC */
/* One line on standard error, written over until it is taken away. */
#include "config.h"

#include "cli/progress.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/i18n.h"
#include "base/text.h"
#include "base/xmalloc.h"
#include "cli/errand.h"
#include "ui/plain.h"

void
progress_begin(struct progress *progress, const char *host, bool is_wanted)
{
	const char *terminal = getenv("TERM");

	*progress = (struct progress){ .host = host,
		.begun_ms = errand_steady_ms(),
		.is_shown = is_wanted && isatty(STDERR_FILENO) &&
		            terminal != NULL && strcmp(terminal, "dumb") != 0 };
}

/* Blanks serve every terminal. */
void
progress_end(struct progress *progress)
{
	if (progress->width > 0)
		fprintf(stderr, "\r%*s\r", progress->width, "");
	progress->width = 0;
}

int
progress_tick(struct progress *progress)
{
	int64_t waited = errand_steady_ms() - progress->begun_ms;
	char *words, *safe;

	if (!progress->is_shown)
		return -1;
	if (waited >= 1000) {
		words = xasprintf(_("waiting for %s, %" PRId64 " s"),
		    progress->host, waited / 1000);
		safe = plain_text(words);
		progress_end(progress);
		fprintf(stderr, "%s", safe);
		progress->width = text_width(safe);
		free(safe);
		free(words);
	}
	return (int)(1000 - waited % 1000);
}
