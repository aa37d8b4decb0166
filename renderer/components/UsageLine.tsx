import type { BalanceView } from "../../app/account/balances.ts";
import { formatMoney } from "../../app/i18n/formatBalance.ts";
import { openDialog } from "../flow.ts";
import { USAGE_DAYS, useUsage } from "../usage.ts";
import { useWords } from "../useWords.tsx";
import styles from "./UsageLine.module.css";

/** What the balance was used for on each of the last 30 days. Its place is kept, also where nothing is known. */
export function UsageLine({ balance }: { readonly balance: BalanceView }) {
  const { t, language } = useWords();
  const days = useUsage(({ usage }) => usage?.balances[balance.id]?.days);
  if (!days) return <div className={styles.line} />;
  const costs = days.map(({ cost }) => cost);
  const total = costs.reduce((sum, cost) => sum + cost, 0);
  const money = formatMoney(balance.money, total, language);
  return (
    <button
      type="button"
      className={styles.line}
      aria-label={t("balances.usageNamed", { name: balance.name, money })}
      aria-haspopup="dialog"
      title={t("balances.usage")}
      onClick={() => openDialog({ kind: "usage", balanceId: balance.id })}
    >
      <svg
        aria-hidden="true"
        className={styles.bars}
        data-tone={balance.service}
        viewBox={`0 0 ${USAGE_DAYS * STEP} ${HEIGHT}`}
        preserveAspectRatio="none"
      >
        <path d={barsOf(costs)} />
      </svg>
      <span className={styles.total}>{t("balances.used", { money })}</span>
    </button>
  );
}

const STEP = 4;
const HEIGHT = 24;
/** A day without usage is a mark on the ground line; one with usage is always higher. */
const GROUND = 1;
const LOWEST = 3;

/** One path with a bar per day; the highest day fills the height. */
function barsOf(costs: readonly number[]): string {
  const highest = Math.max(...costs);
  return costs
    .map((cost, index) => {
      const height = cost > 0 ? LOWEST + ((HEIGHT - LOWEST) * cost) / highest : GROUND;
      const top = (HEIGHT - height).toFixed(1);
      return `M${index * STEP} ${HEIGHT}V${top}h${STEP - 1}V${HEIGHT}z`;
    })
    .join("");
}
