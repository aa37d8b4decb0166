import { EditorView } from "@codemirror/view";

/** Added and removed lines, and what changed inside them; signs say it too, so that colour alone decides nothing. */
export const diffTheme = EditorView.theme({
  ".cm-content": { padding: "var(--space-4) 0" },
  ".cm-line, .cm-deletedChunk .cm-deletedLine": {
    position: "relative",
    padding: "0 var(--space-16) 0 20px",
    textDecoration: "none",
  },
  "&.cm-merge-b .cm-changedLine, &.cm-merge-b .cm-inlineChangedLine": {
    backgroundColor: "var(--added)",
  },
  "&.cm-merge-b .cm-deletedChunk": { padding: "0", backgroundColor: "var(--removed)" },
  ".cm-changedLine::before, .cm-deletedChunk .cm-deletedLine::before": {
    position: "absolute",
    left: "var(--space-4)",
    width: "12px",
    fontWeight: "600",
    textAlign: "center",
  },
  ".cm-changedLine::before": { color: "var(--ok)", content: '"+"' },
  ".cm-deletedChunk .cm-deletedLine::before": { color: "var(--danger)", content: '"−"' },
  "&.cm-merge-b .cm-changedText, &.cm-merge-b .cm-deletedChunk .cm-deletedText": {
    padding: "1px 0",
    borderRadius: "3px",
  },
  "&.cm-merge-b .cm-changedText": { background: "var(--added-strong)" },
  "&.cm-merge-b .cm-deletedChunk .cm-deletedText": { background: "var(--removed-strong)" },
  // A line that is new or gone as a whole needs no mark inside it.
  "&.cm-merge-b .cm-whole .cm-changedText": { background: "none" },
  "&.cm-merge-b .cm-deletedChunk:not(:has(+ .cm-changedLine)) .cm-deletedText": {
    background: "none",
  },
  ".cm-line:not(.cm-whole) .cm-changedText, .cm-line:not(.cm-whole) .cm-changedText *": {
    color: "var(--text)",
  },
  ".cm-insertedLine, .cm-deletedLine, .cm-deletedLine del": { textDecoration: "none" },
  ".cm-deletedChunk:has(+ .cm-changedLine) .cm-deletedText": { color: "var(--text)" },
  ".cm-end": { height: "0", fontSize: "0", lineHeight: "0" },
  ".cm-hunk": { borderTop: "1px solid var(--line)" },
});
