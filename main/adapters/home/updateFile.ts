import { AppError } from "../../../app/errors.ts";
import type { WriteReason, WriteReceipt } from "../../../app/homes/homeFiles.ts";
import { type ConfigFile, isSameConfig, MAX_CONFIG_BYTES, snapshotOf } from "./configFile.ts";
import type { ErrorLog } from "./homeErrors.ts";
import { type HomeLock, withHomeLock } from "./homeLock.ts";
import { removeOldBackups } from "./removeOldBackups.ts";
import { replaceFile, type WriteWitness } from "./replaceFile.ts";
import { settleUnfinished } from "./stagedBackup.ts";

/** Another program that gets in between so many times is not going to stop. */
const MAX_ATTEMPTS = 10;

/** A change to a file that is asked for. */
export interface UpdateRequest {
  readonly reason: WriteReason;
  readonly now: () => Date;
  readonly log: ErrorLog;
  /** Reads the file as it is now. @throws AppError */
  read(): ConfigFile;
  /** Pure, as it is asked again for a newer file. @throws AppError */
  compute(current: ConfigFile): NewBytes;
  /** Called before the first write, for a folder that is missing. @throws AppError */
  makeFolder(current: ConfigFile): void;
  /** Told of a write right before it, and when it does not come about. */
  readonly witness?: WriteWitness | undefined;
  /** What it means that a folder that was there is gone. */
  vanished(current: ConfigFile): AppError;
}

/** What is to be in the file. */
export interface NewBytes {
  readonly bytes: Buffer;
  /** The backup that the bytes are of, if they are of one. */
  readonly sourceId: string | undefined;
}

/** The change, worked out on one reading of the file. */
interface Planned extends NewBytes {
  readonly current: ConfigFile;
}

/**
 * The write protocol: read, compute, lock, look again, back up, write beside the real file, look again, rename,
 * flush, read back. When nothing would change, nothing at all is touched.
 *
 * @throws AppError whatever `compute` throws, `CONFIG_CHANGED` when another program keeps writing, or why it failed
 */
export async function updateFile(request: UpdateRequest): Promise<WriteReceipt> {
  let planned = plan(request);
  for (let attempt = 0; attempt < MAX_ATTEMPTS; attempt += 1) {
    if (!isChange(planned)) return { snapshot: snapshotOf(planned.current), backupId: undefined };
    request.makeFolder(planned.current);
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
  const { reason, log, witness } = request;
  const { path, target } = before.current;
  const backups = settleUnfinished(before.current);
  const isFirst = backups.length === 0;
  let planned = before;
  for (let attempt = 0; attempt < MAX_ATTEMPTS; attempt += 1) {
    // Otherwise the look right before the rename is soon enough.
    if (lock.hadToWait || attempt > 0) planned = plan(request, planned);
    const { current, bytes } = planned;
    if (!isChange(planned) || current.target.realPath !== target.realPath) return planned;
    const now = request.now();
    const receipt = await replaceFile({ current, bytes, reason, now, isFirst, lock, log, witness });
    if (!receipt) continue;
    removeOldBackups({
      place: before.current.backups,
      names: backups,
      now,
      keptId: planned.sourceId,
    });
    return receipt;
  }
  throw new AppError("CONFIG_CHANGED", { path });
}

/** Computes on the file as it is now; an earlier plan still holds when the file is the same. */
function plan(request: UpdateRequest, earlier?: Planned): Planned {
  const current = request.read();
  // It was there, or we made it: `compute` is not to mistake that for a file without providers.
  if (earlier && !current.target.hasFolder) throw request.vanished(current);
  if (earlier && isSameConfig(earlier.current, current)) return { ...earlier, current };
  const computed = request.compute(current);
  if (computed.bytes.length > MAX_CONFIG_BYTES)
    throw new AppError("CONFIG_TOO_LARGE", { path: current.path });
  return { current, ...computed };
}

function isChange({ current, bytes }: Planned): boolean {
  return !current.bytes.equals(bytes);
}
