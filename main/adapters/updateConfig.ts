import { lstatSync } from "node:fs";
import { AppError } from "../../app/errors.ts";
import type { BackupReason, ConfigSnapshot, NewContent, WriteReceipt } from "../../app/ports.ts";
import { readBackup } from "./backupList.ts";
import {
  type ConfigFile,
  isSameConfig,
  MAX_CONFIG_BYTES,
  readConfigFile,
  revisionOf,
  snapshotOf,
} from "./configFile.ts";
import { type ErrorLog, naming } from "./homeErrors.ts";
import { type HomeLock, withHomeLock } from "./homeLock.ts";
import { makePrivateFolders } from "./ownership.ts";
import { removeOldBackups } from "./removeOldBackups.ts";
import { replaceConfig } from "./replaceConfig.ts";
import type { Target } from "./resolveTarget.ts";
import { settleUnfinished } from "./stagedBackup.ts";

/** Another program that gets in between so many times is not going to stop. */
const MAX_ATTEMPTS = 10;

/** A change to the config file that is asked for. */
export interface UpdateRequest {
  readonly home: string;
  readonly reason: BackupReason;
  readonly now: () => Date;
  readonly compute: (current: ConfigSnapshot) => NewContent;
  readonly log: ErrorLog;
}

/** The change, worked out on one reading of the file. */
interface Planned {
  readonly current: ConfigFile;
  readonly bytes: Uint8Array;
  /** The backup that the bytes are of, if they are of one. */
  readonly sourceId: string | undefined;
}

/**
 * The write protocol: read, compute, lock, look again, back up, write beside the real file, look again, rename,
 * flush, read back. When nothing would change, nothing at all is touched.
 *
 * @throws AppError whatever `compute` throws, `CONFIG_CHANGED` when another program keeps writing, or why it failed
 */
export async function updateConfig(request: UpdateRequest): Promise<WriteReceipt> {
  let planned = plan(request);
  for (let attempt = 0; attempt < MAX_ATTEMPTS; attempt += 1) {
    if (!isChange(planned)) return { snapshot: snapshotOf(planned.current), backupId: undefined };
    makeHome(planned.current);
    const before = planned;
    const outcome = await withHomeLock(before.current.target.realPath, (lock) =>
      updateLocked(request, before, lock),
    );
    if ("snapshot" in outcome) return outcome;
    planned = outcome;
  }
  throw new AppError("CONFIG_CHANGED", { path: planned.current.path });
}

/** Gives back a plan instead when there is nothing to write any more, or it leads to a file with another lock. */
async function updateLocked(
  request: UpdateRequest,
  before: Planned,
  lock: HomeLock,
): Promise<WriteReceipt | Planned> {
  const { reason, log } = request;
  const { path, target } = before.current;
  settleUnfinished(before.current);
  let planned = before;
  for (let attempt = 0; attempt < MAX_ATTEMPTS; attempt += 1) {
    // Otherwise the look right before the rename is soon enough.
    if (lock.hadToWait || attempt > 0) planned = plan(request, planned);
    const { current, bytes } = planned;
    if (!isChange(planned) || current.target.realPath !== target.realPath) return planned;
    const now = request.now();
    const receipt = await replaceConfig({ current, bytes, reason, now, lock, log });
    if (!receipt) continue;
    removeOldBackups(request.home, now, planned.sourceId);
    return receipt;
  }
  throw new AppError("CONFIG_CHANGED", { path });
}

/** Computes on the file as it is now; an earlier plan still holds when the file is the same. */
function plan(request: UpdateRequest, earlier?: Planned): Planned {
  const current = readConfigFile(request.home);
  // It was there, or we made it: `compute` is not to mistake that for a file without providers.
  if (earlier && !current.target.hasFolder) throw vanished(current);
  if (earlier && isSameConfig(earlier.current, current)) return { ...earlier, current };
  const content = request.compute(snapshotOf(current));
  const bytes = bytesOf(request.home, content);
  if (bytes.length > MAX_CONFIG_BYTES)
    throw new AppError("CONFIG_TOO_LARGE", { path: current.path });
  return { current, bytes, sourceId: "backupId" in content ? content.backupId : undefined };
}

/** @throws AppError `CONFIG_CHANGED` for a backup that is not what the user was shown */
function bytesOf(home: string, content: NewContent): Buffer {
  if ("text" in content) return Buffer.from(content.text, "utf8");
  const { backupId, expectedRevision } = content;
  const bytes = readBackup(home, backupId);
  if (expectedRevision !== undefined && revisionOf(bytes) !== expectedRevision)
    throw new AppError("CONFIG_CHANGED", { backupId });
  return bytes;
}

function isChange({ current, bytes }: Planned): boolean {
  return !current.bytes.equals(bytes);
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
