import type { Clock, HomeFiles, Log } from "../../app/ports.ts";
import { listBackups, readBackup } from "./backupList.ts";
import { decodeUtf8, readConfigFile, revisionOf, snapshotOf } from "./configFile.ts";
import { updateConfig } from "./updateConfig.ts";
import { watchConfig } from "./watchConfig.ts";

/** What {@link createFileHomeFiles} needs. */
export interface FileHomeFilesOptions {
  /** The folder Codex reads; it need not exist. */
  readonly home: string;
  readonly clock: Pick<Clock, "now">;
  /** Told when the file cannot be watched. */
  readonly log?: Pick<Log, "error">;
}

/** The config file and its backups on the disk. */
export function createFileHomeFiles({ home, clock, log }: FileHomeFilesOptions): HomeFiles {
  return {
    read: async () => snapshotOf(readConfigFile(home)),
    update: (reason, compute) => updateConfig({ home, reason, compute, now: () => clock.now() }),
    revisionOf: (text) => revisionOf(Buffer.from(text, "utf8")),
    listBackups: async () => listBackups(home),
    async readBackup(id) {
      const bytes = readBackup(home, id);
      return { text: decodeUtf8(bytes), revision: revisionOf(bytes) };
    },
    watch: (onChange) =>
      watchConfig(home, onChange, (error) => log?.error("config.toml cannot be watched", error)),
  };
}
