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
  const write = (path: string, content: string | Uint8Array): void =>
    writeFileSync(path, content, { mode: 0o600 });
  return {
    read: () => [settledPath, comingPath].flatMap(readText),
    keep(text) {
      naming(settledPath, "write", () => {
        makePrivateFolders(folder);
        write(comingPath, text);
        renameSync(comingPath, settledPath);
      });
    },
    announce: (bytes) => ignoringFailure(() => write(comingPath, bytes)),
    settle: (isWritten) =>
      ignoringFailure(() =>
        isWritten ? renameSync(comingPath, settledPath) : rmSync(comingPath, { force: true }),
      ),
  };
}

function readText(path: string): readonly string[] {
  const content = ignoringFailure(() => readRegularFile(path, MAX_CONFIG_BYTES));
  const text = content?.kind === "file" ? decodeUtf8(content.bytes) : undefined;
  return text === undefined ? [] : [text];
}
