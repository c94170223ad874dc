/* SPDX-License-Identifier: ISC */
/* Waits for what the program reads and writes, and for its end. */
#include "config.h"

#include "cli/helper_wait.h"

void
helper_wait(struct errand *errand, const struct helper *helper)
{
	const struct wait_fd all[] = {
		{ .fd = helper_input_fd(helper), .is_for_writing = true },
		{ .fd = helper_output_fd(helper) },
		{ .fd = helper_errors_fd(helper) },
	};
	struct wait_fd fds[sizeof(all) / sizeof(all[0])];
	size_t count = 0;

	for (size_t i = 0; i < sizeof(all) / sizeof(all[0]); i++)
		if (all[i].fd >= 0)
			fds[count++] = all[i];
	errand_wait(errand, fds, count, helper_timeout_ms(helper));
}
