/* SPDX-License-Identifier: ISC */
/* The person before a browser, for tests that are written in sh. */
#include "config.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "support/person.h"

int
main(int argc, char **argv)
{
	char *address;

	if (argc == 3 && strcmp(argv[1], "return") == 0) {
		printf("%d\n", person_returns(argv[2]));
		return 0;
	}
	if (argc != 4 || strcmp(argv[1], "decide") != 0) {
		fputs("usage: browser decide DECISION LINK\n"
		      "       browser return ADDRESS\n",
		    stderr);
		return 2;
	}
	address = person_decides(argv[3], argv[2]);
	puts(address);
	free(address);
	return 0;
}
