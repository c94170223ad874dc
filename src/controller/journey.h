/* SPDX-License-Identifier: ISC */
/* What the files of the controller share with each other and nobody else. */
#ifndef KEYRACK_CONTROLLER_JOURNEY_H
#define KEYRACK_CONTROLLER_JOURNEY_H

#include "controller/controller.h"

/* dialog stack: controller.c */
void dialog_push(struct controller *controller, enum dialog dialog);
void dialog_pop(struct controller *controller);

/* A request with its number and kind set; the caller fills in the rest. */
struct request journey_request(
    struct controller *controller, enum request_kind kind);

/* Tells the person; subject may be NULL. */
void journey_tell(struct controller *controller, enum message_id id,
    enum message_tone tone, const char *subject);
void journey_tell_failure(struct controller *controller,
    const struct reply *reply, const char *subject);

/* browse.c: the panes */
void browse_start(struct controller *controller, struct effects *out);
void browse_key(
    struct controller *controller, struct key key, struct effects *out);
void browse_reload(struct controller *controller, struct effects *out);
/* After any change of rows: the cursor goes with its API key. */
void browse_follow(struct controller *controller);
void browse_escape(struct controller *controller, struct effects *out);

/* create.c */
void create_open(struct controller *controller, struct effects *out);
void create_submit(struct controller *controller, struct effects *out);
void create_reply(
    struct controller *controller, struct reply *reply, struct effects *out);
void create_found(struct controller *controller, struct reply *reply);
void created_key(
    struct controller *controller, struct key key, struct effects *out);
void created_clear(struct created *created);

/* rename.c */
void rename_open(struct controller *controller, struct effects *out);
void rename_submit(struct controller *controller, struct effects *out);
void rename_reply(
    struct controller *controller, struct reply *reply, struct effects *out);

/* form.c: keys of both forms */
void form_key(
    struct controller *controller, struct key key, struct effects *out);
void form_paste(struct controller *controller, const char *text);

/* delete.c */
void delete_open(struct controller *controller, struct effects *out);
void delete_open_for(
    struct controller *controller, const struct apikey *apikey);
void delete_key(
    struct controller *controller, struct key key, struct effects *out);
void delete_reply(
    struct controller *controller, struct reply *reply, struct effects *out);
void deletion_clear(struct deletion *deletion);

/* details.c */
void details_open(struct controller *controller, struct effects *out);
void details_key(
    struct controller *controller, struct key key, struct effects *out);

/* help.c */
void help_open(struct controller *controller, struct effects *out);
void help_key(
    struct controller *controller, struct key key, struct effects *out);
void help_clear(struct help *help);

/* lost.c: requests whose outcome is not known */
void lost_open(struct controller *controller, const struct reply *reply,
    struct effects *out);
void lost_look(struct controller *controller, struct reply *list);
void lost_clear(struct lost *lost);

/* replies.c */
void replies_take(
    struct controller *controller, struct reply *reply, struct effects *out);

#endif
