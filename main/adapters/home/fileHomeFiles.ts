import type { HomeFiles } from "../../../app/homes/homeFiles.ts";
import type { Clock } from "../../../app/ports.ts";
import { backupPath, listBackups, readBackup } from "./backupList.ts";
import { decodeUtf8, readConfigFile, revisionOf, snapshotOf } from "./configFile.ts";
import type { ErrorLog } from "./homeErrors.ts";
import { createSettledConfig } from "./settledConfig.ts";
import { updateConfig } from "./updateConfig.ts";
import { watchConfig } from "./watchConfig.ts";

/** What {@link createFileHomeFiles} needs. */
export interface FileHomeFilesOptions {
  /** The folder Codex reads; it need not exist. */
  readonly home: string;
  readonly clock: Pick<Clock, "now">;
  /** Told what fails without anything being the matter with the answer: a watch, or what follows a write. */
  readonly log?: ErrorLog;
}

const NO_LOG: ErrorLog = { error() {} };

/** The config file and its backups on the disk. */
export function createFileHomeFiles({
  home,
  clock,
  log = NO_LOG,
}: FileHomeFilesOptions): HomeFiles {
  const settled = createSettledConfig(home);
  return {
    read: async () => snapshotOf(readConfigFile(home)),
    update: (reason, compute) =>
      updateConfig({ home, reason, compute, now: () => clock.now(), log, witness: settled }),
    readSettled: async () => settled.read(),
    keepSettled: async (text) => settled.keep(text),
    revisionOf: (text, encoding = "utf8") => revisionOf(Buffer.from(text, encoding)),
    listBackups: async () => listBackups(home),
    async readBackup(id) {
      const bytes = readBackup(home, id);
      return { text: decodeUtf8(bytes), revision: revisionOf(bytes) };
    },
    backupPath: async (id) => backupPath(home, id),
    watch: (onChange) =>
      watchConfig(home, onChange, (error) => log.error("config.toml cannot be watched", error)),
  };
}
