/* SPDX-License-Identifier: ISC */
/* Words for messages: what happened, to what, and what to do about it. */
#include "config.h"

#include "ui/sentence.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/xmalloc.h"
#include "ui/fill.h"
#include "ui/key_words.h"
#include "ui/plain.h"

static const char *const sentences[] = {
	/*
	 * TRANSLATORS: words in braces are filled in and must stay as they
	 * are: {name} is the name of an API key, {error} whole sentences,
	 * {key:reload} the key of the command reload.
	 */
	[MESSAGE_CREATED] = N_("Created “{name}”."),
	[MESSAGE_RENAMED] = N_("Renamed to “{name}”."),
	[MESSAGE_RENAME_UNCHANGED] = N_("The name is the same as before."),
	[MESSAGE_RENAMED_MEANWHILE] = N_(
	    "Somebody else renamed it to “{name}” meanwhile. Enter renames it "
	    "nevertheless."),
	[MESSAGE_QUIT_ASKS] =
	    N_("What was sent may be carried out all the same. {key:quit} "
	       "again leaves without its answer and sends nothing more."),
	[MESSAGE_READ_ONLY] = N_("This keyrack only reads (--read-only); "
	                         "start it without that to change API keys."),
	[MESSAGE_DIALOG_OPEN] = N_("Close this dialog first."),
	[MESSAGE_DELETED] = N_("Deleted “{name}”."),
	[MESSAGE_ALREADY_GONE] =
	    N_("“{name}” is gone already: somebody else deleted it."),
	[MESSAGE_UNKNOWN_UNSEEN] =
	    N_("What became of “{name}” is still not known: the list could not "
	       "be loaded. {key:reload} tries again."),
	[MESSAGE_CREATE_FOUND] =
	    N_("The answer was lost, but “{name}” was created: here it is."),
	[MESSAGE_CREATE_NOT_FOUND] =
	    N_("“{name}” was not created: the list does not show it. {error}"),
	[MESSAGE_CREATE_UNSURE] = N_(
	    "The answer was lost. There is an API key named “{name}”, perhaps "
	    "from before: look at when it was created."),
	[MESSAGE_RENAME_FOUND] =
	    N_("The answer was lost, but it is named “{name}” now."),
	[MESSAGE_RENAME_NOT_FOUND] =
	    N_("It was not renamed: the list still shows “{name}”. {error}"),
	[MESSAGE_DELETE_FOUND] =
	    N_("The answer was lost, but “{name}” is deleted."),
	[MESSAGE_DELETE_NOT_FOUND] =
	    N_("“{name}” was not deleted: the list still shows it. {error}"),
	[MESSAGE_RANGE] =
	    N_("A range of marks: move, then Enter keeps it, Esc drops it."),
	[MESSAGE_HELD_BACK] =
	    N_("Its deletion is held back: {key:undo} keeps the newest, "
	       "{key:delete} deletes it now."),
	[MESSAGE_BEING_DELETED] = N_("It is being deleted."),
	[MESSAGE_KEPT] = N_("Kept “{name}”: nothing was sent."),
	[MESSAGE_HELD_RENAMED] =
	    N_("Somebody else renamed what you are deleting to “{name}”. The "
	       "countdown begins anew."),
	[MESSAGE_NAME_CHANGED] =
	    N_("Somebody else renamed it to “{name}” meanwhile. Nothing is "
	       "deleted: look again."),
	[MESSAGE_NOT_SENT] =
	    N_("“{name}” was not deleted: you stopped before it was sent."),
	[MESSAGE_DELETED_STOPPED] = N_(
	    "Stopped: {count} of {all} are deleted. The others stay marked."),
	[MESSAGE_DELETED_UNSURE] =
	    N_("{count} of {all} are deleted for certain; what became of "
	       "others is not known. {key:reload} shows what is left."),
	[MESSAGE_DELETED_SOME] =
	    N_("{count} of {all} are deleted; what is not stays marked. "
	       "“{name}” was not deleted. {error}"),
	[MESSAGE_NOTHING_TO_UNDO] = N_("There is nothing to undo."),
	[MESSAGE_NO_APIKEY] =
	    N_("There is no API key under the cursor. {key:new} creates one."),
	[MESSAGE_UNREADABLE] =
	    N_("The service sent this API key in a form that keyrack cannot "
	       "read: nothing can be done with it here."),
	[MESSAGE_ID_UNSAFE] =
	    N_("The id of this API key cannot be put into an address safely: "
	       "keyrack does not send it."),
	[MESSAGE_NAME_EMPTY] = N_("The name is empty. Type one."),
	[MESSAGE_NAME_TOO_LONG] = N_("The name is too long. Shorten it."),
	[MESSAGE_NOT_LOADED] =
	    N_("The API keys are not loaded yet. {key:reload} loads them."),
	[MESSAGE_PASTE_IGNORED] =
	    N_("Nothing takes text here: what was pasted is ignored."),
	[MESSAGE_HINT_START] = N_("Welcome. Press {key:help} for help."),
	[MESSAGE_LOGGED_IN] = N_("Logged in as {name}."),
	[MESSAGE_LOGIN_DENIED] =
	    N_("The login page says: “{name}”. The link still works."),
	[MESSAGE_LOGIN_USED] =
	    N_("The login was not accepted. Someone, perhaps you in another "
	       "window, may have used it already; if it was not you, log out "
	       "everywhere on the website. Enter begins anew."),
	[MESSAGE_LOGIN_UNSAFE] =
	    N_("keyrack gives no browser this address: {detail}. Enter asks "
	       "again."),
	[MESSAGE_LOGIN_NO_ADDRESS] =
	    N_("That is not the address on which the browser ends. Copy it "
	       "whole, from http:// on."),
	[MESSAGE_LOGIN_NO_STATE] =
	    N_("That address has no state: it is not whole, or not the answer "
	       "to this link. Copy it whole."),
	[MESSAGE_LOGIN_WRONG_STATE] =
	    N_("That address belongs to another login, or is not whole. Use "
	       "the link that is shown now."),
	[MESSAGE_LOGIN_NO_CODE] =
	    N_("That address brings no login code. Copy it whole."),
	[MESSAGE_LOGIN_WRONG_ISSUER] =
	    N_("That address is from another identity server than this "
	       "account's last login. If that is right, go back by Esc and "
	       "log out by L first."),
	[MESSAGE_LOGIN_TOO_EARLY] = N_("There is no link yet."),
	[MESSAGE_LOGIN_TOO_LONG] = N_("What was pasted is too long."),
	[MESSAGE_BROWSER_STARTED] =
	    N_("A browser was started: log in there. o starts it again."),
	[MESSAGE_BROWSER_FAILED] =
	    N_("No browser could be started ({detail}). Open the link "
	       "yourself."),
	[MESSAGE_NO_CLIPBOARD] =
	    N_("This terminal has no clipboard that keyrack knows. b shows the "
	       "link bare, to be selected."),
	[MESSAGE_NO_TUNNEL] =
	    N_("There is no tunnel to make: this is not an SSH session, or "
	       "nothing is listened on."),
	[MESSAGE_LOGIN_ASKS_TO_LEAVE] =
	    N_("What you were doing is not done and would be lost. The same "
	       "key again leaves keyrack, any other stays."),
	[MESSAGE_LOGIN_ASKS_TO_RETURN] =
	    N_("Esc again goes back without a login: nothing is sent, what "
	       "you typed stays. Any other key stays."),
	[MESSAGE_LOGIN_NO_WAY_BACK] = N_("{key:quit} leaves keyrack."),
	[MESSAGE_LOGIN_NO_LINK] =
	    N_("There is no link, as the port is not yours; so there is "
	       "nothing to paste either. f takes a free port."),
	[MESSAGE_LOGIN_ASKS_TO_STOP] =
	    N_("The login is being completed, and may be done already. The "
	       "same key again does not wait for it, any other does."),
	[MESSAGE_LOGIN_STOPPED] =
	    N_("Not waited for any more. The login may have been completed: "
	       "if so, it still counts when the answer comes."),
	[MESSAGE_LOGIN_IS_REDEEMING] =
	    N_("An answer has come already, and is being tried."),
	[MESSAGE_OTHER_ACCOUNT] =
	    N_("You are logged in as {name} now, which is another account: "
	       "nothing was sent."),
	[MESSAGE_NOT_LOGGED_IN] =
	    N_("Not logged in: nothing was sent. {key:reload} logs in."),
	[MESSAGE_NOT_CHECKED] =
	    N_("Nothing is sent before it is known whose session this is. "
	       "{key:reload} asks the service."),
	[MESSAGE_SWITCH_ASKS] =
	    N_("What you were doing is not done and would be lost. Enter again "
	       "switches, any other key stays."),
	[MESSAGE_SWITCH_DEMO] =
	    N_("The demo has this account alone. Start keyrack without --demo "
	       "to use another."),
	[MESSAGE_SWITCH_TOKEN] =
	    N_("The token in KEYRACK_TOKEN is for this account alone, and kept "
	       "nowhere. Start keyrack without it to switch."),
	[MESSAGE_STORE_TROUBLE] = N_("The kept session is not used: {detail}"),
	[MESSAGE_NOT_KEPT] =
	    N_("Logged in, but the session could not be kept: {detail}"),
	[MESSAGE_RENEWED_NOT_KEPT] =
	    N_("The session was renewed, but could not be kept: {detail}. You "
	       "may have to log in again next time."),
	[MESSAGE_FALLBACK_TERM] = N_(
	    "This machine does not know the terminal “{name}”; keyrack treats "
	    "it as {detail}."),
	[MESSAGE_FALLBACK_LOCALE] =
	    N_("The locale is not usable; keyrack uses {name}."),
	[MESSAGE_LOCALE_ASCII] =
	    N_("The locale {name} has no UTF-8: letters beyond ASCII are shown "
	       "as “?”."),
};

