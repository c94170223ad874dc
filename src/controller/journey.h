/* SPDX-License-Identifier: ISC */
/* What the files of the controller share with each other and nobody else. */
#ifndef KEYRACK_CONTROLLER_JOURNEY_H
#define KEYRACK_CONTROLLER_JOURNEY_H

#include "controller/controller.h"
#include "controller/load.h"

/* dialogs.c: the stack of them */
void dialog_push(struct controller *controller, enum dialog dialog);
void dialog_pop(struct controller *controller);
bool dialog_is_open(const struct controller *controller, enum dialog dialog);
/* Takes it off the stack, wherever it lies; nothing if it is not there. */
void dialog_close(struct controller *controller, enum dialog dialog);
/* Puts `next` in the place of `dialog`, which lies on the stack. */
void dialog_swap(
    struct controller *controller, enum dialog dialog, enum dialog next);
/* Puts `dialog` right above `below`, or lowest if that is DIALOG_NONE. */
void dialog_insert(
    struct controller *controller, enum dialog dialog, enum dialog below);

/* controller.c */
/* A request with its number and kind set; the caller fills in the rest. */
struct request journey_request(
    struct controller *controller, enum request_kind kind);

/* After a change of what stands where. */
void journey_solve(struct controller *controller);
/* Tells the person; subject may be NULL. */
void journey_tell(struct controller *controller, enum message_id id,
    enum message_tone tone, const char *subject);

/* run.c: runs it if it can be done, else tells why not */
void journey_run(struct controller *controller, const struct command *command,
    struct effects *out);
/* Whether there is one that has an id; if not, *why says the reason. */
bool journey_can_open(
    const struct controller *controller, enum message_id *why);
/* The API key that commands act on: that of the details, or the cursor's. */
const struct apikey *journey_target(const struct controller *controller);

/* The request on its way that changes something; REQUEST_LIST: none is. */
enum request_kind journey_change(const struct controller *controller);

/* browse.c: the panes */
void browse_start(struct controller *controller, struct effects *out);
void browse_key(
    struct controller *controller, struct key key, struct effects *out);
/* False where no text is taken. */
bool browse_paste(struct controller *controller, const char *text);
void browse_move(struct controller *controller, enum key_code code);
/* The cursor goes to this row, if there is one. */
void browse_choose(struct controller *controller, long row);
void browse_open_filter(struct controller *controller);
/* The next portion of a search that goes on. */
void browse_search(struct controller *controller);
void browse_turn_view(struct controller *controller);
void browse_sort(
    struct controller *controller, enum keylist_column column, bool reversed);
void browse_reload(struct controller *controller, struct effects *out);
/* After any change of rows: the cursor goes with its API key. */
void browse_follow(struct controller *controller);
/* The next browse_follow goes to this API key; NULL: to none. */
void browse_aim(struct controller *controller, const char *id);
void browse_escape(struct controller *controller, struct effects *out);

/* expiring.c: what a first list has that expires soon */
void expiring_tell(struct controller *controller);
/* create.c */
void create_open(struct controller *controller, struct effects *out);
void create_send(struct controller *controller, struct effects *out);
void create_submit(struct controller *controller, struct effects *out);
void create_reply(
    struct controller *controller, struct reply *reply, struct effects *out);

/* created.c: the panel after a creation */
/* Fills the panel; takes the token of `record` out of the reply. */
void created_set(struct controller *controller, const struct apikey *record,
    struct reply *reply, enum created_origin origin);
void created_key(
    struct controller *controller, struct key key, struct effects *out);
void created_clear(struct created *created);

/* created_file.c: the panel's field for a file's path */
void created_file_open(struct controller *controller);
void created_file_key(
    struct controller *controller, struct key key, struct effects *out);
/* False where no text is taken. */
bool created_file_paste(struct controller *controller, const char *text);
void created_file_hear(
    struct controller *controller, const struct file_news *news);

/* handout.c: whether it can be done; if not, *why says the reason */
bool handout_can_copy(
    const struct controller *controller, enum message_id *why);
bool handout_can_copy_id(
    const struct controller *controller, enum message_id *why);
bool handout_can_reveal(
    const struct controller *controller, enum message_id *why);

