/* SPDX-License-Identifier: ISC */
/* Puts a token on the clipboard, and stays until it is cleared. */
#include "config.h"

#include "cli/copy.h"

#include <bsd/stdlib.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/i18n.h"
#include "cli/deed.h"
#include "cli/whole_token.h"
#include "controller/message.h"
#include "os/clipboard.h"
#include "ui/osc52.h"
#include "ui/sentence.h"
#include "ui/terminfo.h"

struct handing {
	struct errand *errand;
	struct clipboard *clipboard;
	int terminal;     /* -1: there is none */
	const char *name; /* of the API key; lent */
};

static bool
write_all(int fd, const char *bytes, size_t length)
{
	ssize_t done;

	while (length > 0) {
		done = write(fd, bytes, length);
		if (done < 0 && errno != EINTR)
			return false;
		if (done > 0) {
			bytes += done;
			length -= (size_t)done;
		}
	}
	return true;
}

static bool
write_terminal(
    void *context, const char *text, bool through_screen, struct error *err)
{
	const struct handing *handing = context;
	char *sequence = osc52_sequence(text, through_screen);
	size_t length = strlen(sequence);
	bool is_written = write_all(handing->terminal, sequence, length);
	int code = errno;

	freezero(sequence, length);
	return is_written || error_set(err, ERROR_SYSTEM, code,
	                         "the terminal: %s", strerror(code));
}

static void
open_clipboard(struct handing *handing)
{
	const char *word = settings_text(
	    &handing->errand->chosen->settings, SETTING_CLIPBOARD);
	const char *terminal = getenv("TERM");
	enum clipboard_choice choice = CLIPBOARD_AUTO;
	struct clipboard_place place = {
		.is_over_ssh = handing->errand->place->is_over_ssh,
		.has_osc52 = handing->terminal >= 0 && terminal != NULL &&
		             terminfo_has_modern_family(terminal),
	};

	if (word != NULL)
		clipboard_choice_of_word(word, &choice);
	/* Asked for by its word, it still needs a terminal. */
	if (choice == CLIPBOARD_BY_OSC52 && handing->terminal < 0)
		choice = CLIPBOARD_OFF;
	handing->clipboard = clipboard_new_here(&place, choice,
	    (struct clipboard_terminal){ write_terminal, handing });
}

/* False: a signal came first. */
static bool
wait_for_news(struct handing *handing, struct clipboard_news *out)
{
	const struct helper *helper;

	while (!clipboard_run(handing->clipboard, out)) {
		helper = clipboard_helper(handing->clipboard);
		if (handing->errand->signal != 0 || helper == NULL)
			return false;
		errand_wait_for_helper(handing->errand, helper);
	}
	return true;
}

/* In the words of the screen. */
static void
tell(const struct handing *handing, enum message_id id,
    const struct clipboard_news *news)
{
	struct message message = { 0 };
	char *words;

	message_set(&message, id, TONE_INFO, handing->name);
	message.copied = COPY_TOKEN;
	message.route = news->route;
	message.error = news->error;
	words =
	    sentence_of_message(&message, &handing->errand->chosen->bindings);
	errand_tell("%s", words);
	free(words);
	message_clear(&message);
}

static void
tell_cleared(const struct handing *handing, const struct clipboard_news *news)
{
	switch (news->deed) {
	case CLIPBOARD_CLEARED:
		tell(handing, MESSAGE_CLIPBOARD_CLEARED, news);
		break;
	case CLIPBOARD_OVERWRITTEN:
		tell(handing, MESSAGE_CLIPBOARD_OVERWRITTEN, news);
		break;
	case CLIPBOARD_CHANGED:
		tell(handing, MESSAGE_CLIPBOARD_CHANGED, news);
		break;
	case CLIPBOARD_COPIED:
	case CLIPBOARD_NOT_COPIED:
	case CLIPBOARD_NOT_CLEARED:
		tell(handing, MESSAGE_CLIPBOARD_NOT_CLEARED, news);
		break;
	}
}

/* Until the time is over, or a signal asks for the end. */
static void
count_down(struct errand *errand, long seconds)
{
	int64_t end_ms = errand_steady_ms() + seconds * 1000, left;
	bool is_shown = isatty(STDERR_FILENO) &&
	                !options_has(errand->options, OPTION_PLAIN);
	int width = 0;

	errand_tell(ngettext("It is cleared in %ld second; Ctrl-C clears now.",
	                "It is cleared in %ld seconds; Ctrl-C clears now.",
	                (unsigned long)seconds),
	    seconds);
	for (;;) {
		left = end_ms - errand_steady_ms();
		if (left <= 0 || errand->signal != 0)
			break;
		if (is_shown)
			width = fprintf(
			    stderr, "\r%4ld s", (long)((left + 999) / 1000));
		errand_wait(errand, NULL, 0, (int)((left - 1) % 1000 + 1));
	}
	if (is_shown)
		fprintf(stderr, "\r%*s\r", width, "");
}

/* A signal ends the wait, but the token goes first. */
static void
clear(struct handing *handing)
{
	struct errand *errand = handing->errand;
	struct clipboard_news news;
	int signal = errand->signal;

	errand->signal = 0;
	if (signal == SIGHUP)
		clipboard_lose_terminal(handing->clipboard);
	clipboard_clear(handing->clipboard);
	if (wait_for_news(handing, &news) ||
	    clipboard_give_up(handing->clipboard, &news))
		tell_cleared(handing, &news);
	if (errand->signal == 0)
		errand->signal = signal;
}

static enum status
stay(struct handing *handing, const char *id)
{
	struct errand *errand = handing->errand;
	long seconds =
	    settings_number(&errand->chosen->settings, SETTING_CLIPBOARD_CLEAR);

	deed_hand_out(errand, LEDGER_COPIED, id);
	if (seconds == 0) {
		errand_tell(_("It stays there: clipboard_clear is 0."));
		return STATUS_DONE;
	}
	count_down(errand, seconds);
	/* Before a prompt Ctrl-C does what was offered, and no more. */
	if (errand->signal == SIGINT && errand->has_prompt)
		errand->signal = 0;
	clear(handing);
	return errand->signal == 0 ? STATUS_DONE : STATUS_INTERRUPTED;
}

static enum status
copy(struct handing *handing, struct whole_token *whole)
{
	struct clipboard_news news;

	clipboard_copy(handing->clipboard, &whole->token, true);
	if (!wait_for_news(handing, &news)) {
		/* It may be there already. */
		clear(handing);
		return STATUS_INTERRUPTED;
	}
	if (news.deed == CLIPBOARD_COPIED) {
		tell(handing, MESSAGE_COPIED, &news);
		return stay(handing, whole->id);
	}
	if (news.error.kind == ERROR_NONE)
		errand_tell(_("copy: there is no way to the clipboard here; "
		              "keyrack token prints the token"));
	else
		tell(handing, MESSAGE_NOT_COPIED, &news);
	return STATUS_FAILED;
}

enum status
copy_run(struct errand *errand)
{
	struct handing handing = { .errand = errand,
		.terminal = open("/dev/tty", O_WRONLY | O_NOCTTY | O_CLOEXEC) };
	struct whole_token whole;
	enum status status =
	    whole_token_ask(errand, errand->options->operands[0], &whole);

	if (status == STATUS_DONE) {
		handing.name = whole.name;
		open_clipboard(&handing);
		status = copy(&handing, &whole);
		clipboard_free(handing.clipboard);
	}
	whole_token_clear(&whole);
	if (handing.terminal >= 0)
		close(handing.terminal);
	return status;
}
