/* SPDX-License-Identifier: ISC */
/* Words for what is handed out: only what is known of each route is said. */
#include "config.h"

#include "ui/sentence.h"

#include <stdlib.h>

#include "base/i18n.h"
#include "base/xmalloc.h"
#include "ui/fill.h"
#include "ui/plain.h"

static const char *const sentences[] = {
	[MESSAGE_TOKEN_ASKED] = N_("Asking the service for the token of "
	                           "“{name}”… Esc stops waiting."),
	[MESSAGE_TOKEN_UNSEEN] =
	    N_("The service did not give the token of “{name}”. {error}"),
	[MESSAGE_TOKEN_MASKED] =
	    N_("The service masks tokens in its list: keyrack cannot know "
	       "this one."),
	[MESSAGE_TOKEN_STOPPED] = N_("Stopped waiting. No token was taken."),
	[MESSAGE_NOT_REVEALED] =
	    N_("The token of “{name}” is not shown over this dialog."),
	[MESSAGE_REVEAL_GIVEN_UP] =
	    N_("The token of “{name}” is not shown: you left this window "
	       "while it was asked for. {key:reveal} asks again."),
	[MESSAGE_PRESENTER] = N_("Presenter mode is on: tokens are not shown."),
	[MESSAGE_NO_ROUTE] = N_("keyrack knows no way to your clipboard here, "
	                        "or the setting clipboard is off."),
	[MESSAGE_COPYING] = N_("{what}: copying… Esc stops waiting."),
	[MESSAGE_COPY_STOPPED] =
	    N_("{what}: stopped waiting. It may have been copied."),
	[MESSAGE_NOT_COPIED] = N_("{what}: not copied ({detail})."),
	[MESSAGE_CLIPBOARD_NOT_CLEARED] =
	    N_("The clipboard could not be cleared ({detail})."),
	[MESSAGE_WRITTEN] = N_("Written to {name}, which you alone can read."),
	[MESSAGE_NOT_WRITTEN] = N_("Not written. {detail}."),
	[MESSAGE_NO_PATH] = N_("The path is empty. Type one."),
};

static const char *
what_words(enum copy_what what, bool has_name)
{
	switch (what) {
	case COPY_NOTHING:
		break;
	case COPY_TOKEN:
		if (!has_name)
			return _("Token");
		/* TRANSLATORS: these stand before a colon: "…: copied." */
		return _("Token of “{name}”");
	case COPY_ID:
		return _("Id of “{name}”");
	case COPY_LINK:
		return _("Link");
	case COPY_TUNNEL:
		return _("Tunnel line");
	}
	return "";
}

char *
sentence_of_what(const struct message *message)
{
	char *name = plain_text(message->subject);
	const struct filling filling = { "{name}", name };
	char *words = fill(
	    what_words(message->copied, message->subject != NULL), &filling, 1);

	free(name);
	return words;
}

/* TRANSLATORS: {what} is one of "Token of …", "Id of …", "Link". */
static const char *
copied_words(enum clipboard_route route)
{
	switch (route) {
	case ROUTE_NONE:
	case ROUTE_COUNT:
		return _("{what}: copied to the clipboard.");
	case ROUTE_WL_COPY_SENSITIVE:
		return _("{what}: copied by wl-copy, marked as sensitive.");
	case ROUTE_WL_COPY:
		return _("{what}: copied by wl-copy.");
	case ROUTE_XCLIP:
		return _("{what}: copied by xclip.");
	case ROUTE_XSEL:
		return _("{what}: copied by xsel.");
	case ROUTE_PBCOPY:
		return _("{what}: copied by pbcopy.");
	case ROUTE_TMUX:
		return _("{what}: in tmux's buffer “keyrack”. tmux was asked "
		         "to hand it on to your terminal, which does not "
		         "answer.");
	case ROUTE_TMUX_ALONE:
		return _("{what}: in tmux's buffer “keyrack” alone. This tmux "
		         "hands nothing on to your terminal.");
	case ROUTE_SCREEN:
		return _("{what}: sent through screen to your terminal by "
		         "OSC 52, which does not answer.");
	case ROUTE_OSC52:
		return _("{what}: sent to your terminal by OSC 52, which does "
		         "not answer.");
	}
	return "";
}

static const char *
cleared_words(enum clipboard_route route)
{
	return route == ROUTE_TMUX_ALONE ? _("tmux's buffer is deleted.")
	                                 : _("The clipboard is cleared.");
}

static const char *
overwritten_words(enum clipboard_route route)
{
	if (route == ROUTE_TMUX)
		return _("tmux's buffer is deleted, and what it handed on "
		         "overwritten; your terminal may keep a copy.");
	return _("Clipboard overwritten; your terminal may keep a copy.");
}

static const char *
changed_words(enum clipboard_route route)
{
	if (route == ROUTE_TMUX || route == ROUTE_TMUX_ALONE)
		return _("tmux's buffer holds something else now: it was left "
		         "alone.");
	return _("The clipboard holds something else now: it was left alone.");
}

const char *
sentence_of_handout(const struct message *message)
{
	if (message->id == MESSAGE_COPIED)
		return copied_words(message->route);
	if (message->id == MESSAGE_CLIPBOARD_CLEARED)
		return cleared_words(message->route);
	if (message->id == MESSAGE_CLIPBOARD_OVERWRITTEN)
		return overwritten_words(message->route);
	if (message->id == MESSAGE_CLIPBOARD_CHANGED)
		return changed_words(message->route);
	if (message->id < MESSAGE_TOKEN_ASKED || message->id > MESSAGE_NO_PATH)
		return NULL;
	return _(sentences[message->id]);
}
