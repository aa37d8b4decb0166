import { run } from "../actions/run.ts";
import { closeDialog, showView } from "../flow.ts";
import { isLinux } from "../platform.ts";
import { useSnapshot } from "../store.ts";
import { useWords } from "../useWords.tsx";
import { Button } from "./Button.tsx";
import { DialogFrame } from "./DialogFrame.tsx";
import { RestartButton } from "./RestartButton.tsx";
import styles from "./RestartDialog.module.css";
import { RestartReport } from "./RestartReport.tsx";
import { useCodexRestart } from "./useCodexRestart.ts";

/** What runs of Codex, what each still uses and what to do about it, and the restart of the desktop app. */
export function RestartDialog() {
  const { t } = useWords();
  const desktopPath = useSnapshot(({ settings }) => settings.codexDesktopPath);
  const restart = useCodexRestart();
  const { report, hasDesktop } = restart;
  const hasStale = useSnapshot(({ staleCodex }) => staleCodex.length > 0);

  async function dismiss(): Promise<void> {
    await run("dismissRestart", {});
    closeDialog();
  }

  return (
    <DialogFrame
      title={t("restart.title")}
      action={hasDesktop ? <RestartButton restart={restart} onDone={closeDialog} /> : undefined}
      aside={hasStale && <Button onClick={() => void dismiss()}>{t("restart.dismiss")}</Button>}
    >
      <p>{t("restart.intro")}</p>
      <RestartReport restart={restart} />
      {hasStale && <p className="dimmed">{t("restart.dismissHint")}</p>}
      {report && !hasDesktop && isLinux && desktopPath === "" && (
        <div className={styles.offer}>
          <p className="dimmed">{t("restart.noDesktop")}</p>
          <Button
            size="small"
            onClick={() => {
              closeDialog();
              showView("settings");
            }}
          >
            {t("nav.settings")}
          </Button>
        </div>
      )}
    </DialogFrame>
  );
}
