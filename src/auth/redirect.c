/* SPDX-License-Identifier: ISC */
/* Runs an HTTP server for each address family and keeps the first answer. */
#include "config.h"

#include "auth/redirect.h"

#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include <microhttpd.h>

#include "auth/redirect_callers.h"
#include "auth/redirect_gate.h"
#include "auth/redirect_page.h"
#include "auth/redirect_peer.h"
#include "base/clock.h"
#include "base/xmalloc.h"

/* More than the callers we keep: those sent away linger for a turn. */
#define CONNECTIONS_MAX 64U
/*
 * For 8 KiB of request: the library copies the cookies, which other programs
 * on localhost may have left there, and keeps its own notes beside them.
 */
#define CONNECTION_BYTES ((size_t)20 * 1024)
/* How long callers may be left alone where they cannot be waited for. */
#define POLL_MS 20

struct redirect {
	struct clock clock;
	struct redirect_uri uri; /* with the port that is listened on */
	struct secret state;
	char *issuer; /* NULL: any */
	struct MHD_Daemon *daemons[REDIRECT_SOCKETS_MAX];
	size_t daemon_count;
	struct redirect_callers callers;
	enum redirect_page end; /* what the page at the end shows */
	bool is_seen;           /* it was, by a browser, to its last byte */
	bool has_answer;
	struct redirect_answer answer;
	bool is_finished;
};

static int64_t
now_ms(const struct redirect *redirect)
{
	return redirect->clock.steady_ms(redirect->clock.self);
}

static int
socket_of(struct MHD_Connection *connection)
{
	return MHD_get_connection_info(
	    connection, MHD_CONNECTION_INFO_CONNECTION_FD)
	    ->connect_fd;
}

static void
note_caller(void *cls, struct MHD_Connection *connection, void **context,
    enum MHD_ConnectionNotificationCode code)
{
	struct redirect *redirect = cls;
	int fd = socket_of(connection);

	(void)context;
	if (code == MHD_CONNECTION_NOTIFY_STARTED)
		redirect_callers_add(&redirect->callers, fd, now_ms(redirect));
	else
		redirect_callers_remove(&redirect->callers, fd);
}

/* Keeps the target as it came; it may hold the code. */
static void *
note_target(void *cls, const char *target, struct MHD_Connection *connection)
{
	struct secret *copy = xcalloc(1, sizeof(*copy));

	(void)cls;
	(void)connection;
	secret_set(copy, target, strlen(target));
	return copy;
}

static void
forget_target(void *cls, struct MHD_Connection *connection, void **context,
    enum MHD_RequestTerminationCode code)
{
	struct redirect *redirect = cls;
	struct secret *target = *context;

	(void)connection;
	if (target == NULL)
		return;
	if (code == MHD_REQUEST_TERMINATED_COMPLETED_OK &&
	    redirect_gate_is_end(secret_bytes(target), &redirect->uri))
		redirect->is_seen = true;
	secret_clear(target);
	free(target);
	*context = NULL;
}

static enum MHD_Result
note_header(
    void *cls, enum MHD_ValueKind kind, const char *name, const char *value)
{
	struct redirect_head *head = cls;

	(void)kind;
	if (strcasecmp(name, "Host") == 0) {
		head->host = value;
		head->host_count++;
	} else if (strcasecmp(name, "Origin") == 0) {
		head->has_origin = true;
	} else if (strcasecmp(name, "Sec-Purpose") == 0 ||
	           strcasecmp(name, "Purpose") == 0 ||
	           strcasecmp(name, "X-Moz") == 0) {
		head->is_prefetch = true;
	}
	return MHD_YES;
}

/*
 * Judges a query. A code is not replaced by what comes after it: browsers
 * ask twice, and the second time must not look different.
 */
static enum redirect_page
judge(struct redirect *redirect, const char *query)
{
	struct redirect_answer answer = { 0 };
	enum redirect_page page = REDIRECT_PAGE_FOREIGN;

	redirect_answer_of_query(
	    query, &redirect->state, redirect->issuer, &answer);
	if (answer.verdict != REDIRECT_FOREIGN) {
		page = REDIRECT_PAGE_ARRIVED;
		if (!redirect->has_answer ||
		    redirect->answer.verdict != REDIRECT_CODE) {
			redirect->end = answer.verdict == REDIRECT_CODE
			                    ? REDIRECT_PAGE_DONE
			                    : REDIRECT_PAGE_DENIED;
			redirect->has_answer = true;
			redirect->is_seen = false;
			redirect_answer_take(&redirect->answer, &answer);
		}
	}
	redirect_answer_clear(&answer);
	return page;
}

static enum MHD_Result
handle(void *cls, struct MHD_Connection *connection, const char *url,
    const char *method, const char *version, const char *upload,
    size_t *upload_length, void **context)
{
	struct redirect *redirect = cls;
	const struct secret *target = *context;
	struct redirect_head head = {
		.method = method,
		.version = version,
		.target = secret_bytes(target),
	};
	const char *query = strchr(head.target, '?');
	enum redirect_page page;

	(void)url;
	(void)upload;
	(void)upload_length;
	MHD_get_connection_values(
	    connection, MHD_HEADER_KIND, note_header, &head);
	if (redirect_gate_passes(&head, &redirect->uri, redirect->end, &page)) {
		if (redirect_peer_is_other_user(socket_of(connection)))
			page = REDIRECT_PAGE_FORBIDDEN;
		else if (redirect->is_finished)
			page = REDIRECT_PAGE_GONE;
		else
			page = judge(redirect, query == NULL ? "" : query + 1);
	}
	return redirect_page_queue(
	    connection, page, redirect_gate_end_path(&redirect->uri));
}

