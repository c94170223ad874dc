/* SPDX-License-Identifier: ISC */
/* Prints the API keys, as they come or as they were asked for. */
#include "config.h"

#include "cli/list.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/i18n.h"
#include "base/xmalloc.h"
#include "cli/deed.h"
#include "cli/list_table.h"
#include "cli/text_table.h"
#include "model/look.h"
#include "ui/sentence.h"

#define DAY_MS ((int64_t)24 * 60 * 60 * 1000)

/* What the sink keeps of each record, in their order: its JSON, or its token.
 */
struct gathered {
	bool is_json;
	const struct keylist *keys; /* NULL while they come */
	const char **texts;         /* NULL: there is none */
	size_t count, capacity;
	struct arena arena;
};

/* What cannot be read stands so in JSON. */
static bool
is_null(const char *json)
{
	return strcmp(json, "null") == 0;
}

static void
tell_unreadable(size_t count)
{
	if (count > 0)
		errand_tell(ngettext("list: %zu API key cannot be read, and "
		                     "stands as null",
		                "list: %zu API keys cannot be read, and stand "
		                "as null",
		                (unsigned long)count),
		    count);
}

static void
gathered_clear(struct gathered *gathered)
{
	arena_clear(&gathered->arena);
	free(gathered->texts);
}

static bool
gather(void *context, const struct apikey *record, const char *token,
    const struct buffer *json)
{
	struct gathered *all = context;
	const char *text = all->is_json ? buffer_text(json) : token;

	(void)record;
	if (all->count == all->capacity) {
		all->capacity = all->capacity == 0 ? 64 : 2 * all->capacity;
		all->texts = xreallocarray(
		    all->texts, all->capacity, sizeof(*all->texts));
	}
	all->texts[all->count++] =
	    text == NULL ? NULL : arena_copy(&all->arena, text, strlen(text));
	return true;
}

/* By its place, as an id may be missing, or stand twice. */
static const char *
find_gathered(void *context, const struct apikey *apikey)
{
	const struct gathered *all = context;

	return all->count == 0 ? NULL
	                       : all->texts[apikey - keylist_at(all->keys, 0)];
}

/* Prints each record as it comes. */
struct stream {
	size_t count, unreadable;
	int failure; /* the errno of standard output, else 0 */
};

static bool
print_record(void *context, const struct apikey *record, const char *token,
    const struct buffer *json)
{
	struct stream *stream = context;

	(void)record;
	(void)token;
	stream->unreadable += is_null(buffer_text(json));
	errno = 0;
	fputs(stream->count++ == 0 ? "[\n" : ",\n", stdout);
	fwrite(buffer_text(json), 1, json->length, stdout);
	if (ferror(stdout))
		stream->failure = errno;
	return !ferror(stdout);
}

static enum status
ask_list(
    struct errand *errand, const struct record_sink *sink, struct reply *reply)
{
	struct request request = { .kind = REQUEST_LIST, .sink = sink };
	enum status status = errand_need_session(errand);

	if (status != STATUS_DONE)
		return status;
	errand_ask(errand, &request, reply);
	if (reply->outcome == OUTCOME_DONE)
		return STATUS_DONE;
	status = errand_complain(errand, "list", reply);
	reply_clear(reply);
	return status;
}

/* What was printed of a list that breaks off lacks its closing bracket. */
static enum status
stream_json(struct errand *errand, bool shows_tokens)
{
	struct stream stream = { 0 };
	struct record_sink sink = { .take = print_record,
		.context = &stream,
		.shows_tokens = shows_tokens };
	struct request request = { .kind = REQUEST_LIST, .sink = &sink };
	struct reply reply;
	enum status status = errand_need_session(errand);

	if (status != STATUS_DONE)
		return status;
	errand_ask(errand, &request, &reply);
	if (stream.failure != 0) {
		status = print_failure(stream.failure);
	} else if (reply.outcome != OUTCOME_DONE) {
		status = errand_complain(errand, "list", &reply);
	} else {
		fputs(stream.count == 0 ? "[]\n" : "\n]\n", stdout);
		status = print_flush();
		tell_unreadable(stream.unreadable);
	}
	reply_clear(&reply);
	return status;
}

static void
print_rows_as_json(const struct keylist *keys, struct gathered *all)
{
	size_t rows = keylist_rows(keys), unreadable = 0;

	fputs(rows == 0 ? "[" : "[\n", stdout);
	for (size_t row = 0; row < rows; row++) {
		const char *json = find_gathered(all, keylist_row(keys, row));

		printf("%s%s\n", json, row + 1 == rows ? "" : ",");
		unreadable += is_null(json);
	}
	puts("]");
	tell_unreadable(unreadable);
}

