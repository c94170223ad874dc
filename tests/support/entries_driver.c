/* SPDX-License-Identifier: ISC */
/* What the service of the driver has. */
#include "config.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "support/journey_driver.h"

void
driver_put(struct driver *driver, const char *id, const char *name)
{
	size_t i = 0;

	while (
	    i < driver->entry_count && strcmp(driver->entries[i].id, id) != 0)
		i++;
	assert_true(i < DRIVER_ENTRIES_MAX);
	if (i == driver->entry_count)
		driver->entry_count++;
	driver->entries[i] = (struct driver_entry){ .id = id, .name = name };
}

void
driver_remove(struct driver *driver, const char *id)
{
	size_t kept = 0;

	for (size_t i = 0; i < driver->entry_count; i++)
		if (strcmp(driver->entries[i].id, id) != 0)
			driver->entries[kept++] = driver->entries[i];
	driver->entry_count = kept;
}
