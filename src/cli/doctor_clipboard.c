/* SPDX-License-Identifier: ISC */
/* Looks for the way that a copy would take, and tries it without copying. */
#include "config.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include "base/i18n.h"
#include "base/xmalloc.h"
#include "cli/finding.h"
#include "os/clipboard_route.h"
#include "os/helper.h"
#include "ui/terminfo.h"

/* What is there answers at once; what it complains of is a line or two. */
#define LIMIT_MS 2000
#define ERRORS_MAX 4096

/* Which variable names the server behind the route; NULL: none does. */
static const char *
variable_of(enum clipboard_route route)
{
	switch (route) {
	case ROUTE_WL_COPY_SENSITIVE:
	case ROUTE_WL_COPY:
		return "WAYLAND_DISPLAY";
	case ROUTE_XCLIP:
	case ROUTE_XSEL:
		return "DISPLAY";
	case ROUTE_TMUX:
	case ROUTE_TMUX_ALONE:
		return "TMUX";
	case ROUTE_PBCOPY:
	case ROUTE_SCREEN:
	case ROUTE_OSC52:
	case ROUTE_NONE:
	case ROUTE_COUNT:
		break;
	}
	return NULL;
}

/* The first line of what it said, else how it ended; for free(3). */
static char *
complaint_of(const struct helper *helper, const char *program)
{
	const struct buffer *errors = helper_errors(helper);
	const char *text = buffer_text(errors);
	size_t length = strcspn(text, "\n");

	return length == 0 ? xstrdup(helper_error(helper)->detail)
	                   : xasprintf("%s: %.*s", program, (int)length, text);
}

/* NULL: it answers, or a signal came first. Else why not, for free(3). */
static char *
try_program(struct errand *errand, const char *const *words)
{
	struct helper_options options = {
		.words = words, .errors_max = ERRORS_MAX, .limit_ms = LIMIT_MS
	};
	struct error err;
	struct helper *helper = helper_new(&options, &err);
	enum helper_state state;
	char *complaint = NULL;

	if (helper == NULL)
		return xstrdup(err.detail);
	while (
	    (state = helper_run(helper)) == HELPER_RUNS && errand->signal == 0)
		errand_wait_for_helper(errand, helper);
	if (state == HELPER_FAILED)
		complaint = complaint_of(helper, words[0]);
	helper_free(helper);
	return complaint;
}

/*
 * wl-paste would open a window where a compositor lets nobody else look, so
 * that it is asked for a connection alone. NULL, or why not, for free(3).
 */
static char *
try_wayland(void)
{
	struct sockaddr_un address = { .sun_family = AF_UNIX };
	const char *folder = getenv("XDG_RUNTIME_DIR");
	const char *name = getenv("WAYLAND_DISPLAY");
	size_t size = sizeof(address.sun_path);
	int fd, length, failure = 0;

	if (name == NULL || *name == '\0')
		name = "wayland-0";
	if (*name != '/' && folder == NULL)
		return xstrdup("XDG_RUNTIME_DIR is not set");
	length = *name == '/'
	             ? snprintf(address.sun_path, size, "%s", name)
	             : snprintf(address.sun_path, size, "%s/%s", folder, name);
	if (length < 0 || (size_t)length >= size)
		return xasprintf("%s: %s", name, strerror(ENAMETOOLONG));
	fd = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
	/* EAGAIN: somebody listens who has much to do. */
	if (fd < 0 ||
	    (connect(fd, (struct sockaddr *)&address, sizeof(address)) != 0 &&
	        errno != EAGAIN))
		failure = errno;
	if (fd >= 0)
		close(fd);
	return failure == 0
	           ? NULL
	           : xasprintf("%s: %s", address.sun_path, strerror(failure));
}

