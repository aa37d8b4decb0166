import type { HomeFiles } from "../../../app/homes/homeFiles.ts";
import type { Clock } from "../../../app/ports.ts";
import { backupPath, listBackups, readBackup } from "./backupList.ts";
import { createBaselineFile } from "./baselineFile.ts";
import {
  type ConfigFile,
  decodeUtf8,
  readConfigFile,
  revisionOf,
  snapshotOf,
} from "./configFile.ts";
import type { ErrorLog } from "./homeErrors.ts";
import { withHomeLock } from "./homeLock.ts";
import { keepBackup } from "./stagedBackup.ts";
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
  const baselineFile = createBaselineFile(home);
  /** Runs work on the file while no other process of ours writes it; undefined: it is not this revision any more. */
  const whileLocked = async <Result>(
    revision: string,
    work: (current: ConfigFile) => Promise<Result>,
  ): Promise<Result | undefined> =>
    withHomeLock(readConfigFile(home).target.realPath, async () => {
      const current = readConfigFile(home);
      return current.revision === revision ? work(current) : undefined;
    });
  return {
    read: async () => snapshotOf(readConfigFile(home)),
    update: (reason, compute) =>
      updateConfig({
        home,
        reason,
        compute,
        now: () => clock.now(),
        log,
        witness: {
          announce: (bytes, _backupId, current) => baselineFile.announce(current, bytes),
          withdraw: () => baselineFile.withdraw(),
        },
      }),
    async readBaseline() {
      const { current, baseline } = baselineFile.read(() => readConfigFile(home));
      return { current: snapshotOf(current), baseline };
    },
    async keepBaseline(revision) {
      const isKept = await whileLocked(revision, async ({ bytes }) => {
        baselineFile.keep(decodeUtf8(bytes) ?? "");
        return true;
      });
      return isKept ?? false;
    },
    async backUp(revision) {
      await whileLocked(revision, (current) => keepBackup(current, clock.now()));
    },
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
