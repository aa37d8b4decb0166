import { randomBytes } from "node:crypto";
import {
  closeSync,
  constants,
  fdatasync,
  fstatSync,
  ftruncateSync,
  openSync,
  unlinkSync,
} from "node:fs";
import { dirname, join } from "node:path";
import { promisify } from "node:util";
import { z } from "zod";
import { baselineAfterWrite, baselineOf } from "../../../app/drift/baseline.ts";
import type { Baseline, Items } from "../../../app/drift/drift.ts";
import { backupFolder } from "./backupPlace.ts";
import { type ConfigFile, decodeUtf8, MAX_CONFIG_BYTES, revisionOf } from "./configFile.ts";
import { ignoringFailure, naming } from "./homeErrors.ts";
import { giveOwnership, makePrivateFolders, privateIn } from "./ownership.ts";
import { readRegularFile } from "./readRegularFile.ts";
import { writeAll } from "./temporaryFile.ts";

const itemsSchema = z.object({
  active: z.string().optional(),
  providers: z.record(z.string(), z.record(z.string(), z.string())),
  keys: z.array(z.string()),
});

const fileSchema = z.object({
  /** A hash of the rest, as a power cut may leave a part of what was written. */
  check: z.string(),
  salt: z.string().min(1),
  items: itemsSchema,
  /** The file that the last write replaced, and what that one was compared with. */
  replaced: z.object({ file: z.string(), items: itemsSchema }).optional(),
});

interface Content extends Baseline {
  readonly replaced?: { readonly file: string; readonly items: Items } | undefined;
}

/** Windows has neither flag. */
const WRITE = constants.O_RDWR | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0);

const flush = promisify(fdatasync);

/** A config file with what it is compared with. */
interface BaselineOfFile {
  readonly current: ConfigFile;
  readonly baseline: Baseline | undefined;
}

/** A file that somebody keeps replacing is looked at again when they are done. */
const MAX_READS = 10;

/** What config.toml is compared with, as a file beside the backups: hashes, no text of the user's. */
export interface BaselineFile {
  /** The file as `readConfig` has it, and its baseline. @throws AppError as `readConfig` */
  read(readConfig: () => ConfigFile): BaselineOfFile;
  /** Makes a text the baseline. Needs the lock of the home. @throws AppError */
  keep(text: string): void;
  /**
   * Makes what is about to replace a file the baseline, so that no other process of ours takes it for a change by another
   * program. For as long as that file is still there, because the write is under way or was cut short, its own baseline
   * counts. Needs the lock of the home; never throws.
   */
  announce(current: ConfigFile, bytes: Uint8Array): void;
  /** Takes the last announcement back: nothing was written; never throws. */
  withdraw(): void;
}

