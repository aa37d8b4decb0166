import { z } from "zod";
import type { Balance } from "../../../app/account/balances.ts";
import { isSafeAddress } from "../../../app/provider/address.ts";

// test/sandbox/openapi.yaml describes the same answers. Fields that are not here are ignored.

const instant = z.iso.datetime();
const day = z.iso.date();
const minorUnits = z.int().min(0);
const currency = z.string().regex(/^[A-Z]{3}$/);
const identifier = z.string().min(1).max(200);
const providerId = z.string().regex(/^[a-z0-9-]{1,200}$/);
const address = z.url().max(2000).refine(isSafeAddress);

/** The account, of which only the name to show is needed. */
export const accountAnswer = z.object({ email: z.email().max(320) });

/** A balance as the service, or our own cache of its answers, tells it. */
export const balanceSchema = z.object({
  id: identifier,
  providerId,
  name: z.string().min(1).max(200),
  service: z.enum(["pay", "boost", "link"]),
  source: z.enum(["top-up", "bonus", "grant", "subscription"]),
  chargedBy: z.enum(["token", "period"]),
  money: z.object({ currency, remaining: minorUnits, granted: minorUnits }),
  expiresAt: instant,
  topUpUrl: address,
}) satisfies z.ZodType<Balance>;

/** Every balance of the account. */
export const balancesAnswer = z.object({ asOf: instant, balances: z.array(balanceSchema) });

/** The block of every balance, with its token. */
export const blocksAnswer = z.object({
  blocks: z.array(z.object({ providerId, toml: z.string().min(1) })),
});

/** What each balance was used for. */
export const usageAnswer = z.object({
  to: day,
  usage: z.array(
    z.object({
      balanceId: identifier,
      currency,
      days: z.array(z.object({ date: day, cost: minorUnits })),
    }),
  ),
});