static const char *
failed_sentence(enum request_kind kind)
{
	switch (kind) {
	case REQUEST_LOGIN_ADDRESS:
	case REQUEST_TOKEN_BY_CODE:
	case REQUEST_TOKEN_REFRESH:
		return _("The login failed. {error}");
	case REQUEST_PROFILE:
		return _("The profile could not be loaded. {error}");
	case REQUEST_LOGOUT:
		return _("The logout failed. {error}");
	case REQUEST_LIST:
		return _("The API keys could not be loaded. {error}");
	case REQUEST_CREATE:
		return _("“{name}” was not created. {error}");
	case REQUEST_RENAME:
		return _("“{name}” was not renamed. {error}");
	case REQUEST_DELETE:
		return _("“{name}” was not deleted. {error}");
	}
	return "";
}

static const char *
cancelled_sentence(enum request_kind kind)
{
	switch (kind) {
	case REQUEST_LOGIN_ADDRESS:
	case REQUEST_TOKEN_BY_CODE:
	case REQUEST_TOKEN_REFRESH:
	case REQUEST_LOGOUT:
		return _("Stopped waiting.");
	case REQUEST_PROFILE:
	case REQUEST_LIST:
		return _("Stopped loading. {key:reload} loads again.");
	case REQUEST_CREATE:
	case REQUEST_RENAME:
	case REQUEST_DELETE:
		/* What was sent is not cancelled: it is looked for. */
		return _("Stopped waiting. Nothing was sent: Enter tries "
		         "again.");
	}
	return "";
}