/** The baseline of a home. */
export function createBaselineFile(home: string): BaselineFile {
  // Beside the folder of backups and not in it: it is none.
  const folder = dirname(backupFolder(home));
  const path = join(folder, "photonmark-baseline.json");
  /** Versions before this one kept whole copies of config.toml here, keys and all. */
  const outdated = ["photonmark-settled-1.toml", "photonmark-settled-2.toml"];
  let announcement: { readonly earlier: Content | undefined; readonly check: string } | undefined;

  /**
   * Written over in place and flushed while nobody waits: a file that a rename puts in place of another has the disk
   * write it out at once, and every switch would wait. @throws the system error
   */
  function store(content: Content): void {
    const file = openForWriting(path);
    try {
      giveOwnership(file, privateIn(folder));
      const { size } = fstatSync(file);
      if (size > MAX_CONFIG_BYTES) ftruncateSync(file);
      // In one piece and no shorter than what was there, so that a reader finds either the one or the other.
      const text = JSON.stringify({ check: checkOf(content), ...content });
      const bytes = Buffer.from(text, "utf8");
      const rest = size > MAX_CONFIG_BYTES ? 0 : Math.max(0, size - bytes.length);
      writeAll(file, Buffer.concat([bytes, Buffer.alloc(rest, " ")]));
    } catch (error) {
      closeSync(file);
      throw error;
    }
    void flush(file)
      .catch(() => {})
      .finally(() => closeSync(file));
    for (const name of outdated) ignoringFailure(() => unlinkSync(join(folder, name)));
  }

  function load(): Content | undefined {
    const file = ignoringFailure(() => readRegularFile(path, MAX_CONFIG_BYTES));
    if (file?.kind !== "file") return undefined;
    try {
      const { data } = fileSchema.safeParse(JSON.parse(file.bytes.toString("utf8")));
      if (!data) return undefined;
      const { check, ...content } = data;
      return check === checkOf(content) ? content : undefined;
    } catch (error) {
      if (error instanceof SyntaxError) return undefined;
      throw error;
    }
  }

  /** Better nothing to compare with than something that is no longer so. */
  function storeOrRemove(content: Content | undefined): void {
    const isStored = ignoringFailure(() => {
      if (content) store(content);
      return content !== undefined;
    });
    if (!isStored) ignoringFailure(() => unlinkSync(path));
  }

  return {
    read(readConfig) {
      let current = readConfig();
      for (let reads = 1; ; reads += 1) {
        const content = load();
        const next = readConfig();
        // The same before and after: the baseline that was read in between belongs to it.
        if (identityOf(next) === identityOf(current) || reads === MAX_READS)
          return { current: next, baseline: baselineIn(content, next) };
        current = next;
      }
    },
    keep(text) {
      const salt = load()?.salt ?? newSalt();
      naming(folder, "write", () => {
        makePrivateFolders(folder);
        store(baselineOf(text, salt, hashed));
      });
    },
    announce(current, bytes) {
      const earlier = load();
      const content = contentAfterWrite(earlier, current, decodeUtf8(bytes));
      announcement = { earlier, check: checkOf(content) };
      storeOrRemove(content);
    },
    withdraw() {
      // Another process may have taken over since.
      if (announcement?.check === checkOf(load())) storeOrRemove(announcement.earlier);
    },
  };
}

/** A link or a pipe in its place is not written to, nor what root has left to itself. @throws the system error */
function openForWriting(path: string): number {
  const file = ignoringFailure(() => openSync(path, WRITE));
  if (file !== undefined && fstatSync(file).isFile()) return file;
  if (file !== undefined) closeSync(file);
  ignoringFailure(() => unlinkSync(path));
  return openSync(path, WRITE | constants.O_CREAT | constants.O_EXCL, 0o600);
}

function contentAfterWrite(
  earlier: Content | undefined,
  current: ConfigFile,
  text: string | undefined,
): Content | undefined {
  // What is not text has no items.
  if (text === undefined) return undefined;
  const baseline = baselineIn(earlier, current);
  if (!baseline) return baselineOf(text, newSalt(), hashed);
  const before = decodeUtf8(current.bytes) ?? "";
  const content = baselineAfterWrite(baseline, before, text, hashed);
  const file = identityOf(current);
  if (file === undefined) return content;
  return { ...content, replaced: { file, items: baseline.items } };
}

function baselineIn(content: Content | undefined, current: ConfigFile): Baseline | undefined {
  if (!content) return undefined;
  const { salt, items, replaced } = content;
  const isStillThere = replaced !== undefined && replaced.file === identityOf(current);
  return { salt, items: isStillThere ? replaced.items : items };
}

/**
 * Names a file itself and not its content: another one that is put in its place has another number or, where that is
 * used again, another time of change, which no program can choose. Undefined for a file that does not exist.
 */
function identityOf({ target: { stats } }: ConfigFile): string | undefined {
  return stats && `${stats.ino}:${stats.ctimeMs}`;
}

function checkOf(content: Content | undefined): string {
  return hashed(JSON.stringify(content ?? null));
}

function newSalt(): string {
  return randomBytes(16).toString("hex");
}

function hashed(text: string): string {
  return revisionOf(Buffer.from(text, "utf8"));
}
