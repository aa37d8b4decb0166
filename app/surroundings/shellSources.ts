import { readShell } from "../config/shell.ts";
import type { Template } from "../config/template.ts";
import { commandOf, exportsAllAfter, literalOf } from "./shellAssignments.ts";
import type { SourcedFile } from "./sourcedFiles.ts";

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
