/* SPDX-License-Identifier: ISC */
/* Looks by id, then by name, then by prefix, and never guesses. */
#include "config.h"

#include "cli/named.h"

#include <string.h>

#include "base/date.h"
#include "base/i18n.h"
#include "cli/errand.h"

enum {
	CANDIDATES_MAX = 20,
};

/* One that could not be read may lack its id, its name, or both. */
static bool
has_id(const struct apikey *apikey, const char *word)
{
	return apikey->id != NULL && strcmp(apikey->id, word) == 0;
}

static bool
has_name(const struct apikey *apikey, const char *word)
{
	return apikey->name != NULL && strcmp(apikey->name, word) == 0;
}

static bool
has_prefix(const struct apikey *apikey, const char *word)
{
	return apikey->id != NULL && *word != '\0' &&
	       strncmp(apikey->id, word, strlen(word)) == 0;
}

static size_t
count_fitting(const struct apikeys *set, const char *word,
    bool (*is_fit)(const struct apikey *, const char *),
    const struct apikey **first)
{
	size_t count = 0;

	for (size_t i = 0; i < set->count; i++) {
		const struct apikey *apikey = &set->items[i];

		if (!apikey->is_readable || !is_fit(apikey, word))
			continue;
		if (count++ == 0)
			*first = apikey;
	}
	return count;
}

/* One line of its own for each, so that one can be picked by its id. */
static void
tell_candidates(const struct apikeys *set, const char *word, size_t count,
    bool (*is_fit)(const struct apikey *, const char *))
{
	char created[DATE_TEXT_MAX];
	size_t told = 0;

	for (size_t i = 0; i < set->count && told < CANDIDATES_MAX; i++) {
		const struct apikey *apikey = &set->items[i];

		if (!apikey->is_readable || !is_fit(apikey, word))
			continue;
		date_format_day(apikey->created_ms, created);
		errand_tell("  %s  %s  %s", apikey->id, created, apikey->name);
		told++;
	}
	if (count > told)
		errand_tell(ngettext("  and %zu more", "  and %zu more",
		                (unsigned long)(count - told)),
		    count - told);
}

/* Whether the word means one that is listed and cannot be dealt with. */
static bool
is_unreadable(const struct apikeys *set, const char *word)
{
	for (size_t i = 0; i < set->count; i++) {
		const struct apikey *apikey = &set->items[i];

		if (!apikey->is_readable &&
		    (has_id(apikey, word) || has_name(apikey, word)))
			return true;
	}
	return false;
}

enum status
named_find(
    const struct apikeys *set, const char *word, const struct apikey **found)
{
	bool (*const ways[])(const struct apikey *, const char *) = { has_id,
		has_name, has_prefix };

	for (size_t i = 0; i < sizeof(ways) / sizeof(ways[0]); i++) {
		size_t count = count_fitting(set, word, ways[i], found);

		if (count == 1)
			return STATUS_DONE;
		if (count == 0)
			continue;
		errand_tell(
		    ngettext("%s: %zu API key is meant; name it by its id:",
		        "%s: %zu API keys may be meant; name one by its id:",
		        (unsigned long)count),
		    word, count);
		tell_candidates(set, word, count, ways[i]);
		return STATUS_FAILED;
	}
	if (is_unreadable(set, word)) {
		errand_tell(_("%s: the service lists this API key in a way "
		              "that cannot be read; nothing is done with it"),
		    word);
		return STATUS_FAILED;
	}
	errand_tell(_("%s: there is no API key of this id or name; see "
	              "keyrack list"),
	    word);
	return STATUS_FAILED;
}
