/* SPDX-License-Identifier: ISC */
/* To whom a request is given over TLS, and what is left of the handshake. */
#include "config.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

#include "auth/auth.h"
#include "auth/transport_curl.h"
#include "base/xmalloc.h"
#include "os/process.h"
#include "support/tls_server.h"

#define TURN_MS 20000

static struct auth *
auth_to(const struct tls_server *server, const char *trusted)
{
	char *ca_file = trusted == NULL ? NULL : tls_server_path(trusted);
	struct transport_curl_options options = { .ca_file = ca_file };
	char *url = xasprintf("https://127.0.0.1:%d", tls_server_port(server));
	struct service_address address;
	struct secret token = { 0 };
	struct auth *auth;
	struct error err;

	assert_true(service_address_parse(url, &address, &err));
	auth = auth_new(transport_curl_new(&address, &options));
	secret_set(&token, "access", strlen("access"));
	assert_true(auth_set_access_token(auth, &token, &err));
	free(ca_file);
	free(url);
	return auth;
}

static struct reply
ask(struct tls_server *server, const char *trusted, enum request_kind kind)
{
	struct request request = {
		.seq = 1, .kind = kind, .name = xstrdup("n")
	};
	struct auth *auth = auth_to(server, trusted);
	struct reply reply;

	auth_submit(auth, &request);
	while (!auth_next(auth, &reply)) {
		struct wait_fd fd = { .fd = tls_server_fd(server) };

		auth_wait(auth, &fd, 1, TURN_MS);
		tls_server_run(server);
	}
	auth_free(auth);
	/* What was sent before the end must be seen. */
	for (int i = 0; i < 3; i++)
		tls_server_run(server);
	return reply;
}

static void
tls_carries_a_request_when_the_authority_is_trusted(void **state)
{
	struct tls_server *server = tls_server_new("good.pem");
	struct reply reply = ask(server, "good.pem", REQUEST_LIST);

	(void)state;
	assert_int_equal(reply.outcome, OUTCOME_DONE);
	assert_int_equal(tls_server_requests(server), 1);
	reply_clear(&reply);
	tls_server_free(server);
}

static void
tls_refuses_when_the_certificate_is_wrong(void **state)
{
	static const struct {
		const char *shown, *trusted;
	} cases[] = {
		{ "good.pem", NULL },
		{ "expired.pem", "expired.pem" },
		{ "other-host.pem", "other-host.pem" },
		{ "good.pem", "other-host.pem" },
	};
	static const enum request_kind kinds[] = { REQUEST_LIST,
		REQUEST_CREATE };

	(void)state;
	for (size_t i = 0; i < 2 * sizeof(cases) / sizeof(cases[0]); i++) {
		struct tls_server *server = tls_server_new(cases[i / 2].shown);
		struct reply reply =
		    ask(server, cases[i / 2].trusted, kinds[i % 2]);

		assert_int_equal(reply.outcome, OUTCOME_NOT_SENT);
		assert_int_equal(reply.error.kind, ERROR_TLS);
		assert_int_equal(tls_server_connections(server), 1);
		assert_int_equal(tls_server_requests(server), 0);
		reply_clear(&reply);
		tls_server_free(server);
	}
}

/* In a process of its own, as hardening changes it for good. */
static bool
leaves_secrets(const char *path, bool is_hardened)
{
	pid_t child = fork();
	struct error err;

	if (child == 0) {
		struct tls_server *server;
		struct reply reply;

		setenv("SSLKEYLOGFILE", path, 1);
		if (is_hardened && !process_harden(&err))
			_exit(1);
		server = tls_server_new("good.pem");
		reply = ask(server, "good.pem", REQUEST_LIST);
		_exit(reply.outcome != OUTCOME_DONE);
	}
	assert_int_equal(waitpid(child, NULL, 0), child);
	return access(path, F_OK) == 0;
}

static void
tls_writes_no_secrets_when_asked_by_the_environment(void **state)
{
	char folder[] = "/tmp/keyrack-tls-XXXXXX", *path;
	bool without, with;

	(void)state;
	assert_non_null(mkdtemp(folder));
	path = xasprintf("%s/secrets", folder);
	with = leaves_secrets(path, true);
	without = leaves_secrets(path, false);
	unlink(path);
	rmdir(folder);
	free(path);
	assert_false(with);
	if (!without)
		print_message("# this libcurl never writes TLS secrets\n");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(
		    tls_carries_a_request_when_the_authority_is_trusted),
		cmocka_unit_test(tls_refuses_when_the_certificate_is_wrong),
		cmocka_unit_test(
		    tls_writes_no_secrets_when_asked_by_the_environment),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
