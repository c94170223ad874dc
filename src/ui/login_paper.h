/* SPDX-License-Identifier: ISC */
/* The paragraphs of the login screen, one below the other. */
#ifndef KEYRACK_UI_LOGIN_PAPER_H
#define KEYRACK_UI_LOGIN_PAPER_H

#include <stdbool.h>

#include "controller/controller.h"
#include "ui/draw.h"

/* Rows of a paper: more than all paragraphs need. */
#define LOGIN_PAPER_ROWS 80

/* A long strip on which the paragraphs stand; the login screen shows a part. */
struct login_paper {
	struct canvas canvas;
	int y;
	int gap; /* lines between paragraphs */
	bool is_tight;
	int link_y, link_rows; /* where the link stands */
};

/* Writes all paragraphs from y on, which is then the line after the last. */
void login_paper_write(
    struct login_paper *paper, const struct controller *controller);

#endif
