import { ClipboardPaste, FolderOpen } from "lucide-react";
import { importFrom } from "../actions/importFrom.ts";
import { useWords } from "../useWords.tsx";
import { Button } from "./Button.tsx";
import styles from "./ImportButtons.module.css";

/** The ways to bring a block without an account. */
export function ImportButtons({ isMain }: { readonly isMain: boolean }) {
  const { t } = useWords();
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
    </div>
  );
}