static const char *
waiting_sentence(const struct message *message)
{
	switch (message->request) {
	case REQUEST_LOGOUT:
		return _("Logging out… Esc stops waiting.");
	case REQUEST_LOGIN_ADDRESS:
	case REQUEST_TOKEN_BY_CODE:
	case REQUEST_TOKEN_REFRESH:
		return _("Still waiting for the service. Esc stops waiting.");
	case REQUEST_PROFILE:
	case REQUEST_LIST:
		return _("Still loading. Esc stops waiting.");
	case REQUEST_CREATE:
		return _("Still creating. Esc stops waiting.");
	case REQUEST_RENAME:
		return _("Still renaming. Esc stops waiting.");
	case REQUEST_DELETE:
		return message->number > 0
		           ? _("Still deleting. Esc stops the rest.")
		           : _("Still deleting. Esc stops waiting.");
	}
	return "";
}

static const char *
looking_sentence(enum request_kind kind)
{
	if (kind == REQUEST_CREATE)
		return _("The answer about “{name}” was lost: it may have been "
		         "created. Looking…");
	if (kind == REQUEST_RENAME)
		return _("The answer about “{name}” was lost: it may have been "
		         "renamed. Looking…");
	return _("The answer about “{name}” was lost: it may have been "
	         "deleted. Looking…");
}

