/* SPDX-License-Identifier: ISC */
/* Spawns the browser by its words, never by a shell. */
#include "config.h"

#include "os/browser.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/xmalloc.h"

extern char **environ;

#ifdef __APPLE__
#define SYSTEM_OPENER "open"
#else
#define SYSTEM_OPENER "xdg-open"
#endif

/* More descriptors than keyrack ever has. */
#define DESCRIPTORS 1024

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

/* Nothing that keyrack has open is for a browser. */
static void
close_on_exec(void)
{
	for (int fd = STDERR_FILENO + 1; fd < DESCRIPTORS; fd++) {
		int flags = fcntl(fd, F_GETFD);

		if (flags >= 0)
			fcntl(fd, F_SETFD, flags | FD_CLOEXEC);
	}
}

static void
set_attributes(posix_spawnattr_t *attributes)
{
	sigset_t all, none;
	short flags = POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETSIGMASK;

	sigfillset(&all);
	sigemptyset(&none);
	posix_spawnattr_setsigdefault(attributes, &all);
	posix_spawnattr_setsigmask(attributes, &none);
#ifdef POSIX_SPAWN_SETSID
	flags |= POSIX_SPAWN_SETSID;
#else
	posix_spawnattr_setpgroup(attributes, 0);
	flags |= POSIX_SPAWN_SETPGROUP;
#endif
	posix_spawnattr_setflags(attributes, flags);
}

/* 0, or the number of the error. */
static int
spawn(char *const words[], int *pid)
{
	posix_spawn_file_actions_t actions;
	posix_spawnattr_t attributes;
	int failure;

	close_on_exec();
	posix_spawn_file_actions_init(&actions);
	posix_spawnattr_init(&attributes);
	for (int fd = STDIN_FILENO; fd <= STDERR_FILENO; fd++)
		posix_spawn_file_actions_addopen(
		    &actions, fd, "/dev/null", O_RDWR, 0);
	set_attributes(&attributes);
	failure =
	    posix_spawnp(pid, words[0], &actions, &attributes, words, environ);
	posix_spawnattr_destroy(&attributes);
	posix_spawn_file_actions_destroy(&actions);
	return failure;
}

bool
browser_start(const char *link, int *pid, struct error *err)
{
	const char *list = getenv("BROWSER");
	char *words[BROWSER_WORDS_MAX];
	int length, failure = ENOENT;

	if (list == NULL || *list == '\0')
		list = SYSTEM_OPENER;
	for (;;) {
		length = (int)strcspn(list, ":");
		if (browser_words(list, length, link, words)) {
			failure = spawn(words, pid);
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
