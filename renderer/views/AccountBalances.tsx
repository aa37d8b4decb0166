import { useEffect } from "react";
import { BalanceCard } from "../components/BalanceCard.tsx";
import grid from "../components/CardGrid.module.css";
import { CardGrid } from "../components/CardGrid.tsx";
import { CardSkeletons } from "../components/CardSkeletons.tsx";
import { FailureNotice } from "../components/FailureNotice.tsx";
import { RingGauge } from "../components/RingGauge.tsx";
import { StaleNotice } from "../components/StaleNotice.tsx";
import { useSnapshot } from "../store.ts";
import { loadUsage } from "../usage.ts";
import { useWords } from "../useWords.tsx";
import styles from "./BalancesView.module.css";

/** The balances of the account as far as they are known. */
export function AccountBalances({ now }: { readonly now: Date }) {
  const { t } = useWords();
  const status = useSnapshot(({ account }) => account.status);
  const { items, fetchedAt, problem } = useSnapshot(({ balances }) => balances);
  useUsageOf(status === "signedIn", fetchedAt);

  if (fetchedAt === undefined) {
    if (problem) return status === "signedIn" && <FailureNotice failure={problem} />;
    return (
      <div className={grid.grid}>
        <CardSkeletons />
      </div>
    );
  }
  return (
    <>
      {problem && status === "signedIn" && (
        <StaleNotice problem={problem} fetchedAt={fetchedAt} now={now} />
      )}
      {items.length === 0 ? (
        <div className={styles.empty}>
          <RingGauge share={undefined} size={40} tone="dimmed" />
          <div>
            <h2>{t("balances.emptyTitle")}</h2>
            <p className="dimmed">{t("balances.emptyBody")}</p>
          </div>
        </div>
      ) : (
        <CardGrid order={items.map(({ id }) => id)}>
          {items.map((balance) => (
            <BalanceCard
              key={balance.id}
              balance={balance}
              isStale={problem !== undefined || status !== "signedIn"}
              now={now}
            />
          ))}
        </CardGrid>
      )}
    </>
  );
}

/** Gets the usage once the balances are on screen, and again whenever they were refreshed. */
function useUsageOf(isSignedIn: boolean, fetchedAt: string | undefined): void {
  useEffect(() => {
    if (isSignedIn && fetchedAt !== undefined) void loadUsage();
  }, [isSignedIn, fetchedAt]);
}
