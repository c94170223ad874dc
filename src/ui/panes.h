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
void view_message(const struct canvas *screen, const struct controller *);
void view_hints(const struct canvas *screen, const struct controller *);

/* Dialogs, over it. */
void view_details(const struct canvas *screen, const struct controller *);
void view_form(const struct canvas *screen, const struct controller *);
void view_delete(const struct canvas *screen, const struct controller *);
void view_created(const struct canvas *screen, const struct controller *);
void view_login(const struct canvas *screen, const struct controller *);
void view_help(const struct canvas *screen, const struct controller *);

/*
 * A label and its value beside it, wrapped to the width; returns how many
 * lines it took.
 */
int view_labelled(const struct canvas *canvas, struct rect rect,
    int label_columns, const char *label, const char *value);

/* What a message looks like. */
enum role view_tone(enum message_tone tone);

#endif
