import { z } from "zod";
import type { SystemProcess } from "./sortProcesses.ts";

/** What PowerShell's `ConvertTo-Json` makes of the processes; a single one comes without a list around it. */
const processSchema = z.object({
  ProcessId: z.int(),
  ParentProcessId: z.int(),
  ExecutablePath: z.string().nullish(),
  Name: z.string().nullish(),
  CommandLine: z.string().nullish(),
  /** ISO 8601, UTC. */
  Started: z.string().nullish(),
});
const answerSchema = z.union([z.array(processSchema), processSchema.transform((one) => [one])]);

/** The package of Codex's desktop app, whatever its program is called: `OpenAI.Codex_<version>_…_2p2nqsd0c76g0`. */
const desktopPackage = /^(.*\\WindowsApps\\(OpenAI\.Codex)_[^\\]*_(2p2nqsd0c76g0))\\(.*)$/i;

/** Reads what the processes were printed as; empty for what cannot be read. */
export function readWindowsProcesses(json: string): readonly SystemProcess[] {
  const answer = answerSchema.safeParse(parseJson(json));
  return (answer.data ?? []).flatMap((found): SystemProcess[] => {
    const program = found.ExecutablePath ?? found.Name ?? "";
    const startedAt = new Date(found.Started ?? "");
    if (program === "" || Number.isNaN(startedAt.getTime())) return [];
    const args = windowsArguments(found.CommandLine ?? "").slice(1);
    return [{ pid: found.ProcessId, parent: found.ParentProcessId, program, args, startedAt }];
  });
}

/** Whether a program is the desktop app: in its package, and not the Codex that the package brings along. */
export function isWindowsDesktop(program: string): boolean {
  const inside = desktopPackage.exec(program)?.[4];
  return inside !== undefined && !/(?:^|\\)resources\\/i.test(inside);
}

/** Where the package of a desktop program is. */
export function packageFolder(program: string): string | undefined {
  return desktopPackage.exec(program)?.[1];
}

/**
 * The name by which Windows starts the desktop app: package family and application id.
 *
 * @param manifest - the package's `AppxManifest.xml`; empty when it cannot be read
 */
export function applicationUserModelId(program: string, manifest: string): string | undefined {
  const [, , name, publisher] = desktopPackage.exec(program) ?? [];
  if (name === undefined || publisher === undefined) return undefined;
  const id = /<Application\s[^>]*?\bId="([A-Za-z][\w.]{0,63})"/.exec(manifest)?.[1];
  return `${name}_${publisher}!${id ?? "App"}`;
}

/** Splits a command line as programs of Microsoft's C run-time do; an even run of backslashes before `"` is halved. */
export function windowsArguments(line: string): readonly string[] {
  const args: string[] = [];
  let current = "";
  let isQuoted = false;
  let hasOne = false;
  for (let index = 0; index < line.length; index += 1) {
    const slashes = slashesAt(line, index);
    if (slashes > 0) {
      const isBeforeQuote = line[index + slashes] === '"';
      current += "\\".repeat(isBeforeQuote ? Math.floor(slashes / 2) : slashes);
      hasOne = true;
      index += isBeforeQuote ? slashes : slashes - 1;
      if (isBeforeQuote && slashes % 2 === 1) current += '"';
      else if (isBeforeQuote) isQuoted = !isQuoted;
      continue;
    }
    const character = line[index] ?? "";
    if (character === '"') {
      isQuoted = !isQuoted;
      hasOne = true;
    } else if (/[ \t]/.test(character) && !isQuoted) {
      if (hasOne) args.push(current);
      current = "";
      hasOne = false;
    } else {
      current += character;
      hasOne = true;
    }
  }
  return hasOne ? [...args, current] : args;
}

function slashesAt(line: string, index: number): number {
  const pattern = /\\*/y;
  pattern.lastIndex = index;
  return pattern.exec(line)?.[0].length ?? 0;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text.replace(/^\uFEFF/, ""));
  } catch {
    return undefined;
  }
}
