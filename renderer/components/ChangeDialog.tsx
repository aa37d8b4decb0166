import { tellOutcome } from "../actions/tellOutcome.ts";
import { closeDialog, type OpenDialog, showView } from "../flow.ts";
import { useSnapshot } from "../store.ts";
import { useWords } from "../useWords.tsx";
import { Button } from "./Button.tsx";
import styles from "./ChangeDialog.module.css";
import { DialogFrame } from "./DialogFrame.tsx";
import { DiffPreview } from "./DiffPreview.tsx";
import { FailureNotice } from "./FailureNotice.tsx";
import { PreviewPending } from "./PreviewPending.tsx";
import { StaleNote } from "./StaleNote.tsx";
import { useChangePreview } from "./useChangePreview.ts";

type Opened = Extract<OpenDialog, { kind: "change" }>;

/** Shows a change before it is made: what it does in words, line by line, and what to know about it. */
export function ChangeDialog({
  change,
  isStale: wasStale,
  when = "",
  finding,
}: Omit<Opened, "kind">) {
  const { t } = useWords();
  const providers = useSnapshot((state) => state.providers);
  const { preview, failure, isCurrent, isStale, isApplying, apply } = useChangePreview(
    change,
    wasStale,
  );
  const nameOf = (id: string): string => providers.find((one) => one.id === id)?.name ?? id;
  const name = "providerId" in change ? nameOf(change.providerId) : "";

  async function applyAndClose(): Promise<void> {
    const reply = await apply();
    if (!reply) return;
    closeDialog();
    tellOutcome(change, reply, name);
  }

  const label = {
    activate: t("providers.activate"),
    removeProvider: t("dialog.remove"),
    restoreBackup: t("dialog.restore"),
    undo: t("dialog.undo"),
    repairDrift: t("drift.repairLabel"),
    fix: finding ? t("health.fix") : t("health.fixAll"),
  }[change.kind];
  const title = {
    activate: t("dialog.activateTitle", { name }),
    removeProvider: t("dialog.removeTitle", { name }),
    restoreBackup: t("dialog.restoreTitle", { when }),
    undo: t("dialog.undoTitle"),
    repairDrift: t("drift.repairTitle"),
    fix: finding?.title ?? t("health.fixAllTitle"),
  }[change.kind];
  const changesNothing =
    preview !== undefined && preview.hunks.length === 0 && preview.files.length === 0;

  return (
    <DialogFrame
      title={title}
      action={
        !changesNothing && (
          <Button
            data-autofocus={change.kind !== "removeProvider" || undefined}
            variant={change.kind === "removeProvider" ? "danger" : "primary"}
            isDisabled={!isCurrent || isApplying || failure !== undefined}
            onClick={() => void applyAndClose()}
          >
            {label}
          </Button>
        )
      }
    >
      {isStale && <StaleNote />}
      {change.kind === "removeProvider" && (
        <p className={styles.warning}>{t("dialog.removeWarning", { name })}</p>
      )}
      {finding && <p className="dimmed">{finding.fix}</p>}
      {change.kind === "restoreBackup" && <p className="dimmed">{t("dialog.restoreNote")}</p>}
      {failure && (
        <FailureNotice failure={failure}>
          {change.kind === "repairDrift" && (
            <Button size="small" onClick={showBackups}>
              {t("nav.backups")}
            </Button>
          )}
        </FailureNotice>
      )}
      {preview && !failure && (
        <DiffPreview preview={preview} nameOf={nameOf} isCurrent={isCurrent} />
      )}
      {!preview && !failure && <PreviewPending />}
    </DialogFrame>
  );
}

/** The way out where a change cannot be put back by itself. */
function showBackups(): void {
  closeDialog();
  showView("backups");
}
