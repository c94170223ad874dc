/* SPDX-License-Identifier: ISC */
/* The ledger's file, which several processes may add to at once. */
#ifndef KEYRACK_AUTH_LEDGER_FILE_H
#define KEYRACK_AUTH_LEDGER_FILE_H

#include <stdbool.h>

#include "base/error.h"
#include "model/ledger.h"

/*
 * Lines are only ever appended, each with one write, so that two processes
 * lose nothing of each other's. The file is for its owner alone, as
 * auth/private_file.h judges it. It holds no secrets.
 */
struct ledger_file;

/*
 * The ledger of one account and origin in `folder` (absolute, made when it is
 * written first). NULL folder: nothing is kept. Release with
 * ledger_file_free, which accepts NULL.
 */
struct ledger_file *ledger_file_new(
    const char *folder, const char *account, const char *origin);
void ledger_file_free(struct ledger_file *file);

/* The file, for people; NULL: nothing is kept. */
const char *ledger_file_path(const struct ledger_file *file);

enum ledger_file_state {
	LEDGER_FILE_READ,    /* also when there is none yet */
	LEDGER_FILE_DAMAGED, /* what can be read is here; err says the rest */
	LEDGER_FILE_REFUSED, /* unsafe, or not to be read: err says why */
};

/*
 * Reads the whole ledger in place of what *out held; when refused, *out is
 * untouched. A file with damaged lines is set aside as NAME.damaged-N, and
 * the lines that could be read make a new one in its place; err says so. Where
 * that cannot be done, the file stays as it is, and err says why. A file that
 * has grown to many times what it says is written anew in as few lines as can
 * be, if nobody else uses it.
 */
enum ledger_file_state ledger_file_load(
    struct ledger_file *file, struct ledger *out, struct error *err);

/* Whether it has changed since it was loaded, by somebody else or by us. */
bool ledger_file_has_changed(const struct ledger_file *file);

/*
 * Appends the line and syncs it. Never waits for other processes: false, with
 * the code EWOULDBLOCK, while one of them writes the file anew.
 */
bool ledger_file_add(struct ledger_file *file, const struct ledger_line *line,
    struct error *err);

/* The same where no loop goes on meanwhile: waits for them, a second at most.
 */
bool ledger_file_add_waiting(struct ledger_file *file,
    const struct ledger_line *line, struct error *err);

/*
 * The same for the line that a rotation begins, if the ledger has the rotation
 * of that API key at this stage; ERROR_USAGE if it is at another by now.
 */
bool ledger_file_begin_rotation(struct ledger_file *file,
    const struct ledger_line *line, enum rotation_stage stage,
    struct error *err);

#endif
