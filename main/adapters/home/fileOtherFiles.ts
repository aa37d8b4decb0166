import { createHash, randomBytes } from "node:crypto";
import { chmodSync, rmSync } from "node:fs";
import { basename, join } from "node:path";
import type { OtherFile, OtherFiles } from "../../../app/doctor/surroundings.ts";
import { AppError } from "../../../app/errors.ts";
import type { Clock } from "../../../app/ports.ts";
import { readJsonFile, writeJsonFile } from "../settings/privateJsonFile.ts";
import { backupFileName, backupTime, parseBackupName } from "./backupNames.ts";
import { type BackupPlace, backupFolder } from "./backupPlace.ts";
import { type ConfigFile, MAX_CONFIG_BYTES, readTargetFile, revisionOf } from "./configFile.ts";
import { decodeText } from "./decodeText.ts";
import { type ErrorLog, ignoringFailure, naming } from "./homeErrors.ts";
import { readRegularFile } from "./readRegularFile.ts";
import { removeOldRecords } from "./removeOldRecords.ts";
import { updateFile } from "./updateFile.ts";

/** What is needed to take a change back; beside the backup, and without its content. */
interface ChangeRecord {
  readonly path: string;
  /** What the change made of the file. */
  readonly revision: string;
  /** The permissions that were there before; undefined: they did not change. */
  readonly mode: number | undefined;
}

/** What {@link createFileOtherFiles} needs. */
export interface OtherFilesOptions {
  readonly clock: Pick<Clock, "now">;
  readonly log: ErrorLog;
}

/**
 * Files other than config.toml, written by the same protocol. Their backups are in a folder for each of them below
 * that of the home's backups; an id is that folder's name and the backup's.
 */
export function createFileOtherFiles({ clock, log }: OtherFilesOptions): OtherFiles {
  const change = async (
    home: string,
    path: string,
    compute: (current: ConfigFile) => Buffer,
  ): Promise<string | undefined> => {
    const backups = placeOf(home, path);
    let writtenAt = new Date(0);
    const { backupId: name } = await updateFile({
      reason: "fix",
      now() {
        writtenAt = clock.now();
        return writtenAt;
      },
      log,
      read: () => readTargetFile(home, path, backups),
      compute: (current) => ({ bytes: compute(existing(current)), sourceId: undefined }),
      makeFolder: existing,
      witness: {
        // Before the file changes: a change that nobody noted could not be taken back.
        announce: (bytes, name) =>
          record(home, idOf(backups, name), { path, revision: revisionOf(bytes), mode: undefined }),
        withdraw(name) {
          ignoringFailure(() => rmSync(recordPath(home, idOf(backups, name))));
        },
      },
      vanished: missing,
    });
    if (name === undefined) return undefined;
    removeOldRecords(backups, writtenAt);
    return idOf(backups, name);
  };
  return {
    async read(path) {
      // Where the backups would be is of no interest to whoever only reads.
      return otherFileOf(existing(readTargetFile(path, path, placeOf(path, path))));
    },
    update: (home, path, compute) =>
      change(home, path, (current) => {
        const file = otherFileOf(current);
        return Buffer.from(compute(file), file.encoding);
      }),
    async makePrivate(home, path) {
      const { target, revision } = existing(readTargetFile(home, path, placeOf(home, path)));
      const mode = (target.stats?.mode ?? 0) & 0o7777;
      if (process.platform === "win32" || (mode & 0o077) === 0) return undefined;
      const backups = placeOf(home, path);
      const now = clock.now();
      const id = idOf(backups, modeChangeName(now));
      record(home, id, { path, revision, mode });
      naming(target.realPath, "write", () => chmodSync(target.realPath, mode & 0o7700));
      removeOldRecords(backups, now);
      return id;
    },
    async readChange(home, id) {
      const { path, revision, mode } = readRecord(home, id);
      if (mode !== undefined)
        return { path, revision, saved: undefined, mode: mode.toString(8).padStart(4, "0") };
      const bytes = readBackupOf(home, id);
      const saved = { path, ...decodeText(bytes), revision: revisionOf(bytes) };
      return { path, revision, saved, mode: undefined };
    },
    async restore(home, id) {
      const { path, revision, mode } = readRecord(home, id);
      const current = existing(readTargetFile(home, path, placeOf(home, path)));
      if (current.revision !== revision) throw new AppError("CONFIG_CHANGED", { path });
      if (mode !== undefined) {
        const { realPath } = current.target;
        naming(realPath, "write", () => chmodSync(realPath, mode));
        return;
      }
      const saved = readBackupOf(home, id);
      await change(home, path, (now) => {
        if (now.revision !== revision) throw new AppError("CONFIG_CHANGED", { path });
        return saved;
      });
    },
  };
}

/** A folder with a name to know the file by, and of its own for each path. */
function placeOf(home: string, path: string): BackupPlace {
  const name = basename(path).replace(/[^\w-]+/g, "_");
  const folder = `${name}-${createHash("sha256").update(path).digest("hex").slice(0, 12)}`;
  return { folder: join(filesFolder(home), folder), extension: "bak" };
}

function idOf({ folder }: BackupPlace, name: string): string {
  return `${basename(folder)}/${name}`;
}

/** A name of its own kind, and of its own within a millisecond: no other record has it. */
function modeChangeName(now: Date): string {
  return `${backupTime(now)}_mode-${randomBytes(6).toString("hex")}`;
}

const MODE_CHANGE = /^[\dTZ-]+_mode-[0-9a-f]{12}$/;

function filesFolder(home: string): string {
  return join(backupFolder(home), "files");
}

function existing(file: ConfigFile): ConfigFile {
  if (file.target.stats === undefined) throw missing(file);
  return file;
}

function missing({ path }: ConfigFile): AppError {
  return new AppError("FILE_NOT_FOUND", { path });
}

function otherFileOf({ path, bytes, revision }: ConfigFile): OtherFile {
  return { path, ...decodeText(bytes), revision };
}

function record(home: string, id: string, change: ChangeRecord): void {
  writeJsonFile(recordPath(home, id), change);
}

function recordPath(home: string, id: string): string {
  return join(filesFolder(home), `${id}.json`);
}

/** @throws AppError `BACKUP_NOT_FOUND` */
function readRecord(home: string, id: string): ChangeRecord {
  requireId(id);
  const { path, revision, mode }: Partial<Record<string, unknown>> = Object(
    readJsonFile(recordPath(home, id)),
  );
  if (typeof path !== "string" || typeof revision !== "string")
    throw new AppError("BACKUP_NOT_FOUND", { id });
  return { path, revision, mode: typeof mode === "number" ? mode & 0o7777 : undefined };
}

/** @throws AppError `BACKUP_NOT_FOUND` */
function readBackupOf(home: string, id: string): Buffer {
  const path = join(filesFolder(home), backupFileName(id, "bak"));
  const content = naming(path, "read", () => readRegularFile(path, MAX_CONFIG_BYTES));
  if (content.kind !== "file") throw new AppError("BACKUP_NOT_FOUND", { id });
  return content.bytes;
}

/** An id becomes part of a path, so it is nothing but what we make. @throws AppError `BACKUP_NOT_FOUND` */
function requireId(id: string): void {
  const [folder = "", name = "", ...rest] = id.split("/");
  const isName = MODE_CHANGE.test(name) || parseBackupName(`${name}.bak`) !== undefined;
  const isOurs = /^[\w-]+-[0-9a-f]{12}$/.test(folder) && isName;
  if (!isOurs || rest.length > 0) throw new AppError("BACKUP_NOT_FOUND", { id });
}