static bool
wants_colors(void)
{
	const char *no_color = getenv("NO_COLOR"), *term = getenv("TERM");

	return isatty(STDOUT_FILENO) &&
	       (no_color == NULL || *no_color == '\0') && term != NULL &&
	       strcmp(term, "dumb") != 0;
}

static void
print_rows(const struct errand *errand, const struct keylist *keys,
    struct gathered *all)
{
	const struct list_tokens tokens = { find_gathered, all };
	const struct list_look look = { .width = text_table_room(),
		.has_colors = wants_colors(),
		.now_ms = errand_wall_ms(),
		.soon_ms = settings_number(&errand->chosen->settings,
		               SETTING_EXPIRY_WARNING) *
		           DAY_MS };

	if (all->is_json)
		print_rows_as_json(keys, all);
	else if (options_has(errand->options, OPTION_TSV))
		list_table_print_tsv(keys, &tokens);
	else
		list_table_print(keys, &tokens, &look);
}

/* Both are checked before anything is asked of the service. */
static enum status
arrange(const struct errand *errand, struct keylist *keys)
{
	const struct options *options = errand->options;
	const char *sort = options_text(options, OPTION_SORT);
	const char *filter = options_text(options, OPTION_FILTER);
	struct error err;
	char *why;

	if (sort != NULL) {
		bool is_reversed = *sort == '-';
		enum keylist_column column =
		    column_of_word(sort + (is_reversed ? 1 : 0));

		if (column == COLUMN_COUNT) {
			errand_tell(_("--sort: %s: not a column; there are "
			              "name, organization, token, created, "
			              "expires, id, used"),
			    sort);
			return STATUS_USAGE;
		}
		keylist_set_order(keys, column, is_reversed);
	}
	keylist_set_now(keys, errand_wall_ms());
	if (filter == NULL || keylist_set_filter(keys, filter, &err))
		return STATUS_DONE;
	why = sentence_of_error(&err, &errand->chosen->bindings);
	errand_tell("--filter: %s: %s", filter, why);
	free(why);
	return STATUS_USAGE;
}

void
list_name_organizations(struct errand *errand, struct keylist *keys)
{
	struct request request = { .kind = REQUEST_PROFILE };
	struct reply reply;

	errand_ask(errand, &request, &reply);
	if (reply.outcome == OUTCOME_DONE)
		keylist_set_organizations(keys, &reply.profile);
	else
		errand_complain(errand, _("organizations"), &reply);
	reply_clear(&reply);
}

static enum status
print_arranged(struct errand *errand, struct keylist *keys)
{
	bool shows_tokens = options_has(errand->options, OPTION_SHOW_TOKENS);
	struct gathered all = { .is_json =
		                    options_has(errand->options, OPTION_JSON) };
	struct record_sink sink = { .take = gather,
		.context = &all,
		.shows_tokens = shows_tokens,
		.wants_list = true };
	struct reply reply;
	enum status status = ask_list(
	    errand, all.is_json || shows_tokens ? &sink : NULL, &reply);

	if (status != STATUS_DONE) {
		gathered_clear(&all);
		return status;
	}
	list_name_organizations(errand, keys);
	keylist_replace(keys, &reply.apikeys);
	all.keys = keys;
	while (keylist_is_searching(keys))
		keylist_search(keys);
	if (reply.has_masked_tokens && shows_tokens)
		errand_tell(_("the service masks tokens in its list"));
	if (errand->signal == 0)
		print_rows(errand, keys, &all);
	reply_clear(&reply);
	gathered_clear(&all);
	return errand->signal == 0 ? print_flush() : STATUS_INTERRUPTED;
}

enum status
list_run(struct errand *errand)
{
	const struct options *options = errand->options;
	struct keylist *keys = keylist_new();
	struct ledger ledger = { 0 };
	enum status status;

	keylist_set_personal(keys, _("personal"));
	status = arrange(errand, keys);
	if (options_has(options, OPTION_JSON) &&
	    options_has(options, OPTION_TSV)) {
		errand_tell(_("--json and --tsv: only one of them can be had"));
		status = STATUS_USAGE;
	}
	keylist_set_ledger(keys, &ledger);
	if (status == STATUS_DONE && keylist_needs_ledger(keys) &&
	    !deed_read(errand, &ledger))
		status = STATUS_FAILED;
	if (status == STATUS_DONE && options_has(options, OPTION_JSON) &&
	    !options_has(options, OPTION_FILTER) &&
	    !options_has(options, OPTION_SORT))
		status = stream_json(
		    errand, options_has(options, OPTION_SHOW_TOKENS));
	else if (status == STATUS_DONE)
		status = print_arranged(errand, keys);
	keylist_free(keys);
	ledger_clear(&ledger);
	return status;
}
