import { randomBytes } from "node:crypto";
import { renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { SettingsStore } from "../../app/ports.ts";
import { parseSettings } from "../../app/settings.ts";
import { errnoOf, naming } from "./homeErrors.ts";
import { makePrivateFolders } from "./ownership.ts";
import { readRegularFile } from "./readRegularFile.ts";

const MAX_SETTINGS_BYTES = 1024 * 1024;

/**
 * Keeps the settings as `settings.json` in a folder, which is made when they are first written. A file that
 * is missing, broken or not readable means the defaults: choices can be made again.
 */
export function createFileSettingsStore(folder: string): SettingsStore {
  const path = join(folder, "settings.json");
  return {
    read: () => parseSettings(readJson(path)),
    write(settings) {
      const text = `${JSON.stringify(settings, undefined, 2)}\n`;
      naming(path, "write", () => replaceFile(folder, path, text));
    },
  };
}

function readJson(path: string): unknown {
  try {
    const content = readRegularFile(path, MAX_SETTINGS_BYTES);
    return content.kind === "file" ? JSON.parse(content.bytes.toString("utf8")) : undefined;
  } catch (error) {
    if (error instanceof SyntaxError || errnoOf(error) !== undefined) return undefined;
    throw error;
  }
}

function replaceFile(folder: string, path: string, text: string): void {
  makePrivateFolders(folder);
  const temporaryPath = `${path}.${randomBytes(6).toString("hex")}.tmp`;
  try {
    writeFileSync(temporaryPath, text, { flag: "wx", mode: 0o600, flush: true });
    renameSync(temporaryPath, path);
  } catch (error) {
    rmSync(temporaryPath, { force: true });
    throw error;
  }
}
