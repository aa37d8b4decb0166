import { readBatch } from "./batch.ts";
import { PrintedLines } from "./printedLines.ts";
import {
  type Expression,
  type Piece,
  type ScriptReading,
  type Template,
  Variables,
} from "./template.ts";

const echo = /^echo(?:[\s.,:;=(/\\+[\]]|$)/i;
const echoSwitch = /^\s*(?:on|off)?\s*$/i;
const set = /^set[ \t]+/i;
const computed = /^\/[ap](?=[\s"])/i;
const setlocal = /^setlocal\b/i;
const powershell =
  /^"?(?:[^\s"]*[\\/])?(?:powershell|pwsh)(?:\.exe)?"?[ \t](?:[^"]*?[ \t])?-c(?:ommand)?[ \t]+/i;
const delayed = /\^([\s\S])|!([^!:\n]+)(:[^!\n]*)?!|!/g;
const envelope = /^-----(BEGIN|END) [^\n-]{1,60}-----/gm;

/** Finds the texts in a batch file of Windows that may hold a block, and the values of its variables. */
export function batchPieces(script: string): ScriptReading {
  const pieces: Piece[] = [];
  const printed: Piece[] = [];
  const lines = new PrintedLines(printed);
  const variables = new Variables(true);
  /** Whether `!name!` is filled in; what `endlocal` brings back. */
  const scopes: boolean[] = [];
  let fillsLate = false;
  /** The variables with a `!` in their value. */
  const marked = new Set<string>();
  for (const { text: written, target, isConditional } of readBatch(script)) {
    const text = fillsLate ? filledLate(written, marked) : written;
    const head = headOf(text);
    const [assignment] = set.exec(head) ?? [];
    if (assignment !== undefined) assign(text, assignment.length, isConditional, variables, marked);
    const [name] = echo.exec(head) ?? [];
    if (name !== undefined) {
      const output = withoutStart(text, name.length);
      const isSwitch = /\s$|^echo$/i.test(name) && echoSwitch.test(headOf(output));
      if (!isSwitch || output.length > 1) lines.add([...output, "\n"], target, undefined);
      continue;
    }
    lines.pause();
    if (setlocal.test(head)) {
      scopes.push(fillsLate);
      if (/\bdisabledelayedexpansion\b/i.test(head)) fillsLate = false;
      else fillsLate ||= /\benabledelayedexpansion\b/i.test(head);
    } else if (/^endlocal\b/i.test(head)) fillsLate = scopes.pop() ?? false;
    const [call] = powershell.exec(head) ?? [];
    if (call !== undefined)
      pieces.push({ text: unquoted(withoutStart(text, call.length)), kind: "argument" });
  }
  lines.end();
  for (const piece of printed) pieces.push({ ...piece, text: piece.text.map(withoutEnvelope) });
  for (const text of envelopes(script)) pieces.push({ text: [text], kind: "document" });
  return { pieces, variables, documents: [] };
}

function headOf([head]: Template): string {
  return typeof head === "string" ? head : "";
}

function withoutStart([head, ...rest]: Template, length: number): Template {
  return typeof head === "string" ? [head.slice(length), ...rest] : rest;
}

/** Notes `set name=value` and `set "name=value"`; what may not run, or is computed, has no known value. */
function assign(
  text: Template,
  length: number,
  isConditional: boolean,
  variables: Variables,
  marked: Set<string>,
): void {
  const option = computed.exec(headOf(text).slice(length))?.[0].length ?? 0;
  const written = withoutStart(text, length + option);
  const [, quote = "", name = ""] = /^[ \t]*("?)([^="]+)=/.exec(headOf(written)) ?? [];
  if (name === "") return;
  const value = [...withoutStart(written, headOf(written).indexOf("=") + 1)];
  const last = value.at(-1);
  if (quote !== "" && typeof last === "string" && last.includes('"'))
    value[value.length - 1] = last.slice(0, last.lastIndexOf('"'));
  if (value.some(hasMark)) marked.add(name.toLowerCase());
  if (option === 0 && !isConditional)
    variables.assign(
      name,
      value.filter((part) => part !== ""),
      false,
    );
  else variables.forget(name);
}

function hasMark(part: string | Expression): boolean {
  return typeof part === "string" && part.includes("!");
}

/**
 * Puts in `!name!`, which cmd.exe does when the command runs; it undoes carets once more where there is a `!`. A `!` that
 * `%name%` brings in would be read then, too: what comes of that is not known.
 */
function filledLate(text: Template, marked: ReadonlySet<string>): Template {
  const undoesCarets = text.some(hasMark);
  return text.flatMap((part): Template => {
    if (typeof part !== "string")
      return [marked.has(part.name.toLowerCase()) ? { name: part.name, isVariable: false } : part];
    if (!undoesCarets) return [part];
    const filled: (string | Expression)[] = [];
    let literal = "";
    let at = 0;
    for (const match of part.matchAll(delayed)) {
      const [whole, escaped, name, change] = match;
      literal += part.slice(at, match.index) + (escaped ?? "");
      at = match.index + whole.length;
      if (name === undefined) continue;
      filled.push(literal, { name, isVariable: change === undefined });
      literal = "";
    }
    filled.push(literal + part.slice(at));
    return filled.filter((one, index) => one !== "" || index === 0);
  });
}

/** The text that PowerShell gets: quotes around arguments go, those behind a backslash stay. */
function unquoted(text: Template): Template {
  return text.map((part) => (typeof part === "string" ? part.replace(/\\(")|"/g, "$1") : part));
}

/** Without the lines that `certutil` wants around base64. */
function withoutEnvelope(part: string | Expression): string | Expression {
  return typeof part === "string" ? part.replace(envelope, "") : part;
}

/** The base64 between such lines in the script itself, which `certutil -decode "%~f0"` finds there. */
function envelopes(script: string): readonly string[] {
  const found: string[] = [];
  let from: number | undefined;
  for (const { 0: line, 1: edge, index } of script.matchAll(envelope)) {
    if (edge === "END" && from !== undefined) found.push(script.slice(from, index));
    from = edge === "BEGIN" ? index + line.length : undefined;
  }
  return found;
}
