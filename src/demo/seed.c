/* SPDX-License-Identifier: ISC */
/* One API key of each kind first, then as many more as are wanted. */
#include "config.h"

#include "demo/seed.h"

#include <stdio.h>

#define HOUR_MS (INT64_C(3600) * 1000)
#define DAY_MS (24 * HOUR_MS)

/* ACME and BETA are the account's organizations in their order. */
enum { PERSONAL = ACCOUNT_PERSONAL, ACME, BETA };

struct seed {
	const char *name;
	int organization;
	int age_days;
	int expires_hours; /* from now on; negative: already expired */
};

/* Every kind of expiry, and names of every width that terminals know. */
static const struct seed seeds[SEED_NAMED] = {
	{ "ci-bot", PERSONAL, 353, 12 * 24 + 5 },
	{ "prod-extract", ACME, 425, -60 * 24 },
	{ "données-prod", BETA, 155, 210 * 24 },
	{ "東京-batch", ACME, 40, 325 * 24 },
	{ "laptop", PERSONAL, 364, 5 },
	{ "nai\xcc\x88ve-tagger", BETA, 200, 47 * 24 + 3 },
	{ "🚀 launch demo", ACME, 12, 18 * 24 + 7 },
	{ "old laptop", PERSONAL, 730, -365 * 24 },
	{ "invoice-reader", ACME, 90, 275 * 24 },
	{ "staging", BETA, 300, 65 * 24 },
	{ "nightly-eval", ACME, 363, 2 * 24 + 1 },
	{ "notebook", PERSONAL, 1, 364 * 24 },
	{ "서울-분석", BETA, 60, 2 * 365 * 24 },
	{ "mobile-app", ACME, 30, 3 * 365 * 24 + 200 },
	{ "Größenprüfung", BETA, 366, -20 },
	{ "test", PERSONAL, 0, 24 + 6 },
	{ "test", PERSONAL, 20, 30 * 24 },
	{ "archive-import-2025-second-half-of-the-year", ACME, 180, 5 * 24 },
	{ "Ελλάδα", BETA, 100, 9 * 24 + 2 },
	{ "intern (summer)", ACME, 500, -135 * 24 },
};

static void
add_named(struct account *account, const struct seed *seed, int64_t now_ms)
{
	account_add(account, seed->name, seed->organization,
	    now_ms - seed->age_days * DAY_MS - 7 * HOUR_MS,
	    now_ms + seed->expires_hours * HOUR_MS);
}

static void
add_generated(struct account *account, size_t number, int64_t now_ms)
{
	static const char *const stems[] = { "worker", "batch", "pipeline",
		"crawler", "naïve", "資料", "report", "gateway" };
	uint64_t luck = dice_throw(&account->dice);
	const char *stem = stems[luck % (sizeof(stems) / sizeof(*stems))];
	int organization = (int)(luck / 8 % 3) - 1;
	int64_t age_ms = (int64_t)(luck / 24 % 700) * DAY_MS;
	int64_t left_ms = ((int64_t)(luck / 16800 % 900) - 100) * DAY_MS;
	char name[64];

	snprintf(name, sizeof(name), "%s-%06zu", stem, number);
	account_add(account, name, organization, now_ms - age_ms - HOUR_MS,
	    now_ms + left_ms + 2 * HOUR_MS);
}

void
seed_account(struct account *account, size_t count, int64_t now_ms)
{
	for (size_t i = 0; i < count; i++) {
		if (i < SEED_NAMED)
			add_named(account, &seeds[i], now_ms);
		else
			add_generated(account, i + 1, now_ms);
	}
}
