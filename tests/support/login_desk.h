/* SPDX-License-Identifier: ISC */
/* A service, a home for sessions, a browser that notes what it is given. */
#ifndef KEYRACK_SUPPORT_LOGIN_DESK_H
#define KEYRACK_SUPPORT_LOGIN_DESK_H

#include "support/keyrack.h"

struct login_desk {
	struct demo_service *service;
	char folder[64];       /* holds all that is written, "log" as well */
	char *state, *browser; /* for the environment */
};

/*
 * Fixtures; the state is the desk. The arguments (NULL at their end) are for
 * the service. The teardown ends all terminals, too.
 */
int login_desk_setup(void **state);
int login_desk_setup_with(void **state, const char *const *arguments);
int login_desk_teardown(void **state);

/*
 * Starts keyrack with this redirect URI, its log in the folder, in an
 * environment with these two variables ("NAME=value" sets, "NAME" unsets).
 */
struct terminal *login_desk_start(const struct login_desk *desk,
    const char *redirect_uri, const char *ssh, const char *display);

/* The same over SSH, where no browser is started. */
struct terminal *login_desk_start_over_ssh(
    const struct login_desk *desk, const char *redirect_uri);

/* A login that waits, and the address that would log in. */
struct login_scene {
	const struct login_desk *desk;
	struct terminal *terminal;
	char *address;
	int port;
	const char *query; /* of the address, "code=…&state=…" */
	char *code, *state;
};

/*
 * Starts keyrack over SSH on a free port, and presses the login page's button
 * without going to where it leads. Release with login_scene_clear.
 */
void login_scene_open(struct login_scene *scene, const struct login_desk *desk);
void login_scene_clear(struct login_scene *scene);

/* Pastes as terminals mark it. */
void login_desk_paste(struct terminal *terminal, const char *text);

/* How often a code was redeemed. */
size_t login_desk_token_calls(const struct login_desk *desk);

#endif
