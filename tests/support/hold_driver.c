/* SPDX-License-Identifier: ISC */
/* The driver's deletions that are held back. */
#include "config.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

#include "support/journey_driver.h"

void
driver_hold_back(struct driver *driver, int64_t seconds)
{
	driver->controller.given.delete_delay_s = seconds;
}

const struct holds *
driver_holds(const struct driver *driver)
{
	return &driver->controller.holds;
}

void
driver_start_held(struct driver *driver)
{
	const struct holds *holds = driver_holds(driver);

	driver_start_loaded(driver);
	driver_hold_back(driver, 10);
	driver_type(driver, "jdy");
	driver_expect_dialog(driver, DIALOG_NONE);
	assert_int_equal(holds->count, 1);
	assert_int_equal(hold_seconds(&holds->items[0]), 10);
	assert_true(controller_is_held_back(&driver->controller, "k2"));
	assert_false(controller_is_held_back(&driver->controller, "k1"));
}
