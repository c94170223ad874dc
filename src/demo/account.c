/* SPDX-License-Identifier: ISC */
/*
 * Each API key keeps its JSON record, so that the list of 100,000 is made by
 * copying, and made once for a change.
 */
#include "config.h"

#include "demo/account.h"

#include <stdlib.h>
#include <string.h>

#include "base/buffer.h"
#include "base/date.h"
#include "base/json.h"
#include "base/xmalloc.h"

#define RECORD_MAX ((size_t)64 * 1024)

static const char *const organization_names[ACCOUNT_ORGANIZATIONS] = {
	"Acme Research",
	"Bêta Société",
};

void
account_init(struct account *account, uint64_t seed)
{
	*account = (struct account){ .dice = { .state = seed } };
	dice_id(&account->dice, account->user_id);
	for (int i = 0; i < ACCOUNT_ORGANIZATIONS; i++)
		dice_id(&account->dice, account->organization_ids[i]);
}

static void
forget_list(struct account *account)
{
	body_drop(account->list);
	account->list = NULL;
}

void
account_clear(struct account *account)
{
	forget_list(account);
	for (size_t i = 0; i < account->count; i++)
		free(account->keys[i].record);
	free(account->keys);
	*account = (struct account){ 0 };
}

/* Appends "name":"value" after what opens or separates it. */
static void
add_member(struct buffer *json, const char *before, const char *name,
    const char *value)
{
	buffer_add_text(json, before);
	json_add_string(json, name);
	buffer_add_text(json, ":");
	json_add_string(json, value);
}

static struct body *
body_of_buffer(const struct buffer *buffer)
{
	struct body *body = body_new(buffer->length);

	memcpy(body->bytes, buffer_text(buffer), buffer->length);
	return body;
}

struct body *
account_profile(const struct account *account)
{
	struct buffer json;
	struct body *body;

	buffer_init(&json, RECORD_MAX);
	add_member(&json, "{", "email", ACCOUNT_EMAIL);
	buffer_add_text(&json, ",\"isAdmin\":false,\"organizations\":");
	for (int i = 0; i < ACCOUNT_ORGANIZATIONS; i++) {
		add_member(&json, i == 0 ? "[{" : ",{", "id",
		    account->organization_ids[i]);
		add_member(&json, ",", "name", organization_names[i]);
		buffer_add_text(&json, "}");
	}
	buffer_add_text(&json, "]}");
	body = body_of_buffer(&json);
	buffer_clear(&json);
	return body;
}

/* Writes "[", the records with commas between, and "]". */
static struct body *
make_list(const struct account *account)
{
	size_t length = 2 + (account->count > 0 ? account->count - 1 : 0);
	struct body *list;
	char *end;

	for (size_t i = 0; i < account->count; i++)
		length += account->keys[i].record_length;
	list = body_new(length);
	end = list->bytes;
	*end++ = '[';
	for (size_t i = 0; i < account->count; i++) {
		const struct account_key *key = &account->keys[i];

		if (i > 0)
			*end++ = ',';
		memcpy(end, key->record, key->record_length);
		end += key->record_length;
	}
	*end = ']';
	return list;
}

struct body *
account_list(struct account *account)
{
	if (account->list == NULL)
		account->list = make_list(account);
	return body_keep(account->list);
}

struct body *
account_record(const struct account_key *key)
{
	struct body *body = body_new(key->record_length);

	memcpy(body->bytes, key->record, key->record_length);
	return body;
}

int
account_find_organization(const struct account *account, const char *id)
{
	for (int i = 0; i < ACCOUNT_ORGANIZATIONS; i++)
		if (strcmp(account->organization_ids[i], id) == 0)
			return i;
	return ACCOUNT_PERSONAL;
}

/* The index of the API key, or the count when there is none. */
static size_t
find(const struct account *account, const char *id)
{
	size_t i = 0;

	while (i < account->count && strcmp(account->keys[i].id, id) != 0)
		i++;
	return i;
}

const struct account_key *
account_find(const struct account *account, const char *id)
{
	size_t i = find(account, id);

	return i == account->count ? NULL : &account->keys[i];
}

static void
write_record(
    const struct account *account, struct account_key *key, const char *name)
{
	char created[DATE_TEXT_MAX], expires[DATE_TEXT_MAX];
	struct buffer json;

	date_format_rfc3339(key->created_ms, created);
	date_format_rfc3339(key->expires_ms, expires);
	buffer_init(&json, RECORD_MAX);
	add_member(&json, "{", "id", key->id);
	if (key->organization != ACCOUNT_PERSONAL)
		add_member(&json, ",", "organization",
		    account->organization_ids[key->organization]);
	add_member(&json, ",", "name", name);
	add_member(&json, ",", "token", key->token);
	add_member(&json, ",", "userId", account->user_id);
	add_member(&json, ",", "createdAt", created);
	add_member(&json, ",", "expiresAt", expires);
	buffer_add_text(&json, "}");
	free(key->record);
	key->record = xstrndup(buffer_text(&json), json.length);
	key->record_length = json.length;
	buffer_clear(&json);
}

const struct account_key *
account_add(struct account *account, const char *name, int organization,
    int64_t created_ms, int64_t expires_ms)
{
	struct account_key *key;

	if (account->count == account->capacity) {
		account->capacity = account->capacity * 2 + 32;
		account->keys = xreallocarray(
		    account->keys, account->capacity, sizeof(*account->keys));
	}
	key = &account->keys[account->count++];
	*key = (struct account_key){
		.token = "nxk_",
		.organization = organization,
		.created_ms = created_ms,
		.expires_ms = expires_ms,
	};
	dice_id(&account->dice, key->id);
	dice_word(&account->dice, key->token + strlen(key->token),
	    ACCOUNT_TOKEN_BYTES - 1 - strlen(key->token));
	write_record(account, key, name);
	forget_list(account);
	return key;
}

const struct account_key *
account_rename(struct account *account, const char *id, const char *name)
{
	size_t i = find(account, id);

	if (i == account->count)
		return NULL;
	write_record(account, &account->keys[i], name);
	forget_list(account);
	return &account->keys[i];
}

bool
account_remove(struct account *account, const char *id)
{
	size_t i = find(account, id);

	if (i == account->count)
		return false;
	free(account->keys[i].record);
	account->count--;
	memmove(&account->keys[i], &account->keys[i + 1],
	    (account->count - i) * sizeof(*account->keys));
	forget_list(account);
	return true;
}
