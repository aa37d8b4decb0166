import { Fragment, useState } from "react";
import type { DiffHunk, DiffLine } from "../../app/config/diff.ts";
import { useWords } from "../useWords.tsx";
import { Button } from "./Button.tsx";
import { changedSpans, type TextSpan } from "./changedSpans.ts";
import styles from "./DiffPreview.module.css";

/** A unified diff, with the changed part of a line marked inside it. */
export function DiffLines({ hunks }: { readonly hunks: readonly DiffHunk[] }) {
  const { t } = useWords();
  const [isWhole, setWhole] = useState(false);
  const total = hunks.reduce((sum, { lines }) => sum + lines.length, 0);
  const shown = isWhole ? hunks : firstLines(hunks, MAX_LINES);
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
    <div className={styles.box} tabIndex={0}>
      <div className={styles.lines}>
        {shown.map((hunk) => (
          <Hunk key={keyOf(hunk)} hunk={hunk} />
        ))}
      </div>
      {!isWhole && total > MAX_LINES && (
        <Button variant="quiet" className={styles.more} onClick={() => setWhole(true)}>
          {t("diff.showAll", { count: total })}
        </Button>
      )}
    </div>
  );
}

/** More than this at once is no longer read, only scrolled past. */
const MAX_LINES = 300;

function firstLines(hunks: readonly DiffHunk[], limit: number): readonly DiffHunk[] {
  const kept: DiffHunk[] = [];
  let left = limit;
  for (const { lines } of hunks) {
    if (left <= 0) break;
    kept.push({ lines: lines.slice(0, left) });
    left -= lines.length;
  }
  return kept;
}

function keyOf({ lines: [first] }: DiffHunk): string {
  return `${first?.oldLine}-${first?.newLine}`;
}

function Hunk({ hunk }: { readonly hunk: DiffHunk }) {
  const spans = changedSpans(hunk.lines);
  return (
    <div className={styles.hunk}>
      {hunk.lines.map((line) => (
        <Line key={`${line.oldLine}:${line.newLine}`} line={line} span={spans.get(line)} />
      ))}
    </div>
  );
}

const signs = { context: "", added: "+", removed: "−" };

function Line({ line, span }: { readonly line: DiffLine; readonly span: TextSpan | undefined }) {
  const { t } = useWords();
  const { kind, text, oldLine, newLine } = line;
  return (
    <div className={styles.line} data-kind={kind}>
      <span className={styles.number}>{oldLine}</span>
      <span className={styles.number}>{newLine}</span>
      <span className={styles.sign} aria-hidden="true">
        {signs[kind]}
      </span>
      <code className={styles.text}>
        {kind !== "context" && (
          <span className="visually-hidden">
            {kind === "added" ? t("diff.addedLine") : t("diff.removedLine")}
          </span>
        )}
        {span ? (
          <Fragment>
            {text.slice(0, span.start)}
            <mark>{text.slice(span.start, span.end)}</mark>
            {text.slice(span.end)}
          </Fragment>
        ) : (
          text
        )}
      </code>
    </div>
  );
}
