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

static void
show(struct progress *progress, const char *words)
{
	char *safe = plain_text(words);

	progress_end(progress);
	fprintf(stderr, "%s", safe);
	progress->width = text_width(safe);
	free(safe);
}

/* For free(3). */
static char *
pause_words(int64_t left_ms)
{
	int64_t seconds = (left_ms + 999) / 1000;

	return xasprintf(ngettext("too many requests; asking again in "
	                          "%" PRId64 " second",
	                     "too many requests; asking again in "
	                     "%" PRId64 " seconds",
	                     (unsigned long)seconds),
	    seconds);
}

void
progress_pause(struct progress *progress, int64_t again_ms)
{
	char *words;

	progress->again_ms = again_ms;
	if (again_ms == 0 || progress->is_shown)
		return;
	words = pause_words(again_ms - errand_steady_ms());
	errand_tell("%s: %s", progress->host, words);
	free(words);
}

static int
tick_down(struct progress *progress, int64_t left_ms)
{
	char *words = pause_words(left_ms);

	show(progress, words);
	free(words);
	return (int)((left_ms - 1) % 1000 + 1);
}

int
progress_tick(struct progress *progress)
{
	int64_t now_ms = errand_steady_ms(), waited;
	char *words;

	if (!progress->is_shown)
		return -1;
	if (progress->again_ms > now_ms)
		return tick_down(progress, progress->again_ms - now_ms);
	waited = now_ms - progress->begun_ms;
	if (waited >= 1000) {
		words = xasprintf(_("waiting for %s, %" PRId64 " s"),
		    progress->host, waited / 1000);
		show(progress, words);
		free(words);
	}
	return (int)(1000 - waited % 1000);
}
