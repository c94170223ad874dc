/* SPDX-License-Identifier: ISC */
/* Spawns the browser by its words, never by a shell. */
#include "config.h"

#include "os/browser.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>

#include "base/xmalloc.h"
#include "os/child.h"

/* The word with the link in the place of the first "%s". */
static char *
fill_in(const char *word, const char *link, bool *is_filled)
{
	const char *place = strstr(word, "%s");

	if (place == NULL)
		return xstrdup(word);
	*is_filled = true;
	return xasprintf(
	    "%.*s%s%s", (int)(place - word), word, link, place + 2);
}

void
browser_words_free(char *words[BROWSER_WORDS_MAX])
{
	for (size_t i = 0; words[i] != NULL; i++) {
		free(words[i]);
		words[i] = NULL;
	}
}

bool
browser_words(const char *entry, int length, const char *link,
    char *words[BROWSER_WORDS_MAX])
{
	char *copy = xasprintf("%.*s", length, entry), *rest = copy, *word;
	size_t count = 0;
	bool is_filled = false, fits = true;

	memset(words, 0, BROWSER_WORDS_MAX * sizeof(*words));
	while (fits && (word = strsep(&rest, " \t")) != NULL) {
		/* Two places stay for the link and the end. */
		fits = count < BROWSER_WORDS_MAX - 2;
		if (fits && *word != '\0')
			words[count++] = fill_in(word, link, &is_filled);
	}
	free(copy);
	if (count == 0 || !fits) {
		browser_words_free(words);
		return false;
	}
	if (!is_filled)
		words[count] = xstrdup(link);
	return true;
}

bool
browser_start(
    const char *browsers, const char *link, int *pid, struct error *err)
{
	static const struct child_stdio silent = { -1, -1, -1 };
	const char *list = browsers == NULL ? getenv("BROWSER") : browsers;
	char *words[BROWSER_WORDS_MAX];
	int length, failure = ENOENT;

	if (list == NULL || *list == '\0')
		list = BROWSER_OPENER;
	for (;;) {
		length = (int)strcspn(list, ":");
		if (browser_words(list, length, link, words)) {
			failure = child_start(words, &silent, pid);
			browser_words_free(words);
		}
		if (failure == 0)
			return true;
		if (list[length] == '\0')
			break;
		list += length + 1;
	}
	return error_set(err, ERROR_SYSTEM, failure, "%s", strerror(failure));
}

bool
browser_reap(int pid)
{
	return waitpid(pid, NULL, WNOHANG) != 0;
}