/* wish.c: a token that comes with the next list */
void wish_copy(struct controller *controller, struct effects *out);
void wish_reveal(struct controller *controller, struct effects *out);
/* Takes it out of a list that came, and hands it over. */
void wish_look(
    struct controller *controller, struct reply *list, struct effects *out);
/* The list did not come; false if nobody wished for a token. */
bool wish_unseen(struct controller *controller, const struct reply *list);
/* Esc; false if nobody waits for a token. */
bool wish_stop(struct controller *controller, struct effects *out);
/* The person is elsewhere: a token that is waited for will not be shown. */
void wish_give_up_reveal(struct controller *controller);
void wish_clear(struct wish *wish);

/* copy.c: the clipboard */
/* Takes the token; id and name are those of its API key. */
void copy_token(struct controller *controller, const char *id, const char *name,
    struct secret *token, struct effects *out);
/* name may be NULL. */
void copy_text(struct controller *controller, enum copy_what what,
    const char *name, const char *text, struct effects *out);
void copy_id(struct controller *controller, struct effects *out);
/* Esc; false if nothing is being copied. */
bool copy_stop(struct controller *controller, struct effects *out);
void copy_hear(
    struct controller *controller, const struct clipboard_news *news);
/* Clears a token when its time is over. */
void copy_tick(struct controller *controller, struct effects *out);
void copying_clear(struct copying *copying);

/* reveal.c: a token that is shown for some seconds */
/* Takes the token, unless something else is being done. */
void reveal_open(struct controller *controller, const struct wish *wish,
    struct secret *token);
void reveal_key(struct controller *controller, struct key key);
void reveal_hide(struct controller *controller);
void reveal_tick(struct controller *controller);
void reveal_clear(struct reveal *reveal);

/* rename.c */
void rename_open(struct controller *controller, struct effects *out);
void rename_open_for(
    struct controller *controller, const struct apikey *apikey);
void rename_send(struct controller *controller, struct effects *out);
void rename_submit(struct controller *controller, struct effects *out);
/* The list came that tells whether somebody renamed it meanwhile. */
void rename_looked(struct controller *controller, struct effects *out);
void rename_reply(
    struct controller *controller, struct reply *reply, struct effects *out);

/* note.c */
bool note_can(const struct controller *controller, enum message_id *why);
void note_open(struct controller *controller, struct effects *out);
void note_submit(struct controller *controller, struct effects *out);
void note_hear(struct controller *controller);

/* form.c: what all forms share */
void form_key(
    struct controller *controller, struct key key, struct effects *out);
/* False where no text is taken. */
bool form_paste(struct controller *controller, const char *text);
/* Whether the name can be sent; if not, the form says why. */
bool form_accepts_name(struct form *form);
/* Takes the form off the screen and forgets what was typed. */
void form_close(struct controller *controller);
/* Back to editing, with the reason why it was not done. */
void form_refuse(struct form *form, const struct message *refusal);
/* REQUEST_CREATE or REQUEST_RENAME */
enum request_kind form_kind(const struct form *form);
enum dialog form_dialog(const struct form *form);

/* delete.c */
void delete_send(struct controller *controller, struct effects *out);
void delete_open(struct controller *controller, struct effects *out);
void delete_open_for(
    struct controller *controller, const struct apikey *apikey);
void delete_key(
    struct controller *controller, struct key key, struct effects *out);
void delete_reply(
    struct controller *controller, struct reply *reply, struct effects *out);
/* Back to the question, with the reason why it was not done. */
void delete_refuse(
    struct controller *controller, const struct message *refusal);
/* The API key has gone: the dialog goes, and all else that shows it. */
void delete_close(struct controller *controller, const char *id);
void deletion_clear(struct deletion *deletion);

/* delete_many.c */
/* Whether something is marked that could be deleted. */
bool delete_many_can(const struct controller *controller);
/* False, and nothing is asked, when nothing is. */
bool delete_many_open(struct controller *controller);
void delete_many_key(
    struct controller *controller, struct key key, struct effects *out);
bool delete_many_paste(struct controller *controller, const char *text);

