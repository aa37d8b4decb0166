import type { Span } from "../config/value.ts";
import { readShell } from "../import/scripts/shell.ts";
import type { Template } from "../import/scripts/template.ts";
import type { FoundAssignment } from "./assignment.ts";
import { keyKindOf } from "./keyKind.ts";
import type { SourcedFile } from "./startFileLanguage.ts";

const assignment = /^([A-Za-z_]\w*)\+?=([\s\S]*)$/;
const exporting = /^-[A-Za-z]*x/;
const prefixes: ReadonlySet<string> = new Set("builtin command then else do { !".split(" "));

/** A command's words without those in front that say nothing about what it does. */
export function commandOf(words: readonly Template[]): {
  readonly name: Template | undefined;
  readonly args: readonly Template[];
  readonly hasPrefix: boolean;
} {
  const hasPrefix = prefixes.has(literalOf(words[0]));
  const [name, ...args] = hasPrefix ? words.slice(1) : words;
  return { name, args, hasPrefix };
}

/** Whether, after `set` with these arguments, all that is assigned is exported, too. */
export function exportsAllAfter(args: readonly Template[], wasOn: boolean): boolean {
  let isOn = wasOn;
  let sign: string | undefined;
  for (const option of args.map(literalOf)) {
    if (option === "--") break;
    if (/^[-+]/.test(option)) [sign] = option;
    if (option === "allexport" || /^[-+][a-z]*a/.test(option)) isOn = sign === "-";
  }
  return isOn;
}

/**
 * Where a start file of sh, bash or zsh puts variables into the environment: `export X=…`, `typeset -x
 * X=…`, or `X=…` together with `export X` or `set -a`. What stands in comments, here-documents and quoted text, what
 * holds for one command alone, and what is unset again further down, does none of that.
 *
 * @param startsExporting - whether `set -a` is on before the first line, as it is where another file turned it on
 */
export function shellAssignments(text: string, startsExporting = false): FoundAssignment[] {
  const found = new Map<string, (FoundAssignment & { readonly isExported: boolean })[]>();
  const exported = new Set<string>();
  let exportsAll = startsExporting;
  /** Whether a place holds a command from its first letter on, and no operator that ties it to the next one. */
  const isItsOwn = (word: string, { start, end }: Span): boolean =>
    text.startsWith(word, start) && !/[|&]/.test(text[end - 1] ?? "");
  for (const { words, documents, place } of readShell(text).commands) {
    if (!place) continue;
    const { name, args, hasPrefix } = commandOf(words);
    const command = literalOf(name);
    if (command === "set") exportsAll = exportsAllAfter(args, exportsAll);
    if (command === "unset") for (const unset of args.map(literalOf)) found.delete(unset);
    const exports =
      command === "export" ||
      (/^(?:typeset|declare)$/.test(command) && args.some((arg) => exporting.test(literalOf(arg))));
    const isBare = words.every((word) => assignment.test(literalOf(word)));
    if (!exports && !isBare) continue;
    for (const word of isBare ? words : args) {
      const variable = variableOf(word);
      if (exports) exported.add(literalOf(word));
      if (!variable) continue;
      if (variable.kind === undefined) {
        found.delete(variable.name);
        continue;
      }
      const { name, kind } = variable;
      const isOnly = isBare ? words.length === 1 : isOption(args, word);
      const isWhole =
        !hasPrefix && documents.length === 0 && isItsOwn(isBare ? name : command, place);
      // Beside anything else it cannot be commented out, which a place without room of its own says.
      const at = isOnly && isWhole ? place : { start: place.start, end: place.start };
      const known = found.get(name) ?? [];
      known.push({ name, kind, ...at, isExported: exports || exportsAll });
      found.set(name, known);
    }
  }
  return [...found.values()]
    .flat()
    .filter(({ name, isExported }) => isExported || exported.has(name))
    .map(({ isExported: _isExported, ...assigned }) => assigned)
    .sort((a, b) => a.start - b.start);
}

/** Whether everything beside the word is an option. */
function isOption(args: readonly Template[], word: Template): boolean {
  return args.every((arg) => arg === word || literalOf(arg).startsWith("-"));
}

/** The text of a word up to what the shell would put in. */
export function literalOf(word: Template | undefined): string {
  const [first] = word ?? [];
  return typeof first === "string" ? first : "";
}

function variableOf(word: Template) {
  const [, name = "", value = ""] = assignment.exec(literalOf(word)) ?? [];
  if (name === "") return undefined;
  if (value === "" && word.length > 1) return { name, kind: "reference" as const };
  return { name, kind: value === "" ? undefined : keyKindOf(value) };
}

/**
 * The files that a start file of sh, bash or zsh loads by a name that its text alone tells: `. ~/.env`,
 * `source "$HOME/.secrets"`. Under `set -a` all that such a file sets is exported; it may look like a `.env` file and
 * yet is a script as any other, with conditions and commands.
 *
 * @param startsExporting - whether `set -a` is on before the first line
 */
export function shellSources(text: string, startsExporting = false): readonly SourcedFile[] {
  let exportsAll = startsExporting;
  return readShell(text).commands.flatMap(({ words, place }): readonly SourcedFile[] => {
    if (!place) return [];
    const { name, args } = commandOf(words);
    const command = literalOf(name);
    if (command === "set") exportsAll = exportsAllAfter(args, exportsAll);
    if (command !== "." && command !== "source") return [];
    const path = args[0] && pathOf(args[0]);
    return path === undefined ? [] : [{ path, language: exportsAll ? "exportingShell" : "shell" }];
  });
}

function pathOf([head, ...rest]: Template): string | undefined {
  const isHome = typeof head === "object" && head.isVariable && head.name === "HOME";
  const parts = isHome ? ["~", ...rest] : [head, ...rest];
  return parts.every((part) => typeof part === "string") ? parts.join("") : undefined;
}
