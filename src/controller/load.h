/* SPDX-License-Identifier: ISC */
/* The list and the profile on their way. */
#ifndef KEYRACK_CONTROLLER_LOAD_H
#define KEYRACK_CONTROLLER_LOAD_H

#include "controller/controller.h"

/* Asks for the list anew, in place of one on its way; returns its number. */
uint32_t load_list(struct controller *controller, struct effects *out);
void load_profile(struct controller *controller, struct effects *out);
/* The list, as soon as it is known whose session it is. */
void load_list_checked(struct controller *controller, struct effects *out);
void load_cancel(struct loading *loading, struct effects *out);
/*
 * A list that is answered while a change is on its way may tell of the time
 * before or after it: it is cancelled, and asked for anew afterwards.
 */
void load_postpone(struct controller *controller, struct effects *out);
void load_resume(struct controller *controller, struct effects *out);
void load_list_reply(
    struct controller *controller, struct reply *reply, struct effects *out);
void load_profile_reply(
    struct controller *controller, struct reply *reply, struct effects *out);
/* At the end of each event: a list that came below a dialog, once it closed. */
void load_show_later(struct controller *controller);
/* Asks again what failed, and reloads when it is time. */
void load_tick(struct controller *controller, struct effects *out);
/* The steady clock's time at which load_tick is wanted; INT64_MAX: never. */
int64_t load_deadline(const struct controller *controller);
/* Whether the list or the profile is waited for, or will be asked again. */
bool load_is_awaited(const struct controller *controller);
/* The profile may be shown: takes it, and goes on with what waited for it. */
void load_profile_taken(
    struct controller *controller, struct reply *reply, struct effects *out);

#endif
