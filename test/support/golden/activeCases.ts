import { BOOST } from "./blocks.ts";
import { type GoldenCase, rootKey, setActive } from "./goldenCase.ts";

/** Files in which a provider is made active or a root key set. */
export const activeCases: readonly GoldenCase[] = [
  {
    name: "active-plain",
    why: "one value changes",
    intents: () => [setActive(BOOST)],
  },
  {
    name: "active-trailing-comment",
    why: "the comment behind the value stays",
    intents: () => [setActive(BOOST)],
  },
  {
    name: "active-quoted-key",
    why: "a quoted key stays quoted",
    intents: () => [setActive(BOOST)],
  },
  {
    name: "active-literal-key",
    why: "a literal key stays literal",
    intents: () => [setActive(BOOST)],
  },
  {
    name: "active-escaped-key",
    why: "an escaped key is the same key",
    intents: () => [setActive(BOOST)],
  },
  {
    name: "active-literal-value",
    why: "the value keeps its quotes",
    intents: () => [setActive(BOOST)],
  },
  {
    name: "active-multi-line-value",
    why: "a value in triple quotes becomes a plain one",
    intents: () => [setActive(BOOST)],
  },
  {
    name: "active-multi-line-literal",
    why: "a value over two lines becomes one line",
    intents: () => [setActive(BOOST)],
  },
  {
    name: "active-already",
    why: "a value that is right already stays as it is spelled",
    intents: () => [setActive(BOOST)],
  },
  {
    name: "active-wrong-type",
    why: "an array over several lines is replaced as a whole",
    intents: () => [setActive(BOOST)],
  },
  {
    name: "active-unquoted",
    why: "a forgotten quote is repaired",
    intents: () => [setActive(BOOST)],
  },
  {
    name: "active-absent-root-keys",
    why: "the key goes below the last root key, not into the array",
    intents: () => [setActive(BOOST)],
  },
  {
    name: "active-absent-only-tables",
    why: "the key goes above the first table",
    intents: () => [setActive(BOOST)],
  },
  {
    name: "active-absent-comment-only",
    why: "the comment is about the file, the key stands apart",
    intents: () => [setActive(BOOST)],
    codexRefuses: "Model provider `photonmark-codex-boost` not found",
  },
  {
    name: "active-absent-comments-and-blank",
    why: "the key goes to the end",
    intents: () => [setActive(BOOST)],
    codexRefuses: "Model provider `photonmark-codex-boost` not found",
  },
  {
    name: "active-absent-attached-comment",
    why: "a comment stays with the table it stands above",
    intents: () => [setActive(BOOST)],
  },
  {
    name: "active-absent-head-comment",
    why: "the head of the file stays the head",
    intents: () => [setActive(BOOST)],
  },
  {
    name: "active-absent-commented-out",
    why: "commented lines are comments",
    intents: () => [setActive(BOOST)],
  },
  {
    name: "active-toward-table-comment",
    why: "the key does not part a comment from its table",
    intents: () => [setActive(BOOST)],
  },
  {
    name: "active-empty",
    why: "an empty file gets one line",
    intents: () => [setActive(BOOST)],
    codexRefuses: "Model provider `photonmark-codex-boost` not found",
  },
  {
    name: "active-bom-only",
    why: "a byte order mark stays first",
    intents: () => [setActive(BOOST)],
    codexRefuses: "Model provider `photonmark-codex-boost` not found",
  },
  {
    name: "active-whitespace-only",
    why: "lines of blanks stay",
    intents: () => [setActive(BOOST)],
    codexRefuses: "Model provider `photonmark-codex-boost` not found",
  },
  {
    name: "active-crlf",
    why: "Windows line breaks stay",
    intents: () => [setActive(BOOST)],
  },
  {
    name: "active-bom",
    why: "the first line of a file with a byte order mark is found",
    intents: () => [setActive(BOOST)],
  },
  {
    name: "active-bom-crlf-absent",
    why: "the new line stands behind the mark and ends as the others do",
    intents: () => [setActive(BOOST)],
  },
  {
    name: "active-mixed-newlines",
    why: "the new line ends like the first one",
    intents: () => [setActive(BOOST)],
  },
  {
    name: "active-no-final-newline",
    why: "no line break is added at the end",
    intents: () => [setActive(BOOST)],
  },
  {
    name: "active-absent-no-final-newline",
    why: "no line break is added at the end",
    intents: () => [setActive(BOOST)],
    codexRefuses: "Model provider `photonmark-codex-boost` not found",
  },
  {
    name: "active-inside-table-only",
    why: "a key of that name inside a table is another key",
    intents: () => [setActive(BOOST)],
  },
  {
    name: "active-inside-multi-line-string",
    why: "a line inside a string is text",
    intents: () => [setActive(BOOST)],
  },
  {
    name: "active-inside-literal-string",
    why: "a line inside a literal string is text",
    intents: () => [setActive(BOOST)],
  },
  {
    name: "active-inside-array",
    why: "a line inside a string of an array is text",
    intents: () => [setActive(BOOST)],
  },
  {
    name: "active-duplicates-two",
    why: "the topmost is rewritten, the other one commented out",
    intents: () => [setActive(BOOST)],
  },
  {
    name: "active-duplicates-three",
    why: "comments stay, a value over two lines is commented out whole",
    intents: () => [setActive(BOOST)],
  },
  {
    name: "active-duplicates-spellings",
    why: "quoted and plain are the same key",
    intents: () => [setActive(BOOST)],
  },
  {
    name: "active-duplicates-right-first",
    why: "the topmost is right already",
    intents: () => [setActive(BOOST)],
  },
  {
    name: "active-duplicates-crlf-no-final-newline",
    why: "the last line keeps having no break",
    intents: () => [setActive(BOOST)],
    codexRefuses: "Model provider `photonmark-codex-boost` not found",
  },
  {
    name: "active-indented",
    why: "indentation stays",
    intents: () => [setActive(BOOST)],
  },
  {
    name: "active-absent-indented",
    why: "the new line is indented like its neighbour",
    intents: () => [setActive(BOOST)],
  },
  {
    name: "active-aligned",
    why: "alignment stays",
    intents: () => [setActive(BOOST)],
  },
  {
    name: "active-odd-id",
    why: "quotes and backslashes are escaped",
    intents: () => [setActive('Büro: "A" \\ 7.5 €')],
  },
  {
    name: "active-odd-id-literal",
    why: "an apostrophe does not fit into literal quotes",
    intents: () => [setActive("it's")],
  },
  {
    name: "active-dotted-root-keys",
    why: "dotted keys are root keys",
    intents: () => [setActive(BOOST)],
  },
  {
    name: "active-array-tables",
    why: "the key goes above the first array of tables",
    intents: () => [setActive(BOOST)],
  },
  {
    name: "active-toml-1-1",
    why: "escapes and line breaks of TOML 1.1 are understood",
    intents: () => [setActive(BOOST)],
  },
  {
    name: "active-windows-paths",
    why: "backslashes stay",
    intents: () => [setActive(BOOST)],
  },
  {
    name: "active-large",
    why: "one value changes in a file that has been lived in",
    intents: () => [setActive(BOOST)],
  },
  {
    name: "root-key-new",
    why: "a root key goes above the first table",
    intents: () => [rootKey("model_reasoning_effort", '"high"')],
  },
  {
    name: "root-key-known",
    why: "a known key changes in place, a value that is right keeps its quotes",
    intents: () => [rootKey("model", '"gpt-5"'), rootKey("model_reasoning_effort", '"high"')],
  },
  {
    name: "root-key-duplicates",
    why: "the topmost is rewritten, the other one commented out",
    intents: () => [rootKey("model", '"gpt-6"')],
  },
];
