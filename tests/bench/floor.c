/* SPDX-License-Identifier: ISC */
/* The least that a table in ncurses costs: what keyrack is measured against. */
#include "config.h"

#include <curses.h>
#include <locale.h>

enum {
	ROWS = 1000,
	VISIBLE = 38,
};

/* The bar stands on the name alone, as keyrack's does. */
static void
draw(int top, int row)
{
	int i;

	erase();
	for (i = 0; i < VISIBLE && top + i < ROWS; i++) {
		if (top + i == row)
			attron(A_REVERSE);
		mvprintw(i + 1, 2, "name-of-row-%06d", top + i);
		attroff(A_REVERSE);
		mvprintw(i + 1, 40, "organization %-4d nxk_%04d  2026-01-02",
		    (top + i) % 7, top + i);
	}
	refresh();
}

static int
limit(int value, int least, int most)
{
	return value < least ? least : value > most ? most : value;
}

int
main(void)
{
	int key, row = 0, top = 0;

	setlocale(LC_ALL, "");
	initscr();
	raw();
	noecho();
	curs_set(0);
	idlok(stdscr, TRUE);
	draw(top, row);
	while ((key = getch()) != 'q' && key != ERR) {
		if (key == 'j' || key == 'k')
			row += key == 'j' ? 1 : -1;
		else if (key == 'g' || key == 'G')
			row = key == 'g' ? 0 : ROWS - 1;
		else
			row += key == ('f' & 0x1f) ? VISIBLE : -VISIBLE;
		row = limit(row, 0, ROWS - 1);
		top = limit(top, row - VISIBLE + 1, row);
		draw(top, row);
	}
	endwin();
	return 0;
}
