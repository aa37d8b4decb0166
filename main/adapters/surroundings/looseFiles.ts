import { statSync } from "node:fs";
import { join } from "node:path";
import type { LooseFile } from "../../../app/doctor/facts.ts";
import { ignoringFailure } from "../home/homeErrors.ts";

const namesWithKeys = ["config.toml", "auth.json", ".env"];

/** Files with keys that others may read. Windows keeps permissions otherwise, and a user's folder closed. */
export function findLooseFiles(home: string): LooseFile[] {
  if (process.platform === "win32") return [];
  return namesWithKeys.flatMap((name): LooseFile[] => {
    const path = join(home, name);
    // Of the file that a link leads to: a link has none of its own.
    const stats = ignoringFailure(() => statSync(path, { throwIfNoEntry: false }));
    if (!stats?.isFile() || (stats.mode & 0o077) === 0) return [];
    return [{ path, mode: (stats.mode & 0o7777).toString(8).padStart(4, "0") }];
  });
}
