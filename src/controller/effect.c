/* SPDX-License-Identifier: ISC */
/* The list of what is to be done. */
#include "config.h"

#include "controller/effect.h"

#include <stdlib.h>
#include <string.h>

#include "base/xmalloc.h"

static struct effect *
append(struct effects *effects, enum effect_kind kind)
{
	struct effect *effect;

	if (effects->count == effects->capacity) {
		effects->capacity =
		    effects->capacity == 0 ? 8 : effects->capacity * 2;
		effects->items = xreallocarray(
		    effects->items, effects->capacity, sizeof(*effects->items));
	}
	effect = &effects->items[effects->count++];
	*effect = (struct effect){ .kind = kind };
	return effect;
}

void
effects_request(struct effects *effects, struct request *request)
{
	request_take(&append(effects, EFFECT_REQUEST)->request, request);
}

void
effects_cancel(struct effects *effects, uint32_t seq)
{
	append(effects, EFFECT_CANCEL)->cancel = seq;
}

void
effects_switch(struct effects *effects, size_t account)
{
	append(effects, EFFECT_SWITCH)->account = account;
}

void
effects_add(struct effects *effects, enum effect_kind kind)
{
	append(effects, kind);
}

void
effects_open_login(struct effects *effects, struct login_opening opening)
{
	append(effects, EFFECT_LOGIN_OPEN)->opening = opening;
}

void
effects_add_text(
    struct effects *effects, enum effect_kind kind, const char *text)
{
	secret_set(&append(effects, kind)->text, text, strlen(text));
}

void
effects_add_secret(
    struct effects *effects, enum effect_kind kind, struct secret *text)
{
	secret_take(&append(effects, kind)->text, text);
}

void
effects_write_token(
    struct effects *effects, const char *path, const struct secret *token)
{
	struct token_file *file = &append(effects, EFFECT_WRITE_TOKEN)->file;

	file->path = xstrdup(path);
	secret_set(&file->token, secret_bytes(token), token->length);
}

void
effects_ledger(struct effects *effects, struct ledger_line *line)
{
	append(effects, EFFECT_LEDGER)->line = *line;
	*line = (struct ledger_line){ 0 };
}

void
effects_keep_look(struct effects *effects, const struct look *look)
{
	append(effects, EFFECT_KEEP_LOOK)->look = *look;
}

static void
clear(struct effect *effect)
{
	switch (effect->kind) {
	case EFFECT_REQUEST:
		request_clear(&effect->request);
		break;
	case EFFECT_LOGIN_ADDRESS:
	case EFFECT_LOGIN_PASTE:
	case EFFECT_COPY:
	case EFFECT_COPY_TOKEN:
		secret_clear(&effect->text);
		break;
	case EFFECT_WRITE_TOKEN:
		free(effect->file.path);
		secret_clear(&effect->file.token);
		break;
	case EFFECT_LEDGER:
		ledger_line_clear(&effect->line);
		break;
	case EFFECT_READ_LEDGER:
	case EFFECT_KEEP_LOOK:
	case EFFECT_COPY_STOP:
	case EFFECT_CLIPBOARD_CLEAR:
	case EFFECT_CANCEL:
	case EFFECT_REDRAW:
	case EFFECT_QUIT:
	case EFFECT_SWITCH:
	case EFFECT_LOGIN_OPEN:
	case EFFECT_LOGIN_FINISH:
	case EFFECT_LOGIN_CLOSE:
	case EFFECT_BROWSER:
	case EFFECT_BARE:
	case EFFECT_FRAME:
		break;
	}
}

void
effects_clear(struct effects *effects)
{
	for (size_t i = 0; i < effects->count; i++)
		clear(&effects->items[i]);
	free(effects->items);
	*effects = (struct effects){ 0 };
}
