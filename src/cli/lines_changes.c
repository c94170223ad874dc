/* SPDX-License-Identifier: ISC */
/* Asks what a change needs, and has the command of its name make it. */
#include "config.h"

#include "cli/lines_changes.h"

#include <bsd/stdlib.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/xmalloc.h"

/* Before anything is asked in vain. */
static bool
can_change(struct lines *lines)
{
	lines->status = errand_need_change(lines->errand);
	return lines->status == STATUS_DONE;
}

static void
print_organizations(const struct profile *profile)
{
	printf("0. %s\n", _("personal"));
	for (size_t i = 0; i < profile->organization_count; i++) {
		printf("%zu. ", i + 1);
		print_safe(profile->organizations[i].name);
		putchar('\n');
	}
	print_flush();
}

/* False: none was chosen; else *id is lent, NULL for a personal API key. */
static bool
ask_organization(struct lines *lines, const char **id)
{
	const struct profile *profile = &lines->profile;
	const char *wrong = NULL;
	long long number = 0;
	char *answer;

	*id = NULL;
	if (!lines_need_profile(lines))
		return false;
	if (profile->organization_count == 0)
		return true;
	print_organizations(profile);
	answer = lines_ask(lines, _("Number of the organization (0): "));
	if (answer == NULL)
		return false;
	if (*answer != '\0')
		number = strtonum(
		    answer, 0, (long long)profile->organization_count, &wrong);
	if (wrong != NULL)
		errand_tell(_("%s: no such organization"), answer);
	else if (number > 0)
		*id = profile->organizations[number - 1].id;
	free(answer);
	return wrong == NULL;
}

/* What is asked for can be given up by the end of the input. */
static void
create_named(struct lines *lines, char *name)
{
	const char *options[OPTION_COUNT] = { NULL };
	char *path = NULL;

	if (ask_organization(lines, &options[OPTION_ORG]))
		path = lines_ask(lines,
		    _("File for the token (nothing: it is printed here): "));
	if (path == NULL) {
		errand_tell(_("the API key is not created"));
		return;
	}
	if (*path != '\0')
		options[OPTION_OUTPUT] = path;
	lines->status = lines_run_with(lines, "create", &name, 1, options);
	lines->is_stale = true;
	free(path);
}

void
lines_create(struct lines *lines, const struct line *line)
{
	char *name = NULL;

	if (!can_change(lines))
		return;
	name = *line->rest == '\0'
	           ? lines_ask(lines, _("Name of the new API key: "))
	           : xstrdup(line->rest);

	if (name != NULL && *name != '\0')
		create_named(lines, name);
	free(name);
}

void
lines_renamed_clear(struct lines_renamed *renamed)
{
	free(renamed->id);
	free(renamed->old_name);
	*renamed = (struct lines_renamed){ 0 };
}

/* What was given before is forgotten: only the last name is taken back. */
static void
rename_to(struct lines *lines, const char *id, const char *new_name)
{
	const struct apikey *apikey = keylist_find(lines->keys, id);
	struct lines_renamed renamed = { 0 };
	char *words[2] = { xstrdup(id), xstrdup(new_name) };

	if (apikey != NULL && apikey->name != NULL) {
		renamed.id = xstrdup(id);
		renamed.old_name = xstrdup(apikey->name);
	}
	lines->status = lines_run_command(lines, "rename", words, 2);
	lines->is_stale = true;
	lines_renamed_clear(&lines->renamed);
	if (lines->status == STATUS_DONE)
		lines->renamed = renamed;
	else
		lines_renamed_clear(&renamed);
	free(words[0]);
	free(words[1]);
}

void
lines_rename(struct lines *lines, const struct line *line)
{
	char *name = NULL;

	if (!can_change(lines))
		return;
	name = lines_ask(lines, _("New name (nothing: leave it): "));

	if (name != NULL && *name != '\0')
		rename_to(lines, line->ids[0], name);
	free(name);
}

void
lines_undo(struct lines *lines, const struct line *line)
{
	char *id = lines->renamed.id, *old_name = lines->renamed.old_name;

	(void)line;
	if (id == NULL) {
		errand_tell(_("undo: nothing was renamed here; what is deleted "
		              "cannot be had back"));
		return;
	}
	/* Not lent: renaming forgets it. */
	lines->renamed = (struct lines_renamed){ 0 };
	rename_to(lines, id, old_name);
	lines_renamed_clear(&lines->renamed);
	free(id);
	free(old_name);
}

void
lines_delete(struct lines *lines, const struct line *line)
{
	lines->status =
	    lines_run_command(lines, "delete", line->ids, line->count);
	lines->is_stale = true;
}

void
lines_rotate(struct lines *lines, const struct line *line)
{
	lines->status = lines_run_command(lines, "rotate", line->ids, 1);
	lines->is_stale = true;
}
