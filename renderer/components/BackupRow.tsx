import {
  FileInput,
  FileQuestionMark,
  FolderOpen,
  History,
  type LucideIcon,
  Repeat,
  ShieldCheck,
  Stethoscope,
  Trash2,
  Undo2,
} from "lucide-react";
import type { Backup } from "../../app/homes/homeFiles.ts";
import { run } from "../actions/run.ts";
import { openDialog } from "../flow.ts";
import { tell } from "../notices.ts";
import { useWords } from "../useWords.tsx";
import styles from "./BackupRow.module.css";
import { Button } from "./Button.tsx";
import { formatMoment, formatSize, formatTime } from "./formats.ts";
import { MiddleCut } from "./MiddleCut.tsx";

const icons: Readonly<Record<Backup["reason"], LucideIcon>> = {
  activate: Repeat,
  import: FileInput,
  remove: Trash2,
  restore: History,
  undo: Undo2,
  fix: Stethoscope,
  baseline: ShieldCheck,
  foreign: FileQuestionMark,
};

/** What sets the ids of other tools' backups apart; the rest is the name of the file. */
const FOREIGN = /^foreign:/;

/** One backup on the line of a day: when, why, how large, and the ways back to it and to its file. */
export function BackupRow({ backup }: { readonly backup: Backup }) {
  const { t, language } = useWords();
  const { id: backupId, createdAt, reason, size } = backup;
  const when = formatMoment(createdAt, language);
  const Icon = icons[reason];

  async function reveal(): Promise<void> {
    const reply = await run("revealBackup", { backupId });
    if (!reply.ok) tell({ kind: "failure", failure: reply });
  }

  return (
    <li className={styles.row} data-foreign={reason === "foreign" || undefined}>
      <span className={styles.mark} aria-hidden="true">
        <Icon size={14} strokeWidth={1.75} />
      </span>
      <time className={styles.time} dateTime={createdAt}>
        {formatTime(createdAt, language)}
      </time>
      <span className={styles.reason}>
        <span>{t(`backups.reasons.${reason}`)}</span>
        {reason === "foreign" && <MiddleCut text={backupId.replace(FOREIGN, "")} />}
      </span>
      <span className={styles.size}>{formatSize(size, language)}</span>
      <span className={styles.actions}>
        <Button
          size="icon"
          variant="quiet"
          aria-label={t("backups.revealNamed", { when })}
          title={t("backups.reveal")}
          onClick={() => void reveal()}
        >
          <FolderOpen size={16} strokeWidth={1.75} aria-hidden="true" />
        </Button>
        <Button
          size="small"
          variant="quiet"
          aria-label={t("backups.restoreNamed", { when })}
          title={t("backups.restoreHint")}
          onClick={() =>
            openDialog({
              kind: "change",
              change: { kind: "restoreBackup", backupId },
              isStale: false,
              when,
            })
          }
        >
          {t("backups.restore")}
        </Button>
      </span>
    </li>
  );
}
