/* SPDX-License-Identifier: ISC */
/* Asks terminfo, which rarely tells what came after it. */
#include "config.h"

#include "ui/terminfo.h"

#include <curses.h>
#include <stdlib.h>
#include <string.h>
#include <term.h>
#include <unistd.h>

#define ESCAPE_MS 25

const char *
terminfo_string(const char *name)
{
	const char *value = tigetstr(name);

	return value == NULL || value == (char *)-1 ? "" : value;
}

bool
terminfo_look_up(const char *terminal, struct terminfo_entry *out)
{
	int found;
	int colors;

	if (setupterm(terminal, STDOUT_FILENO, &found) != OK)
		return false;
	colors = tigetnum("colors");
	*out = (struct terminfo_entry){ .colors = colors < 0 ? 0 : colors,
		.can_move_cursor = *terminfo_string("cup") != '\0',
		.can_draw_lines = *terminfo_string("acsc") != '\0' };
	del_curterm(cur_term);
	return true;
}

bool
terminfo_has_modern_family(const char *terminal)
{
	static const char *const families[] = { "xterm", "screen", "tmux",
		"rxvt", "foot", "alacritty", "kitty", "wezterm", "konsole",
		"gnome", "vte", "putty", "iterm", "st-", "contour", "mintty" };
	size_t i;

	for (i = 0; i < sizeof(families) / sizeof(families[0]); i++)
		if (strncmp(terminal, families[i], strlen(families[i])) == 0)
			return true;
	return false;
}

/* The environment's ESCDELAY wins, as ncurses has it. */
int
terminfo_escape_ms(void)
{
	const char *text = getenv("ESCDELAY");
	long delay = text == NULL ? 0 : strtol(text, NULL, 10);

	return delay > 0 && delay <= 10000 ? (int)delay : ESCAPE_MS;
}
