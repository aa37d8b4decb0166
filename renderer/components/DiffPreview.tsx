import { lazy, Suspense } from "react";
import type { ChangePreview, FilePreview } from "../../app/change/change.ts";
import type { DiffHunk } from "../../app/config/diff.ts";
import { useWords } from "../useWords.tsx";
import { changeSentence } from "./changeSentence.ts";
import styles from "./DiffPreview.module.css";
import { DiffWords } from "./DiffWords.tsx";

const DiffEditor = lazy(async () => ({
  default: (await import("../code/DiffEditor.tsx")).DiffEditor,
}));

interface DiffPreviewProps {
  readonly preview: ChangePreview;
  readonly nameOf: (providerId: string) => string;
  /** Whether the preview answers to the present choices; an outdated one is dimmed. */
  readonly isCurrent: boolean;
}

/** What a change will do: in words, then line by line. */
export function DiffPreview({ preview, nameOf, isCurrent }: DiffPreviewProps) {
  const { t } = useWords();
  const { hunks, files } = preview;
  const isOfConfig = hunks.length > 0 || files.length === 0;
  return (
    <section aria-label={t("diff.label")} aria-busy={!isCurrent} className={styles.diff}>
      {isOfConfig && (
        <p className={styles.sentence} aria-live="polite">
          {changeSentence(preview, nameOf, t)}
        </p>
      )}
      {hunks.length > 0 && <DiffBox hunks={hunks} />}
      {files.map((file) => (
        <FileDiff key={file.path} file={file} />
      ))}
    </section>
  );
}

/** What happens to a file other than config.toml. */
function FileDiff({ file }: { readonly file: FilePreview }) {
  const { t } = useWords();
  const { path, isOutsideHome, makesPrivate, reopensTo, hunks } = file;
  return (
    <>
      <p className={styles.file}>
        <code title={path}>{path}</code>
        {isOutsideHome && <span>{t("diff.outsideHome")}</span>}
        {makesPrivate && <span>{t("diff.makesPrivate")}</span>}
        {reopensTo && <span>{t("diff.reopens", { mode: reopensTo })}</span>}
      </p>
      {hunks.length > 0 && <DiffBox hunks={hunks} />}
    </>
  );
}

function DiffBox({ hunks }: { readonly hunks: readonly DiffHunk[] }) {
  const count = hunks.reduce((sum, { lines }) => sum + lines.length, 0);
  const size = { "--lines": Math.min(count, MAX_PENDING) } as React.CSSProperties;
  return (
    <div className={styles.box}>
      <DiffWords hunks={hunks} />
      {/* Its place is kept while the editor is loaded, so that nothing moves. */}
      <Suspense fallback={<div data-pending className={styles.pending} style={size} />}>
        <DiffEditor hunks={hunks} />
      </Suspense>
    </div>
  );
}

/** Of more lines the place need not be kept: they reach out of the dialog anyway. */
const MAX_PENDING = 40;
