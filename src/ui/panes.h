/* SPDX-License-Identifier: ISC */
/* The parts of the screen that view.c puts together; each draws itself. */
#ifndef KEYRACK_UI_PANES_H
#define KEYRACK_UI_PANES_H

#include "controller/controller.h"
#include "ui/draw.h"

/* Panes and lines, on the whole screen. */
void view_header(const struct canvas *screen, const struct controller *);
void view_profile(const struct canvas *screen, const struct controller *);
void view_keys(const struct canvas *screen, const struct controller *);
void view_held(const struct canvas *screen, const struct controller *);
void view_message(const struct canvas *screen, const struct controller *);
void view_hints(const struct canvas *screen, const struct controller *);

/* In the upper edge of the table's frame. */
void view_keys_title(
    const struct canvas *screen, const struct controller *, struct rect frame);

/* The sign of the list's order: "↑" or "↓". */
const char *view_order_arrow(const struct keylist *keys);

/* Dialogs, over it. */
void view_details(const struct canvas *screen, const struct controller *);
void view_form(const struct canvas *screen, const struct controller *);
void view_delete(const struct canvas *screen, const struct controller *);
void view_delete_many(const struct canvas *screen, const struct controller *);
void view_leave(const struct canvas *screen, const struct controller *);
void view_rotate(const struct canvas *screen, const struct controller *);
void view_reveal(const struct canvas *screen, const struct controller *);
void view_created(const struct canvas *screen, const struct controller *);
void view_login(const struct canvas *screen, const struct controller *);
void view_accounts(const struct canvas *screen, const struct controller *);
void view_guard(const struct canvas *screen, const struct controller *);
void view_columns(const struct canvas *screen, const struct controller *);
void view_messages(const struct canvas *screen, const struct controller *);
void view_help(const struct canvas *screen, const struct controller *);

/*
 * A label and its value beside it, wrapped to the width; returns how many
 * lines it took.
 */
int view_labelled(const struct canvas *canvas, struct rect rect,
    int label_columns, const char *label, const char *value);

/* An id from its last characters on; for free(3). */
char *view_id_tail(const char *id);

/* How far a rotation has come, and what is to be done; "" for none. */
const char *view_rotation_words(enum rotation_stage stage);

/* In place of the expiry, while a deletion is of more interest; or NULL. */
const char *view_fate_words(enum fate fate, enum role *role);

/* In the row's gutter, so that marks can be told without any colour. */
void view_sign(
    const struct canvas *screen, const struct controller *, long row, int y);

/* In the frame's lower edge: how many lines are out of sight, if any are. */
void view_more(
    const struct canvas *canvas, struct rect frame, long above, long below);

/*
 * Whether a new refusal needs all of a dialog's place, so that it can be read
 * whole: it would be cut below these lines. It gives way at the next key.
 */
bool view_takes_all(const struct message *refusal,
    const struct bindings *bindings, struct rect place, int lines_above);

/* The seconds until this moment of the steady clock, begun ones included. */
int64_t view_seconds(const struct controller *controller, int64_t ends_ms);

/* Why something was not loaded, and what to do; for free(3). */
char *view_load_error(
    const struct controller *controller, const struct loading *loading);

/* The account's e-mail, unless others look on. */
const char *view_email(const struct controller *controller);

/* What may be seen of a token's end. */
const char *view_tail(
    const struct controller *controller, const struct apikey *apikey);

/* What a message looks like. */
enum role view_tone(enum message_tone tone);

#endif
