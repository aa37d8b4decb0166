import type { BalanceView } from "../../app/account/balances.ts";
import { formatExpiry, formatMoney } from "../../app/i18n/formatBalance.ts";
import type { Translate } from "../../app/i18n/i18n.ts";
import { useSnapshot } from "../store.ts";
import { useNow } from "../useNow.ts";
import { useWords } from "../useWords.tsx";
import { formatAge, formatDate } from "./formats.ts";
import styles from "./StatusStrip.module.css";

/** The middle of the strip: the money and the days that are left. */
export function StripBalance({ balance }: { readonly balance: BalanceView }) {
  const { t, language } = useWords();
  const { problem, fetchedAt } = useSnapshot(({ balances }) => balances);
  const now = useNow();
  const isStale = problem !== undefined && fetchedAt !== undefined;
  const { money, chargedBy, expiresAt, status } = balance;
  const isPaid = chargedBy === "period" && status !== "expired";
  return (
    <div
      className={styles.balance}
      data-stale={isStale || undefined}
      title={
        isStale ? t("balances.stale", { age: formatAge(fetchedAt, language, now) }) : undefined
      }
    >
      <span className={styles.money}>
        {isPaid
          ? t("balances.paidUntil", { date: formatDate(expiresAt, language, now) })
          : t("balances.left", { money: formatMoney(money, money.remaining, language) })}
      </span>
      <span className={styles.days} data-status={status}>
        {daysWords(balance, t)}
      </span>
    </div>
  );
}

/** The days that are left, after what is wrong with the balance. */
function daysWords(balance: BalanceView, t: Translate): string {
  const { status } = balance;
  if (status === "active") return formatExpiry(balance, t);
  const word = t(`balances.status.${status}`);
  return status === "expired" ? word : `${word} · ${formatExpiry(balance, t)}`;
}
