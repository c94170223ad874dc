/* SPDX-License-Identifier: ISC */
/* Many processes on one session: one of them refreshes, none is logged out. */
#include "config.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include <dirent.h>
#include <unistd.h>

#include "base/xmalloc.h"
#include "support/crowd.h"
#include "support/demo_process.h"
#include "support/http_client.h"

#define PROCESSES 8
#define REDIRECT "http://localhost:5173"

struct stage {
	struct demo_process *demo;
	char *folder, *log;
	struct service_address address;
	struct crowd crowd;
};

static struct stage *
build(const char *seconds)
{
	struct stage *stage = xcalloc(1, sizeof(*stage));
	struct error err;
	char url[64];

	stage->folder = xstrdup("/tmp/keyrack-sessions-XXXXXX");
	assert_non_null(mkdtemp(stage->folder));
	stage->log = xasprintf("%s/log", stage->folder);
	const char *const arguments[] = { "--token-seconds", seconds, "--log",
		stage->log, "--fault", CROWD_RULE, NULL };
	stage->demo = demo_process_start(arguments);
	snprintf(url, sizeof(url), "http://127.0.0.1:%d", stage->demo->port);
	assert_true(service_address_parse(url, &stage->address, &err));
	stage->crowd = (struct crowd){ .folder = stage->folder,
		.log = stage->log,
		.address = &stage->address,
		.port = stage->demo->port,
		.processes = PROCESSES };
	return stage;
}

static int
setup_short(void **state)
{
	*state = build("2");
	return 0;
}

static int
setup_long(void **state)
{
	*state = build("300");
	return 0;
}

static int
teardown(void **state)
{
	struct stage *stage = *state;
	DIR *entries = opendir(stage->folder);
	const struct dirent *entry;

	assert_int_equal(demo_process_stop(stage->demo), 0);
	while (entries != NULL && (entry = readdir(entries)) != NULL)
		unlinkat(dirfd(entries), entry->d_name, 0);
	closedir(entries);
	assert_int_equal(rmdir(stage->folder), 0);
	free(stage->folder);
	free(stage->log);
	free(stage);
	return 0;
}

/* Presses the button of the demo service's login page. */
static void
log_in(const struct stage *stage)
{
	struct http_call press = { "POST", "/login", NULL,
		"application/x-www-form-urlencoded",
		"decision=login&redirect_uri=http%3A%2F%2Flocalhost%3A5173" };
	struct request request = { .kind = REQUEST_TOKEN_BY_CODE,
		.redirect_uri = xstrdup(REDIRECT) };
	struct auth *auth = crowd_open(&stage->crowd);
	struct http_answer answer;
	char *location, *code;
	struct error err;

	http_ask(stage->demo->port, &press, &answer);
	location = http_header(&answer, "Location");
	assert_non_null(location);
	code = strstr(location, "code=");
	assert_non_null(code);
	code += strlen("code=");
	secret_set(&request.secret, code, strcspn(code, "&"));
	assert_int_equal(crowd_ask(auth, &request), OUTCOME_DONE);
	assert_true(auth_is_stored(auth, &err));
	auth_free(auth);
	free(location);
	http_answer_clear(&answer);
}

/* All were answered, and each expiry was mended by just one refresh. */
static void
use_session(struct stage *stage, size_t expiries)
{
	struct crowd_figures figures;

	log_in(stage);
	stage->crowd.expiries = expiries;
	crowd_run(&stage->crowd, &figures);
	assert_int_equal(figures.failed, 0);
	assert_int_equal(figures.refused, 0);
	assert_int_equal(figures.uneven, 0);
	assert_int_equal(figures.refreshed, expiries);
}

static void
session_is_refreshed_by_one_when_many_share_it(void **state)
{
	use_session(*state, 3);
}

static void
session_is_refreshed_by_one_when_all_are_refused_at_once(void **state)
{
	struct stage *stage = *state;

	stage->crowd.is_told_to_expire = true;
	use_session(stage, 20);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(
		    session_is_refreshed_by_one_when_many_share_it, setup_short,
		    teardown),
		cmocka_unit_test_setup_teardown(
		    session_is_refreshed_by_one_when_all_are_refused_at_once,
		    setup_long, teardown),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
