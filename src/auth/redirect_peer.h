/* SPDX-License-Identifier: ISC */
/* Whose process is at the other end of a connection from this machine. */
#ifndef KEYRACK_AUTH_REDIRECT_PEER_H
#define KEYRACK_AUTH_REDIRECT_PEER_H

#include <stdbool.h>

/*
 * Whether the peer of a connected socket is known to belong to another user
 * of this machine. False where that cannot be found out. The superuser is
 * not refused: nothing is kept from it anyway, and the forwarders of virtual
 * machines (WSL) call in its name.
 */
bool redirect_peer_is_other_user(int fd);

#endif
