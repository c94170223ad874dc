/* SPDX-License-Identifier: ISC */
/* keyrack doctor, where a port, a service or a compositor has to be there. */
#include "config.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include <poll.h>
#include <signal.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/xmalloc.h"
#include "support/canned_service.h"
#include "support/login_desk.h"
#include "support/person.h"
#include "support/squatter.h"
#include "support/tls_server.h"

#define WIDE 240
#define JSON_HEAD(status) CANNED_HEAD(status, "application/json")

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

/* It fails, and has said this of the service, and that below it. */
static void
expect_failure(const char *const *environment, const char *const *options,
    const char *fact, const char *advice)
{
	const char *argv[12] = { terminal_program("keyrack"), "--redirect-uri",
		"http://localhost:0" };
	struct terminal_options how = {
		.argv = argv, .environment = environment, .columns = WIDE
	};
	struct terminal *terminal;
	size_t count = 3;
	char *screen;
	int status;

	for (; options != NULL && *options != NULL; options++)
		argv[count++] = *options;
	argv[count] = "doctor";
	terminal = terminal_new(&how);
	status = terminal_expect_end(terminal);
	screen = xstrdup(terminal_screen(terminal));
	if (strstr(screen, fact) == NULL ||
	    strstr(strstr(screen, fact), advice) == NULL)
		fail_msg("not said: %s\n%s\n%s", fact, advice, screen);
	free(screen);
	terminal_free(terminal);
	assert_true(WIFEXITED(status));
	assert_int_equal(WEXITSTATUS(status), 1);
}

static const struct {
	const char *answer, *fact, *advice;
} refusals[] = {
	{ JSON_HEAD("400 Bad Request") "\"Invalid value for: redirectUri\"",
	    "(400: Invalid value for: redirectUri)",
	    "set redirect_uri to one that the service accepts" },
	{ JSON_HEAD("403 Forbidden"), "refuses to begin a login (403)",
	    "set redirect_uri to one that the service accepts" },
	{ JSON_HEAD("401 Unauthorized"), "refuses to begin a login (401)",
	    "no setting but url is known to matter for this" },
	{ JSON_HEAD("404 Not Found"), "refuses to begin a login (404)",
	    "look at the setting url: something else may answer there" },
	{ JSON_HEAD("429 Too Many Requests"), "refuses to begin a login (429)",
	    "try again later" },
	{ "HTTP/1.1 429 Too Many Requests\r\nRetry-After: 90\r\n"
	  "Connection: close\r\n\r\n",
	    "refuses to begin a login (429)", "try again in 90 s or later" },
	{ "HTTP/1.1 503 Unavailable\r\nRetry-After: 7\r\n"
	  "Connection: close\r\n\r\n",
	    "the service failed (503)", "try again in 7 s or later" },
	{ "HTTP/1.1 302 Found\r\nLocation: https://elsewhere.example/x\r\n"
	  "Connection: close\r\n\r\n",
	    "points to another place: elsewhere.example",
	    "set url to that place if the service has moved there" },
	{ CANNED_HEAD("200 OK", "text/html") "<html>Sign in</html>",
	    "the answer is not the service's: a web page",
	    "the sign-in page of a network" },
};

static void
doctor_says_what_to_do_when_the_service_refuses(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(refusals) / sizeof(refusals[0]); i++) {
		struct canned_answer answers[] = {
			{ .beginning = "GET /api/auth?",
			    .bytes = refusals[i].answer },
			{ .beginning = NULL },
		};
		struct canned_service *service = canned_service_new(answers);

		expect_failure(canned_service_environment(service), NULL,
		    refusals[i].fact, refusals[i].advice);
		canned_service_free(service);
	}
}

/*
 * In a process of its own, which goes when its test has; a test that fails
 * leaves it to the teardown.
 */
static pid_t server_process;

static int
end_server(void **state)
{
	if (server_process > 0) {
		kill(server_process, SIGKILL);
		waitpid(server_process, NULL, 0);
	}
	server_process = 0;
	return login_desk_teardown(state);
}

static void
serve(struct tls_server *server, pid_t test)
{
	while (getppid() == test) {
		struct pollfd fd = { tls_server_fd(server), POLLIN, 0 };

		poll(&fd, 1, 500);
		tls_server_run(server);
	}
	_exit(0);
}

static const struct {
	const char *shown, *trusted; /* NULL: the authorities of the system */
	const char *fact, *advice;
} mistrusts[] = {
	{ "good.pem", NULL, "there is no trusted connection: 127.0.0.1:",
	    "an own certificate authority goes into ca_file" },
	{ "expired.pem", "expired.pem", "there is no trusted connection:",
	    "look at this machine's clock, and whether ca_file (/" },
	{ "other-host.pem", "other-host.pem", "there is no trusted connection:",
	    "anything else is the service's to mend" },
};

