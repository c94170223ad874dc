/* SPDX-License-Identifier: ISC */
/* Brings each reply to those who wait for it; nobody gets a stale one. */
#include "config.h"

#include "controller/journey.h"

static bool
form_waits(const struct controller *controller, const struct reply *reply)
{
	const struct form *form = &controller->form;

	return form->stage == FORM_SENDING && form->seq == reply->seq &&
	       form_kind(form) == reply->kind;
}

void
replies_take(
    struct controller *controller, struct reply *reply, struct effects *out)
{
	if (reply->seq == 0 || again_takes(controller, reply, out))
		return;
	switch (reply->kind) {
	case REQUEST_LIST:
		load_list_reply(controller, reply, out);
		break;
	case REQUEST_PROFILE:
		load_profile_reply(controller, reply, out);
		break;
	case REQUEST_CREATE:
		if (form_waits(controller, reply))
			create_reply(controller, reply, out);
		break;
	case REQUEST_RENAME:
		if (form_waits(controller, reply))
			rename_reply(controller, reply, out);
		break;
	case REQUEST_DELETE:
		if (!controller->deletion.is_finding &&
		    controller->deletion.seq == reply->seq)
			delete_reply(controller, reply, out);
		else if (controller->bulk.seq == reply->seq)
			bulk_reply(controller, reply);
		break;
	case REQUEST_LOGIN_ADDRESS:
		login_page_reply(controller, reply, out);
		break;
	case REQUEST_TOKEN_BY_CODE:
		login_screen_token_reply(controller, reply, out);
		break;
	case REQUEST_LOGOUT:
		logout_reply(controller, reply, out);
		break;
	case REQUEST_TOKEN_REFRESH:
		break;
	}
}
