/* SPDX-License-Identifier: ISC */
/* Each process hangs on a pair of sockets: a byte asks, a byte answers. */
#include "config.h"

#include "support/crowd.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include "auth/transport_curl.h"
#include "base/xmalloc.h"
#include "support/http_client.h"

#define TOKEN_CALL "POST /api/auth/token "
#define PROFILE_CALL "GET /api/auth/me "

/* A process that has waited so long will not be answered any more. */
#define PATIENCE_S 60

struct member {
	pid_t pid;
	int line;
};

struct auth *
crowd_open(const struct crowd *crowd)
{
	struct transport_curl_options options = { 0 };
	struct auth *auth =
	    auth_new(transport_curl_new(crowd->address, &options));
	struct error err;

	auth_use_store(auth,
	    store_new_file(crowd->folder, "default", crowd->address->origin),
	    &err);
	return auth;
}

enum outcome
crowd_ask(struct auth *auth, struct request *request)
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

/* A process of the crowd, until nobody asks any more. */
static _Noreturn void
take_part(const struct crowd *crowd, int line)
{
	struct auth *auth = crowd_open(crowd);
	char byte;

	alarm(PATIENCE_S);
	while (read(line, &byte, 1) == 1) {
		struct request request = { .kind = REQUEST_PROFILE };

		alarm(PATIENCE_S);
		byte = crowd_ask(auth, &request) == OUTCOME_DONE ? '+' : '-';
		if (write(line, &byte, 1) != 1)
			break;
	}
	auth_free(auth);
	_exit(0);
}

static struct member *
gather(const struct crowd *crowd)
{
	struct member *members = xcalloc(crowd->processes, sizeof(*members));

	for (size_t i = 0; i < crowd->processes; i++) {
		int ends[2];

		assert_int_equal(
		    socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends),
		    0);
		members[i].pid = fork();
		assert_true(members[i].pid >= 0);
		if (members[i].pid == 0) {
			/* Or the others would never see the end of theirs. */
			for (size_t j = 0; j < i; j++)
				close(members[j].line);
			close(ends[0]);
			take_part(crowd, ends[1]);
		}
		close(ends[1]);
		members[i].line = ends[0];
	}
	return members;
}

/* All ask at the same time. */
static void
ask_all(const struct crowd *crowd, const struct member *members,
    struct crowd_figures *figures)
{
	char byte = '?';

	for (size_t i = 0; i < crowd->processes; i++)
		if (send(members[i].line, &byte, 1, MSG_NOSIGNAL) == 1)
			figures->asked++;
	for (size_t i = 0; i < crowd->processes; i++)
		if (read(members[i].line, &byte, 1) != 1 || byte != '+')
			figures->failed++;
}

/* A process that died of a signal, such as its alarm's, has failed as well. */
static void
dismiss(const struct crowd *crowd, struct member *members,
    struct crowd_figures *figures)
{
	for (size_t i = 0; i < crowd->processes; i++)
		close(members[i].line);
	for (size_t i = 0; i < crowd->processes; i++) {
		int status;

		assert_int_equal(
		    waitpid(members[i].pid, &status, 0), members[i].pid);
		if (status != 0)
			figures->failed++;
	}
	free(members);
}

/* Counts the lines that have come since the last time. */
static void
read_on(FILE *log, struct crowd_figures *figures)
{
	char line[256];

	clearerr(log);
	while (fgets(line, sizeof(line), log) != NULL) {
		if (strncmp(line, TOKEN_CALL, strlen(TOKEN_CALL)) == 0) {
			if (strncmp(line + strlen(TOKEN_CALL), "200", 3) == 0)
				figures->refreshed++;
			else
				figures->refused++;
		} else if (strncmp(line, PROFILE_CALL "401",
		               strlen(PROFILE_CALL "401")) == 0) {
			figures->expired++;
		}
	}
}

static void
expire(const struct crowd *crowd)
{
	static const struct http_call call = { "GET", CROWD_EXPIRE, NULL, NULL,
		NULL };
	struct http_answer answer;

	http_ask(crowd->port, &call, &answer);
	http_answer_clear(&answer);
}

static void
go_through_expiry(const struct crowd *crowd, const struct member *members,
    FILE *log, struct crowd_figures *figures)
{
	size_t before = figures->refreshed;

	if (crowd->is_told_to_expire)
		expire(crowd);
	while (figures->refreshed == before && figures->failed == 0) {
		ask_all(crowd, members, figures);
		read_on(log, figures);
	}
	if (figures->refreshed != before + 1)
		figures->uneven++;
}

void
crowd_run(const struct crowd *crowd, struct crowd_figures *figures)
{
	struct crowd_figures earlier = { 0 };
	struct member *members = gather(crowd);
	FILE *log = fopen(crowd->log, "re");

	*figures = earlier;
	assert_non_null(log);
	read_on(log, &earlier);
	for (size_t i = 0; i < crowd->expiries && figures->failed == 0; i++)
		go_through_expiry(crowd, members, log, figures);
	dismiss(crowd, members, figures);
	/* Whatever was sent too often or too late. */
	read_on(log, figures);
	fclose(log);
}
