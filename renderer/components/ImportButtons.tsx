import { AppWindow, ClipboardPaste, FolderOpen } from "lucide-react";
import { importFrom } from "../actions/importFrom.ts";
import { openDashboard } from "../actions/openDashboard.ts";
import { keysOf } from "../shortcuts.ts";
import { useSnapshot } from "../store.ts";
import { useWords } from "../useWords.tsx";
import { Button } from "./Button.tsx";
import styles from "./ImportButtons.module.css";

/** The ways to bring a block without an account. */
export function ImportButtons({ isMain }: { readonly isMain: boolean }) {
  const { t } = useWords();
  const hasDashboard = useSnapshot(({ settings }) => settings.dashboard !== "");
  return (
    <div className={styles.buttons} data-compact={isMain ? undefined : true}>
      <Button
        variant={isMain ? "primary" : "plain"}
        title={`${t("providers.paste")} (${keysOf("paste")})`}
        onClick={() => void importFrom({ kind: "clipboard" })}
      >
        <ClipboardPaste size={16} strokeWidth={1.75} aria-hidden="true" />
        <span>{t("providers.paste")}</span>
      </Button>
      <Button
        title={`${t("providers.open")} (${keysOf("open")})`}
        onClick={() => void importFrom({ kind: "dialog" })}
      >
        <FolderOpen size={16} strokeWidth={1.75} aria-hidden="true" />
        <span>{t("providers.open")}</span>
      </Button>
      {hasDashboard && (
        <Button title={t("dashboard.open")} onClick={() => void openDashboard()}>
          <AppWindow size={16} strokeWidth={1.75} aria-hidden="true" />
          <span>{t("dashboard.open")}</span>
        </Button>
      )}
    </div>
  );
}