/* marking.c */
void marking_toggle(struct controller *controller, struct effects *out);
void marking_all(struct controller *controller, struct effects *out);
void marking_invert(struct controller *controller, struct effects *out);
void marking_open_range(struct controller *controller, struct effects *out);
/* All marks, and why what is marked was not deleted. */
void marking_clear(struct controller *controller);
void marking_drop_range(struct controller *controller);
/* Whether the key ends a range that is open, and does nothing else. */
bool marking_takes_key(struct controller *controller, struct key key);

/* hold.c: confirmed deletions, until they are sent */
/* Holds them back, or sends them where there is no delay; takes them. */
void hold_take(struct controller *controller, struct targets *targets);
/* Whether nothing else can be done with it now; why says the reason. */
bool hold_refuses(
    const struct controller *controller, const char *id, enum message_id *why);
/* Whatever is left of the countdown; nothing if it is not held back. */
void hold_send_one(struct controller *controller, const char *id);
void hold_send_all(struct controller *controller);
/* The API key has gone: there is nothing to hold back any more. */
void hold_gone(struct controller *controller, const char *id);
/* There must be one. */
void hold_keep_newest(struct controller *controller);
void hold_count_anew(struct controller *controller);
/* At the start of each event: time has gone by, seen by somebody or not. */
void hold_count(struct controller *controller);
/* At its end: sends what is due, asks about what slept. */
void hold_go_on(struct controller *controller);
/* A list came: some may have gone, or have another name. */
void hold_look(struct controller *controller);
/* Milliseconds until a countdown shows another second; INT64_MAX: none. */
int64_t hold_wait(const struct controller *controller);

/* bulk.c: deletions on their way, one after another */
/* Puts them behind those that are; takes them. */
void bulk_take(struct controller *controller, struct targets *targets);
/* At the end of each event: sends the next, or says what became of all. */
void bulk_go_on(struct controller *controller, struct effects *out);
void bulk_reply(struct controller *controller, struct reply *reply);
/* One step back: the unsent, then the one on its way, then the look. */
void bulk_stop(struct controller *controller, struct effects *out);
/* What has not been sent fails for this reason. */
void bulk_refuse(struct controller *controller, const struct message *refusal);
/* The request of this number is to be sent again; false: it is not ours. */
bool bulk_interrupt(struct controller *controller, uint32_t seq);
/* As lost_look and lost_unseen do. */
void bulk_look(struct controller *controller, const struct reply *list);
bool bulk_unseen(
    struct controller *controller, uint32_t seq, const struct error *reason);
void failures_forget(
    struct controller *controller, const struct targets *again);

/* leave.c: the question what becomes of what is held back */
/* False, and nothing is asked, when nothing is held back. */
bool leave_asks(struct controller *controller, enum leave_reason reason);
void leave_key(
    struct controller *controller, struct key key, struct effects *out);
/* What the answer wanted sent has its results; is_whole: all are gone. */
void leave_sent(
    struct controller *controller, bool is_whole, struct effects *out);

/* undo.c */
bool undo_can(const struct controller *controller, enum message_id *why);
void undo_run(struct controller *controller, struct effects *out);
/* In a dialog that lists: keeps what is held back; false: not its key. */
bool undo_takes_key(struct controller *controller, struct key key);
/* The last rename; old_name NULL: it was an undo, which is not undone. */
void undo_note_rename(struct controller *controller, const char *id,
    const char *old_name, const char *new_name);
void renamed_clear(struct renamed *renamed);

/* details.c */
void details_open(struct controller *controller, struct effects *out);
void details_key(
    struct controller *controller, struct key key, struct effects *out);

/* help.c */
void help_open(struct controller *controller, struct effects *out);
/* The same list, to run something from. */
void help_open_palette(struct controller *controller, struct effects *out);
void help_key(
    struct controller *controller, struct key key, struct effects *out);
bool help_paste(struct controller *controller, const char *text);
void help_clear(struct help *help);

/* messages.c */
void messages_open(struct controller *controller, struct effects *out);
void messages_key(
    struct controller *controller, struct key key, struct effects *out);

/* mouse.c */
void mouse_take(
    struct controller *controller, struct mouse mouse, struct effects *out);

/* lost.c: requests whose outcome is not known */
/* The request of this kind got no answer, for this reason: looks at once. */
void lost_open(struct controller *controller, enum request_kind kind,
    const struct error *reason, struct effects *out);
