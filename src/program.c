/* SPDX-License-Identifier: ISC */
/* Readies the demo and the service, and gives back what was readied. */
#include "config.h"

#include "program.h"

#include <bsd/stdlib.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "base/i18n.h"
#include "base/xmalloc.h"

/* Nobody should be logged out while looking around. */
enum {
	DEMO_SESSION_S = 8 * 60 * 60,
};

static int64_t
wall_ms(void)
{
	struct timespec now;

	clock_gettime(CLOCK_REALTIME, &now);
	return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

/* Makes the access token that the demo service will know us by. */
static void
make_token(struct secret *token)
{
	unsigned char bytes[24];
	char text[2 * sizeof(bytes) + 1];
	size_t i;

	arc4random_buf(bytes, sizeof(bytes));
	for (i = 0; i < sizeof(bytes); i++)
		snprintf(text + 2 * i, 3, "%02x", bytes[i]);
	secret_set(token, text, sizeof(text) - 1);
	explicit_bzero(bytes, sizeof(bytes));
	explicit_bzero(text, sizeof(text));
}

/* Early, so that the child inherits nothing that matters. */
bool
program_start_demo(struct program *program, struct error *err)
{
	struct demo_options options;
	char url[64];

	if (!options_has(&program->options, OPTION_DEMO))
		return true;
	demo_options_init(&options);
	options.token_seconds = DEMO_SESSION_S;
	make_token(&options.access_token);
	secret_set(&program->options.token, options.access_token.bytes,
	    options.access_token.length);
	program->has_demo = demo_child_start(&program->demo, &options, err);
	if (program->has_demo) {
		snprintf(url, sizeof(url), "http://127.0.0.1:%d",
		    program->demo.port);
		settings_override(
		    &program->chosen.settings, SETTING_URL, url, "--demo", err);
		known_accounts_place(
		    &program->chosen.known, 0, _("demo service"));
		program->session_ends_ms =
		    wall_ms() + (int64_t)options.token_seconds * 1000;
	}
	secret_clear(&options.access_token);
	return program->has_demo;
}

/* The log is opened once, whatever accounts the person goes over to. */
static bool
open_log(struct program *program, char **what, struct error *err)
{
	const char *debug = options_text(&program->options, OPTION_DEBUG);

	if (debug == NULL || program->log != NULL)
		return true;
	program->log = log_new(debug, err);
	if (program->log != NULL)
		return true;
	*what = xstrdup(debug);
	return error_set(err, ERROR_USAGE, err->code, "%s", err->detail);
}

bool
program_reach_service(struct program *program, char **what, struct error *err)
{
	return open_log(program, what, err) &&
	       service_reach(&program->service, &program->chosen.settings,
	           program->log, what, err);
}

bool
program_open_service(struct program *program, char **what, struct error *err)
{
	if (!open_log(program, what, err))
		return false;
	return service_open(&program->service, &program->chosen.settings,
	    program->chosen.folder, &program->options.token, program->log, what,
	    err);
}

void
program_stop_demo(struct program *program)
{
	if (program->has_demo)
		demo_child_stop(&program->demo);
	program->has_demo = false;
}

void
program_release(struct program *program)
{
	service_close(&program->service);
	log_free(program->log);
	program_stop_demo(program);
	options_clear(&program->options);
	chosen_clear(&program->chosen);
	place_clear(&program->place);
	process_start_clear(&program->start);
}

enum status
program_complain(const struct error *err, char *what)
{
	enum status status = print_complaint(err, what);

	free(what);
	return status;
}
