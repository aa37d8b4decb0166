import type { BalanceView } from "../../app/account/balances.ts";
import { formatMoney } from "../../app/i18n/formatBalance.ts";
import { useWords } from "../useWords.tsx";
import styles from "./BalanceFigure.module.css";
import { formatDate } from "./formats.ts";

interface BalanceFigureProps {
  readonly balance: BalanceView;
  readonly now: Date;
}

/** What is left in large figures; of what is paid by period, until when. */
export function BalanceFigure({ balance, now }: BalanceFigureProps) {
  const { t, language } = useWords();
  const { money, chargedBy, status } = balance;
  if (chargedBy === "period") {
    const date = formatDate(balance.expiresAt, language, now);
    return (
      <p className={styles.figure} data-kind="words">
        {status === "expired" ? t("balances.endedOn", { date }) : t("balances.paidUntil", { date })}
      </p>
    );
  }
  const left = formatMoney(money, money.remaining, language);
  return (
    <p className={styles.figure}>
      <span className={styles.left} data-long={left.length > MAX_LARGE || undefined}>
        {left}
      </span>
      {money.granted > 0 && (
        <span className={styles.granted}>
          {t("balances.of", { granted: formatMoney(money, money.granted, language) })}
        </span>
      )}
    </p>
  );
}

/** More characters than this do not fit beside the ring at full size. */
const MAX_LARGE = 11;
