import { lstatSync, readlinkSync, realpathSync, type Stats } from "node:fs";
import { basename, dirname, isAbsolute, join, sep } from "node:path";
import { AppError } from "../../../app/errors.ts";
import { errnoOf, homeError, naming } from "./homeErrors.ts";

/** As many as Linux follows before it says ELOOP. */
const MAX_LINKS = 40;

/** Where a path leads after all symbolic links. */
export interface Target {
  /** The file that is really read and written; it need not exist. */
  readonly realPath: string;
  /** The path and every link on the way to `realPath`, which comes last; their folders free of links. */
  readonly steps: readonly string[];
  /** Of the file itself; undefined when it does not exist. */
  readonly stats: Stats | undefined;
  readonly hasFolder: boolean;
}

/**
 * Follows symbolic links by hand, because `realpath` has no answer for a link whose target is still to be
 * created. Codex 0.169.0 keeps links and replaces, or creates, their target, and so do we.
 *
 * @throws AppError `SYMLINK_LOOP`, or why a folder on the way cannot be read
 */
export function resolveTarget(path: string): Target {
  const steps: string[] = [];
  let next = path;
  while (steps.length <= MAX_LINKS) {
    const folder = realFolder(dirname(next));
    const step = join(folder ?? dirname(next), basename(next));
    steps.push(step);
    const stats = folder === undefined ? undefined : statsOf(step);
    if (!stats?.isSymbolicLink()) {
      return { realPath: step, steps, stats, hasFolder: folder !== undefined };
    }
    const link = naming(step, "read", () => readlinkSync(step));
    // Not `resolve`: it would take `..` off the text, while the system takes it off the real folder.
    next = isAbsolute(link) ? link : `${dirname(step)}${sep}${link}`;
  }
  throw new AppError("SYMLINK_LOOP", { path });
}

function realFolder(path: string): string | undefined {
  try {
    return realpathSync.native(path);
  } catch (error) {
    if (errnoOf(error) === "ENOENT") return undefined;
    throw homeError(error, path, "read");
  }
}

function statsOf(path: string): Stats | undefined {
  return naming(path, "read", () => lstatSync(path, { throwIfNoEntry: false }));
}
