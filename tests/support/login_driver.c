/* SPDX-License-Identifier: ISC */
/* The steps of a login, as the loop and the service take them. */
#include "config.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/date.h"
#include "base/xmalloc.h"
#include "support/journey_driver.h"

void
driver_hear(struct driver *driver, struct login_event *login)
{
	struct event event = { .kind = EVENT_LOGIN, .login = *login };

	if (event.login.attempt == 0)
		event.login.attempt = driver->controller.login.attempt;
	*login = (struct login_event){ 0 };
	driver_send(driver, &event);
}

void
driver_reach_address(struct driver *driver)
{
	struct login_event ready = { .news = LOGIN_READY,
		.text = xstrdup(DRIVER_LINK),
		.host = xstrdup("id.example.org"),
		.is_known = true };
	struct reply reply = { .outcome = OUTCOME_DONE };

	reply.login_address = xstrdup(DRIVER_LINK);
	driver_answer_with(driver, REQUEST_LOGIN_ADDRESS, &reply);
	driver_hear(driver, &ready);
}

void
driver_reach_link(struct driver *driver)
{
	struct login_event opened = { .news = LOGIN_OPENED,
		.text = xstrdup("http://localhost:5173"),
		.port = 5173 };

	driver_hear(driver, &opened);
	driver_reach_address(driver);
}

void
driver_log_in(struct driver *driver)
{
	struct login_event answer = { .news = LOGIN_ANSWERED };
	struct reply reply = { .outcome = OUTCOME_DONE };

	secret_set(&answer.answer.code, "the-code", 8);
	driver_hear(driver, &answer);
	reply.login.session_ends_ms = DATE_NONE;
	driver_answer_with(driver, REQUEST_TOKEN_BY_CODE, &reply);
}
