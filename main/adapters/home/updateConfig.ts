import { lstatSync } from "node:fs";
import { AppError } from "../../../app/errors.ts";
import type {
  ConfigSnapshot,
  NewContent,
  WriteReason,
  WriteReceipt,
} from "../../../app/homes/homeFiles.ts";
import { readBackup } from "./backupList.ts";
import { type ConfigFile, readConfigFile, revisionOf, snapshotOf } from "./configFile.ts";
import { type ErrorLog, naming } from "./homeErrors.ts";
import { makePrivateFolders } from "./ownership.ts";
import type { WriteWitness } from "./replaceFile.ts";
import type { Target } from "./resolveTarget.ts";
import { type NewBytes, updateFile } from "./updateFile.ts";

/** A change to the config file that is asked for. */
export interface ConfigUpdate {
  readonly home: string;
  readonly reason: WriteReason;
  readonly now: () => Date;
  readonly compute: (current: ConfigSnapshot) => NewContent;
  readonly log: ErrorLog;
  readonly witness?: WriteWitness | undefined;
}

/** Changes config.toml by the write protocol. @throws AppError as {@link updateFile}, or whatever `compute` throws */
export function updateConfig({ home, compute, ...request }: ConfigUpdate): Promise<WriteReceipt> {
  return updateFile({
    ...request,
    read: () => readConfigFile(home),
    compute: (current) => bytesOf(home, compute(snapshotOf(current))),
    makeFolder: makeHome,
    vanished,
  });
}

/** @throws AppError `CONFIG_CHANGED` for a backup that is not what the user was shown */
function bytesOf(home: string, content: NewContent): NewBytes {
  if ("text" in content) return { bytes: Buffer.from(content.text, "utf8"), sourceId: undefined };
  const { backupId, expectedRevision } = content;
  const bytes = readBackup(home, backupId);
  if (expectedRevision !== undefined && revisionOf(bytes) !== expectedRevision)
    throw new AppError("CONFIG_CHANGED", { backupId });
  return { bytes, sourceId: backupId };
}

/** A missing home is made; the missing folder of a link's target is not: its disk may just not be there. */
function makeHome({ home, target }: ConfigFile): void {
  if (target.hasFolder) return;
  if (isLinked(home, target)) throw missingTarget(target);
  naming(home, "write", () => makePrivateFolders(home));
}

function vanished({ home, target }: ConfigFile): AppError {
  return isLinked(home, target)
    ? missingTarget(target)
    : new AppError("HOME_VANISHED", { path: home });
}

function missingTarget({ realPath }: Target): AppError {
  return new AppError("SYMLINK_TARGET_MISSING", { path: realPath });
}

function isLinked(home: string, { steps }: Target): boolean {
  const isHomeLink = lstatSync(home, { throwIfNoEntry: false })?.isSymbolicLink() ?? false;
  return steps.length > 1 || isHomeLink;
}
