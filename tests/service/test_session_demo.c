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
#include <fcntl.h>
#include <sys/wait.h>
#include <unistd.h>

#include "auth/auth.h"
#include "auth/transport_curl.h"
#include "base/xmalloc.h"
#include "support/demo_process.h"
#include "support/http_client.h"

#define PROCESSES 8
#define EXPIRIES 3
#define REDIRECT "http://localhost:5173"

struct stage {
	struct demo_process *demo;
	char *folder, *log;
	struct service_address address;
};

static int
setup(void **state)
{
	struct stage *stage = xcalloc(1, sizeof(*stage));
	struct error err;
	char url[64];

	stage->folder = xstrdup("/tmp/keyrack-sessions-XXXXXX");
	assert_non_null(mkdtemp(stage->folder));
	stage->log = xasprintf("%s/log", stage->folder);
	const char *const arguments[] = { "--token-seconds", "2", "--log",
		stage->log, NULL };
	stage->demo = demo_process_start(arguments);
	snprintf(url, sizeof(url), "http://127.0.0.1:%d", stage->demo->port);
	assert_true(service_address_parse(url, &stage->address, &err));
	*state = stage;
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

static struct auth *
open_auth(const struct stage *stage)
{
	struct transport_curl_options options = { 0 };
	struct auth *auth =
	    auth_new(transport_curl_new(&stage->address, &options));
	struct error err;

	auth_use_store(auth,
	    store_new_file(stage->folder, "default", stage->address.origin),
	    &err);
	return auth;
}

static enum outcome
ask(struct auth *auth, struct request *request)
{
	struct reply reply;
	enum outcome outcome;

	request->seq = 1;
	auth_submit(auth, request);
	while (!auth_next(auth, &reply))
		auth_wait(auth, NULL, 0, -1);
	outcome = reply.outcome;
	reply_clear(&reply);
	return outcome;
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
	struct auth *auth = open_auth(stage);
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
	assert_int_equal(ask(auth, &request), OUTCOME_DONE);
	assert_true(auth_is_stored(auth, &err));
	auth_free(auth);
	free(location);
	http_answer_clear(&answer);
}

/* How often the log has a request with this answer. */
static size_t
count_in_log(const struct stage *stage, const char *line)
{
	FILE *log = fopen(stage->log, "re");
	char text[256];
	size_t count = 0;

	assert_non_null(log);
	while (fgets(text, sizeof(text), log) != NULL)
		count += strncmp(text, line, strlen(line)) == 0;
	fclose(log);
	return count;
}

/* Asks until the session has been refreshed often enough, by whomever. */
static int
use_session(const struct stage *stage)
{
	struct auth *auth = open_auth(stage);
	enum outcome outcome = OUTCOME_DONE;

	while (outcome == OUTCOME_DONE &&
	       count_in_log(stage, "POST /api/auth/token 200") <= EXPIRIES) {
		struct request request = { .kind = REQUEST_PROFILE };

		outcome = ask(auth, &request);
	}
	auth_free(auth);
	return outcome == OUTCOME_DONE ? 0 : 1;
}

static void
session_is_refreshed_by_one_when_many_share_it(void **state)
{
	struct stage *stage = *state;
	pid_t users[PROCESSES];

	log_in(stage);
	for (size_t i = 0; i < PROCESSES; i++) {
		users[i] = fork();
		assert_true(users[i] >= 0);
		if (users[i] == 0) {
			alarm(60);
			_exit(use_session(stage));
		}
	}
	for (size_t i = 0; i < PROCESSES; i++) {
		int status;

		assert_int_equal(waitpid(users[i], &status, 0), users[i]);
		assert_int_equal(status, 0);
	}
	/* The login's own, and one for each expiry; none came twice. */
	assert_int_equal(
	    count_in_log(stage, "POST /api/auth/token 200"), EXPIRIES + 1);
	assert_int_equal(
	    count_in_log(stage, "POST /api/auth/token"), EXPIRIES + 1);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(
		    session_is_refreshed_by_one_when_many_share_it, setup,
		    teardown),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
