import { PrintedLines } from "./printedLines.ts";
import { decodeShellEscapes } from "./quoting.ts";
import { readShell } from "./shell.ts";
import type { ShellCommand } from "./shellState.ts";
import { type Piece, type ScriptReading, type Template, Variables } from "./template.ts";

/** Words in front of a command's name that say nothing about what it does. */
const prefixes: ReadonlySet<string> = new Set(
  "if then elif else while until do { ! time sudo command builtin exec env nohup".split(" "),
);

const declarations: ReadonlySet<string> = new Set(
  "export local readonly declare typeset".split(" "),
);

/** Commands that set a variable to what only running them tells. */
const readers: ReadonlySet<string> = new Set(
  "for read getopts mapfile readarray select".split(" "),
);

/** Programs whose arguments and input are code or patterns, not the text of a file. */
const codeRunner =
  /^(?:python|pypy|ruby|node|deno|bun|php|osascript|lua|tclsh|[ef]?grep|rg|jq|yq|expr|test|\[\[?)[\d.]*$/;

/** Programs that print their input changed. */
const filter = /^(?:g?sed|[gmn]?awk|perl|envsubst|m4|cut|rev)$/;

/** More characters than this printed by one script mean that it was made to swell. */
const MAX_PRINTED = 4 * 1024 * 1024;

const assignment = /^([A-Za-z_]\w*)(\+?)=/;

const base64Word = /^[A-Za-z0-9+/=_\s-]{24,}$/;

/** Finds the texts in a shell script (sh, bash, zsh) that may hold a block, and the values of its variables. */
export function shellPieces(script: string): ScriptReading {
  const { commands, documents } = readShell(script);
  const pieces: Piece[] = [];
  const variables = new Variables();
  const printed = new PrintedLines(pieces);
  const budget = { left: MAX_PRINTED };
  const filters = filtersOf(commands);
  for (const command of commands) {
    const words = afterAssignments(command, variables, pieces);
    const [name = "", args] = nameOf(words);
    const needs = filters.get(command);
    const output = outputOf(name, args, budget);
    if (output) {
      printed.add(output, command.target, needs);
      for (const text of args)
        if (base64Word.test(literalOf(text) ?? "")) pieces.push({ text, kind: "argument" });
      continue;
    }
    printed.pause();
    if (codeRunner.test(name)) continue;
    if (readers.has(name)) forgetAll(args, variables);
    for (const text of command.documents) pieces.push({ text, kind: "document", needs });
    if (filter.test(name)) continue;
    for (const text of args) {
      if (declarations.has(name) && assign(text, variables, pieces)) continue;
      pieces.push({ text, kind: "argument" });
    }
  }
  printed.end();
  return { pieces, variables, documents };
}

/** The program, if any, that changes what a command reads or prints. */
function filtersOf(commands: readonly ShellCommand[]): ReadonlyMap<ShellCommand, string> {
  const filters = new Map<ShellCommand, string>();
  for (const command of commands.toReversed()) {
    const [name = ""] = nameOf(command.words);
    const inherited = command.pipedTo && filters.get(command.pipedTo);
    if (filter.test(name)) filters.set(command, name);
    else if (inherited !== undefined) filters.set(command, inherited);
  }
  return filters;
}

/** Notes the `name=value` words in front of a command and returns the others. */
function afterAssignments(
  { words }: ShellCommand,
  variables: Variables,
  pieces: Piece[],
): readonly Template[] {
  const first = words.findIndex((word) => !assign(word, variables, pieces));
  return first < 0 ? [] : words.slice(first);
}

function assign(word: Template, variables: Variables, pieces: Piece[]): boolean {
  const [head = "", ...rest] = word;
  const match = typeof head === "string" ? assignment.exec(head) : null;
  if (typeof head !== "string" || !match) return false;
  const [whole, name = "", plus] = match;
  const literal = head.slice(whole.length);
  const value = literal === "" ? rest : [literal, ...rest];
  variables.assign(name, value, plus === "+");
  pieces.push({ text: value, kind: "document" });
  return true;
}

/** The name of the command, without a path, and its arguments. */
function nameOf(words: readonly Template[]): readonly [string | undefined, readonly Template[]] {
  const at = words.findIndex((word) => !prefixes.has(literalOf(word) ?? ""));
  const name = at < 0 ? undefined : literalOf(words[at] ?? []);
  return [name?.slice(name.lastIndexOf("/") + 1), words.slice(at + 1)];
}

function forgetAll(args: readonly Template[], variables: Variables): void {
  for (const arg of args) {
    const name = literalOf(arg);
    if (name === "in") return;
    if (name && /^[A-Za-z_]\w*$/.test(name)) variables.forget(name);
  }
}

/** The text of a word that nothing stands in which the shell would expand; else undefined. */
function literalOf(word: Template): string | undefined {
  const [only = ""] = word;
  return word.length <= 1 && typeof only === "string" ? only : undefined;
}

/**
 * What `echo` or `printf` prints; undefined for other commands. The budget is the number of characters that
 * may still be printed.
 */
function outputOf(
  name: string,
  args: readonly Template[],
  budget: { left: number },
): Template | undefined {
  if (name === "echo" || name === "print") return echoOutput(args);
  return name === "printf" ? printfOutput(args, budget) : undefined;
}

function echoOutput(args: readonly Template[]): Template {
  let at = 0;
  let isEscaped = false;
  let ends = "\n";
  for (; /^-[neE]+$/.test(literalOf(args[at] ?? []) ?? ""); at += 1) {
    const option = literalOf(args[at] ?? []) ?? "";
    if (option.includes("e")) isEscaped = true;
    if (option.includes("n")) ends = "";
  }
  const output = args.slice(at).flatMap((word, index) => [index > 0 ? " " : "", ...word]);
  return [...(isEscaped ? decoded(output) : output), ends];
}

function decoded(template: Template): Template {
  return template.map((part) => (typeof part === "string" ? decodeShellEscapes(part) : part));
}

/** What `printf` prints; undefined for formats with anything but `%s` and `%b`. */
function printfOutput(args: readonly Template[], budget: { left: number }): Template | undefined {
  const [format = [], ...values] = literalOf(args[0] ?? []) === "--" ? args.slice(1) : args;
  const slots = format.flatMap((part): (Template[number] | undefined)[] =>
    typeof part === "string" ? part.split(/(%[%sb])/).map(formatSlot) : [part],
  );
  if (slots.includes(undefined)) return undefined;
  const output: Template[number][] = [];
  let next = 0;
  do {
    const before = next;
    for (const slot of slots) {
      if (slot === undefined) continue;
      const value = slot === "%s" || slot === "%b" ? (values[next++] ?? []) : [slot];
      for (const part of slot === "%b" ? decoded(value) : value) {
        budget.left -= typeof part === "string" ? part.length : 1;
        if (budget.left < 0) return undefined;
        output.push(part);
      }
    }
    if (next === before) break;
  } while (next < values.length);
  return output;
}

/** One stretch of a format as it is printed, with `%s` and `%b` left for an argument. */
function formatSlot(text: string): string | undefined {
  if (text === "%s" || text === "%b") return text;
  if (text === "%%") return "%";
  return text.includes("%") ? undefined : decodeShellEscapes(text);
}
