/* SPDX-License-Identifier: ISC */
/* How the table shows marks, and what becomes of an API key. */
#include "config.h"

#include "base/i18n.h"
#include "ui/panes.h"

const char *
view_fate_words(enum fate fate, enum role *role)
{
	*role = ROLE_WARNING;
	switch (fate) {
	case FATE_NONE:
		break;
	case FATE_HELD_BACK:
		/* TRANSLATORS: of a deletion; these have 11 columns. */
		return _("held back");
	case FATE_BEING_DELETED:
		return _("deleting…");
	case FATE_NOT_DELETED:
		*role = ROLE_BAD;
		return _("not deleted");
	}
	return NULL;
}

void
view_sign(const struct canvas *screen, const struct controller *controller,
    long row, int y)
{
	const struct apikey *apikey =
	    keylist_row(controller->keys, (size_t)row);
	enum fate fate = controller_fate(controller, apikey->id);
	int x = controller->layout.rows.x + 1;
	struct row_range range;
	bool is_in_range = controller_range(controller, &range) &&
	                   row >= range.first && row <= range.last;

	if (fate == FATE_HELD_BACK || fate == FATE_BEING_DELETED)
		draw_text(screen, x, y, 1, ROLE_BAD, "D");
	else if (is_in_range || keylist_is_marked(controller->keys, apikey))
		draw_text(screen, x, y, 1, ROLE_MARKED, "*");
	else if (controller_rotation(controller, apikey->id) != ROTATION_NONE)
		draw_text(screen, x, y, 1, ROLE_WARNING, "R");
}
