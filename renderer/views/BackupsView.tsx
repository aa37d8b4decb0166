import { Undo2 } from "lucide-react";
import { useEffect, useState } from "react";
import type { Failure } from "../../app/errors.ts";
import type { Backup } from "../../app/homes/homeFiles.ts";
import { run } from "../actions/run.ts";
import { BackupRow } from "../components/BackupRow.tsx";
import { Button } from "../components/Button.tsx";
import { FailureNotice } from "../components/FailureNotice.tsx";
import { openDialog } from "../flow.ts";
import { keysOf } from "../shortcuts.ts";
import { useSnapshot } from "../store.ts";
import { useWords } from "../useWords.tsx";
import styles from "./BackupsView.module.css";
import { byDay } from "./byDay.ts";

/** The copies of config.toml, by day, newest first. */
export function BackupsView() {
  const { t, language } = useWords();
  const { backups, failure } = useBackups();
  const undo = useSnapshot((state) => state.undo);
  const days = byDay(backups ?? [], language, {
    today: t("backups.today"),
    yesterday: t("backups.yesterday"),
  });
  return (
    <div className="page">
      <div className={styles.head}>
        <h1>{t("backups.title")}</h1>
        {undo && (
          <Button
            title={keysOf("undo")}
            onClick={() => openDialog({ kind: "change", change: { kind: "undo" }, isStale: false })}
          >
            <Undo2 size={16} strokeWidth={1.75} aria-hidden="true" />
            {undo.reason === "activate" ? t("backups.undoSwitch") : t("backups.undo")}
          </Button>
        )}
        <p className="dimmed">{t("backups.hint")}</p>
      </div>
      {failure && <FailureNotice failure={failure} />}
      {backups?.length === 0 && (
        <div className={styles.empty}>
          <h2>{t("backups.emptyTitle")}</h2>
          <p>{t("backups.emptyBody")}</p>
        </div>
      )}
      {days.map(({ name, backups: ofDay }) => (
        <section key={name}>
          <h2 className={styles.day}>{name}</h2>
          <ul className={styles.list}>
            {ofDay.map((backup) => (
              <BackupRow key={backup.id} backup={backup} />
            ))}
          </ul>
        </section>
      ))}
    </div>
  );
}

/** Lists the backups whenever the file changes, because each of our changes leaves one. */
function useBackups(): {
  readonly backups: readonly Backup[] | undefined;
  readonly failure: Failure | undefined;
} {
  const revision = useSnapshot((state) => state.revision);
  const [backups, setBackups] = useState<readonly Backup[]>();
  const [failure, setFailure] = useState<Failure>();
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new revision is the reason to list again
  useEffect(() => {
    let isWanted = true;
    void run("listBackups", {}).then((reply) => {
      if (!isWanted) return;
      setFailure(reply.ok ? undefined : reply);
      if (reply.ok) setBackups(reply.value);
    });
    return () => {
      isWanted = false;
    };
  }, [revision]);
  return { backups, failure };
}
