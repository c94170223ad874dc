/* SPDX-License-Identifier: ISC */
/*
 * The access token expires, or the session ends, before each call that bears
 * it: one refresh or one login in place, one repeat, and nothing is lost.
 */
#include "config.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/xmalloc.h"
#include "support/login_desk.h"
#include "support/person.h"

#define CONTROL_U "\025"
#define F5 "\033[15~"

/* The call on which the service expires its tokens, or ends its sessions. */
#define STRIKE "GET /end"
#define RENAMING "PUT /api/auth/api-keys/{id}"

enum call {
	PROFILE,
	LIST,
	CREATE,
	RENAME,
	DELETE,
	LOGOUT,
	TOKEN,
};

/* As their lines in the service's log begin. */
static const char *const calls[] = {
	[PROFILE] = "GET /api/auth/me ",
	[LIST] = "GET /api/auth/api-keys ",
	[CREATE] = "POST /api/auth/api-keys ",
	[RENAME] = "PUT ",
	[DELETE] = "DELETE ",
	[LOGOUT] = "POST /api/auth/logout ",
	[TOKEN] = "POST /api/auth/token ",
};

#define CALLS (sizeof(calls) / sizeof(*calls))

struct scene;

/* A row of the table below: what is done before the end, and after it. */
struct trial {
	const char *name;
	const char *end; /* of the token, "expire", of the session, "revoke" */
	bool is_by_rename; /* the end comes just before the renaming itself */
	void (*prepare)(struct scene *scene);
	void (*act)(struct scene *scene);
	void (*finish)(struct scene *scene); /* after the login, if any */
	size_t wanted[CALLS]; /* answers, from the first table on */
};

struct scene {
	const struct trial *trial;
	void *desk; /* as its fixtures want it */
	struct terminal *terminal;
	size_t before[CALLS];
};

static const struct login_desk *
desk_of(const struct scene *scene)
{
	return scene->desk;
}

static int
setup(void **state)
{
	struct scene *scene = xcalloc(1, sizeof(*scene));
	const struct trial *trial = *state;
	char *rule = xasprintf(
	    trial->is_by_rename ? RENAMING "=%s,times:1" : STRIKE "=%s",
	    trial->end);
	const char *const rules[] = { "--fault", rule, NULL };
	int failed = login_desk_setup_with(&scene->desk, rules);

	scene->trial = trial;
	free(rule);
	*state = scene;
	return failed;
}

static int
teardown(void **state)
{
	struct scene *scene = *state;
	int failed = login_desk_teardown(&scene->desk);

	free(scene);
	return failed;
}

static void
start(struct scene *scene)
{
	scene->terminal =
	    login_desk_start_over_ssh(desk_of(scene), "http://localhost:0");
}

static void
log_in(struct terminal *terminal)
{
	char *link, *address;

	terminal_expect(terminal, "Waiting for the browser");
	link = person_reads_link(terminal);
	address = person_decides(link, "login");
	assert_int_equal(person_returns(address), 200);
	free(link);
	free(address);
}

/* Has the service end what it ends. */
static void
strike(const struct scene *scene)
{
	free(demo_service_ask(desk_of(scene)->service, "GET", "/end", NULL));
}

/* The end of the session is told; a login goes back to the work. */
static void
log_in_again(struct terminal *terminal)
{
	terminal_expect(terminal, "The session has ended");
	log_in(terminal);
	terminal_expect_gone(terminal, "The session has ended");
}

static void
do_nothing(struct scene *scene)
{
	(void)scene;
}

static void
quit(struct scene *scene)
{
	keyrack_quit(scene->terminal);
}

static void
expect_table(struct scene *scene)
{
	terminal_expect(scene->terminal, "20 of 20");
	terminal_expect(scene->terminal, "ada@example.org");
}

static void
reload(struct scene *scene)
{
	terminal_send(scene->terminal, F5);
}

static void
expect_reloaded(struct scene *scene)
{
	terminal_expect(scene->terminal, "20 API keys are loaded.");
}

static void
create(struct scene *scene)
{
	terminal_send(scene->terminal, "n");
	terminal_expect(scene->terminal, "New API key");
	terminal_send(scene->terminal, "kept name\r");
}