/* Sentences about marked API keys that count them; else the table's. */
static const char *
counted_sentence(enum message_id id, unsigned long number)
{
	if (id == MESSAGE_MARKED)
		return ngettext("{count} API key is marked.",
		    "{count} API keys are marked.", number);
	if (id == MESSAGE_KEPT_MANY)
		return ngettext("Kept {count} API key: nothing was sent.",
		    "Kept {count} API keys: nothing was sent.", number);
	if (id == MESSAGE_COUNT_WRONG)
		return ngettext("Nothing is deleted: type {count}, or Esc.",
		    "Nothing is deleted: type {count}, or Esc.", number);
	if (id == MESSAGE_DELETED_MANY)
		return ngettext("Deleted {count} API key.",
		    "Deleted {count} API keys.", number);
	return NULL;
}

/* The sentence with its places still open. */
static const char *
sentence_for(const struct message *message)
{
	unsigned long number = (unsigned long)message->number;

	if (sentence_of_successor(message) != NULL)
		return sentence_of_successor(message);
	if (message->id == MESSAGE_RELOADED)
		return ngettext("{count} API key is loaded.",
		    "{count} API keys are loaded.", number);
	if (counted_sentence(message->id, number) != NULL)
		return counted_sentence(message->id, number);
	if (message->id == MESSAGE_CREATE_FOUND_MANY)
		return ngettext("The answer was lost. {count} new API key is "
		                "named “{name}” now.",
		    "The answer was lost. {count} new API keys are named "
		    "“{name}” now.",
		    number);
	if (message->id == MESSAGE_FAILED ||
	    message->id == MESSAGE_TRYING_AGAIN)
		return failed_sentence(message->request);
	if (message->id == MESSAGE_CANCELLED)
		return cancelled_sentence(message->request);
	if (message->id == MESSAGE_STILL_WAITING)
		return waiting_sentence(message);
	if (message->id == MESSAGE_UNKNOWN_LOOKING)
		return looking_sentence(message->request);
	if (sentence_of_handout(message) != NULL)
		return sentence_of_handout(message);
	if (sentence_of_ledger(message) != NULL)
		return sentence_of_ledger(message);
	if (sentence_of_table(message) != NULL)
		return sentence_of_table(message);
	if (message->id == MESSAGE_NONE || sentences[message->id] == NULL)
		return "";
	return _(sentences[message->id]);
}

/* The wait of a question that is asked again stands behind the sentence. */
static char *
add_wait(const struct message *message)
{
	const char *words = ngettext("Asking again in {count} second; Esc "
	                             "stops.",
	    "Asking again in {count} seconds; Esc stops.",
	    (unsigned long)message->number);

	if (message->number <= 0)
		words = _("Asking again; Esc stops.");
	return xasprintf("%s %s", sentence_for(message), words);
}

static bool
is_unfinished(enum message_id id)
{
	return id >= MESSAGE_ROTATION_BEGUN && id <= MESSAGE_ROTATION_HANDED;
}

static char *
words_of(const struct message *message)
{
	if (is_unfinished(message->id))
		return sentence_of_unfinished(message);
	if (message->id == MESSAGE_EXPIRING)
		return sentence_of_expiring(message);
	return message->id == MESSAGE_TRYING_AGAIN
	           ? add_wait(message)
	           : xstrdup(sentence_for(message));
}

char *
sentence_of_message(
    const struct message *message, const struct bindings *bindings)
{
	char *name = plain_text(message->subject);
	char *words = words_of(message);
	char *error = sentence_of_error_with_wait(&message->error,
	    message->id == MESSAGE_TRYING_AGAIN ? WAIT_TOLD_ELSEWHERE
	                                        : message->number,
	    bindings);
	char *detail = plain_text(message->error.detail);
	char *what = sentence_of_what(message);
	char count[24], all[24], *open, *filled, *safe;
	const struct filling fillings[] = {
		{ "{name}", name },
		{ "{error}", error },
		{ "{detail}", detail },
		{ "{what}", what },
		{ "{count}", count },
		{ "{all}", all },
	};

	snprintf(count, sizeof(count), "%" PRId64, message->number);
	snprintf(all, sizeof(all), "%" PRId64, message->total);
	open = key_words_fill(words, bindings);
	filled =
	    message->id == MESSAGE_LOGGED_OUT
	        ? sentence_of_logout(message, bindings)
	        : fill(open, fillings, sizeof(fillings) / sizeof(fillings[0]));
	safe = plain_text(filled);
	free(name);
	free(words);
	free(error);
	free(detail);
	free(what);
	free(open);
	free(filled);
	return safe;
}
