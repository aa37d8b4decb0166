import { createHash } from "node:crypto";
import { join } from "node:path";
import type { Log } from "../../../app/ports.ts";
import { readJsonFile, writeJsonFile } from "./privateJsonFile.ts";

/** What the user has been notified of, in this run or an earlier one. */
export interface Notified {
  has(key: string): boolean;
  add(key: string): void;
  /** Whether a part belongs to the last drift that the user was notified of. */
  hasDrift(part: string): boolean;
  /** From now on only these parts of a drift count; of the others the user is notified when they come again. */
  keepDrift(parts: readonly string[]): void;
}

/** An account has a handful of balances with a handful of alerts each; the oldest are over. */
const MAX_ALERTS = 200;

/** A drift has a handful of parts for each provider of a file. */
const MAX_PARTS = 1000;

/**
 * Keeps them as `alerts.json` in a folder, by a hash, so that nothing of an account is left after signing out. A file
 * that is missing or broken means that the user knows of nothing; one that cannot be written is good for this run.
 */
export function createFileNotified(folder: string, log: Log): Notified {
  const path = join(folder, "alerts.json");
  let known: { readonly alerts: Set<string>; drift: ReadonlySet<string> } | undefined;
  const stored = () => {
    if (!known) {
      const { told, drift } = { ...Object(readJsonFile(path)) } as Record<string, unknown>;
      known = {
        alerts: new Set(namesIn(told, MAX_ALERTS)),
        drift: new Set(namesIn(drift, MAX_PARTS)),
      };
    }
    return known;
  };
  const keep = (): void => {
    const { alerts, drift } = stored();
    try {
      writeJsonFile(path, {
        told: [...alerts].slice(-MAX_ALERTS),
        drift: [...drift].slice(-MAX_PARTS),
      });
    } catch (error) {
      log.error("what the user was notified of could not be kept", error);
    }
  };
  return {
    has: (key) => stored().alerts.has(nameOf(key)),
    add(key) {
      stored().alerts.add(nameOf(key));
      keep();
    },
    hasDrift: (part) => stored().drift.has(nameOf(part)),
    keepDrift(parts) {
      const { drift } = stored();
      const names = new Set(parts.map(nameOf));
      if (names.size === drift.size && [...names].every((name) => drift.has(name))) return;
      stored().drift = names;
      keep();
    },
  };
}

function namesIn(stored: unknown, max: number): readonly string[] {
  return Array.isArray(stored) ? stored.filter((name) => typeof name === "string").slice(-max) : [];
}

function nameOf(key: string): string {
  return createHash("sha256").update(key).digest("base64url").slice(0, 22);
}
