/* SPDX-License-Identifier: ISC */
/* Gathers the descriptors of a helper that are open. */
#include "config.h"

#include "auth/helper_wait.h"

static size_t
add(struct wait_fd *fds, size_t count, int fd, bool is_for_writing)
{
	if (fd < 0)
		return count;
	fds[count] = (struct wait_fd){ fd, is_for_writing, false };
	return count + 1;
}

size_t
helper_wait_fds(
    const struct helper *helper, struct wait_fd fds[HELPER_WAIT_MAX])
{
	size_t count;

	if (helper == NULL)
		return 0;
	count = add(fds, 0, helper_input_fd(helper), true);
	count = add(fds, count, helper_output_fd(helper), false);
	return add(fds, count, helper_errors_fd(helper), false);
}
