import type { DiffHunk } from "../../app/config/diff.ts";
import { useWords } from "../useWords.tsx";

/** As many lines are read out; who wants more looks at the file. */
const MAX_LINES = 300;

/** The lines of a diff to be read out, because the drawn one tells added from removed by its looks. */
export function DiffWords({ hunks }: { readonly hunks: readonly DiffHunk[] }) {
  const { t } = useWords();
  const lines = hunks.flatMap((hunk) => hunk.lines).slice(0, MAX_LINES);
  return (
    <ul className="visually-hidden">
      {lines.map(({ kind, text, oldLine, newLine }) => (
        <li key={`${oldLine}:${newLine}`}>
          {kind === "added" && t("diff.addedLine")}
          {kind === "removed" && t("diff.removedLine")}
          <code>{text}</code>
        </li>
      ))}
    </ul>
  );
}
