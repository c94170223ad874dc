/* SPDX-License-Identifier: ISC */
/* Looks at the terminal, and whether a browser can be started from it. */
#include "config.h"

#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include "base/i18n.h"
#include "base/text.h"
#include "base/xmalloc.h"
#include "cli/finding.h"
#include "os/browser.h"
#include "os/locale.h"
#include "ui/terminfo.h"

/* Below this the screen shows nothing. */
enum {
	COLUMNS_MIN = 40,
	ROWS_MIN = 10,
	COLORS_MIN = 8,
};

static bool
is_set(const char *name)
{
	const char *value = getenv(name);

	return value != NULL && *value != '\0';
}

static void
look_at_size(struct findings *findings)
{
	struct winsize size = { 0 };
	bool is_small;

	if (!isatty(STDIN_FILENO) || !isatty(STDOUT_FILENO)) {
		finding_tell(findings, FINDING_WARN, _("screen"),
		    _("the screen needs one; the commands do not"),
		    _("standard input and output are not a terminal"));
		return;
	}
	if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) != 0 || size.ws_col == 0)
		return;
	is_small = size.ws_col < COLUMNS_MIN || size.ws_row < ROWS_MIN;
	finding_tell(findings, is_small ? FINDING_WARN : FINDING_OK,
	    _("screen"),
	    is_small ? _("make the window larger, at least 40x10") : NULL,
	    "%hux%hu", size.ws_col, size.ws_row);
}

static void
look_at_colors(struct findings *findings, const struct terminfo_entry *entry)
{
	if (is_set("NO_COLOR"))
		finding_tell(findings, FINDING_OK, _("colours"), NULL,
		    _("none, as NO_COLOR has it"));
	else if (entry->colors < COLORS_MIN)
		finding_tell(findings, FINDING_WARN, _("colours"),
		    _("words stand for them; another TERM may have colours"),
		    _("the terminal has too few (%d)"), entry->colors);
	else
		finding_tell(findings, FINDING_OK, _("colours"), NULL, "%d",
		    entry->colors);
}

static void
look_at_lines(struct findings *findings, const struct terminfo_entry *entry)
{
	if (text_locale_is_utf8())
		finding_tell(findings, FINDING_OK, _("lines"), NULL,
		    _("drawn by Unicode"));
	else
		finding_tell(findings, FINDING_OK, _("lines"), NULL,
		    entry->can_draw_lines ? _("drawn by the terminal")
		                          : _("drawn by - and |"));
}

static void
look_at_kind(struct findings *findings)
{
	const char *name = getenv("TERM");
	struct terminfo_entry entry = { 0 };

	if (!is_set("TERM"))
		finding_tell(findings, FINDING_WARN, _("terminal"),
		    _("set TERM; the screen takes xterm-256color meanwhile"),
		    _("TERM is not set"));
	else if (!terminfo_look_up(name, &entry))
		finding_tell(findings, FINDING_WARN, _("terminal"),
		    _("install its terminfo entry, or set another TERM; the "
		      "screen takes xterm-256color meanwhile"),
		    _("%s is not known here"), name);
	else if (!entry.can_move_cursor)
		finding_tell(findings, FINDING_WARN, _("terminal"),
		    _("set another TERM; the screen takes xterm-256color "
		      "meanwhile"),
		    _("%s cannot move its cursor"), name);
	else {
		finding_tell(
		    findings, FINDING_OK, _("terminal"), NULL, "%s", name);
		look_at_colors(findings, &entry);
		look_at_lines(findings, &entry);
	}
}

static void
look_at_locale(struct findings *findings)
{
	struct locale_choice choice = locale_choose();

	switch (choice.fit) {
	case LOCALE_AS_ASKED:
		finding_tell(
		    findings, FINDING_OK, _("locale"), NULL, "%s", choice.name);
		return;
	case LOCALE_FALLBACK:
		finding_tell(findings, FINDING_WARN, _("locale"),
		    _("set LANG to one that this machine has (locale -a)"),
		    _("none that can be used is set; %s is taken"),
		    choice.name);
		return;
	case LOCALE_ASCII:
		finding_tell(findings, FINDING_WARN, _("locale"),
		    _("set LANG to a UTF-8 locale, such as C.UTF-8"),
		    _("%s cannot show all characters"), choice.name);
		return;
	}
}

/* The first of the list that can be started, for free(3); NULL: none can. */
static char *
find_browser(const char *list)
{
	char *words[BROWSER_WORDS_MAX], *found = NULL;

	while (list != NULL && found == NULL) {
		int length = (int)strcspn(list, ":");

		if (browser_words(list, length, "", words)) {
			if (finding_has_program(words[0]))
				found = xstrdup(words[0]);
			browser_words_free(words);
		}
		list = list[length] == '\0' ? NULL : list + length + 1;
	}
	return found;
}

static void
look_at_browser(struct findings *findings)
{
	const struct errand *errand = findings->errand;
	const char *list =
	    settings_text(&errand->chosen->settings, SETTING_BROWSER);
	const char *advice =
	    _("open the link of the login yourself, on any "
	      "machine, and paste the address that it ends at");
	char *found;

	if (list == NULL)
		list = is_set("BROWSER") ? getenv("BROWSER") : BROWSER_OPENER;
	found = find_browser(list);
	if (options_has(errand->options, OPTION_NO_BROWSER))
		finding_tell(findings, FINDING_OK, _("browser"), NULL,
		    _("none is started, as --no-browser has it"));
	else if (errand->place->is_over_ssh)
		finding_tell(findings, FINDING_WARN, _("browser"), advice,
		    _("none is started over SSH"));
	else if (!errand->place->has_display)
		finding_tell(findings, FINDING_WARN, _("browser"), advice,
		    _("none is started without a display"));
	else if (found == NULL)
		finding_tell(findings, FINDING_WARN, _("browser"), advice,
		    _("%s is not installed"), list);
	else
		finding_tell(findings, FINDING_OK, _("browser"), NULL,
		    _("%s is installed; not tried"), found);
	free(found);
}

void
doctor_look_at_terminal(struct findings *findings)
{
	look_at_size(findings);
	look_at_kind(findings);
	look_at_locale(findings);
	doctor_look_at_clipboard(findings);
	look_at_browser(findings);
}
