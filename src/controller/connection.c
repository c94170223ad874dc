/* SPDX-License-Identifier: ISC */
/* What the header says of the connection. */
#include "config.h"

#include "controller/journey.h"

static bool
is_away(const struct error *error)
{
	return error->kind == ERROR_RESOLVE || error->kind == ERROR_CONNECT ||
	       error->kind == ERROR_TLS || error->kind == ERROR_TIMEOUT ||
	       error->kind == ERROR_CUT || error->kind == ERROR_SERVICE;
}

bool
controller_is_offline(const struct controller *controller)
{
	return is_away(&controller->keys_loading.error);
}

enum connection
controller_connection(const struct controller *controller)
{
	const struct loading *keys = &controller->keys_loading;

	if (dialog_is_open(controller, DIALOG_LOGIN) ||
	    controller->session_has_ended)
		return CONNECTION_LOGGED_OUT;
	if ((keys->seq != 0 && !keys->is_quiet) ||
	    controller->profile_loading.seq != 0 || controller->form.seq != 0 ||
	    controller->deletion.seq != 0 || controller->bulk.seq != 0)
		return CONNECTION_LOADING;
	if (keys->is_loaded && keys->error.kind != ERROR_NONE)
		return CONNECTION_STALE;
	if (keys->error.kind != ERROR_NONE)
		return is_away(&keys->error) ? CONNECTION_OFFLINE
		                             : CONNECTION_REFUSED;
	return CONNECTION_OK;
}
