import { useEffect } from "react";
import { BalanceCard } from "../components/BalanceCard.tsx";
import { CardGrid } from "../components/CardGrid.tsx";
import { FailureNotice } from "../components/FailureNotice.tsx";
import { RingGauge } from "../components/RingGauge.tsx";
import { StaleNotice } from "../components/StaleNotice.tsx";
import { useSnapshot } from "../store.ts";
import { loadUsage } from "../usage.ts";
import { useWords } from "../useWords.tsx";
import styles from "./BalancesView.module.css";

/** The balances of the account as they were last known, and how far they are to be trusted. */
export function AccountBalances({ now }: { readonly now: Date }) {
  const isSignedIn = useSnapshot(({ account }) => account.status === "signedIn");
  const { items, fetchedAt, problem } = useSnapshot(({ balances }) => balances);
  useUsageOf(isSignedIn, fetchedAt);
  return (
    <>
      {problem && isSignedIn && fetchedAt === undefined && <FailureNotice failure={problem} />}
      {problem && isSignedIn && fetchedAt !== undefined && (
        <StaleNotice problem={problem} fetchedAt={fetchedAt} now={now} />
      )}
      {items.length === 0 && fetchedAt !== undefined && <NoBalances />}
      {items.length > 0 && (
        <CardGrid
          cards={items.map((balance) => ({
            key: balance.id,
            card: (
              <BalanceCard
                balance={balance}
                isStale={problem !== undefined || !isSignedIn}
                now={now}
              />
            ),
          }))}
        />
      )}
    </>
  );
}

function NoBalances() {
  const { t } = useWords();
  return (
    <div className={styles.empty}>
      <RingGauge share={undefined} size={40} tone="dimmed" />
      <div>
        <h2>{t("balances.emptyTitle")}</h2>
        <p className="dimmed">{t("balances.emptyBody")}</p>
      </div>
    </div>
  );
}

/** Gets the usage once the balances are on screen, and again whenever they were refreshed. */
function useUsageOf(isSignedIn: boolean, fetchedAt: string | undefined): void {
  useEffect(() => {
    if (isSignedIn && fetchedAt !== undefined) void loadUsage();
  }, [isSignedIn, fetchedAt]);
}
