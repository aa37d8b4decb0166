import { Change, unifiedMergeView } from "@codemirror/merge";
import { EditorState, RangeSet } from "@codemirror/state";
import { Decoration, EditorView, lineNumbers } from "@codemirror/view";
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
  const { before, after, changes, numbers, starts } = documents;
  return EditorState.create({
    doc: after,
    extensions: [
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
      EditorView.decorations.compute(["doc"], ({ doc }) =>
        RangeSet.of(
          starts
            .filter((line) => line <= doc.lines)
            .map((line) =>
              Decoration.line({ class: "cm-hunk" }).range(doc.line(line).from),
            ),
        ),
      ),
      diffTheme,
    ],
  });
}
