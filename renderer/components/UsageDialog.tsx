import { canServe } from "../../app/account/balances.ts";
import { formatMoney } from "../../app/i18n/formatBalance.ts";
import { useSnapshot } from "../store.ts";
import { useUsage } from "../usage.ts";
import { useNow } from "../useNow.ts";
import { useWords } from "../useWords.tsx";
import { DialogFrame } from "./DialogFrame.tsx";
import { formatDate } from "./formats.ts";
import { UsageChart } from "./UsageChart.tsx";
import styles from "./UsageDialog.module.css";
import { usageFigures } from "./usageFigures.ts";

/** What a balance was used for day by day, and how long it lasts like that. */
export function UsageDialog({ balanceId }: { readonly balanceId: string }) {
  const { t, language } = useWords();
  const balance = useSnapshot(({ balances }) => balances.items.find(({ id }) => id === balanceId));
  const days = useUsage(({ usage }) => usage?.balances[balanceId]?.days);
  const now = useNow();
  const title = t("usage.title", { name: balance?.name ?? balanceId });
  if (!balance || !days)
    return (
      <DialogFrame title={title} action={undefined}>
        <p className="dimmed">{t("usage.unknown")}</p>
      </DialogFrame>
    );
  const { total, perActiveDay, lastsDays } = usageFigures(balance, days);
  const money = (minor: number) => formatMoney(balance.money, minor, language);
  return (
    <DialogFrame title={title} action={undefined}>
      <dl className={styles.figures}>
        <div>
          <dt>{t("usage.total")}</dt>
          <dd>{money(total)}</dd>
        </div>
        {perActiveDay !== undefined && (
          <div>
            <dt>{t("usage.perDay")}</dt>
            <dd>{money(perActiveDay)}</dd>
          </div>
        )}
        {perActiveDay !== undefined && canServe(balance) && (
          <div>
            <dt>{t("usage.pace")}</dt>
            <dd>
              {lastsDays === undefined
                ? t("usage.enough", { date: formatDate(balance.expiresAt, language, now) })
                : t("usage.emptyIn", { count: Math.max(1, lastsDays) })}
            </dd>
          </div>
        )}
      </dl>
      {perActiveDay === undefined ? (
        <p className="dimmed">{t("usage.nothing")}</p>
      ) : (
        <UsageChart days={days} tone={balance.service} format={money} />
      )}
    </DialogFrame>
  );
}
