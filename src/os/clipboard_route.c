/* SPDX-License-Identifier: ISC */
/* Chooses routes by where the person sits. */
#include "config.h"

#include "os/clipboard_route.h"

#include <stdlib.h>
#include <string.h>

/* A buffer of our own, so that nobody else's is read or deleted. */
#define TMUX_BUFFER "keyrack"

/* The type is given so that wl-copy need not look into the secret for it. */
#define TEXT "text/plain"

static const struct clipboard_programs programs[ROUTE_COUNT] = {
	[ROUTE_WL_COPY_SENSITIVE] = {
		.ask = { "wl-copy", "--help" },
		.needed = "--sensitive",
		.copy = { "wl-copy", "--sensitive", "--type", TEXT },
		.read = { "wl-paste", "--no-newline" },
		.clear = { "wl-copy", "--clear" },
	},
	[ROUTE_WL_COPY] = {
		.copy = { "wl-copy", "--type", TEXT },
		.read = { "wl-paste", "--no-newline" },
		.clear = { "wl-copy", "--clear" },
	},
	[ROUTE_XCLIP] = {
		/* Others own selections, and may not answer; not this. */
		.reach = { "xclip", "-selection", "buffer-cut", "-out" },
		.copy = { "xclip", "-selection", "clipboard", "-in" },
		.read = { "xclip", "-selection", "clipboard", "-out" },
		.clear = { "xclip", "-selection", "clipboard", "-in" },
	},
	[ROUTE_XSEL] = {
		.reach = { "xsel", "--secondary", "--output" },
		.copy = { "xsel", "--clipboard", "--input" },
		.read = { "xsel", "--clipboard", "--output" },
		.clear = { "xsel", "--clipboard", "--clear" },
	},
	[ROUTE_PBCOPY] = {
		.copy = { "pbcopy" },
		.read = { "pbpaste" },
		.clear = { "pbcopy" },
	},
	[ROUTE_TMUX] = {
		.reach = { "tmux", "display-message", "-p", "here" },
		.copy = { "tmux", "load-buffer", "-w", "-b", TMUX_BUFFER, "-" },
		.read = { "tmux", "show-buffer", "-b", TMUX_BUFFER },
		.overwrite =
		    { "tmux", "load-buffer", "-w", "-b", TMUX_BUFFER, "-" },
		.clear = { "tmux", "delete-buffer", "-b", TMUX_BUFFER },
	},
	[ROUTE_TMUX_ALONE] = {
		.reach = { "tmux", "display-message", "-p", "here" },
		.copy = { "tmux", "load-buffer", "-b", TMUX_BUFFER, "-" },
		.read = { "tmux", "show-buffer", "-b", TMUX_BUFFER },
		.clear = { "tmux", "delete-buffer", "-b", TMUX_BUFFER },
	},
};

const struct clipboard_programs *
clipboard_programs(enum clipboard_route route)
{
	return &programs[route];
}

bool
clipboard_choice_of_word(const char *word, enum clipboard_choice *out)
{
	static const char *const words[] = {
		[CLIPBOARD_AUTO] = "auto",
		[CLIPBOARD_BY_TMUX] = "tmux",
		[CLIPBOARD_BY_OSC52] = "osc52",
		[CLIPBOARD_BY_WL_COPY] = "wl-copy",
		[CLIPBOARD_BY_XCLIP] = "xclip",
		[CLIPBOARD_BY_XSEL] = "xsel",
		[CLIPBOARD_BY_PBCOPY] = "pbcopy",
		[CLIPBOARD_OFF] = "off",
	};

	for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++)
		if (strcmp(word, words[i]) == 0) {
			*out = (enum clipboard_choice)i;
			return true;
		}
	return false;
}

static bool
is_set(const char *name)
{
	const char *value = getenv(name);

	return value != NULL && *value != '\0';
}

void
clipboard_place_here(struct clipboard_place *place)
{
	place->has_wayland = is_set("WAYLAND_DISPLAY");
	place->has_x = is_set("DISPLAY");
	place->is_in_tmux = is_set("TMUX");
	/* Both are set where one runs in the other; tmux can be asked. */
	place->is_in_screen = is_set("STY") && !place->is_in_tmux;
#ifdef __APPLE__
	place->is_mac = true;
#else
	place->is_mac = false;
#endif
}

/* Routes are added to a list. */
struct list {
	enum clipboard_route *routes;
	size_t count;
};

static void
add(struct list *list, enum clipboard_route route)
{
	list->routes[list->count++] = route;
}

static void
add_wl_copy(struct list *list)
{
	add(list, ROUTE_WL_COPY_SENSITIVE);
	add(list, ROUTE_WL_COPY);
}

static void
add_tmux(struct list *list)
{
	add(list, ROUTE_TMUX);
	add(list, ROUTE_TMUX_ALONE);
}

static void
add_terminal(struct list *list, const struct clipboard_place *place)
{
	add(list, place->is_in_screen ? ROUTE_SCREEN : ROUTE_OSC52);
}

static void
add_all(struct list *list, const struct clipboard_place *place)
{
	bool is_here = !place->is_over_ssh;

	if (is_here && place->has_wayland)
		add_wl_copy(list);
	if (is_here && place->has_x) {
		add(list, ROUTE_XCLIP);
		add(list, ROUTE_XSEL);
	}
	if (is_here && place->is_mac)
		add(list, ROUTE_PBCOPY);
	if (place->is_in_tmux)
		add_tmux(list);
	if (place->has_osc52)
		add_terminal(list, place);
}

size_t
clipboard_routes(const struct clipboard_place *place,
    enum clipboard_choice choice, enum clipboard_route routes[ROUTE_COUNT])
{
	struct list list = { routes, 0 };

	switch (choice) {
	case CLIPBOARD_AUTO:
		add_all(&list, place);
		break;
	case CLIPBOARD_BY_TMUX:
		add_tmux(&list);
		break;
	case CLIPBOARD_BY_OSC52:
		add_terminal(&list, place);
		break;
	case CLIPBOARD_BY_WL_COPY:
		add_wl_copy(&list);
		break;
	case CLIPBOARD_BY_XCLIP:
		add(&list, ROUTE_XCLIP);
		break;
	case CLIPBOARD_BY_XSEL:
		add(&list, ROUTE_XSEL);
		break;
	case CLIPBOARD_BY_PBCOPY:
		add(&list, ROUTE_PBCOPY);
		break;
	case CLIPBOARD_OFF:
		break;
	}
	return list.count;
}
