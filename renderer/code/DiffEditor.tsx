import { Change, unifiedMergeView } from "@codemirror/merge";
import { EditorState, Text } from "@codemirror/state";
import { Decoration, type DecorationSet, EditorView, lineNumbers } from "@codemirror/view";
import { useEffect, useRef } from "react";
import type { DiffHunk } from "../../app/config/diff.ts";
import { codeLook } from "./codeLook.ts";
import { type DiffDocuments, diffDocuments } from "./diffDocuments.ts";
import { diffTheme } from "./diffTheme.ts";

/** A unified diff in the colours of the file. People who do not see it are read the lines beside it. */
export function DiffEditor({ hunks }: { readonly hunks: readonly DiffHunk[] }) {
  const box = useRef<HTMLDivElement>(null);

  useEffect(() => {
    if (!box.current) return;
    const view = new EditorView({ parent: box.current, state: stateOf(diffDocuments(hunks)) });
    return () => view.destroy();
  }, [hunks]);

  return <div ref={box} aria-hidden="true" />;
}

function stateOf(documents: DiffDocuments): EditorState {
  const { before, after, changes, numbers } = documents;
  return EditorState.create({
    doc: after,
    extensions: [
      // Before the common look, over which it wins.
      diffTheme,
      codeLook(),
      EditorView.editable.of(false),
      // The dialog scrolls up and down; nothing scrolls sideways in it.
      EditorView.lineWrapping,
      lineNumbers({ formatNumber: (line) => String(numbers[line - 1] ?? "") }),
      unifiedMergeView({
        original: before,
        mergeControls: false,
        gutter: false,
        diffConfig: {
          // What changed is known already, down to the value within its line.
          override: () =>
            changes.map(({ fromA, toA, fromB, toB }) => new Change(fromA, toA, fromB, toB)),
        },
      }),
      EditorView.decorations.of(lineClasses(documents)),
    ],
  });
}

/** Where a hunk begins, which lines are new as a whole, and the empty line that ends the text. */
function lineClasses({ after, starts, whole }: DiffDocuments): DecorationSet {
  const doc = Text.of(after.split("\n"));
  const marked = (lines: readonly number[], name: string) =>
    lines.map((line) => Decoration.line({ class: name }).range(doc.line(line).from));
  return Decoration.set(
    [...marked(starts, "cm-hunk"), ...marked(whole, "cm-whole"), ...marked([doc.lines], "cm-end")],
    true,
  );
}
