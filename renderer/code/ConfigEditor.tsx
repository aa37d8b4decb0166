import { standardKeymap } from "@codemirror/commands";
import { EditorState } from "@codemirror/state";
import { EditorView, keymap, lineNumbers } from "@codemirror/view";
import { useEffect, useRef } from "react";
import styles from "./ConfigEditor.module.css";
import { codeLook } from "./codeLook.ts";
import { type LineMark, lineMarks, onSignClick, setMarks } from "./lineMarks.ts";

interface ConfigEditorProps {
  readonly text: string;
  readonly marks: readonly LineMark[];
  /** The line (1-based) to bring into view; another object for each time it is wanted. */
  readonly target: { readonly line: number } | undefined;
  readonly label: string;
  /** The sign of a finding was clicked. Must stay the same function. */
  readonly onFinding: (key: string) => void;
}

/** The file to look at, with the keys of an editor; it cannot be changed here. */
export function ConfigEditor({ text, marks, target, label, onFinding }: ConfigEditorProps) {
  const box = useRef<HTMLElement>(null);
  const editor = useRef<EditorView>(undefined);

  useEffect(() => {
    if (!box.current) return;
    const view = new EditorView({
      parent: box.current,
      state: EditorState.create({
        extensions: [
          codeLook(),
          lineMarks,
          onSignClick.of(onFinding),
          lineNumbers(),
          keymap.of(standardKeymap),
          EditorView.contentAttributes.of({
            "aria-label": label,
            spellcheck: "false",
            tabindex: "0",
          }),
        ],
      }),
    });
    editor.current = view;
    return () => view.destroy();
  }, [label, onFinding]);

  // Another label has made another editor, which has to be filled anew.
  // biome-ignore lint/correctness/useExhaustiveDependencies: see above
  useEffect(() => {
    const view = editor.current;
    if (!view) return;
    const { doc } = view.state;
    // Where people look stays where it is as far as the text allows.
    const changes = doc.toString() === text ? [] : { from: 0, to: doc.length, insert: text };
    view.dispatch({ changes, effects: setMarks.of(marks) });
    // Has the lines measured now: guessed heights on screen would be seen to jump.
    view.lineBlockAtHeight(0);
  }, [text, marks, label]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: the text must be there first
  useEffect(() => {
    const view = editor.current;
    if (!view || !target || target.line > view.state.doc.lines) return;
    const { from } = view.state.doc.line(Math.max(1, target.line));
    view.dispatch({
      selection: { anchor: from },
      effects: EditorView.scrollIntoView(from, { y: "center" }),
    });
  }, [target, text, label]);

  return <section ref={box} className={styles.box} aria-label={label} />;
}
