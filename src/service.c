/* SPDX-License-Identifier: ISC */
/* Puts address, certificates, transport, store and login together. */
#include "config.h"

#include "service.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "auth/transport_curl.h"
#include "base/xmalloc.h"
#include "cli/keeping.h"

/*
 * A token that was given is never stored, nor is anything of the demo: both
 * have their session in memory alone.
 */
static bool
open_session(struct service *service, const struct settings *settings,
    const char *folder, struct secret *token, struct error *err)
{
	bool is_given = !secret_is_empty(token);
	struct error trouble = { 0 };
	enum store_state state;

	state = keeping_open(settings, folder, service->address.origin,
	    is_given, service->auth, &service->storage, &trouble);
	if (state == STORE_DAMAGED || state == STORE_REFUSED) {
		message_set(&service->trouble, MESSAGE_STORE_TROUBLE,
		    TONE_WARNING, NULL);
		service->trouble.error = trouble;
	}
	return !is_given || auth_set_access_token(service->auth, token, err) ||
	       error_set(err, ERROR_USAGE, 0, "%s", err->detail);
}

/* Said now: libcurl would say it with each request, and less plainly. */
static bool
check_ca_file(const char *path, struct error *err)
{
	struct stat status;
	int fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY);
	bool is_file;

	if (fd < 0)
		return error_set(err, ERROR_USAGE, 0, "ca_file: %s: %s", path,
		    strerror(errno));
	is_file = fstat(fd, &status) == 0 && S_ISREG(status.st_mode);
	close(fd);
	return is_file || error_set(err, ERROR_USAGE, 0,
	                      "ca_file: %s: is not a regular file", path);
}

static void
open_auth(struct service *service, const struct settings *settings,
    const char *ca_file, struct log *log)
{
	struct transport_curl_options options = { ca_file, log };

	service->login = (struct login_options){
		.service = service->address,
		.redirect_uri = settings_text(settings, SETTING_REDIRECT_URI),
		.login_hosts = settings_list(settings, SETTING_LOGIN_HOSTS),
	};
	service->auth =
	    auth_new(transport_curl_new(&service->address, &options));
}

bool
service_reach(struct service *service, const struct settings *settings,
    struct log *log, char **what, struct error *err)
{
	const char *url = settings_text(settings, SETTING_URL);
	char *ca_file = settings_path(settings, SETTING_CA_FILE);
	bool is_fit = true;

	*what = NULL;
	if (!service_address_parse(url, &service->address, err)) {
		*what = settings_complaint_place(settings, SETTING_URL);
		is_fit = false;
	} else if (ca_file != NULL && !check_ca_file(ca_file, err)) {
		*what = settings_complaint_place(settings, SETTING_CA_FILE);
		is_fit = false;
	} else
		open_auth(service, settings, ca_file, log);
	free(ca_file);
	return is_fit;
}

bool
service_open(struct service *service, const struct settings *settings,
    const char *folder, struct secret *token, struct log *log, char **what,
    struct error *err)
{
	if (!service_reach(service, settings, log, what, err))
		return false;
	service->ledger =
	    ledger_file_new(secret_is_empty(token) ? folder : NULL,
	        settings->account, service->address.origin);
	if (open_session(service, settings, folder, token, err))
		return true;
	*what = xstrdup("KEYRACK_TOKEN");
	return false;
}

void
service_close(struct service *service)
{
	auth_free(service->auth);
	ledger_file_free(service->ledger);
	message_clear(&service->trouble);
	memset(service, 0, sizeof(*service));
}
