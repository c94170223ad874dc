/* SPDX-License-Identifier: ISC */
/* The list of what is to be done. */
#include "config.h"

#include "controller/effect.h"

#include <stdlib.h>

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
effects_add(struct effects *effects, enum effect_kind kind)
{
	append(effects, kind);
}

void
effects_clear(struct effects *effects)
{
	for (size_t i = 0; i < effects->count; i++)
		if (effects->items[i].kind == EFFECT_REQUEST)
			request_clear(&effects->items[i].request);
	free(effects->items);
	*effects = (struct effects){ 0 };
}
