/* SPDX-License-Identifier: ISC */
/* Lets time go by, watched or not. */
#include "config.h"

#include "support/journey_driver.h"

void
driver_wait(struct driver *driver, int64_t milliseconds)
{
	struct event event = { .kind = EVENT_TIME };

	driver->steady_ms += milliseconds;
	driver_send(driver, &event);
}

void
driver_watch(struct driver *driver, int64_t milliseconds)
{
	int64_t end = driver->steady_ms + milliseconds;

	while (driver->steady_ms < end) {
		int64_t next = controller_deadline(&driver->controller);

		if (next > end)
			next = end;
		/* The driver's clock goes on with each event by itself. */
		driver_wait(driver, next > driver->steady_ms + 10
		                        ? next - driver->steady_ms - 10
		                        : 0);
	}
}
