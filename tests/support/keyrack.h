/* SPDX-License-Identifier: ISC */
/* The ways in which terminal tests start keyrack. */
#ifndef KEYRACK_TESTS_SUPPORT_KEYRACK_H
#define KEYRACK_TESTS_SUPPORT_KEYRACK_H

#include "support/demo_service.h"
#include "support/terminal.h"

/* Starts `keyrack --demo` in 80x24. */
struct terminal *keyrack_demo(void);

/* The same with another environment (may be NULL) and size. */
struct terminal *keyrack_demo_in(
    const char *const *environment, int columns, int rows);

/* Starts keyrack on a service of its own. */
struct terminal *keyrack_on(const struct demo_service *service);

/* The same with another environment, which names the service, and size. */
struct terminal *keyrack_with(
    const char *const *environment, int columns, int rows);

/* In 80x24 with an environment and with these lines as its configuration. */
struct terminal *keyrack_configured(
    const char *const *environment, const char *settings);

/* Waits until the table is there. */
void keyrack_expect_table(struct terminal *terminal);

/* Types q; keyrack must end with status 0 and leave no trace. */
void keyrack_quit(struct terminal *terminal);

/*
 * Deletes the API key under the cursor: it is held back first, and then sent
 * at once.
 */
void keyrack_delete(struct terminal *terminal);

/*
 * Whether keyrack's memory is not its own: valgrind or the sanitizers keep
 * what was freed, and more of it.
 */
bool keyrack_is_instrumented(void);

/* A teardown for cmocka: ends all terminals and services. */
int keyrack_end_all(void **state);

#endif
