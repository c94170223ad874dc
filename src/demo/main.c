/* SPDX-License-Identifier: ISC */
/* keyrack-demo: the demo service as a program of its own, mainly for tests. */
#include "config.h"

#include <errno.h>
#include <fcntl.h>
#include <getopt.h>
#include <limits.h>
#include <locale.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <bsd/stdlib.h>

#include "base/buffer.h"
#include "base/date.h"
#include "base/error.h"
#include "base/i18n.h"
#include "demo/demo.h"

#define APIKEYS_MAX 1000000
#define LATENCY_MAX_MS (24L * 3600 * 1000)
#define ACCESS_TOKEN_MAX ((size_t)16384)

enum {
	EXIT_FAILED = 1,
	EXIT_USAGE = 2,
};

enum option_id {
	OPTION_PORT = 1,
	OPTION_APIKEYS,
	OPTION_LATENCY,
	OPTION_SEED,
	OPTION_CLOCK,
	OPTION_TOKEN_SECONDS,
	OPTION_FAULT,
	OPTION_LOG,
	OPTION_WITH_TOKEN,
	OPTION_UNTIL_EOF,
	OPTION_HELP,
	OPTION_VERSION,
};

static const struct option long_options[] = {
	{ "port", required_argument, NULL, OPTION_PORT },
	{ "apikeys", required_argument, NULL, OPTION_APIKEYS },
	{ "latency", required_argument, NULL, OPTION_LATENCY },
	{ "seed", required_argument, NULL, OPTION_SEED },
	{ "clock", required_argument, NULL, OPTION_CLOCK },
	{ "token-seconds", required_argument, NULL, OPTION_TOKEN_SECONDS },
	{ "fault", required_argument, NULL, OPTION_FAULT },
	{ "log", required_argument, NULL, OPTION_LOG },
	{ "with-token", required_argument, NULL, OPTION_WITH_TOKEN },
	{ "until-eof", no_argument, NULL, OPTION_UNTIL_EOF },
	{ "help", no_argument, NULL, OPTION_HELP },
	{ "version", no_argument, NULL, OPTION_VERSION },
	{ NULL, 0, NULL, 0 },
};

/*
 * The service ends when the watched descriptor reads end of file. A signal
 * puts another one there that does, so that both ways out are one.
 */
static volatile sig_atomic_t watched_fd;
static volatile sig_atomic_t ended_fd;

static void
end_watched(int signal_number)
{
	int kept_errno = errno;

	(void)signal_number;
	dup2(ended_fd, watched_fd);
	errno = kept_errno;
}

static void
print_help(void)
{
	fputs(_("Usage: keyrack-demo [OPTION]...\n"
	        "Serves a made-up account on this machine, in memory, until "
	        "it is interrupted.\n"
	        "The first line on standard output is its address.\n"
	        "\n"),
	    stdout);
	fputs(_("  --port N           listen on this port (default: any free "
	        "one)\n"
	        "  --apikeys N        how many API keys the account has\n"
	        "  --latency MS       wait before each answer\n"
	        "  --seed N           choose other ids and tokens\n"
	        "  --clock TIME       start at this time, as in "
	        "2026-01-02T03:04:05Z\n"
	        "  --token-seconds N  life of an access token (default: 300)\n"
	        "  --with-token FILE  read an access token that is valid for "
	        "a day;\n"
	        "                     \"-\" is standard input\n"
	        "  --log FILE         append a line for each request: method, "
	        "path, status,\n"
	        "                     bytes of the answer's body\n"
	        "  --until-eof        end when standard input ends\n"
	        "  --fault RULE       fail on purpose; can be given several "
	        "times\n"
	        "  --help, --version\n"
	        "\n"),
	    stdout);
	fputs(_("A RULE is CALL=FAULT[:NUMBER][,times:N]. CALL is a method "
	        "and a path, where\n"
	        "{id} stands for any segment, or * for every call. FAULT is "
	        "one of\n"
	        "  status:N (answers it, does nothing)   after-status:N (does "
	        "the work first)\n"
	        "  delay:MS   cut:BYTES (of the whole answer)   garbage   "
	        "close (after the work)\n"
	        "  reset (does nothing)   hang (does nothing)\n"
	        "  expire (all access tokens first)   revoke (all sessions "
	        "first)\n"
	        "\n"
	        "Example:\n"
	        "  keyrack-demo --apikeys 500 --fault 'POST "
	        "/api/auth/api-keys=cut:40,times:1'\n"),
	    stdout);
}

/* "keyrack-demo: what: why" */
static bool
complain(const char *what, const char *why)
{
	fprintf(stderr, "keyrack-demo: %s: %s\n", what, why);
	return false;
}

static bool
read_number(const char *option, const char *text, long long least,
    long long most, long long *number)
{
	char why[120];
	const char *wrong;
	long long value = strtonum(text, least, most, &wrong);

	if (wrong == NULL) {
		*number = value;
		return true;
	}
	snprintf(why, sizeof(why), _("expected a number from %lld to %lld"),
	    least, most);
	fprintf(stderr, "keyrack-demo: --%s %s: %s\n", option, text, why);
	return false;
}

static bool
open_log(const char *path, struct demo_options *options)
{
	int fd = open(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);

	if (fd < 0)
		return complain(path, strerror(errno));
	if (options->log_fd >= 0)
		close(options->log_fd);
	options->log_fd = fd;
	return true;
}

/*
 * Reads one line byte by byte, as what follows on standard input may be for
 * --until-eof.
 */
