/* SPDX-License-Identifier: ISC */
/* Reads the rules of faults and finds the one that strikes. */
#include "config.h"

#include "demo/faults.h"

#include <limits.h>
#include <stdlib.h>
#include <string.h>

#include <bsd/string.h>
#include <bsd/stdlib.h>

#define DELAY_MAX_MS (24L * 3600 * 1000)
#define STATUS_MIN 200 /* the ones below are no answer yet */
#define STATUS_MAX 599

struct fault_name {
	const char *name;
	enum demo_fault fault;
	long least, most; /* of its number; most 0: it has none */
};

static const struct fault_name names[] = {
	{ "status", DEMO_FAULT_STATUS, STATUS_MIN, STATUS_MAX },
	{ "delay", DEMO_FAULT_DELAY, 0, DELAY_MAX_MS },
	{ "cut", DEMO_FAULT_CUT, 0, INT_MAX },
	{ "reset", DEMO_FAULT_RESET, 0, 0 },
	{ "garbage", DEMO_FAULT_GARBAGE, 0, 0 },
	{ "close", DEMO_FAULT_CLOSE, 0, 0 },
	{ "hang", DEMO_FAULT_HANG, 0, 0 },
	{ "after-status", DEMO_FAULT_AFTER_STATUS, STATUS_MIN, STATUS_MAX },
	{ "expire", DEMO_FAULT_EXPIRE, 0, 0 },
	{ "revoke", DEMO_FAULT_REVOKE, 0, 0 },
};

static const struct fault_name *
find_name(const char *name)
{
	for (size_t i = 0; i < sizeof(names) / sizeof(*names); i++)
		if (strcmp(names[i].name, name) == 0)
			return &names[i];
	return NULL;
}

static bool
is_call(const char *call)
{
	const char *path = strchr(call, ' ');

	return strcmp(call, "*") == 0 ||
	       (path != NULL && path > call && path[1] == '/' &&
	           strchr(path + 1, ' ') == NULL);
}

/* "times:2" */
static bool
read_times(char *text, struct demo_fault_rule *rule, struct error *err)
{
	const char *wrong;

	if (strncmp(text, "times:", 6) != 0)
		return error_set(
		    err, ERROR_USAGE, 0, "\"%s\": expected times:NUMBER", text);
	rule->times = (long)strtonum(text + 6, 1, LONG_MAX, &wrong);
	if (wrong != NULL)
		return error_set(err, ERROR_USAGE, 0,
		    "\"%s\": the number is %s", text, wrong);
	return true;
}

/* "cut:17", which is cut apart */
static bool
read_fault(char *text, struct demo_fault_rule *rule, struct error *err)
{
	char *number = strchr(text, ':');
	const struct fault_name *name;
	const char *wrong;

	if (number != NULL)
		*number++ = '\0';
	name = find_name(text);
	if (name == NULL)
		return error_set(err, ERROR_USAGE, 0,
		    "\"%s\" is no fault; there are status, delay, cut, reset, "
		    "garbage, close, hang, after-status, expire, revoke",
		    text);
	rule->fault = name->fault;
	if (name->most == 0) {
		if (number != NULL)
			return error_set(err, ERROR_USAGE, 0,
			    "the fault %s takes no number", text);
		return true;
	}
	if (number == NULL)
		return error_set(
		    err, ERROR_USAGE, 0, "the fault %s needs a number", text);
	rule->number = (long)strtonum(number, name->least, name->most, &wrong);
	if (wrong != NULL)
		return error_set(err, ERROR_USAGE, 0,
		    "the number of the fault %s is %s (from %ld to %ld)", text,
		    wrong, name->least, name->most);
	return true;
}

/* Cuts the text apart in place. */
static bool
read_rule(char *text, struct demo_fault_rule *rule, struct error *err)
{
	char *fault = strrchr(text, '='), *times;

	if (fault == NULL)
		return error_set(err, ERROR_USAGE, 0,
		    "\"%s\": expected CALL=FAULT, as in "
		    "\"GET /api/auth/me=status:503\"",
		    text);
	*fault++ = '\0';
	if (!is_call(text))
		return error_set(err, ERROR_USAGE, 0,
		    "\"%s\" is no call; expected * or \"METHOD /path\"", text);
	if (strlcpy(rule->call, text, sizeof(rule->call)) >= sizeof(rule->call))
		return error_set(
		    err, ERROR_USAGE, 0, "\"%s\": the call is too long", text);
	times = strchr(fault, ',');
	if (times != NULL)
		*times++ = '\0';
	return read_fault(fault, rule, err) &&
	       (times == NULL || read_times(times, rule, err));
}

bool
demo_options_add_rule(
    struct demo_options *options, const char *text, struct error *err)
{
	struct demo_fault_rule rule = { .times = -1 };
	char copy[128];

	if (options->rule_count == DEMO_RULES_MAX)
		return error_set(err, ERROR_USAGE, 0,
		    "more than %d rules of faults", DEMO_RULES_MAX);
	if (strlcpy(copy, text, sizeof(copy)) >= sizeof(copy))
		return error_set(
		    err, ERROR_USAGE, 0, "\"%s\": the rule is too long", text);
	if (!read_rule(copy, &rule, err))
		return false;
	options->rules[options->rule_count++] = rule;
	return true;
}

/* Whether two paths are equal, where {id} in the rule's equals any segment. */
static bool
is_path(const char *rule, const char *path)
{
	for (;;) {
		size_t wanted = strcspn(rule, "/"), length = strcspn(path, "/");
		bool is_any = wanted == 4 && strncmp(rule, "{id}", 4) == 0;

		if (!is_any &&
		    (wanted != length || strncmp(rule, path, length) != 0))
			return false;
		rule += wanted;
		path += length;
		if (*rule == '\0' || *path == '\0')
			return *rule == *path;
		rule++;
		path++;
	}
}

static bool
is_struck(
    const struct demo_fault_rule *rule, const char *method, const char *path)
{
	size_t length = strcspn(rule->call, " ");

	if (rule->times == 0)
		return false;
	if (strcmp(rule->call, "*") == 0)
		return true;
	return strlen(method) == length &&
	       strncmp(rule->call, method, length) == 0 &&
	       is_path(rule->call + length + 1, path);
}

struct fault
faults_strike(struct demo_fault_rule *rules, size_t count, const char *method,
    const char *path)
{
	for (size_t i = 0; i < count; i++) {
		if (!is_struck(&rules[i], method, path))
			continue;
		if (rules[i].times > 0)
			rules[i].times--;
		return (struct fault){ rules[i].fault, rules[i].number };
	}
	return (struct fault){ DEMO_FAULT_NONE, 0 };
}
