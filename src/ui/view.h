/* SPDX-License-Identifier: ISC */
/* Puts the controller's state on the screen. */
#ifndef KEYRACK_UI_VIEW_H
#define KEYRACK_UI_VIEW_H

#include "controller/controller.h"
#include "ui/term.h"

/*
 * Draws all panes and dialogs and sends the difference to the terminal, in
 * one go. Changes no state; reads no key.
 */
void view_draw(const struct controller *controller, struct term *term);

/* Leaves the frame for the login's link, alone and on one logical line. */
void view_bare(const struct controller *controller, struct term *term);

#endif