static bool
has_epoll(void)
{
	return MHD_is_feature_supported(MHD_FEATURE_EPOLL) == MHD_YES;
}

/* The daemon closes the socket when it stops. */
static struct MHD_Daemon *
start_daemon(struct redirect *redirect, int fd)
{
	unsigned int flags = MHD_USE_SUPPRESS_DATE_NO_CLOCK;

	if (has_epoll())
		flags |= MHD_USE_EPOLL;
	return MHD_start_daemon(flags, 0, NULL, NULL, handle, redirect,
	    MHD_OPTION_LISTEN_SOCKET, fd, MHD_OPTION_URI_LOG_CALLBACK,
	    note_target, redirect, MHD_OPTION_NOTIFY_COMPLETED, forget_target,
	    redirect, MHD_OPTION_NOTIFY_CONNECTION, note_caller, redirect,
	    MHD_OPTION_CONNECTION_LIMIT, CONNECTIONS_MAX,
	    MHD_OPTION_CONNECTION_MEMORY_LIMIT, CONNECTION_BYTES,
	    MHD_OPTION_STRICT_FOR_CLIENT, 1, MHD_OPTION_END);
}

static bool
start_daemons(struct redirect *redirect, struct redirect_sockets *sockets,
    struct error *err)
{
	while (sockets->count > 0) {
		struct MHD_Daemon *daemon =
		    start_daemon(redirect, sockets->fds[sockets->count - 1]);

		if (daemon == NULL) {
			redirect_sockets_close(sockets);
			return error_set(err, ERROR_SYSTEM, 0,
			    "the HTTP server could not be started");
		}
		sockets->count--;
		redirect->daemons[redirect->daemon_count++] = daemon;
	}
	return true;
}

struct redirect *
redirect_new(const struct redirect_uri *uri, struct error *err)
{
	struct redirect_sockets sockets;
	struct redirect *redirect;

	if (!redirect_sockets_open(uri, &sockets, err))
		return NULL;
	redirect = xcalloc(1, sizeof(*redirect));
	redirect->clock = clock_of_system();
	redirect->uri = *uri;
	redirect->uri.port = sockets.port;
	redirect->end = REDIRECT_PAGE_NOT_FOUND;
	if (!start_daemons(redirect, &sockets, err)) {
		redirect_free(redirect);
		return NULL;
	}
	return redirect;
}

void
redirect_free(struct redirect *redirect)
{
	if (redirect == NULL)
		return;
	for (size_t i = 0; i < redirect->daemon_count; i++)
		MHD_stop_daemon(redirect->daemons[i]);
	secret_clear(&redirect->state);
	free(redirect->issuer);
	redirect_answer_clear(&redirect->answer);
	free(redirect);
}

int
redirect_port(const struct redirect *redirect)
{
	return redirect->uri.port;
}

void
redirect_set_state(struct redirect *redirect, const struct secret *state)
{
	secret_set(&redirect->state, secret_bytes(state), state->length);
}

void
redirect_set_issuer(struct redirect *redirect, const char *issuer)
{
	free(redirect->issuer);
	redirect->issuer = issuer == NULL ? NULL : xstrdup(issuer);
}

size_t
redirect_fds(const struct redirect *redirect, int fds[REDIRECT_FDS_MAX])
{
	for (size_t i = 0; i < redirect->daemon_count; i++)
		fds[i] = has_epoll() ? MHD_get_daemon_info(redirect->daemons[i],
		                           MHD_DAEMON_INFO_EPOLL_FD)
		                           ->epoll_fd
		                     : MHD_get_daemon_info(redirect->daemons[i],
		                           MHD_DAEMON_INFO_LISTEN_FD)
		                           ->listen_fd;
	return redirect->daemon_count;
}

int
redirect_timeout_ms(const struct redirect *redirect)
{
	int64_t deadline_ms = redirect_callers_deadline_ms(&redirect->callers);
	int64_t wait_ms = INT64_MAX;
	MHD_UNSIGNED_LONG_LONG library_ms;

	if (deadline_ms != INT64_MAX)
		wait_ms = deadline_ms - now_ms(redirect);
	if (redirect->callers.count > 0 && !has_epoll() && wait_ms > POLL_MS)
		wait_ms = POLL_MS;
	for (size_t i = 0; i < redirect->daemon_count; i++)
		if (MHD_get_timeout(redirect->daemons[i], &library_ms) ==
		        MHD_YES &&
		    library_ms < (MHD_UNSIGNED_LONG_LONG)INT_MAX &&
		    (int64_t)library_ms < wait_ms)
			wait_ms = (int64_t)library_ms;
	if (wait_ms == INT64_MAX)
		return -1;
	return wait_ms < 0 ? 0 : (int)wait_ms;
}

void
redirect_run(struct redirect *redirect)
{
	redirect_callers_expire(&redirect->callers, now_ms(redirect));
	for (size_t i = 0; i < redirect->daemon_count; i++)
		MHD_run(redirect->daemons[i]);
}

bool
redirect_next(struct redirect *redirect, struct redirect_answer *out)
{
	if (!redirect->has_answer)
		return false;
	redirect->has_answer = false;
	redirect_answer_take(out, &redirect->answer);
	return true;
}

bool
redirect_is_seen(const struct redirect *redirect)
{
	return redirect->is_seen;
}

void
redirect_finish(struct redirect *redirect)
{
	redirect->is_finished = true;
	redirect->has_answer = false;
	redirect_answer_clear(&redirect->answer);
}
