import { type AST, parseTOML } from "toml-eslint-parser";
import { absolutePath, type Scan } from "../../app/config/scan.ts";
import { type InlineEntry, stringValue, type ValueNode } from "../../app/config/value.ts";

/** A header, key or value with its place: UTF-16 code units, end exclusive. */
export interface NamedSpan {
  readonly what: "header" | "key" | "array" | "inlineTable" | "string" | "scalar";
  /** The path of a header or key; the text that a string stands for. */
  readonly path: string;
  readonly start: number;
  readonly end: number;
}

/** The spans a scan sees, in the order of the text. */
export function spansByScan({ text, statements }: Scan): NamedSpan[] {
  return statements.flatMap((statement): NamedSpan[] => {
    if (statement.kind === "header") {
      const start = text.indexOf("[", statement.start);
      return [{ what: "header", path: statement.path.join("\0"), start, end: start + 1 }];
    }
    return statement.kind === "keyValue"
      ? spansOfEntry(text, statement.entry, absolutePath(statement))
      : [];
  });
}

function spansOfEntry(text: string, entry: InlineEntry, path: readonly string[]): NamedSpan[] {
  const { start, end } = entry;
  return [{ what: "key", path: path.join("\0"), start, end }, ...spansOfValue(text, entry.value)];
}

function spansOfValue(text: string, value: ValueNode): NamedSpan[] {
  const { start, end } = value;
  const own: NamedSpan = { what: value.kind, path: plain(stringValue(text, value)), start, end };
  if (value.kind === "array")
    return [own, ...value.items.flatMap((item) => spansOfValue(text, item))];
  if (value.kind !== "inlineTable") return [own];
  return [own, ...value.entries.flatMap((entry) => spansOfEntry(text, entry, entry.path))];
}

/** toml-eslint-parser reads every line break inside a string as one character. */
function plain(value: string | undefined): string {
  return (value ?? "").replaceAll("\r\n", "\n");
}

/** The same as toml-eslint-parser sees them, or undefined where it does not accept the text. */
export function spansByEslintParser(text: string): NamedSpan[] | undefined {
  let program: AST.TOMLProgram;
  try {
    // It refuses a byte order mark; a blank in its place keeps every offset.
    program = parseTOML(text.replace(/^\uFEFF/, " "), { tomlVersion: "1.1" });
  } catch {
    return undefined;
  }
  return program.body[0].body.flatMap((node): NamedSpan[] => {
    if (node.type === "TOMLKeyValue") return spansOfKeyValue(node, []);
    const path = namesOf(node.key);
    const [start] = node.range;
    return [
      { what: "header", path: path.join("\0"), start, end: start + 1 },
      ...node.body.flatMap((entry) => spansOfKeyValue(entry, path)),
    ];
  });
}

function namesOf({ keys }: AST.TOMLKey): string[] {
  return keys.map((key) => (key.type === "TOMLBare" ? key.name : key.value));
}

function spansOfKeyValue(node: AST.TOMLKeyValue, header: readonly string[]): NamedSpan[] {
  const [start, end] = node.range;
  const path = [...header, ...namesOf(node.key)].join("\0");
  return [{ what: "key", path, start, end }, ...spansOfContent(node.value)];
}

function spansOfContent(node: AST.TOMLContentNode): NamedSpan[] {
  const [start, end] = node.range;
  if (node.type === "TOMLArray")
    return [{ what: "array", path: "", start, end }, ...node.elements.flatMap(spansOfContent)];
  if (node.type === "TOMLInlineTable") {
    const entries = node.body.flatMap((entry) => spansOfKeyValue(entry, []));
    return [{ what: "inlineTable", path: "", start, end }, ...entries];
  }
  return node.kind === "string"
    ? [{ what: "string", path: plain(node.value), start, end }]
    : [{ what: "scalar", path: "", start, end }];
}
