import type { BalanceView, Money } from "../account/balances.ts";
import type { Translate } from "./i18n.ts";
import type { Language } from "./languages.ts";

/** Writes an amount, in minor units, as people of the language write money. */
export function formatMoney(
  { currency }: Pick<Money, "currency">,
  minorUnits: number,
  language: Language,
): string {
  const format = new Intl.NumberFormat(language, { style: "currency", currency });
  const digits = format.resolvedOptions().maximumFractionDigits ?? 2;
  return format.format(minorUnits / 10 ** digits);
}

/** When a balance expires, in words: "9 days left", "expires today", "expired". */
export function formatExpiry({ daysLeft }: Pick<BalanceView, "daysLeft">, t: Translate): string {
  if (daysLeft <= 0) return t("balance.expired");
  if (daysLeft < 1) return t("balance.lastDay");
  return t("balance.daysLeft", { count: Math.floor(daysLeft) });
}

/** A balance in one line: "$12.30 · 9 days left"; one paid by period has no money that goes down. */
export function formatBalance(balance: BalanceView, t: Translate, language: Language): string {
  const expiry = formatExpiry(balance, t);
  if (balance.chargedBy === "period") return expiry;
  return `${formatMoney(balance.money, balance.money.remaining, language)} · ${expiry}`;
}
