import { join } from "node:path";
import { AppError } from "../../../app/errors.ts";
import { parseSettings, type SettingsStore } from "../../../app/settings.ts";
import { readJsonFile, writeJsonFile } from "./privateJsonFile.ts";

/**
 * Keeps the settings as `settings.json` in a folder, which is made when they are first written. A file that
 * is missing, broken or not readable means the defaults: choices can be made again.
 */
export function createFileSettingsStore(folder: string): SettingsStore {
  const path = join(folder, "settings.json");
  return {
    read: () => parseSettings(readJsonFile(path)),
    write(settings) {
      try {
        writeJsonFile(path, settings);
      } catch (error) {
        if (!(error instanceof AppError)) throw error;
        throw new AppError("SETTINGS_NOT_SAVED", { path }, { cause: error });
      }
    },
  };
}
