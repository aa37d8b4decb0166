import type { BalanceView } from "../../app/account/balances.ts";
import { formatExpiry } from "../../app/i18n/formatBalance.ts";
import type { Translate } from "../../app/i18n/i18n.ts";
import { formatDate, formatTime } from "./formats.ts";

/** When a balance ends, in words and as a date: "9 days left, until Dec 1". */
export function expiryWords(
  balance: Pick<BalanceView, "daysLeft" | "expiresAt" | "chargedBy">,
  t: Translate,
  language: string,
  now: Date,
): string {
  const { daysLeft, expiresAt, chargedBy } = balance;
  const date = formatDate(expiresAt, language, now);
  if (daysLeft <= 0) return t("balances.expiredOn", { date });
  // The last day may end on another date than today's; its time of day is clear either way.
  if (daysLeft < 1) return t("balances.lastDay", { time: formatTime(expiresAt, language) });
  const expiry = formatExpiry(balance, t);
  return chargedBy === "period" ? expiry : t("balances.expiryUntil", { expiry, date });
}