static bool
read_token(const char *path, struct demo_options *options)
{
	bool is_stdin = strcmp(path, "-") == 0;
	int fd = is_stdin ? STDIN_FILENO : open(path, O_RDONLY | O_CLOEXEC);
	struct buffer line;
	ssize_t length;
	char byte;

	if (fd < 0)
		return complain(path, strerror(errno));
	buffer_init(&line, ACCESS_TOKEN_MAX);
	while ((length = read(fd, &byte, 1)) == 1 && byte != '\n')
		if (byte <= ' ' || byte > '~' || !buffer_add(&line, &byte, 1)) {
			length = -1;
			break;
		}
	if (!is_stdin)
		close(fd);
	if (length >= 0 && line.length > 0)
		secret_set(
		    &options->access_token, buffer_text(&line), line.length);
	buffer_clear(&line);
	if (secret_is_empty(&options->access_token))
		return complain(path, _("no access token in the first line"));
	return true;
}

/* One option of the command line; false: it is wrong, and that is said. */
static bool
read_option(enum option_id id, const char *argument,
    struct demo_options *options, bool *is_until_eof)
{
	struct error err = { 0 };
	long long number = 0;

	switch (id) {
	case OPTION_PORT:
		if (!read_number("port", argument, 0, 65535, &number))
			return false;
		options->port = (int)number;
		return true;
	case OPTION_APIKEYS:
		if (!read_number("apikeys", argument, 0, APIKEYS_MAX, &number))
			return false;
		options->apikeys = (size_t)number;
		return true;
	case OPTION_LATENCY:
		if (!read_number(
		        "latency", argument, 0, LATENCY_MAX_MS, &number))
			return false;
		options->latency_ms = (long)number;
		return true;
	case OPTION_SEED:
		if (!read_number("seed", argument, 0, LLONG_MAX, &number))
			return false;
		options->seed = (uint64_t)number;
		return true;
	case OPTION_TOKEN_SECONDS:
		if (!read_number(
		        "token-seconds", argument, 1, INT_MAX, &number))
			return false;
		options->token_seconds = (long)number;
		return true;
	case OPTION_CLOCK:
		return date_parse(argument, &options->now_ms) ||
		       complain(argument, _("expected a time such as "
		                            "2026-01-02T03:04:05Z"));
	case OPTION_FAULT:
		return demo_options_add_rule(options, argument, &err) ||
		       complain("--fault", err.detail);
	case OPTION_LOG:
		return open_log(argument, options);
	case OPTION_WITH_TOKEN:
		return read_token(argument, options);
	case OPTION_UNTIL_EOF:
		*is_until_eof = true;
		return true;
	case OPTION_HELP:
	case OPTION_VERSION:
		break; /* the caller's */
	}
	return true;
}

/* EXIT_SUCCESS: all is said and done; -1: go on. */
static int
read_command_line(
    int argc, char **argv, struct demo_options *options, bool *is_until_eof)
{
	int id;

	while ((id = getopt_long(argc, argv, "", long_options, NULL)) != -1) {
		if (id == OPTION_HELP) {
			print_help();
			return EXIT_SUCCESS;
		}
		if (id == OPTION_VERSION) {
			puts(PACKAGE_STRING);
			return EXIT_SUCCESS;
		}
		if (id == '?') {
			fputs(_("Try 'keyrack-demo --help'.\n"), stderr);
			return EXIT_USAGE;
		}
		if (!read_option(
		        (enum option_id)id, optarg, options, is_until_eof))
			return EXIT_USAGE;
	}
	if (optind < argc) {
		complain(argv[optind], _("there are no arguments but options"));
		return EXIT_USAGE;
	}
	return -1;
}

/* Sets the descriptor whose end is the service's; -1 on failure. */
static int
watch_for_end(bool is_until_eof)
{
	struct sigaction action = { .sa_handler = end_watched };
	int ends[2] = { STDIN_FILENO, -1 };

	ended_fd = open("/dev/null", O_RDONLY | O_CLOEXEC);
	/* A pipe whose other end stays open here never ends by itself. */
	if (ended_fd < 0 || (!is_until_eof && pipe(ends) != 0)) {
		complain("/dev/null", strerror(errno));
		return -1;
	}
	watched_fd = ends[0];
	sigemptyset(&action.sa_mask);
	sigaction(SIGTERM, &action, NULL);
	sigaction(SIGINT, &action, NULL);
	signal(SIGPIPE, SIG_IGN);
	return watched_fd;
}

static int
serve(struct demo_options *options, bool is_until_eof)
{
	struct error err = { 0 };
	struct demo *demo;

	options->parent_fd = watch_for_end(is_until_eof);
	if (options->parent_fd < 0)
		return EXIT_FAILED;
	demo = demo_new(options, &err);
	secret_clear(&options->access_token);
	if (demo == NULL) {
		fprintf(stderr, "keyrack-demo: %s\n", err.detail);
		return EXIT_FAILED;
	}
	printf("http://127.0.0.1:%d\n", demo_port(demo));
	if (fflush(stdout) == 0)
		demo_serve(demo);
	else
		complain(_("standard output"), strerror(errno));
	demo_free(demo);
	return ferror(stdout) ? EXIT_FAILED : EXIT_SUCCESS;
}

int
main(int argc, char **argv)
{
	struct demo_options options;
	bool is_until_eof = false;
	int status;

	setlocale(LC_ALL, "");
	bindtextdomain(PACKAGE, LOCALEDIR);
	textdomain(PACKAGE);
	demo_options_init(&options);
	status = read_command_line(argc, argv, &options, &is_until_eof);
	if (status < 0)
		status = serve(&options, is_until_eof);
	secret_clear(&options.access_token);
	if (options.log_fd >= 0)
		close(options.log_fd);
	return status;
}
