/* SPDX-License-Identifier: ISC */
/* Between the login, the browser and the controller. */
#include "config.h"

#include "loop_login.h"

#include <stdlib.h>
#include <string.h>

#include "base/xmalloc.h"
#include "os/browser.h"

static struct login_event *
add_news(struct loop_login *self, enum login_news news)
{
	struct login_event *event;

	if (self->news_count == self->news_capacity) {
		self->news_capacity =
		    self->news_capacity == 0 ? 4 : 2 * self->news_capacity;
		self->news = xreallocarray(
		    self->news, self->news_capacity, sizeof(*self->news));
	}
	event = &self->news[self->news_count++];
	*event = (struct login_event){ .news = news, .attempt = self->attempt };
	return event;
}

bool
loop_login_next(struct loop_login *self, struct event *out)
{
	if (self->news_count == 0)
		return false;
	*out = (struct event){ .kind = EVENT_LOGIN, .login = self->news[0] };
	self->news_count--;
	memmove(
	    self->news, self->news + 1, self->news_count * sizeof(*self->news));
	return true;
}

void
loop_login_clear(struct loop_login *self)
{
	struct event event;

	while (loop_login_next(self, &event))
		event_clear(&event);
	free(self->news);
	login_free(self->login);
	*self = (struct loop_login){ .options = self->options,
		.browser = self->browser,
		.auth = self->auth };
}

static void
open_login(struct loop_login *self, struct login_opening opening)
{
	struct login_options options = *self->options;
	struct login_event *event;
	struct error error = { 0 };

	login_free(self->login);
	self->attempt = opening.attempt;
	options.is_on_any_port = opening.is_on_any_port;
	options.issuer = auth_issuer(self->auth);
	self->login = login_new(&options, &error);
	if (self->login != NULL)
		login_listen(self->login, &error);
	event = add_news(self, LOGIN_OPENED);
	event->error = error;
	if (self->login == NULL)
		return;
	event->text = xstrdup(login_redirect_uri(self->login));
	event->port = login_port(self->login);
	event->is_in_other_hands = login_is_in_other_hands(self->login);
}

static void
set_address(struct loop_login *self, const struct secret *address)
{
	struct login_event *event;
	struct error error = { 0 };

	if (!login_set_address(self->login, secret_bytes(address), &error)) {
		add_news(self, LOGIN_UNSAFE)->error = error;
		return;
	}
	event = add_news(self, LOGIN_READY);
	event->text = xstrdup(login_url(self->login));
	event->host = xstrdup(login_host(self->login));
	event->is_known = login_has_known_host(self->login);
}

static void
paste(struct loop_login *self, const struct secret *text)
{
	struct login_event *event = add_news(self, LOGIN_ANSWERED);

	event->is_pasted = true;
	login_paste(self->login, secret_bytes(text), &event->answer);
}

static void
reap_browsers(struct loop_login *self)
{
	size_t kept = 0;

	for (size_t i = 0; i < self->browser_count; i++)
		if (!browser_reap(self->browsers[i]))
			self->browsers[kept++] = self->browsers[i];
	self->browser_count = kept;
}

static void
start_browser(struct loop_login *self)
{
	struct error error = { 0 };
	int pid;

	if (login_url(self->login) == NULL)
		return;
	reap_browsers(self);
	if (self->browser_count == LOOP_BROWSERS_MAX)
		return;
	if (browser_start(self->browser, login_url(self->login), &pid, &error))
		self->browsers[self->browser_count++] = pid;
	add_news(self, LOGIN_BROWSER)->error = error;
}

void
loop_login_do(struct loop_login *self, const struct effect *effect)
{
	if (effect->kind == EFFECT_LOGIN_OPEN)
		open_login(self, effect->opening);
	if (self->login == NULL)
		return;
	if (effect->kind == EFFECT_LOGIN_ADDRESS)
		set_address(self, &effect->text);
	else if (effect->kind == EFFECT_LOGIN_PASTE)
		paste(self, &effect->text);
	else if (effect->kind == EFFECT_LOGIN_FINISH)
		login_finish(self->login);
	else if (effect->kind == EFFECT_BROWSER)
		start_browser(self);
	if (effect->kind != EFFECT_LOGIN_CLOSE)
		return;
	login_free(self->login);
	self->login = NULL;
}

void
loop_login_run(struct loop_login *self)
{
	struct redirect_answer answer = { 0 };

	reap_browsers(self);
	if (self->login == NULL)
		return;
	login_run(self->login);
	while (login_next(self->login, &answer))
		redirect_answer_take(
		    &add_news(self, LOGIN_ANSWERED)->answer, &answer);
}

size_t
loop_login_fds(const struct loop_login *self, int fds[LOGIN_FDS_MAX])
{
	return self->login == NULL ? 0 : login_fds(self->login, fds);
}

int
loop_login_timeout_ms(const struct loop_login *self)
{
	if (self->news_count > 0)
		return 0;
	return self->login == NULL ? -1 : login_timeout_ms(self->login);
}
