/* SPDX-License-Identifier: ISC */
/* Gets, puts and erases by running a program, one at a time. */
#include "config.h"

#include "auth/session_command.h"

#include <stdlib.h>
#include <string.h>

#include "auth/session_text.h"
#include "base/text.h"
#include "base/xmalloc.h"
#include "os/helper.h"

#define LIMIT_MS 30000

/* Its end is looked for so often, for no descriptor tells of it. */
#define STEP_MS 100
#define LAST_STEP_MS 5

enum step {
	STEP_NONE,
	STEP_GET,
	STEP_GET_FIRST, /* before the put, for the last get failed */
	STEP_PUT,
	STEP_ERASE,
};

struct session_command {
	char **given;       /* the words as they were given */
	size_t count;       /* of those */
	const char **words; /* the same, the verb, the name and NULL */
	char *name;
	char *origin;
	int limit_ms;
	bool is_read; /* what is kept is known, or that none is */

	enum step step;
	struct helper *helper;
	struct buffer text; /* to be put */

	bool has_next; /* begun while another was under way */
	enum store_work next;
	struct buffer next_text;

	bool has_result;
	struct store_result result;
};

struct session_command *
session_command_new(const char *const *words, const char *name,
    const char *origin, int limit_ms)
{
	struct session_command *command = xcalloc(1, sizeof(*command));

	while (words[command->count] != NULL)
		command->count++;
	command->given = xcalloc(command->count + 1, sizeof(*command->given));
	command->words = xcalloc(command->count + 3, sizeof(*command->words));
	for (size_t i = 0; i < command->count; i++) {
		command->given[i] = xstrdup(words[i]);
		command->words[i] = command->given[i];
	}
	command->name = xstrdup(name);
	command->words[command->count + 1] = command->name;
	command->origin = xstrdup(origin);
	command->limit_ms = limit_ms == 0 ? LIMIT_MS : limit_ms;
	buffer_init(&command->text, SESSION_TEXT_MAX);
	buffer_init(&command->next_text, SESSION_TEXT_MAX);
	return command;
}

/* What may have begun to write is better let to its end. */
static void
end_helper(struct session_command *command)
{
	if (command->step == STEP_PUT || command->step == STEP_ERASE)
		helper_leave(command->helper);
	else
		helper_free(command->helper);
	command->helper = NULL;
	command->step = STEP_NONE;
}

void
session_command_free(struct session_command *command)
{
	if (command == NULL)
		return;
	end_helper(command);
	for (size_t i = 0; i < command->count; i++)
		free(command->given[i]);
	free(command->given);
	free(command->words);
	free(command->name);
	free(command->origin);
	buffer_clear(&command->text);
	buffer_clear(&command->next_text);
	store_result_clear(&command->result);
	free(command);
}

bool
session_command_is_busy(const struct session_command *command)
{
	return command->step != STEP_NONE;
}

bool
session_command_is_writing(const struct session_command *command)
{
	switch (command->step) {
	case STEP_NONE:
	case STEP_GET:
		return false;
	case STEP_GET_FIRST:
	case STEP_PUT:
	case STEP_ERASE:
		return true;
	}
	return false;
}

static const char *
verb_of(enum step step)
{
	switch (step) {
	case STEP_PUT:
		return "put";
	case STEP_ERASE:
		return "erase";
	case STEP_NONE:
	case STEP_GET:
	case STEP_GET_FIRST:
		break;
	}
	return "get";
}

/* "keyrack-store-pass put", for free(3): how errors begin. */
static char *
title_of(const struct session_command *command)
{
	const char *base = strrchr(command->words[0], '/');

	base = base == NULL ? command->words[0] : base + 1;
	return xasprintf("%s %s", base, verb_of(command->step));
}

/* What the program itself says of its failure. */
static void
add_first_line(struct error *err, const struct buffer *errors)
{
	const char *said = buffer_text(errors);
	char *line = text_sanitise(said, strcspn(said, "\r\n"));
	struct error cause = *err;

	if (*line != '\0')
		error_set(
		    err, cause.kind, cause.code, "%s: %s", cause.detail, line);
	free(line);
}

static void
settle(struct session_command *command, const struct error *error)
{
	struct store_result *result = &command->result;

	if (error != NULL)
		result->error = *error;
	result->is_done = error == NULL;
	command->has_result = true;
	command->step = STEP_NONE;
	buffer_clear(&command->text);
}

static void
refuse(struct session_command *command, const struct error *error)
{
	command->result.state = STORE_REFUSED;
	settle(command, error);
}

