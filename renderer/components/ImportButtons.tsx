import { AppWindow, ClipboardPaste, FolderOpen } from "lucide-react";
import { importFrom } from "../actions/importFrom.ts";
import { run } from "../actions/run.ts";
import { tell } from "../notices.ts";
import { useSnapshot } from "../store.ts";
import { useWords } from "../useWords.tsx";
import { Button } from "./Button.tsx";
import styles from "./ImportButtons.module.css";

async function openDashboard(): Promise<void> {
  const reply = await run("openDashboard", {});
  if (!reply.ok) tell({ kind: "failure", failure: reply });
}

/** The ways to bring a block without an account. */
export function ImportButtons({ isMain }: { readonly isMain: boolean }) {
  const { t } = useWords();
  const hasDashboard = useSnapshot(({ settings }) => settings.dashboard !== "");
  return (
    <div className={styles.buttons}>
      <Button
        variant={isMain ? "primary" : "plain"}
        onClick={() => void importFrom({ kind: "clipboard" })}
      >
        <ClipboardPaste size={16} strokeWidth={1.75} aria-hidden="true" />
        {t("providers.paste")}
      </Button>
      <Button onClick={() => void importFrom({ kind: "dialog" })}>
        <FolderOpen size={16} strokeWidth={1.75} aria-hidden="true" />
        {t("providers.open")}
      </Button>
      {hasDashboard && (
        <Button onClick={() => void openDashboard()}>
          <AppWindow size={16} strokeWidth={1.75} aria-hidden="true" />
          {t("dashboard.open")}
        </Button>
      )}
    </div>
  );
}
