import { createHash } from "node:crypto";
import { join } from "node:path";
import type { Log } from "../../../app/ports.ts";
import { readJsonFile, writeJsonFile } from "./privateJsonFile.ts";

/** Which alerts the user has been told of, in this run or an earlier one. */
export interface ToldAlerts {
  has(key: string): boolean;
  add(key: string): void;
  /** Has it told again when it comes again. */
  delete(key: string): void;
}

/** An account has a handful of balances with a handful of alerts each; those told long ago are over. */
const MAX_TOLD = 200;

/**
 * Keeps them as `alerts.json` in a folder, by a hash, so that nothing of an account is left after signing out. A file
 * that is missing or broken means that nothing was told; one that cannot be written is good for this run.
 */
export function createFileToldAlerts(folder: string, log: Log): ToldAlerts {
  const path = join(folder, "alerts.json");
  let told: Set<string> | undefined;
  const known = (): Set<string> => {
    told ??= new Set(toldIn(readJsonFile(path)));
    return told;
  };
  const keep = (): void => {
    try {
      writeJsonFile(path, { told: [...known()].slice(-MAX_TOLD) });
    } catch (error) {
      log.error("what was told could not be kept", error);
    }
  };
  return {
    has: (key) => known().has(nameOf(key)),
    add(key) {
      known().add(nameOf(key));
      keep();
    },
    delete(key) {
      if (known().delete(nameOf(key))) keep();
    },
  };
}

function toldIn(stored: unknown): readonly string[] {
  const { told } = { ...Object(stored) } as { readonly told?: unknown };
  return Array.isArray(told) ? told.filter((key) => typeof key === "string").slice(-MAX_TOLD) : [];
}

function nameOf(key: string): string {
  return createHash("sha256").update(key).digest("base64url").slice(0, 22);
}