static void
expect_created(struct scene *scene)
{
	terminal_expect(scene->terminal, "API key created");
	terminal_expect(scene->terminal, "kept name");
	terminal_send(scene->terminal, "\r");
	terminal_expect(scene->terminal, "21 of 21");
}

static void
change_name(struct scene *scene)
{
	terminal_send(scene->terminal, "r");
	terminal_expect(scene->terminal, "Rename API key");
	terminal_send(scene->terminal, CONTROL_U "kept name\r");
}

static void
expect_renamed(struct scene *scene)
{
	terminal_expect_gone(scene->terminal, "Rename API key");
	terminal_expect(scene->terminal, "kept name");
}

static void delete (struct scene *scene)
{
	keyrack_delete(scene->terminal);
}

static void
expect_deleted(struct scene *scene)
{
	terminal_expect(scene->terminal, "19 of 19");
}

static void
log_out(struct scene *scene)
{
	terminal_send(scene->terminal, "L");
}

/* The repeat bears the new refresh token, or it would be refused. */
static void
expect_logged_out(struct scene *scene)
{
	terminal_expect(scene->terminal, "Ended on the service: yes.");
	terminal_expect(scene->terminal, "Removed from disk: yes.");
}

static void
expect_forgotten(struct scene *scene)
{
	terminal_expect(scene->terminal, "Ended on the service: no");
	terminal_expect(scene->terminal, "Removed from disk: yes.");
}

static void
type_half(struct scene *scene)
{
	terminal_send(scene->terminal, "n");
	terminal_expect(scene->terminal, "New API key");
	terminal_send(scene->terminal, "kept na");
	terminal_expect(scene->terminal, "kept na");
}

/* While the calls of the reload are under way. */
static void
type_on(struct scene *scene)
{
	terminal_send(scene->terminal, F5 "me");
}

/* It expires once more, for what the form itself sends. */
static void
submit_expired(struct scene *scene)
{
	expect_reloaded(scene);
	assert_true(terminal_shows(scene->terminal, "New API key"));
	terminal_expect(scene->terminal, "kept name");
	strike(scene);
	terminal_send(scene->terminal, "\r");
	expect_created(scene);
}

/* Nothing is sent before it is known whose session this is. */
static void
type_the_rest(struct scene *scene)
{
	terminal_expect(scene->terminal, "New API key");
	terminal_expect(scene->terminal, "kept na");
	while (demo_service_count(desk_of(scene)->service, calls[PROFILE]) <
	       scene->before[PROFILE] + 2)
		terminal_listen(scene->terminal, 10);
	terminal_send(scene->terminal, "me");
	terminal_expect(scene->terminal, "kept name");
	terminal_send(scene->terminal, "\r");
	expect_created(scene);
}

/*
 * A call that is refused is answered twice. A token call is a refresh; where
 * the session has ended it is refused, and the login's comes besides.
 */
