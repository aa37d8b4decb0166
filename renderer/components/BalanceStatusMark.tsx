import { BatteryLow, CircleOff, Hourglass } from "lucide-react";
import type { BalanceStatus } from "../../app/account/balances.ts";
import { useWords } from "../useWords.tsx";
import styles from "./BalanceStatusMark.module.css";

type Noteworthy = Exclude<BalanceStatus, "active">;

const icons = { low: BatteryLow, empty: CircleOff, expired: Hourglass };

interface BalanceStatusMarkProps {
  readonly status: Noteworthy;
  readonly isInUse: boolean;
}

/** What is to be known of a balance, by shape and word; in colour only where Codex is concerned. */
export function BalanceStatusMark({ status, isInUse }: BalanceStatusMarkProps) {
  const { t } = useWords();
  const Icon = icons[status];
  const tone = status === "low" ? "warn" : isInUse ? "danger" : "dimmed";
  return (
    <span className={styles.mark} data-tone={tone}>
      <Icon size={14} strokeWidth={1.75} aria-hidden="true" />
      {t(`balances.status.${status}`)}
    </span>
  );
}
