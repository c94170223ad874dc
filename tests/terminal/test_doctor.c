/* SPDX-License-Identifier: ISC */
/* keyrack doctor, where the port for a login is not free. */
#include "config.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include <sys/wait.h>
#include <unistd.h>

#include "base/xmalloc.h"
#include "support/login_desk.h"
#include "support/person.h"
#include "support/squatter.h"

/* How it ends; it must have said this of the port. */
static int
examine(const struct login_desk *desk, int port, const char *finding)
{
	char *uri = xasprintf("http://localhost:%d", port);
	const char *const argv[] = { terminal_program("keyrack"),
		"--redirect-uri", uri, "doctor", NULL };
	const char *const environment[] = {
		demo_service_environment(desk->service)[0], desk->state, NULL
	};
	struct terminal_options options = {
		.argv = argv, .environment = environment, .columns = 120
	};
	struct terminal *terminal = terminal_new(&options);
	int status = terminal_expect_end(terminal);

	if (!terminal_shows(terminal, finding))
		fail_msg(
		    "not said: %s\n%s", finding, terminal_screen(terminal));
	terminal_free(terminal);
	free(uri);
	assert_true(WIFEXITED(status));
	return WEXITSTATUS(status);
}

/* Whoever asked does not disturb who waits. */
static void
doctor_names_the_login_when_another_keyrack_waits_for_it(void **state)
{
	const struct login_desk *desk = *state;
	struct login_scene scene;
	char *finding;

	login_scene_open(&scene, desk);
	finding = xasprintf("warn  login port: port %d: another keyrack of "
	                    "yours waits there for a login",
	    scene.port);
	assert_int_equal(examine(desk, scene.port, finding), 0);
	assert_int_equal(login_desk_token_calls(desk), 0);
	assert_int_equal(person_returns(scene.address), 200);
	terminal_expect(scene.terminal, "20 of 20");
	free(finding);
	login_scene_clear(&scene);
}

static void
doctor_warns_when_a_program_of_ours_has_the_port(void **state)
{
	static const char *const hosts[] = { "127.0.0.1", "[::1]" };
	const struct login_desk *desk = *state;

	for (size_t i = 0; i < sizeof(hosts) / sizeof(hosts[0]); i++) {
		struct squatter squatter =
		    squatter_start(geteuid(), hosts[i], 0, true);
		char *finding =
		    xasprintf("warn  login port: port %d is taken on %s",
		        squatter.port, hosts[i]);

		assert_int_equal(examine(desk, squatter.port, finding), 0);
		squatter_end(&squatter);
		free(finding);
	}
}

static void
doctor_fails_when_another_user_has_the_port(void **state)
{
	const struct login_desk *desk = *state;
	struct squatter squatter;
	char *finding;

	if (geteuid() != 0)
		skip();
	squatter = squatter_start(SQUATTER_NOBODY, "127.0.0.1", 0, true);
	finding = xasprintf(
	    "FAIL  login port: port %d is held by another user", squatter.port);
	assert_int_equal(examine(desk, squatter.port, finding), 1);
	squatter_end(&squatter);
	free(finding);
}

#define TEST(function)                   \
	cmocka_unit_test_setup_teardown( \
	    function, login_desk_setup, login_desk_teardown)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(doctor_names_the_login_when_another_keyrack_waits_for_it),
		TEST(doctor_warns_when_a_program_of_ours_has_the_port),
		TEST(doctor_fails_when_another_user_has_the_port),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
