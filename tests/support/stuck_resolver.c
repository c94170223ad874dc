/* SPDX-License-Identifier: ISC */
/* To be preloaded: a resolver that never answers. */
#include <netdb.h>
#include <unistd.h>

int
getaddrinfo(const char *node, const char *service, const struct addrinfo *hints,
    struct addrinfo **found)
{
	(void)node;
	(void)service;
	(void)hints;
	(void)found;
	for (;;)
		pause();
}
