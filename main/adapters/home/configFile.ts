import { createHash } from "node:crypto";
import { join } from "node:path";
import { AppError } from "../../../app/errors.ts";
import type { ConfigSnapshot } from "../../../app/homes/homeFiles.ts";
import { type BackupPlace, configBackups } from "./backupPlace.ts";
import { naming } from "./homeErrors.ts";
import { readRegularFile } from "./readRegularFile.ts";
import { resolveTarget, type Target } from "./resolveTarget.ts";

/** The name of Codex's configuration in its home. */
export const CONFIG_NAME = "config.toml";

/** 16 MB; real files have a few kilobytes. */
export const MAX_CONFIG_BYTES = 16 * 1024 * 1024;

const NO_BYTES = Buffer.alloc(0);

/** The bytes of config.toml, or of another file, at one moment, and where they were found. */
export interface ConfigFile {
  readonly home: string;
  readonly path: string;
  readonly backups: BackupPlace;
  readonly target: Target;
  /** Empty when the file does not exist. */
  readonly bytes: Buffer;
  readonly revision: string;
}

/** SHA-256 in hex. */
export function revisionOf(bytes: Uint8Array): string {
  return createHash("sha256").update(bytes).digest("hex");
}

/** @throws AppError `CONFIG_NOT_A_FILE`, `CONFIG_TOO_LARGE`, `SYMLINK_LOOP`, or why it cannot be read */
export function readConfigFile(home: string): ConfigFile {
  return readTargetFile(home, join(home, CONFIG_NAME), configBackups(home));
}

/** Reads any file that is written like config.toml. @throws AppError as {@link readConfigFile} */
export function readTargetFile(home: string, path: string, backups: BackupPlace): ConfigFile {
  const target = resolveTarget(path);
  const missing = { home, path, backups, bytes: NO_BYTES, revision: revisionOf(NO_BYTES) };
  if (!target.stats) return { ...missing, target };
  if (!target.stats.isFile()) throw new AppError("CONFIG_NOT_A_FILE", { path: target.realPath });
  const content = naming(target.realPath, "read", () =>
    readRegularFile(target.realPath, MAX_CONFIG_BYTES),
  );
  switch (content.kind) {
    case "file": {
      const { bytes, stats } = content;
      const revision = revisionOf(bytes);
      return { home, path, backups, target: { ...target, stats }, bytes, revision };
    }
    case "missing":
      return { ...missing, target: { ...target, stats: undefined } };
    case "notAFile":
      throw new AppError("CONFIG_NOT_A_FILE", { path: target.realPath });
    case "tooLarge":
      throw new AppError("CONFIG_TOO_LARGE", { path: target.realPath });
  }
}

/** Whether both are the same content at the same place. */
export function isSameConfig(a: ConfigFile, b: ConfigFile): boolean {
  return (
    a.revision === b.revision &&
    a.target.realPath === b.target.realPath &&
    (a.target.stats === undefined) === (b.target.stats === undefined)
  );
}

/** A config file as the application knows it. */
export function snapshotOf(file: ConfigFile): ConfigSnapshot {
  const text = decodeUtf8(file.bytes);
  const utf16Text = text === undefined ? decodeUtf16(file.bytes) : undefined;
  return {
    home: file.home,
    path: file.path,
    realPath: file.target.realPath,
    exists: file.target.stats !== undefined,
    text,
    ...(utf16Text !== undefined && { utf16Text }),
    revision: file.revision,
  };
}

/** Only with a byte order mark, which is left out: without one anything could be UTF-16. */
function decodeUtf16(bytes: Uint8Array): string | undefined {
  const mark = `${bytes[0]} ${bytes[1]}`;
  const encoding = { "255 254": "utf-16le", "254 255": "utf-16be" }[mark];
  if (encoding === undefined) return undefined;
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

/** Undefined for anything but UTF-8. A byte order mark stays in the text: Codex accepts it, and it is the user's. */
export function decodeUtf8(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return undefined;
  }
}
