/* SPDX-License-Identifier: ISC */
/*
 * Shares a session that was logged in among many processes, and prints what
 * came of it as NAME=NUMBER. "told" says that the demo service is told when
 * its access tokens expire, "itself" that they expire by themselves.
 * usage: crowd URL SESSIONS-FOLDER LOG PROCESSES EXPIRIES told|itself
 */
#include "config.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/error.h"
#include "support/crowd.h"

int
main(int argc, char **argv)
{
	struct service_address address;
	struct crowd_figures figures;
	struct error err;

	if (argc != 7 || !service_address_parse(argv[1], &address, &err)) {
		fputs("usage: crowd URL SESSIONS-FOLDER LOG PROCESSES EXPIRIES "
		      "told|itself\n",
		    stderr);
		return 2;
	}
	struct crowd crowd = { .folder = argv[2],
		.log = argv[3],
		.address = &address,
		.is_told_to_expire = strcmp(argv[6], "told") == 0,
		.port = atoi(strrchr(argv[1], ':') + 1),
		.processes = (size_t)atol(argv[4]),
		.expiries = (size_t)atol(argv[5]) };

	crowd_run(&crowd, &figures);
	printf("asked=%zu failed=%zu expired=%zu refreshed=%zu refused=%zu "
	       "uneven=%zu\n",
	    figures.asked, figures.failed, figures.expired, figures.refreshed,
	    figures.refused, figures.uneven);
	return 0;
}
