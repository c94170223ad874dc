/* SPDX-License-Identifier: ISC */
/* Whose answer is redeemed, and leaving while its code is on its way. */
#include "config.h"

#include <dirent.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/xmalloc.h"
#include "support/login_desk.h"
#include "support/person.h"

/* Puts a service with such a fault in the place of the desk's own. */
static void
replace_service(struct login_desk *desk, const char *fault)
{
	const char *const arguments[] = { "--fault", fault, NULL };

	demo_service_free(desk->service);
	desk->service = demo_service_new(arguments);
}

/* A login whose code is on its way for a while. */
static void
open_redeeming(struct login_scene *scene, struct login_desk *desk, int delay_ms)
{
	char *fault =
	    xasprintf("POST /api/auth/token=delay:%d,times:1", delay_ms);

	replace_service(desk, fault);
	login_scene_open(scene, desk);
	assert_int_equal(person_returns(scene->address), 200);
	terminal_expect(scene->terminal, "The browser has answered.");
	free(fault);
}

static void
late_success_logs_in_when_it_was_not_waited_for(void **state)
{
	struct login_scene scene;

	open_redeeming(&scene, *state, 3000);
	terminal_send(scene.terminal, "\033");
	terminal_expect(scene.terminal, "The login is being completed");
	terminal_send(scene.terminal, "\033");
	terminal_expect(scene.terminal, "Not waited for any more.");
	terminal_expect(scene.terminal, "Enter tries again.");
	terminal_expect(scene.terminal, "20 of 20");
	assert_int_equal(login_desk_token_calls(scene.desk), 1);
	keyrack_quit(scene.terminal);
	login_scene_clear(&scene);
}

static void
login_goes_on_when_escape_was_pressed_once(void **state)
{
	struct login_scene scene;

	open_redeeming(&scene, *state, 2000);
	terminal_send(scene.terminal, "\033");
	terminal_expect(scene.terminal, "The login is being completed");
	terminal_expect(scene.terminal, "20 of 20");
	assert_int_equal(login_desk_token_calls(scene.desk), 1);
	keyrack_quit(scene.terminal);
	login_scene_clear(&scene);
}

static void
program_ends_when_quit_is_pressed_twice(void **state)
{
	struct login_scene scene;

	open_redeeming(&scene, *state, 60000);
	terminal_send(scene.terminal, "q");
	terminal_expect(scene.terminal, "The login is being completed");
	keyrack_quit(scene.terminal);
	login_scene_clear(&scene);
}

/* The text with its first `old` replaced, for free(3). */
static char *
replaced(const char *text, const char *old, const char *new)
{
	const char *place = strstr(text, old);

	assert_non_null(place);
	return xasprintf(
	    "%.*s%s%s", (int)(place - text), text, new, place + strlen(old));
}

/* The refresh token that is kept, as JSON has it, for free(3). */
static char *
kept_refresh_token(const struct login_desk *desk)
{
	char *command = xasprintf("sed -n "
	                          "'s/.*\"refreshToken\": *\"\\([^\"]*\\)\".*/"
	                          "\\1/p' '%s'/state/keyrack/*.session",
	    desk->folder);
	FILE *words = popen(command, "r");
	char *token = NULL;
	size_t capacity = 0;

	assert_non_null(words);
	assert_true(getline(&token, &capacity, words) > 1);
	token[strcspn(token, "\n")] = '\0';
	assert_int_equal(pclose(words), 0);
	free(command);
	return token;
}

/* As an administrator does it: without this machine knowing. */
static void
end_session(const struct login_desk *desk)
{
	char *token = kept_refresh_token(desk);
	char *json = xasprintf("\"%s\"", token);
	char *answer =
	    demo_service_ask(desk->service, "POST", "/api/auth/logout", json);

	assert_non_null(strstr(answer, " 200 "));
	free(answer);
	free(json);
	free(token);
}

static void
answer_of_another_issuer_is_not_redeemed_when_one_is_known(void **state)
{
	struct login_desk *desk = *state;
	struct login_scene scene;
	char *link, *address, *wrong;
	size_t calls;

	login_scene_open(&scene, desk);
	assert_int_equal(person_returns(scene.address), 200);
	terminal_expect(scene.terminal, "20 of 20");
	end_session(desk);
	terminal_send(scene.terminal, "\022"); /* Ctrl-R */
	terminal_expect(scene.terminal, "The session has ended.");
	terminal_expect(scene.terminal, "Waiting for the browser");
	calls = login_desk_token_calls(desk);
	link = person_reads_link(scene.terminal);
	address = person_decides(link, "login");
	wrong = replaced(address, "iss=http", "iss=https");
	assert_int_equal(person_returns(wrong), 400);
	login_desk_paste(scene.terminal, wrong);
	terminal_expect(scene.terminal, "another identity server");
	assert_int_equal(login_desk_token_calls(desk), calls);
	terminal_expect(scene.terminal, "Waiting for the browser");
	assert_int_equal(person_returns(address), 200);
	terminal_expect(scene.terminal, "20 of 20");
	terminal_expect_gone(scene.terminal, "Waiting for the browser");
	assert_int_equal(login_desk_token_calls(desk), calls + 1);
	keyrack_quit(scene.terminal);
	login_scene_clear(&scene);
	free(link);
	free(address);
	free(wrong);
}

#define TEST(function)                   \
	cmocka_unit_test_setup_teardown( \
	    function, login_desk_setup, login_desk_teardown)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(late_success_logs_in_when_it_was_not_waited_for),
		TEST(login_goes_on_when_escape_was_pressed_once),
		TEST(program_ends_when_quit_is_pressed_twice),
		TEST(
		    answer_of_another_issuer_is_not_redeemed_when_one_is_known),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
