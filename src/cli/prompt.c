/* SPDX-License-Identifier: ISC */
/* Takes one byte at a time, so that what follows a line stays for others. */
#include "config.h"

#include "cli/prompt.h"

#include <errno.h>
#include <langinfo.h>
#include <regex.h>
#include <stdio.h>
#include <string.h>
#include <termios.h>
#include <unistd.h>

#include "base/buffer.h"
#include "os/signals.h"

bool
prompt_can_ask(const struct errand *errand)
{
	return options_has(errand->options, OPTION_PLAIN) ||
	       (isatty(STDIN_FILENO) && isatty(STDERR_FILENO));
}

/* False: nothing more comes. */
static bool
read_byte(struct errand *errand, char *byte)
{
	struct wait_fd input = { .fd = STDIN_FILENO };
	ssize_t got;

	for (;;) {
		input.is_ready = false;
		errand_wait(errand, &input, 1, -1);
		if (errand->signal != 0)
			return false;
		if (!input.is_ready)
			continue;
		got = read(STDIN_FILENO, byte, 1);
		if (got == 1)
			return true;
		if (got == 0 || (errno != EINTR && errno != EAGAIN))
			return false;
	}
}

bool
prompt_line(struct errand *errand, const char *question, struct secret *out)
{
	struct buffer line;
	bool is_read = false, fits = true;
	char byte;

	if (question != NULL) {
		fputs(question, stderr);
		fflush(stderr);
	}
	buffer_init(&line, PROMPT_MAX);
	while (fits && (is_read = read_byte(errand, &byte)) && byte != '\n')
		fits = buffer_add(&line, &byte, 1);
	/* The last line of a pipe may lack its end. */
	is_read = fits && (is_read || (line.length > 0 && errand->signal == 0));
	/* What is said next must not stand behind the question. */
	if (!is_read && question != NULL && isatty(STDIN_FILENO))
		fputc('\n', stderr);
	if (is_read) {
		if (line.length > 0 &&
		    buffer_text(&line)[line.length - 1] == '\r')
			line.length--;
		secret_set(out, buffer_text(&line), line.length);
	}
	buffer_clear(&line);
	explicit_bzero(&byte, sizeof(byte));
	return is_read;
}

bool
prompt_hidden(struct errand *errand, const char *question, struct secret *out)
{
	struct termios shown, hidden;
	bool is_terminal = tcgetattr(STDIN_FILENO, &shown) == 0;
	bool is_read;

	if (is_terminal) {
		hidden = shown;
		hidden.c_lflag &= ~(tcflag_t)ECHO;
		hidden.c_lflag |= ECHONL;
		signals_guard_terminal(STDIN_FILENO, &shown, "\r", 1);
		tcsetattr(STDIN_FILENO, TCSAFLUSH, &hidden);
	}
	is_read = prompt_line(errand, question, out);
	if (is_terminal) {
		tcsetattr(STDIN_FILENO, TCSAFLUSH, &shown);
		signals_guard_terminal(STDOUT_FILENO, NULL, NULL, 0);
	}
	return is_read;
}

bool
prompt_yes(struct errand *errand, const char *question)
{
	struct secret answer = { 0 };
	regex_t yes;
	bool is_yes = false;

	if (prompt_line(errand, question, &answer) &&
	    regcomp(&yes, nl_langinfo(YESEXPR), REG_EXTENDED | REG_NOSUB) ==
	        0) {
		is_yes = regexec(&yes, secret_bytes(&answer), 0, NULL, 0) == 0;
		regfree(&yes);
	}
	secret_clear(&answer);
	return is_yes;
}