static void
start(struct session_command *command, enum step step)
{
	struct helper_options options = {
		.words = command->words,
		.output_max = SESSION_TEXT_MAX,
		.errors_max = SESSION_TEXT_MAX,
		.limit_ms = command->limit_ms,
	};
	struct secret text = { 0 };
	struct error err;
	char *title;

	command->step = step;
	command->words[command->count] = verb_of(step);
	title = title_of(command);
	options.title = title;
	if (step == STEP_PUT) {
		secret_set(
		    &text, buffer_text(&command->text), command->text.length);
		options.input = &text;
	}
	command->helper = helper_new(&options, &err);
	secret_clear(&text);
	free(title);
	if (command->helper == NULL)
		refuse(command, &err);
}

static void
save(struct session_command *command)
{
	struct error err;

	/* What is as large as that has not come from a service. */
	if (command->text.length == 0) {
		error_set(&err, ERROR_USAGE, 0, "the session is too large");
		refuse(command, &err);
	} else {
		start(command, command->is_read ? STEP_PUT : STEP_GET_FIRST);
	}
}

static void
begin(
    struct session_command *command, enum store_work work, struct buffer *text)
{
	store_result_clear(&command->result);
	command->has_result = false;
	command->result.work = work;
	buffer_take(&command->text, text);
	switch (work) {
	case STORE_LOAD:
		start(command, STEP_GET);
		break;
	case STORE_SAVE:
		save(command);
		break;
	case STORE_REMOVE:
		start(command, STEP_ERASE);
		break;
	}
}

void
session_command_begin(struct session_command *command, enum store_work work,
    const struct session *session)
{
	struct buffer text;

	buffer_init(&text, SESSION_TEXT_MAX);
	if (work == STORE_SAVE &&
	    !session_write(session, command->origin, &text))
		buffer_reset(&text);
	if (session_command_is_writing(command)) {
		command->has_next = true;
		command->next = work;
		buffer_take(&command->next_text, &text);
	} else {
		end_helper(command);
		begin(command, work, &text);
	}
	buffer_clear(&text);
}

/* What the program has printed; false: it is no session of ours. */
static bool
read_output(struct session_command *command, struct error *err)
{
	const struct buffer *output = helper_output(command->helper);
	struct store_result *result = &command->result;
	char *title;

	result->state = output->length == 0 ? STORE_EMPTY : STORE_LOADED;
	if (result->state == STORE_EMPTY ||
	    session_read(buffer_text(output), output->length, command->origin,
	        &result->session, err))
		return true;
	title = title_of(command);
	error_prefix(err, "%s", title);
	free(title);
	return false;
}

/* Its step has ended; another may follow. */
static void
conclude(struct session_command *command, bool is_done)
{
	enum step step = command->step;
	struct error err = { 0 };

	if (!is_done) {
		err = *helper_error(command->helper);
		add_first_line(&err, helper_errors(command->helper));
	} else if (step == STEP_GET || step == STEP_GET_FIRST) {
		is_done = read_output(command, &err);
	}
	helper_free(command->helper);
	command->helper = NULL;
	if (is_done)
		command->is_read = true;
	else if (step == STEP_GET)
		command->is_read = false;
	if (!is_done) {
		refuse(command, &err);
	} else if (step == STEP_GET_FIRST) {
		session_clear(&command->result.session);
		start(command, STEP_PUT);
	} else {
		settle(command, NULL);
	}
}

bool
session_command_finish(
    struct session_command *command, struct store_result *out)
{
	enum helper_state state;

	while (command->step != STEP_NONE) {
		state = helper_run(command->helper);
		if (state == HELPER_RUNS)
			return false;
		conclude(command, state == HELPER_DONE);
	}
	if (command->has_next) {
		command->has_next = false;
		begin(command, command->next, &command->next_text);
		return session_command_finish(command, out);
	}
	if (!command->has_result)
		return false;
	*out = command->result;
	command->result = (struct store_result){ 0 };
	command->has_result = false;
	return true;
}

size_t
session_command_fds(
    const struct session_command *command, int fds[STORE_FDS_MAX])
{
	int found[] = { -1, -1 };
	size_t count = 0;

	if (command->helper == NULL)
		return 0;
	found[0] = helper_output_fd(command->helper);
	found[1] = helper_errors_fd(command->helper);
	for (size_t i = 0; i < STORE_FDS_MAX; i++)
		if (found[i] >= 0)
			fds[count++] = found[i];
	return count;
}

int
session_command_timeout_ms(const struct session_command *command)
{
	int fds[STORE_FDS_MAX], left, step = STEP_MS;

	if (command->helper == NULL)
		return command->has_result || command->has_next ? 0 : -1;
	left = helper_timeout_ms(command->helper);
	if (session_command_fds(command, fds) == 0 ||
	    helper_input_fd(command->helper) >= 0)
		step = LAST_STEP_MS;
	return left < 0 || left > step ? step : left;
}
