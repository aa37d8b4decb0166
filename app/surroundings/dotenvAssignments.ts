import type { FoundAssignment } from "./assignment.ts";
import { keyKindOf } from "./keyKind.ts";

const line =
  /^[ \t]*(?:export[ \t]+)?([A-Za-z_]\w*)[ \t]*=[ \t]*('[^']*'|"(?:[^"\\]|\\[\s\S])*"|[^\r\n#]*)/gm;

/** Where a `.env` file, or one of the kind of `/etc/environment`, sets variables. */
export function dotenvAssignments(text: string): FoundAssignment[] {
  return [...text.matchAll(line)].flatMap(({ 0: whole, 1: name = "", 2: written = "", index }) => {
    const value = written.trim().replace(/^(['"])([\s\S]*)\1$/, "$2");
    if (value === "") return [];
    const start = index + (/^[ \t]*/.exec(whole)?.[0].length ?? 0);
    const kind = value.startsWith("$") ? ("reference" as const) : keyKindOf(value);
    return [{ name, kind, start, end: index + whole.trimEnd().length }];
  });
}
