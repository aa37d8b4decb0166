import {
  type Extension,
  Facet,
  RangeSet,
  StateEffect,
  StateField,
  type Text,
} from "@codemirror/state";
import { Decoration, EditorView, GutterMarker, gutter, gutterLineClass } from "@codemirror/view";

/** What is to be seen at a line (1-based). */
export interface LineMark {
  readonly line: number;
  /** `active`: names the provider Codex uses; the others: how bad what was found there is. */
  readonly kind: "active" | "error" | "warning" | "info";
  /** What was found, in words. */
  readonly words?: string;
  /** Names the finding to those who are told of clicks. */
  readonly findingKey?: string;
}

/** Who is told that the sign of a finding was clicked. */
export const onSignClick = Facet.define<(findingKey: string) => void>();

/** Sets the marks, in place of those before. */
export const setMarks = StateEffect.define<readonly LineMark[]>();

class Sign extends GutterMarker {
  readonly mark: LineMark;

  constructor(mark: LineMark) {
    super();
    this.mark = mark;
  }

  override eq({ mark }: Sign): boolean {
    const { kind, words, findingKey } = this.mark;
    return kind === mark.kind && words === mark.words && findingKey === mark.findingKey;
  }

  override toDOM(): Node {
    const sign = document.createElement("span");
    const { kind, words = "", findingKey } = this.mark;
    sign.className = "cm-sign";
    sign.dataset.kind = kind;
    // The gutter is hidden from screen readers, which find the same in the list above the text.
    if (findingKey !== undefined) sign.dataset.finding = findingKey;
    sign.title = words;
    return sign;
  }
}

class LineClass extends GutterMarker {
  override readonly elementClass: string;

  constructor(kind: LineMark["kind"]) {
    super();
    this.elementClass = `cm-marked cm-marked-${kind}`;
  }
}

const marks = StateField.define<readonly LineMark[]>({
  create: () => [],
  update(value, transaction) {
    for (const effect of transaction.effects) if (effect.is(setMarks)) return effect.value;
    return value;
  },
});

/** The marks that lie in the text, in its order, with the offset of their line. */
function placed(doc: Text, all: readonly LineMark[]): { from: number; mark: LineMark }[] {
  return all
    .filter(({ line }) => line >= 1 && line <= doc.lines)
    .map((mark) => ({ from: doc.line(mark.line).from, mark }))
    .sort((a, b) => a.from - b.from);
}

const theme = EditorView.theme({
  ".cm-signs": { width: "16px" },
  ".cm-signs .cm-gutterElement": { display: "grid", placeItems: "center" },
  ".cm-sign": { width: "8px", height: "8px", backgroundColor: "var(--dimmed)" },
  ".cm-sign[data-finding]": { cursor: "pointer" },
  // Different shapes, so that colour alone decides nothing.
  '.cm-sign[data-kind="error"]': { borderRadius: "50%", backgroundColor: "var(--danger)" },
  '.cm-sign[data-kind="warning"]': {
    backgroundColor: "var(--warn)",
    clipPath: "polygon(50% 0, 100% 100%, 0 100%)",
  },
  '.cm-sign[data-kind="info"]': { width: "6px", height: "6px", transform: "rotate(45deg)" },
  ".cm-marked-active": { backgroundColor: "var(--selected)" },
  ".cm-line.cm-marked-active": { boxShadow: "inset 3px 0 var(--accent)" },
  ".cm-gutterElement.cm-marked-active": { color: "var(--accent)", fontWeight: "600" },
  ".cm-marked-error": { backgroundColor: "var(--removed)" },
  ".cm-gutterElement.cm-marked-error": { color: "var(--danger)", fontWeight: "600" },
  ".cm-line.cm-marked-error": { boxShadow: "inset 3px 0 var(--danger)" },
  ".cm-marked-warning": { backgroundColor: "var(--attention)" },
  ".cm-line.cm-marked-warning": { boxShadow: "inset 3px 0 var(--warn)" },
});

/** Lines that are marked, with signs beside them for what was found there. */
export const lineMarks: Extension = [
  marks,
  theme,
  EditorView.decorations.compute([marks, "doc"], (state) =>
    Decoration.set(
      placed(state.doc, state.field(marks)).map(({ from, mark }) =>
        Decoration.line({ class: `cm-marked cm-marked-${mark.kind}` }).range(from),
      ),
    ),
  ),
  gutterLineClass.compute([marks, "doc"], (state) =>
    RangeSet.of(
      placed(state.doc, state.field(marks)).map(({ from, mark }) =>
        new LineClass(mark.kind).range(from),
      ),
    ),
  ),
  gutter({
    class: "cm-signs",
    markers: (view) =>
      RangeSet.of(
        placed(view.state.doc, view.state.field(marks))
          .filter(({ mark }) => mark.words !== undefined)
          .map(({ from, mark }) => new Sign(mark).range(from)),
      ),
    domEventHandlers: {
      click(view, _line, { target }) {
        const key = target instanceof HTMLElement ? target.dataset.finding : undefined;
        if (key !== undefined) for (const tell of view.state.facet(onSignClick)) tell(key);
        return key !== undefined;
      },
    },
  }),
];
