/* SPDX-License-Identifier: ISC */
/* Checks what is asked for before anything is made. */
#include "config.h"

#include "cli/create.h"

#include <stdlib.h>

#include "cli/making.h"
#include "cli/name.h"
#include "cli/organization.h"

enum status
create_run(struct errand *errand)
{
	const char *name = errand->options->operands[0];
	const char *org = options_text(errand->options, OPTION_ORG);
	const char *typed = options_text(errand->options, OPTION_OUTPUT);
	struct outlet outlet = { .fd = -1 };
	char *organization = NULL;
	enum status status = errand_need_change(errand);

	if (status == STATUS_DONE)
		status = name_check("create", name);
	if (status == STATUS_DONE)
		status = outlet_open(errand, &outlet, typed);
	if (status == STATUS_DONE)
		status = errand_need_session(errand);
	if (status == STATUS_DONE && org != NULL)
		status = organization_find(errand, org, &organization);
	if (status == STATUS_DONE)
		status = making_run(errand, &(struct making){ .name = name,
		                                .organization = organization,
		                                .outlet = &outlet });
	free(organization);
	outlet_close(&outlet);
	return status;
}
