import { createHash } from "node:crypto";
import { chmodSync } from "node:fs";
import { basename, join } from "node:path";
import type { OtherFile, OtherFiles } from "../../app/doctor/surroundings.ts";
import { AppError } from "../../app/errors.ts";
import type { Clock } from "../../app/ports.ts";
import { backupFileName, backupId, parseBackupName } from "./backupNames.ts";
import { type BackupPlace, backupFolder } from "./backupPlace.ts";
import { type ConfigFile, decodeUtf8, MAX_CONFIG_BYTES, readTargetFile } from "./configFile.ts";
import { type ErrorLog, naming } from "./homeErrors.ts";
import { readJsonFile, writeJsonFile } from "./privateJsonFile.ts";
import { readRegularFile } from "./readRegularFile.ts";
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
    const { snapshot, backupId: name } = await updateFile({
      reason: "fix",
      now: () => clock.now(),
      log,
      read: () => readTargetFile(home, path, backups),
      compute: (current) => ({ bytes: compute(existing(current)), sourceId: undefined }),
      makeFolder: existing,
      vanished: missing,
    });
    if (name === undefined) return undefined;
    const id = `${basename(backups.folder)}/${name}`;
    record(home, id, { path, revision: snapshot.revision, mode: undefined });
    return id;
  };
  return {
    async read(path) {
      // Where the backups would be is of no interest to whoever only reads.
      return otherFileOf(existing(readTargetFile(path, path, placeOf(path, path))));
    },
    update: (home, path, compute) =>
      change(home, path, (current) => Buffer.from(compute(otherFileOf(current)), "utf8")),
    async makePrivate(home, path) {
      const { target, revision } = existing(readTargetFile(home, path, placeOf(home, path)));
      const mode = (target.stats?.mode ?? 0) & 0o7777;
      if (process.platform === "win32" || (mode & 0o077) === 0) return undefined;
      const id = `${basename(placeOf(home, path).folder)}/${backupId(clock.now(), "fix", 1)}`;
      record(home, id, { path, revision, mode });
      naming(target.realPath, "write", () => chmodSync(target.realPath, mode & 0o7700));
      return id;
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
  return { path, text: decodeUtf8(bytes), revision };
}

function record(home: string, id: string, change: ChangeRecord): void {
  writeJsonFile(join(filesFolder(home), `${id}.json`), change);
}

/** @throws AppError `BACKUP_NOT_FOUND` */
function readRecord(home: string, id: string): ChangeRecord {
  requireId(id);
  const { path, revision, mode }: Partial<Record<string, unknown>> = Object(
    readJsonFile(join(filesFolder(home), `${id}.json`)),
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
  const isOurs = /^[\w-]+-[0-9a-f]{12}$/.test(folder) && parseBackupName(`${name}.bak`);
  if (!isOurs || rest.length > 0) throw new AppError("BACKUP_NOT_FOUND", { id });
}
