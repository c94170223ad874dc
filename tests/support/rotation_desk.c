/* SPDX-License-Identifier: ISC */
/* Starts, ends and rotates for the tests of rotations. */
#include "config.h"

#include "support/rotation_desk.h"

#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

#include "base/xmalloc.h"

void
rotation_desk_open(struct rotation_desk *desk, const char *const *arguments)
{
	*desk = (struct rotation_desk){ .folder = "/tmp/keyrack-XXXXXX" };
	assert_non_null(mkdtemp(desk->folder));
	desk->state = xasprintf("XDG_STATE_HOME=%s", desk->folder);
	desk->service = demo_service_new(arguments);
}

void
rotation_desk_close(struct rotation_desk *desk)
{
	char *command = xasprintf("rm -rf '%s'", desk->folder);

	assert_int_equal(system(command), 0);
	free(command);
	free(desk->state);
	demo_service_free(desk->service);
}

struct terminal *
rotation_desk_start(const struct rotation_desk *desk)
{
	const char *const environment[] = { demo_service_environment(
		                                desk->service)[0],
		"KEYRACK_TOKEN", desk->state, "DISPLAY", "WAYLAND_DISPLAY",
		"SSH_CONNECTION=192.0.2.1 50000 192.0.2.2 22", NULL };

	return keyrack_with(environment, 120, 36);
}

struct terminal *
rotation_desk_log_in(const struct rotation_desk *desk)
{
	struct terminal *terminal = rotation_desk_start(desk);

	person_logs_in(terminal);
	terminal_expect(terminal, "20 of 20");
	return terminal;
}

void
rotation_desk_kill(struct terminal *terminal)
{
	terminal_signal(terminal, SIGKILL);
	terminal_expect_end(terminal);
	terminal_free(terminal);
}

void
rotation_desk_rotate(struct terminal *terminal)
{
	terminal_send(terminal, "t");
	terminal_expect(terminal, "Rotate API key");
	terminal_send(terminal, "\r");
	terminal_expect(terminal, "API key created");
	terminal_send(terminal, "\033");
	terminal_expect(terminal, "The token is gone when this closes");
}