static const struct trial trials[] = {
	{ "start_refreshes_once_when_both_its_calls_are_refused", "expire",
	    false, quit, start, expect_table,
	    { [PROFILE] = 2, [LIST] = 2, [TOKEN] = 1 } },
	{ "reload_is_repeated_when_the_token_has_expired", "expire", false,
	    do_nothing, reload, expect_reloaded,
	    { [PROFILE] = 2, [LIST] = 2, [TOKEN] = 1 } },
	{ "reload_goes_on_after_a_login_when_the_session_has_ended", "revoke",
	    false, do_nothing, reload, expect_table,
	    { [PROFILE] = 2, [LIST] = 2, [TOKEN] = 2 } },
	{ "creation_is_repeated_when_the_token_has_expired", "expire", false,
	    do_nothing, create, expect_created, { [CREATE] = 2, [TOKEN] = 1 } },
	{ "creation_is_done_after_a_login_when_the_session_has_ended", "revoke",
	    false, do_nothing, create, expect_created,
	    { [PROFILE] = 1, [LIST] = 1, [CREATE] = 2, [TOKEN] = 2 } },
	{ "look_before_a_rename_is_repeated_when_the_token_has_expired",
	    "expire", false, do_nothing, change_name, expect_renamed,
	    { [LIST] = 2, [RENAME] = 1, [TOKEN] = 1 } },
	{ "rename_goes_on_after_a_login_when_its_look_found_no_session",
	    "revoke", false, do_nothing, change_name, expect_renamed,
	    { [PROFILE] = 1, [LIST] = 2, [RENAME] = 1, [TOKEN] = 2 } },
	{ "rename_is_repeated_when_the_token_has_expired", "expire", true,
	    do_nothing, change_name, expect_renamed,
	    { [LIST] = 1, [RENAME] = 2, [TOKEN] = 1 } },
	{ "rename_is_done_after_a_login_when_the_session_has_ended", "revoke",
	    true, do_nothing, change_name, expect_renamed,
	    { [PROFILE] = 1, [LIST] = 2, [RENAME] = 2, [TOKEN] = 2 } },
	{ "deletion_is_repeated_when_the_token_has_expired", "expire", false,
	    do_nothing, delete, expect_deleted, { [DELETE] = 2, [TOKEN] = 1 } },
	{ "deletion_is_done_after_a_login_when_the_session_has_ended", "revoke",
	    false, do_nothing, delete, expect_deleted,
	    { [PROFILE] = 1, [LIST] = 1, [DELETE] = 2, [TOKEN] = 2 } },
	{ "logout_is_repeated_when_the_token_has_expired", "expire", false,
	    do_nothing, log_out, expect_logged_out,
	    { [LOGOUT] = 2, [TOKEN] = 1 } },
	{ "logout_forgets_the_session_when_it_has_ended", "revoke", false,
	    do_nothing, log_out, expect_forgotten,
	    { [LOGOUT] = 1, [TOKEN] = 1 } },
	{ "form_keeps_what_was_typed_when_the_token_expires_in_it", "expire",
	    false, type_half, type_on, submit_expired,
	    { [PROFILE] = 2, [LIST] = 2, [CREATE] = 2, [TOKEN] = 2 } },
	{ "form_comes_back_when_the_session_ends_in_it", "revoke", false,
	    type_half, reload, type_the_rest,
	    { [PROFILE] = 2, [LIST] = 2, [CREATE] = 1, [TOKEN] = 2 } },
};

#define TRIALS (sizeof(trials) / sizeof(*trials))

static void
count(const struct scene *scene, size_t counts[CALLS])
{
	for (size_t i = 0; i < CALLS; i++)
		counts[i] =
		    demo_service_count(desk_of(scene)->service, calls[i]);
}

static bool
has_come(const struct scene *scene)
{
	size_t counts[CALLS];

	count(scene, counts);
	for (size_t i = 0; i < CALLS; i++)
		if (counts[i] < scene->before[i] + scene->trial->wanted[i])
			return false;
	return true;
}

/* Waits for all that is wanted, and leaves; no more may have come. */
static void
close_scene(struct scene *scene)
{
	long end = terminal_clock() + terminal_patience(5000);
	size_t counts[CALLS];

	while (!has_come(scene) && terminal_clock() < end)
		terminal_listen(scene->terminal, 10);
	keyrack_quit(scene->terminal);
	count(scene, counts);
	for (size_t i = 0; i < CALLS; i++)
		if (counts[i] != scene->before[i] + scene->trial->wanted[i])
			fail_msg("%s: %zu instead of %zu", calls[i],
			    counts[i] - scene->before[i],
			    scene->trial->wanted[i]);
}

static void
go_through_trial(void **state)
{
	struct scene *scene = *state;
	const struct trial *trial = scene->trial;

	start(scene);
	log_in(scene->terminal);
	expect_table(scene);
	count(scene, scene->before);
	trial->prepare(scene);
	if (!trial->is_by_rename)
		strike(scene);
	trial->act(scene);
	if (strcmp(trial->end, "revoke") == 0 && trial->act != log_out)
		log_in_again(scene->terminal);
	trial->finish(scene);
	close_scene(scene);
}

int
main(void)
{
	struct CMUnitTest tests[TRIALS];

	for (size_t i = 0; i < TRIALS; i++)
		tests[i] =
		    (struct CMUnitTest){ trials[i].name, go_through_trial,
			    setup, teardown, (void *)(uintptr_t)&trials[i] };
	return cmocka_run_group_tests(tests, NULL, NULL);
}
