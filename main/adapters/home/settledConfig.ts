import { renameSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { backupFolder } from "./backupPlace.ts";
import { decodeUtf8, MAX_CONFIG_BYTES } from "./configFile.ts";
import { ignoringFailure, naming } from "./homeErrors.ts";
import { makePrivateFolders } from "./ownership.ts";
import { readRegularFile } from "./readRegularFile.ts";

/** The config file as it was last settled, kept beside the backups, and what a write under way will make of it. */
export interface SettledConfig {
  /** The settled text first. */
  read(): readonly string[];
  /** @throws AppError */
  keep(text: string): void;
  /** Says what is about to be written, so that no other process takes it for somebody else's; never throws. */
  announce(bytes: Uint8Array): void;
  /** Says whether it was written; never throws. */
  settle(isWritten: boolean): void;
}

/** The texts of a home; they hold tokens like the backups beside them, and like these are their owner's alone. */
export function createSettledConfig(home: string): SettledConfig {
  // Beside the folder of backups and not in it: it is no backup.
  const folder = dirname(backupFolder(home));
  const settledPath = join(folder, "photonmark-settled.toml");
  const comingPath = join(folder, ".photonmark-settled.toml.coming");
  const temporaryPath = `${comingPath}.${process.pid}.tmp`;
  let isAnnounced = false;
  /** Whole or not at all: a text that a full disk cut short would pass for what the user wants. */
  const write = (path: string, content: string | Uint8Array): void => {
    try {
      writeFileSync(temporaryPath, content, { mode: 0o600 });
      renameSync(temporaryPath, path);
    } catch (error) {
      ignoringFailure(() => rmSync(temporaryPath, { force: true }));
      throw error;
    }
  };
  return {
    read: () => [settledPath, comingPath].flatMap(readText),
    keep(text) {
      naming(settledPath, "write", () => {
        makePrivateFolders(folder);
        write(settledPath, text);
      });
    },
    announce(bytes) {
      isAnnounced =
        ignoringFailure(() => {
          write(comingPath, bytes);
          return true;
        }) ?? false;
    },
    settle: (isWritten) =>
      ignoringFailure(() => {
        if (isWritten && isAnnounced) return renameSync(comingPath, settledPath);
        // Where what was written could not be kept, the older text must not pass for what the user wants.
        if (isWritten) rmSync(settledPath, { force: true });
        rmSync(comingPath, { force: true });
      }),
  };
}

function readText(path: string): readonly string[] {
  const content = ignoringFailure(() => readRegularFile(path, MAX_CONFIG_BYTES));
  const text = content?.kind === "file" ? decodeUtf8(content.bytes) : undefined;
  return text === undefined ? [] : [text];
}
