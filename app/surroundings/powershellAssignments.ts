import { type PowerShellString, stringReader } from "../import/scripts/powershell.ts";
import type { FoundAssignment } from "./assignment.ts";
import { keyKindOf, nameInAnyCase } from "./keyKind.ts";
import type { SourcedFile } from "./startFileLanguage.ts";

/** A word of a statement; `text` is undefined where only running the script would tell it. */
interface Word {
  readonly text: string | undefined;
  /** As it stands in the script, quotes included. */
  readonly written: string;
}

interface PowerShellStatement {
  readonly words: Word[];
  readonly start: number;
  end: number;
}

const variable = /^\$(?:\{env:([^}]+)\}|env:(\w+))$/i;
const setVariable = /^\[(?:System\.)?Environment\]::SetEnvironmentVariable$/i;
const itemPath = /^env:[\\/]?(\w+)$/i;

/**
 * Where a PowerShell profile puts variables into the environment: `$env:X = …`, `setx`, `Set-Item Env:X`,
 * `[Environment]::SetEnvironmentVariable(…)`. Names count in any case, as on Windows.
 */
export function powershellAssignments(text: string): FoundAssignment[] {
  const found = new Map<string, FoundAssignment[]>();
  for (const { words, start, end } of powershellStatements(text)) {
    const set = settingOf(words);
    if (!set || set.name === "") continue;
    const name = nameInAnyCase(set.name);
    // Nothing, or `$null`, takes the variable away.
    if (set.value?.text === "" || set.isRemoved) found.delete(name);
    else {
      const value = set.value?.text;
      const kind = value === undefined ? "reference" : keyKindOf(value);
      const known = found.get(name) ?? [];
      known.push({ name, kind, start, end });
      found.set(name, known);
    }
  }
  return [...found.values()].flat().sort((a, b) => a.start - b.start);
}

/** A script by its place in the user's home, or on a drive. */
const script =
  /^(["']?)(?:(\$HOME|\$\{HOME\}|\$env:USERPROFILE|~)[\\/]|(?=[a-z]:[\\/]))([^$`"']+\.ps1)\1$/i;

/**
 * The scripts that a PowerShell profile runs by a name that its text alone tells: `. $HOME\keys.ps1`. What such a
 * script puts into the environment stays there, also when it is run with `&`.
 */
export function powershellSources(text: string): readonly SourcedFile[] {
  return powershellStatements(text).flatMap(({ words: [command, file] }) => {
    const [, , home, rest] = script.exec(file?.written ?? "") ?? [];
    if (rest === undefined || !/^[.&]$/.test(command?.written ?? "")) return [];
    const path = `${home === undefined ? "" : "~/"}${rest.replaceAll("\\", "/")}`;
    return [{ path, language: "powershell" as const }];
  });
}

function settingOf(words: readonly Word[]) {
  const texts = words.map(({ text }) => text ?? "");
  const [first = "", second = ""] = texts;
  const [, braced, plain] = variable.exec(first) ?? [];
  const named = braced ?? plain;
  if (named !== undefined && second === "=")
    return { name: named, value: words[2], isRemoved: texts[2]?.toLowerCase() === "$null" };
  if (setVariable.test(first))
    return { name: second, value: words[2], isRemoved: texts[2]?.toLowerCase() === "$null" };
  if (/^setx(?:\.exe)?$/i.test(first)) return { name: second, value: words[2], isRemoved: false };
  const isRemoved = /^(?:Remove-Item|ri|rm|del)$/i.test(first);
  if (!isRemoved && !/^(?:Set-Item|si|New-Item|ni)$/i.test(first)) return undefined;
  const plainWords = words
    .slice(1)
    .filter(({ text }) => !/^-(?:Path|LiteralPath|Value|Force)$/i.test(text ?? ""));
  const [, name] = itemPath.exec(plainWords[0]?.text ?? "") ?? [];
  return name === undefined ? undefined : { name, value: plainWords[1], isRemoved };
}

const skipped = /[ \t\r(),\ufeff]+|`\r?\n|<#[\s\S]*?(?:#>|$)|#[^\n]*/y;
const bare = /\$\{[^}\n]*\}|[^\s'"(),;{}=#|]+|[=|]/y;

/** Splits a script into statements; brackets and commas only set words apart. */
function powershellStatements(text: string): PowerShellStatement[] {
  const statements: PowerShellStatement[] = [];
  const readString = stringReader(text);
  let statement: PowerShellStatement | undefined;
  const match = (pattern: RegExp, at: number): string | undefined => {
    pattern.lastIndex = at;
    return pattern.exec(text)?.[0];
  };
  const endStatement = (): void => {
    if (statement) statements.push(statement);
    statement = undefined;
  };
  const add = (word: Word, start: number, end: number): void => {
    statement ??= { words: [], start, end };
    statement.words.push(word);
    statement.end = end;
  };
  for (let at = 0; at < text.length; ) {
    const char = text[at] ?? "";
    const gap = match(skipped, at);
    if (gap !== undefined) {
      if (statement && gap.includes(")")) statement.end = at + gap.lastIndexOf(")") + 1;
      at += gap.length;
      continue;
    }
    if (/[\n;{}]/.test(char)) {
      if (char !== "\n" || statement?.words.at(-1)?.text !== "=") endStatement();
      at += 1;
      continue;
    }
    const string = readString(at);
    const end = string?.end ?? at + (match(bare, at)?.length ?? 1);
    const written = text.slice(at, end);
    add({ text: string ? textOf(string) : bareText(written), written }, at, end);
    at = end;
  }
  endStatement();
  return statements;
}

function textOf({ text }: PowerShellString): string | undefined {
  const [first = "", ...others] = text;
  return typeof first === "string" && others.length === 0 ? first : undefined;
}

/** A variable's value is not known, its own name is. */
function bareText(text: string): string | undefined {
  const isValue = text.startsWith("$") && !variable.test(text) && text.toLowerCase() !== "$null";
  return isValue ? undefined : text;
}
