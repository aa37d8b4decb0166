import {
  HighlightStyle,
  StreamLanguage,
  type StreamParser,
  syntaxHighlighting,
} from "@codemirror/language";
import { toml } from "@codemirror/legacy-modes/mode/toml";
import { EditorState, type Extension } from "@codemirror/state";
import { EditorView } from "@codemirror/view";
import { tags } from "@lezer/highlight";
import { styleNonce } from "../styleNonce.ts";

const colours = HighlightStyle.define([
  { tag: tags.comment, color: "var(--dimmed)" },
  // Headers of tables, and true and false.
  { tag: tags.atom, fontWeight: "600" },
  { tag: tags.string, color: "var(--link)" },
  { tag: tags.number, color: "var(--boost)" },
]);

const theme = EditorView.theme({
  "&": { height: "100%", backgroundColor: "transparent", color: "var(--text)" },
  "&.cm-focused": { outline: "none" },
  ".cm-scroller": { fontFamily: "var(--mono)", fontSize: "var(--size-12)", lineHeight: "20px" },
  ".cm-content": { padding: "var(--space-8) 0", caretColor: "var(--text)" },
  ".cm-line": { padding: "0 var(--space-16) 0 var(--space-8)" },
  ".cm-gutters": { border: "0", backgroundColor: "var(--surface)", color: "var(--dimmed)" },
  ".cm-lineNumbers .cm-gutterElement": { minWidth: "4ch", padding: "0 1ch 0 var(--space-8)" },
});

/** What the mode for TOML knows of a string that it is in. */
interface StringState {
  inString: boolean;
  readonly stringType: string;
}

const givenToml = toml as StreamParser<StringState>;

/** A string in one pair of quotes ends with its line, also where somebody has forgotten its end. */
const forgivingToml: StreamParser<StringState> = {
  ...givenToml,
  token(stream, state) {
    if (stream.sol() && state.inString && state.stringType.length === 1) state.inString = false;
    return givenToml.token(stream, state);
  },
};

/** What every view of TOML shares: colours, read-only, and styles that the content security policy lets through. */
export function codeLook(): Extension {
  return [
    EditorView.cspNonce.of(styleNonce()),
    EditorState.readOnly.of(true),
    StreamLanguage.define(forgivingToml),
    syntaxHighlighting(colours),
    theme,
  ];
}