/* What there is to try; NULL: nothing was found to be wrong. */
static char *
try_route(struct errand *errand, enum clipboard_route route, bool *is_tried)
{
	const char *const *words = clipboard_programs(route)->reach;
	const char *variable = variable_of(route);

	*is_tried = true;
	if (words[0] != NULL)
		return try_program(errand, words);
	if (variable != NULL && strcmp(variable, "WAYLAND_DISPLAY") == 0 &&
	    getenv("WAYLAND_SOCKET") == NULL)
		return try_wayland();
	*is_tried = false;
	return NULL;
}

static void
tell_way(struct findings *findings, const char *program, bool is_tried)
{
	if (program == NULL)
		finding_tell(findings, FINDING_OK, _("clipboard"), NULL,
		    _("by OSC 52, if the terminal accepts that; it "
		      "does not answer"));
	else if (is_tried)
		finding_tell(findings, FINDING_OK, _("clipboard"), NULL,
		    _("by %s; the server behind it answers"), program);
	else
		finding_tell(findings, FINDING_OK, _("clipboard"), NULL,
		    _("by %s; it is installed, not tried"), program);
}

static void
tell_trouble(
    struct findings *findings, const char *variable, const char *trouble)
{
	char *advice = xasprintf(_("look at %s, which may be of a session that "
	                           "is over; keyrack token prints tokens"),
	    variable);

	finding_tell(
	    findings, FINDING_WARN, _("clipboard"), advice, "%s", trouble);
	free(advice);
}

static bool
is_same(const char *one, const char *other)
{
	return one != NULL && other != NULL && strcmp(one, other) == 0;
}

/* The first that works is the way. False: nothing had to be told yet. */
static bool
try_routes(
    struct findings *findings, const enum clipboard_route *routes, size_t count)
{
	const char *tried = NULL, *blamed = NULL;
	bool is_tried = false;

	for (size_t i = 0; i < count; i++) {
		const char *program = clipboard_programs(routes[i])->copy[0];
		const char *variable = variable_of(routes[i]);
		char *trouble;

		if (is_same(program, tried) ||
		    (program != NULL && !finding_has_program(program)))
			continue;
		tried = program;
		trouble = try_route(findings->errand, routes[i], &is_tried);
		if (findings->errand->signal != 0) {
			free(trouble);
			return true;
		}
		if (trouble == NULL) {
			tell_way(findings, program, is_tried);
			return true;
		}
		/* A second program of the same server has the same trouble. */
		if (!is_same(variable, blamed))
			tell_trouble(findings, variable, trouble);
		blamed = variable;
		free(trouble);
	}
	return blamed != NULL;
}

/* OSC 52 goes to it, as copy sends it. */
static bool
has_terminal(void)
{
	int fd = open("/dev/tty", O_WRONLY | O_NOCTTY | O_CLOEXEC);

	if (fd >= 0)
		close(fd);
	return fd >= 0;
}

void
doctor_look_at_clipboard(struct findings *findings)
{
	const char *word = settings_text(
	    &findings->errand->chosen->settings, SETTING_CLIPBOARD);
	const char *terminal = getenv("TERM");
	enum clipboard_choice choice = CLIPBOARD_AUTO;
	enum clipboard_route routes[ROUTE_COUNT];
	struct clipboard_place place = {
		.is_over_ssh = findings->errand->place->is_over_ssh,
		.has_osc52 = has_terminal() && terminal != NULL &&
		             terminfo_has_modern_family(terminal),
	};

	clipboard_choice_of_word(word == NULL ? "auto" : word, &choice);
	clipboard_place_here(&place);
	if (!try_routes(
	        findings, routes, clipboard_routes(&place, choice, routes)))
		finding_tell(findings, FINDING_WARN, _("clipboard"),
		    choice == CLIPBOARD_OFF
		        ? _("set clipboard = auto to copy")
		        : _("install wl-clipboard, xclip or xsel, or use a "
		            "terminal with OSC 52; keyrack token prints "
		            "tokens"),
		    _("there is no way to it"));
}
