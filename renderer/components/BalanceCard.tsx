import { ArrowUpRight, KeyRound } from "lucide-react";
import { useState } from "react";
import { type BalanceView, canServe } from "../../app/account/balances.ts";
import { importFrom } from "../actions/importFrom.ts";
import { openTopUp } from "../actions/openTopUp.ts";
import { useWords } from "../useWords.tsx";
import styles from "./BalanceCard.module.css";
import { BalanceFigure } from "./BalanceFigure.tsx";
import { BalanceStatusMark } from "./BalanceStatusMark.tsx";
import { Button } from "./Button.tsx";
import frame from "./CardFrame.module.css";
import { CardFrame } from "./CardFrame.tsx";
import { expiryWords } from "./expiryWords.ts";
import { RingGauge } from "./RingGauge.tsx";
import { UsageLine } from "./UsageLine.tsx";

interface BalanceCardProps {
  readonly balance: BalanceView;
  /** Whether the numbers may no longer be true. */
  readonly isStale: boolean;
  readonly now: Date;
}

/** One balance: what is left of it and until when, where it comes from, and whether Codex uses it. */
export function BalanceCard({ balance, isStale, now }: BalanceCardProps) {
  const { t, language } = useWords();
  const { name, providerId: id, service, share, status, isInUse: isActive, block } = balance;
  const isUsable = canServe(balance);
  return (
    <CardFrame
      provider={{ id, name, service, isActive }}
      isInConfig={block !== "missing"}
      isUsable={isUsable}
      actions={
        <>
          {block === "missing" && <BlockButton balance={balance} />}
          <TopUpButton balance={balance} />
        </>
      }
      verdict={status !== "active" && <BalanceStatusMark status={status} isInUse={isActive} />}
    >
      <div className={styles.body} data-stale={isStale || undefined}>
        <div className={styles.what}>
          <h2 className={styles.name} title={name}>
            {name}
          </h2>
          <BalanceFigure balance={balance} now={now} />
        </div>
        <RingGauge
          share={share}
          size={48}
          tone={isUsable && !isStale ? service : "dimmed"}
          needsAttention={isActive && !isUsable}
        />
      </div>
      <p className={styles.expiry}>
        <span>{expiryWords(balance, t, language, now)}</span>
        <span className={styles.source}>{t(`balances.sources.${balance.source}`)}</span>
      </p>
      <UsageLine balance={balance} />
      {block === "outdated" && (
        <p className={styles.note}>
          <KeyRound size={14} aria-hidden="true" />
          <span>{t("balances.outdated")}</span>
          <BlockButton balance={balance} />
        </p>
      )}
    </CardFrame>
  );
}

/** Opens the service's page for this balance in the browser; the main process knows its address. */
function TopUpButton({ balance: { id, name } }: Pick<BalanceCardProps, "balance">) {
  const { t } = useWords();
  return (
    <Button
      variant="quiet"
      className={styles.topUp}
      aria-label={t("balances.topUpNamed", { name })}
      onClick={() => void openTopUp(id)}
    >
      {t("balances.topUp")}
      <ArrowUpRight size={14} aria-hidden="true" />
    </Button>
  );
}

/** Opens the import dialog with the account's own block. */
function BlockButton({ balance }: Pick<BalanceCardProps, "balance">) {
  const { t } = useWords();
  const { name, providerId, block } = balance;
  const [isReading, setReading] = useState(false);
  const isMissing = block === "missing";

  async function stage(): Promise<void> {
    setReading(true);
    await importFrom({ kind: "account", providerId });
    setReading(false);
  }

  return (
    <Button
      size={isMissing ? "regular" : "small"}
      className={isMissing && canServe(balance) ? frame.main : undefined}
      aria-label={
        isMissing ? t("balances.addNamed", { name }) : t("balances.updateNamed", { name })
      }
      isDisabled={isReading}
      onClick={() => void stage()}
    >
      {isMissing ? t("balances.add") : t("balances.update")}
    </Button>
  );
}