/* Looks in a list that came, before it takes the place of the shown one. */
void lost_look(struct controller *controller, struct reply *list);
/* The list did not come; false if nobody looks in it for something lost. */
bool lost_unseen(
    struct controller *controller, uint32_t seq, const struct error *reason);
void lost_clear(struct lost *lost);

/* store.c: what the store of the session tells */
void store_hear(struct controller *controller, const struct store_event *event,
    struct effects *out);

/* login_screen.c: the login screen and its steps */
void login_screen_open(struct controller *controller, enum login_reason reason,
    struct effects *out);
/* The same at the start, as long as the store is asked for a session. */
void login_screen_look(struct controller *controller);
/* Begins the login anew. */
void login_screen_restart(
    struct controller *controller, bool may_start_browser, struct effects *out);
void login_screen_hear(struct controller *controller, struct login_event *event,
    struct effects *out);
void login_screen_token_reply(
    struct controller *controller, struct reply *reply, struct effects *out);
/* The attempt has ended; the note says why. */
void login_screen_fail(struct login_screen *login);
/* Waits no more for the code's request; its success counts all the same. */
void login_screen_stop(struct login_screen *login);
/* A login that was not waited for any more must not count after all. */
void login_screen_forget_late(
    struct controller *controller, struct effects *out);
/* Closes the listener when the browser has had time for its last page. */
void login_screen_tick(struct controller *controller, struct effects *out);

/* login_page.c: the address of the login page */
/* The listener is open, or not: asks for the address with its port. */
void login_page_ask(struct controller *controller, struct login_event *event,
    struct effects *out);
void login_page_reply(
    struct controller *controller, struct reply *reply, struct effects *out);
/* Asks again what failed, when it is time. */
void login_page_tick(struct controller *controller, struct effects *out);
/* Esc; false if nothing waits to be asked again. */
bool login_page_stop(struct login_screen *login);

/* login_screen_keys.c */
void login_screen_key(
    struct controller *controller, struct key key, struct effects *out);
void login_screen_paste(
    struct controller *controller, const char *text, struct effects *out);

/* What would be lost, or left open, if keyrack were left now. */
bool journey_has_unfinished_work(const struct controller *controller);

/* again.c: what the end of a session interrupts, and a login continues */
/* False: the reply does not tell of a session's end, or not of news. */
bool again_takes(
    struct controller *controller, struct reply *reply, struct effects *out);
/* The requests on their way are for nobody any more. */
void again_stop_loading(struct controller *controller, struct effects *out);
/* There is a new session: asks whose it is, and then goes on. */
void again_log_in(struct controller *controller, struct effects *out);
/* The profile came, or not. */
void again_go_on(struct controller *controller, const struct reply *profile,
    struct effects *out);
/* The person went back without a login: nothing was sent. */
void again_give_up(struct controller *controller);

/* logout.c */
/* Asks first when deletions are held back. */
void logout_run(struct controller *controller, struct effects *out);
/* Ends the session, whatever is under way; and stops waiting for that. */
void logout_send(struct controller *controller, struct effects *out);
void logout_cancel(struct controller *controller, struct effects *out);
void logout_reply(
    struct controller *controller, struct reply *reply, struct effects *out);

/* accounts.c */
void accounts_open(struct controller *controller, struct effects *out);
/* Goes over to the account under the cursor, if nothing is against it. */
void accounts_choose(struct controller *controller, struct effects *out);
void accounts_key(
    struct controller *controller, struct key key, struct effects *out);

/* guard.c: nothing is shown or done with the wrong account's session */
/* A session begins: whose it is has to be found out. */
void guard_begin(struct controller *controller);
/* Whether it matters whose session it is, and is not known yet. */
bool guard_waits(const struct controller *controller);
/*
 * Whether the profile that came is not of whom it should be: it is taken out
 * of the reply then, and the person is asked.
 */
bool guard_stops(struct controller *controller, struct reply *profile);
/* The service has answered to the logout that the question led to. */
void guard_logged_out(struct controller *controller, struct effects *out);
/* Whether both e-mails are one person's; NULL is nobody's. */
bool guard_is_same(const char *one, const char *other);
void guard_key(
    struct controller *controller, struct key key, struct effects *out);

/* replies.c */
void replies_take(
    struct controller *controller, struct reply *reply, struct effects *out);

#endif
