/* SPDX-License-Identifier: ISC */
/* Everything lies in a temporary folder that goes with the desk. */
#include "config.h"

#include "support/login_desk.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include <sys/stat.h>
#include <unistd.h>

#include "base/xmalloc.h"
#include "support/person.h"

static void
write_browser(const struct login_desk *desk)
{
	char *path = xasprintf("%s/browser", desk->folder);
	FILE *file = fopen(path, "w");

	assert_non_null(file);
	fputs("#!/bin/sh\nprintf '%s\\n' \"$1\" >>\"$0.log\"\n", file);
	fclose(file);
	assert_int_equal(chmod(path, 0700), 0);
	free(path);
}

int
login_desk_setup_with(void **state, const char *const *arguments)
{
	struct login_desk *desk = xcalloc(1, sizeof(*desk));

	strcpy(desk->folder, "/tmp/keyrack-login-XXXXXX");
	assert_non_null(mkdtemp(desk->folder));
	desk->service = demo_service_new(arguments);
	desk->state = xasprintf("XDG_STATE_HOME=%s/state", desk->folder);
	desk->browser = xasprintf("BROWSER=%s/browser", desk->folder);
	write_browser(desk);
	*state = desk;
	return 0;
}

int
login_desk_setup(void **state)
{
	return login_desk_setup_with(state, NULL);
}

int
login_desk_teardown(void **state)
{
	struct login_desk *desk = *state;
	char *command = xasprintf("rm -rf '%s'", desk->folder);
	int failed = keyrack_end_all(state);

	failed |= system(command);
	free(command);
	free(desk->state);
	free(desk->browser);
	free(desk);
	return failed;
}

struct terminal *
login_desk_start(const struct login_desk *desk, const char *redirect_uri,
    const char *ssh, const char *display)
{
	const char *const environment[] = { demo_service_environment(
		                                desk->service)[0],
		"KEYRACK_TOKEN", desk->state, desk->browser, ssh, display,
		"SSH_TTY", "WAYLAND_DISPLAY", NULL };
	char *log = xasprintf("%s/log", desk->folder);
	const char *const argv[] = { terminal_program("keyrack"),
		"--redirect-uri", redirect_uri, "--debug", log, NULL };
	struct terminal_options options = { .argv = argv,
		.environment = environment };
	struct terminal *terminal = terminal_new(&options);

	free(log);
	return terminal;
}

struct terminal *
login_desk_start_over_ssh(
    const struct login_desk *desk, const char *redirect_uri)
{
	return login_desk_start(desk, redirect_uri,
	    "SSH_CONNECTION=192.0.2.1 40000 192.0.2.7 22", "DISPLAY=:9");
}

void
login_desk_paste(struct terminal *terminal, const char *text)
{
	terminal_send(terminal, "\033[200~");
	terminal_send(terminal, text);
	terminal_send(terminal, "\033[201~");
}

size_t
login_desk_token_calls(const struct login_desk *desk)
{
	return demo_service_count(desk->service, "POST /api/auth/token");
}

static char *
value_of(const char *query, const char *name)
{
	const char *place = strstr(query, name);

	assert_non_null(place);
	place += strlen(name);
	return xstrndup(place, strcspn(place, "&"));
}

void
login_scene_open(struct login_scene *scene, const struct login_desk *desk)
{
	char *link;

	scene->desk = desk;
	scene->terminal = login_desk_start_over_ssh(desk, "http://localhost:0");
	terminal_expect(scene->terminal, "Waiting for the browser");
	link = person_reads_link(scene->terminal);
	scene->address = person_decides(link, "login");
	scene->port = atoi(scene->address + strlen("http://localhost:"));
	scene->query = strchr(scene->address, '?') + 1;
	scene->code = value_of(scene->query, "code=");
	scene->state = value_of(scene->query, "state=");
	free(link);
}

void
login_scene_clear(struct login_scene *scene)
{
	free(scene->address);
	free(scene->code);
	free(scene->state);
}
