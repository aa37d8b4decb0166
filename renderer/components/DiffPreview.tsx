import type { ChangePreview } from "../../app/contract.ts";
import { useWords } from "../useWords.tsx";
import { changeSentence } from "./changeSentence.ts";
import { DiffLines } from "./DiffLines.tsx";
import styles from "./DiffPreview.module.css";

interface DiffPreviewProps {
  readonly preview: ChangePreview;
  readonly nameOf: (providerId: string) => string;
  /** Whether the preview answers to the present choices; an outdated one is dimmed. */
  readonly isCurrent: boolean;
}

/** What a change will do: in words, then line by line. */
export function DiffPreview({ preview, nameOf, isCurrent }: DiffPreviewProps) {
  const { t } = useWords();
  return (
    <section aria-label={t("diff.label")} aria-busy={!isCurrent} className={styles.diff}>
      <p className={styles.sentence} aria-live="polite">
        {changeSentence(preview, nameOf, t)}
      </p>
      {preview.hunks.length > 0 && <DiffLines hunks={preview.hunks} />}
    </section>
  );
}
