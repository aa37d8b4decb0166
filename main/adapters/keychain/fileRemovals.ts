import { join } from "node:path";
import { AppError } from "../../../app/errors.ts";
import { readJsonFile, writeJsonFile } from "../settings/privateJsonFile.ts";

/** The keychain entries that ought to be gone, by their names; a set that outlives the program. */
export type Removals = Pick<Set<string>, "has" | "add" | "delete">;

/** There are two entries per service, and few services. */
const MAX_ENTRIES = 50;

/**
 * Keeps them as `removals.json` in a folder: a session that was signed out of while its keychain was locked must not be
 * there again at the next start. Where the file cannot be written they are known for this run.
 */
export function createFileRemovals(folder: string): Removals {
  const path = join(folder, "removals.json");
  const names = new Set(namesIn(readJsonFile(path)));
  const keep = (): void => {
    try {
      writeJsonFile(path, { names: [...names].slice(-MAX_ENTRIES) });
    } catch (error) {
      if (!(error instanceof AppError)) throw error;
    }
  };
  const removals: Removals = {
    has: (name) => names.has(name),
    add(name) {
      if (!names.has(name)) {
        names.add(name);
        keep();
      }
      return names;
    },
    delete(name) {
      const had = names.delete(name);
      if (had) keep();
      return had;
    },
  };
  return removals;
}

function namesIn(stored: unknown): readonly string[] {
  const { names } = { ...Object(stored) } as { readonly names?: unknown };
  return Array.isArray(names) ? names.filter((name) => typeof name === "string") : [];
}
