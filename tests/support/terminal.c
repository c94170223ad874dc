/* SPDX-License-Identifier: ISC */
/* Emulates a terminal and waits for what a program shows on it. */
#include "config.h"

#include "support/terminal.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include <ftw.h>
#include <poll.h>
#include <stdio.h>
#include <time.h>
#include <unistd.h>
#include <vterm.h>

#include "base/text.h"

#define DEADLINE_MS 20000
#define TURN_MS 5

/*
 * libvterm writes beyond its cells when a wide character meets a screen of
 * one column. So its grid is never smaller than this; what lies outside the
 * size that the program was told is not looked at.
 */
#define GRID_COLUMNS_MIN 8
#define GRID_ROWS_MIN 4

struct terminal {
	struct program program;
	char home[64];
	VTerm *vterm;
	VTermScreen *screen;
	int columns, rows;
	bool is_alternate;
	bool has_cursor;
	char *raw;
	size_t raw_length;
	char *text;
	struct terminal *next;
};

/* Those that terminal_end_all has to free after a test that failed. */
static struct terminal *open_terminals;

long
terminal_clock(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

long
terminal_patience(long milliseconds)
{
	return getenv("KEYRACK_UNDER") ? milliseconds * 10 : milliseconds;
}

const char *
terminal_program(const char *name)
{
	static char paths[4][1024];
	static size_t turn;
	const char *folder = getenv("top_builddir");
	char *path = paths[turn++ % 4];

	snprintf(path, sizeof(paths[0]), "%s/%s", folder ? folder : ".", name);
	return path;
}

static int
on_property(VTermProp property, VTermValue *value, void *context)
{
	struct terminal *terminal = context;

	if (property == VTERM_PROP_ALTSCREEN)
		terminal->is_alternate = value->boolean;
	else if (property == VTERM_PROP_CURSORVISIBLE)
		terminal->has_cursor = value->boolean;
	return 1;
}

static int
grid_columns(int columns)
{
	return columns < GRID_COLUMNS_MIN ? GRID_COLUMNS_MIN : columns;
}

static int
grid_rows(int rows)
{
	return rows < GRID_ROWS_MIN ? GRID_ROWS_MIN : rows;
}

static void
start_emulator(struct terminal *terminal, int columns, int rows)
{
	static const VTermScreenCallbacks callbacks = {
		.settermprop = on_property,
	};

	terminal->has_cursor = true;
	terminal->columns = columns;
	terminal->rows = rows;
	terminal->vterm = vterm_new(grid_rows(rows), grid_columns(columns));
	vterm_set_utf8(terminal->vterm, 1);
	terminal->screen = vterm_obtain_screen(terminal->vterm);
	vterm_screen_set_callbacks(terminal->screen, &callbacks, terminal);
	vterm_screen_enable_altscreen(terminal->screen, 1);
	vterm_screen_reset(terminal->screen, 1);
}

struct terminal *
terminal_new(const struct terminal_options *options)
{
	struct terminal *terminal = calloc(1, sizeof(*terminal));
	struct program_options start = {
		.argv = options->argv,
		.environment = options->environment,
		.columns = options->columns > 0 ? options->columns : 80,
		.rows = options->rows > 0 ? options->rows : 24,
	};

	assert_non_null(terminal);
	terminal->next = open_terminals;
	open_terminals = terminal;
	strcpy(terminal->home, "/tmp/keyrack-home-XXXXXX");
	assert_non_null(mkdtemp(terminal->home));
	start.home = terminal->home;
	start_emulator(terminal, start.columns, start.rows);
	if (!program_start(&terminal->program, &start)) {
		perror("# no pseudo-terminal");
		terminal_free(terminal);
		skip();
	}
	return terminal;
}

static int
remove_file(const char *path, const struct stat *info, int type, struct FTW *at)
{
	(void)info;
	(void)type;
	(void)at;
	return remove(path);
}

void
terminal_free(struct terminal *terminal)
{
	struct terminal **link = &open_terminals;

	if (!terminal)
		return;
	while (*link != terminal)
		link = &(*link)->next;
	*link = terminal->next;
	program_end(&terminal->program);
	vterm_free(terminal->vterm);
	nftw(terminal->home, remove_file, 8, FTW_DEPTH | FTW_PHYS);
	free(terminal->raw);
	free(terminal->text);
	free(terminal);
}

int
terminal_end_all(void **state)
{
	(void)state;
	while (open_terminals)
		terminal_free(open_terminals);
	return 0;
}

static void
keep_raw(struct terminal *terminal, const char *bytes, size_t length)
{
	size_t total = terminal->raw_length + length;
	char *grown = realloc(terminal->raw, total + 1);

	assert_non_null(grown);
	memcpy(grown + terminal->raw_length, bytes, length);
	grown[total] = '\0';
	terminal->raw = grown;
	terminal->raw_length = total;
}

/* Takes in what is there, after waiting for it no longer than this. */
static void
take_in(struct terminal *terminal, int milliseconds)
{
	struct program *program = &terminal->program;
	struct pollfd fds[] = {
		{ .fd = program->master, .events = POLLIN },
		{ .fd = program->all_gone ? -1 : program->reports,
		    .events = POLLIN },
	};
	char bytes[4096];
	ssize_t length;

	poll(fds, 2, milliseconds);
	if (fds[1].revents)
		program_look(program);
	if (!(fds[0].revents & POLLIN))
		return;
	length = read(program->master, bytes, sizeof(bytes));
	if (length <= 0)
		return;
	keep_raw(terminal, bytes, (size_t)length);
	vterm_input_write(terminal->vterm, bytes, (size_t)length);
	/* What a terminal answers to a question. */
	length =
	    (ssize_t)vterm_output_read(terminal->vterm, bytes, sizeof(bytes));
	if (length > 0)
		terminal_send_bytes(terminal, bytes, (size_t)length);
}

void
terminal_listen(struct terminal *terminal, int milliseconds)
{
	long end = terminal_clock() + milliseconds, left;

	while ((left = end - terminal_clock()) > 0)
		take_in(terminal, (int)left);
}

void
terminal_send_bytes(struct terminal *terminal, const char *bytes, size_t length)
{
	long end = terminal_clock() + terminal_patience(DEADLINE_MS);
	ssize_t written;

	while (length > 0 && terminal_clock() < end) {
		written = write(terminal->program.master, bytes, length);
		if (written > 0) {
			bytes += written;
			length -= (size_t)written;
		} else {
			take_in(terminal, TURN_MS);
		}
	}
	assert_int_equal(length, 0);
}

void
terminal_send(struct terminal *terminal, const char *keys)
{
	terminal_send_bytes(terminal, keys, strlen(keys));
}

void
terminal_resize(struct terminal *terminal, int columns, int rows)
{
	terminal->columns = columns;
	terminal->rows = rows;
	vterm_set_size(terminal->vterm, grid_rows(rows), grid_columns(columns));
	program_resize(&terminal->program, columns, rows);
}

void
terminal_signal(struct terminal *terminal, int signal)
{
	program_signal(&terminal->program, signal);
}

void
terminal_hang_up(struct terminal *terminal)
{
	program_hang_up(&terminal->program);
}

static char *
put_row(struct terminal *terminal, int row, char *to)
{
	VTermPos at = { .row = row };
	char *end = to; /* after the last character that is no blank */
	VTermScreenCell cell;
	size_t i;

	for (at.col = 0; at.col < terminal->columns; at.col++) {
		if (!vterm_screen_get_cell(terminal->screen, at, &cell))
			break;
		if (cell.chars[0] == UINT32_MAX)
			continue;
		if (cell.chars[0] == 0 || cell.chars[0] == ' ') {
			*to++ = ' ';
			continue;
		}
		for (i = 0; i < VTERM_MAX_CHARS_PER_CELL && cell.chars[i]; i++)
			to += text_encode(cell.chars[i], to);
		end = to;
	}
	*end++ = '\n';
	return end;
}

const char *
terminal_screen(struct terminal *terminal)
{
	size_t row_most =
	    (size_t)terminal->columns * VTERM_MAX_CHARS_PER_CELL * 4 + 1;
	char *to;
	int row;

	free(terminal->text);
	to = terminal->text = malloc((size_t)terminal->rows * row_most + 1);
	assert_non_null(to);
	for (row = 0; row < terminal->rows; row++)
		to = put_row(terminal, row, to);
	*to = '\0';
	return terminal->text;
}

bool
terminal_shows(struct terminal *terminal, const char *text)
{
	return strstr(terminal_screen(terminal), text) != NULL;
}

bool
terminal_is_on_alternate_screen(const struct terminal *terminal)
{
	return terminal->is_alternate;
}

bool
terminal_has_cursor(const struct terminal *terminal)
{
	return terminal->has_cursor;
}

const char *
terminal_raw(const struct terminal *terminal, size_t *length)
{
	if (length)
		*length = terminal->raw_length;
	return terminal->raw ? terminal->raw : "";
}

const struct program *
terminal_process(const struct terminal *terminal)
{
	return &terminal->program;
}

const char *
terminal_home(const struct terminal *terminal)
{
	return terminal->home;
}

/* nftw has no place for a context. */
static size_t files_counted;

static int
count_file(const char *path, const struct stat *info, int type, struct FTW *at)
{
	(void)info;
	(void)type;
	if (at->level > 0) {
		printf("# left behind: %s\n", path);
		files_counted++;
	}
	return 0;
}

size_t
terminal_files_left(const struct terminal *terminal)
{
	files_counted = 0;
	nftw(terminal->home, count_file, 8, FTW_PHYS);
	return files_counted;
}
