/* SPDX-License-Identifier: ISC */
/* Between the clipboard, files and the controller. */
#include "config.h"

#include "loop_handout.h"

#include <errno.h>
#include <poll.h>
#include <stdlib.h>
#include <string.h>

#include "loop_moment.h"
#include "os/token_file.h"

#define END_WAIT_MS 2000

static bool
write_terminal(
    void *context, const char *text, bool through_screen, struct error *err)
{
	int code;

	if (term_copy(context, text, through_screen))
		return true;
	code = errno;
	return error_set(
	    err, ERROR_SYSTEM, code, "the terminal: %s", strerror(code));
}

bool
loop_handout_init(struct loop_handout *self, struct term *term,
    bool is_over_ssh, enum clipboard_choice choice)
{
	struct clipboard_place place = { .is_over_ssh = is_over_ssh,
		.has_osc52 = term_can_copy(term) };

	*self = (struct loop_handout){ 0 };
	self->clipboard = clipboard_new_here(&place, choice,
	    (struct clipboard_terminal){ write_terminal, term });
	return clipboard_has_route(self->clipboard);
}

void
loop_handout_clear(struct loop_handout *self)
{
	clipboard_free(self->clipboard);
	free(self->file_news.path);
	*self = (struct loop_handout){ 0 };
}

static void
write_file(struct loop_handout *self, const struct token_file *file)
{
	struct file_news *news = &self->file_news;

	free(news->path);
	*news = (struct file_news){ .path = token_file_path(file->path) };
	token_file_write(news->path, &file->token, &news->error);
	self->has_file_news = true;
}

void
loop_handout_do(struct loop_handout *self, struct effect *effect)
{
	if (effect->kind == EFFECT_COPY || effect->kind == EFFECT_COPY_TOKEN)
		clipboard_copy(self->clipboard, &effect->text,
		    effect->kind == EFFECT_COPY_TOKEN);
	else if (effect->kind == EFFECT_COPY_STOP)
		clipboard_stop(self->clipboard);
	else if (effect->kind == EFFECT_CLIPBOARD_CLEAR)
		clipboard_clear(self->clipboard);
	else if (effect->kind == EFFECT_WRITE_TOKEN)
		write_file(self, &effect->file);
}

bool
loop_handout_next(struct loop_handout *self, struct event *out)
{
	if (self->has_file_news) {
		*out = (struct event){ .kind = EVENT_FILE,
			.file = self->file_news };
		self->has_file_news = false;
		self->file_news = (struct file_news){ 0 };
		return true;
	}
	*out = (struct event){ .kind = EVENT_CLIPBOARD };
	return clipboard_run(self->clipboard, &out->clipboard);
}

size_t
loop_handout_fds(
    const struct loop_handout *self, struct wait_fd fds[LOOP_HANDOUT_FDS_MAX])
{
	return helper_wait_fds(clipboard_helper(self->clipboard), fds);
}

int
loop_handout_timeout_ms(const struct loop_handout *self)
{
	const struct helper *helper = clipboard_helper(self->clipboard);

	if (self->has_file_news || clipboard_has_news(self->clipboard))
		return 0;
	return helper == NULL ? -1 : helper_timeout_ms(helper);
}

/* What was seen in both counts. */
static void
read_more_signals(struct signals_seen *seen)
{
	struct signals_seen more;

	signals_read(&more);
	seen->has_hangup |= more.has_hangup;
	if (seen->fatal == 0)
		seen->fatal = more.fatal;
}

static void
wait_for_program(
    const struct loop_handout *self, int64_t left, struct signals_seen *seen)
{
	struct wait_fd ends[LOOP_HANDOUT_FDS_MAX];
	struct pollfd fds[1 + LOOP_HANDOUT_FDS_MAX];
	size_t count = loop_handout_fds(self, ends);

	fds[0] = (struct pollfd){ signals_fd(), POLLIN, 0 };
	for (size_t i = 0; i < count; i++)
		fds[1 + i] = (struct pollfd){ ends[i].fd,
			ends[i].is_for_writing ? POLLOUT : POLLIN, 0 };
	poll(fds, 1 + count, (int)left);
	read_more_signals(seen);
}

bool
loop_handout_finish(struct loop_handout *self, bool has_terminal,
    struct signals_seen *seen, struct clipboard_news *news)
{
	int64_t until = loop_moment().steady_ms + END_WAIT_MS, left;

	*seen = (struct signals_seen){ 0 };
	if (!has_terminal)
		clipboard_lose_terminal(self->clipboard);
	clipboard_clear(self->clipboard);
	while (!clipboard_run(self->clipboard, news)) {
		left = until - loop_moment().steady_ms;
		if (clipboard_helper(self->clipboard) == NULL)
			return false;
		if (left <= 0)
			return clipboard_give_up(self->clipboard, news);
		wait_for_program(self, left, seen);
	}
	return news->deed == CLIPBOARD_NOT_CLEARED;
}
