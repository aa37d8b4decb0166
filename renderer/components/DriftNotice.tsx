import { TriangleAlert } from "lucide-react";
import { describeDrift } from "../../app/i18n/describeDrift.ts";
import { run } from "../actions/run.ts";
import { openDialog } from "../flow.ts";
import { tell } from "../notices.ts";
import { useSnapshot } from "../store.ts";
import { useWords } from "../useWords.tsx";
import { Button } from "./Button.tsx";
import styles from "./DriftNotice.module.css";

/** What another program has changed in config.toml, until the user has put it back or left it so. */
export function DriftNotice() {
  const spoken = useWords();
  const { t } = spoken;
  const drift = useSnapshot((state) => state.drift);
  const providers = useSnapshot((state) => state.providers);
  if (!drift) return null;
  const nameOf = (id: string): string => providers.find((one) => one.id === id)?.name ?? id;
  const { title, changes, by } = describeDrift(drift, spoken, nameOf);

  async function accept(key: string): Promise<void> {
    const reply = await run("acceptDrift", { key });
    if (!reply.ok) tell({ kind: "failure", failure: reply });
  }

  return (
    <section className={styles.notice} aria-label={t("drift.label")}>
      <TriangleAlert size={16} strokeWidth={1.75} aria-hidden="true" />
      <div className={styles.words} role="status">
        <strong>{title}</strong>
        {changes.map((sentence) => (
          <p key={sentence}>{sentence}</p>
        ))}
        <p className="dimmed">{by}</p>
      </div>
      <div className={styles.buttons}>
        <Button onClick={() => void accept(drift.key)}>
          {t(drift.isRepaired ? "drift.done" : "drift.accept")}
        </Button>
        {!drift.isRepaired && (
          <Button
            variant="primary"
            onClick={() =>
              openDialog({ kind: "change", change: { kind: "repairDrift" }, isStale: false })
            }
          >
            {t("drift.repair")}
          </Button>
        )}
      </div>
    </section>
  );
}