/* A short name for it, that its sentence fits on a line wherever it lies. */
static char *
link_certificate(const struct login_desk *desk, const char *name)
{
	char *link = xasprintf("%s/ca.pem", desk->folder);
	char *path = tls_server_path(name);
	/* Where the sources are may be told by a relative path. */
	char *whole = realpath(path, NULL);

	assert_non_null(whole);
	unlink(link);
	assert_int_equal(symlink(whole, link), 0);
	free(whole);
	free(path);
	return link;
}

/* In a file of its own, which the caller removes. */
static char *
write_settings(const struct login_desk *desk, const char *trusted)
{
	char *path = xasprintf("%s/config", desk->folder);
	FILE *file = fopen(path, "w");

	assert_non_null(file);
	if (trusted != NULL) {
		char *link = link_certificate(desk, trusted);

		fprintf(file, "ca_file = \"%s\"\n", link);
		free(link);
	}
	assert_int_equal(fclose(file), 0);
	return path;
}

static void
doctor_says_what_to_do_when_the_certificate_is_not_trusted(void **state)
{
	const struct login_desk *desk = *state;

	for (size_t i = 0; i < sizeof(mistrusts) / sizeof(mistrusts[0]); i++) {
		struct tls_server *server = tls_server_new(mistrusts[i].shown);
		char *path = write_settings(desk, mistrusts[i].trusted);
		char *url =
		    xasprintf("https://127.0.0.1:%d", tls_server_port(server));
		const char *const options[] = { "--config", path, "--url", url,
			NULL };
		pid_t test = getpid();

		server_process = fork();
		if (server_process == 0)
			serve(server, test);
		expect_failure(
		    NULL, options, mistrusts[i].fact, mistrusts[i].advice);
		kill(server_process, SIGKILL);
		waitpid(server_process, NULL, 0);
		server_process = 0;
		tls_server_free(server);
		unlink(path);
		free(path);
		free(url);
	}
}

/* A script of this name, and a compositor's socket beside it. */
static int
listen_beside(const struct login_desk *desk, const char *program)
{
	struct sockaddr_un address = { .sun_family = AF_UNIX };
	char *path = xasprintf("%s/%s", desk->folder, program);
	FILE *file = fopen(path, "w");
	int fd = socket(AF_UNIX, SOCK_STREAM, 0);

	assert_non_null(file);
	fputs("#!/bin/sh\nexit 1\n", file);
	assert_int_equal(fclose(file), 0);
	assert_int_equal(chmod(path, 0700), 0);
	free(path);
	snprintf(address.sun_path, sizeof(address.sun_path), "%s/wayland-5",
	    desk->folder);
	assert_int_equal(
	    bind(fd, (struct sockaddr *)&address, sizeof(address)), 0);
	assert_int_equal(listen(fd, 1), 0);
	return fd;
}

/* The program itself is not started: it might open a window. */
static void
doctor_finds_the_way_to_the_clipboard_when_a_compositor_listens(void **state)
{
	const struct login_desk *desk = *state;
	int fd = listen_beside(desk, "wl-copy");
	char *path = xasprintf("PATH=%s", desk->folder);
	char *folder = xasprintf("XDG_RUNTIME_DIR=%s", desk->folder);
	const char *const argv[] = { terminal_program("keyrack"), "--url",
		"http://127.0.0.1:1", "doctor", NULL };
	const char *const environment[] = { path, folder,
		"WAYLAND_DISPLAY=wayland-5", "WAYLAND_SOCKET", "SSH_CONNECTION",
		"SSH_TTY", NULL };
	struct terminal_options options = {
		.argv = argv, .environment = environment, .columns = WIDE
	};
	struct terminal *terminal = terminal_new(&options);

	terminal_expect(
	    terminal, "clipboard: by wl-copy; the server behind it answers");
	terminal_expect_end(terminal);
	terminal_free(terminal);
	close(fd);
	free(path);
	free(folder);
}

#define TEST(function) \
	cmocka_unit_test_setup_teardown(function, login_desk_setup, end_server)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(doctor_names_the_login_when_another_keyrack_waits_for_it),
		TEST(doctor_warns_when_a_program_of_ours_has_the_port),
		TEST(doctor_fails_when_another_user_has_the_port),
		TEST(
		    doctor_finds_the_way_to_the_clipboard_when_a_compositor_listens),
		cmocka_unit_test_teardown(
		    doctor_says_what_to_do_when_the_service_refuses,
		    canned_service_end_all),
		TEST(
		    doctor_says_what_to_do_when_the_certificate_is_not_trusted),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
