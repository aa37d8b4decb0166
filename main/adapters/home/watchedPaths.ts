import { lstatSync, statSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { AppError } from "../../../app/errors.ts";
import { CONFIG_NAME } from "./configFile.ts";
import { resolveTarget } from "./resolveTarget.ts";

/** A folder to watch. */
export interface WatchedPath {
  /** Tells the folder from another that takes its path later. */
  readonly identity: string;
  /** The entries of the folder that lead to the config file. */
  readonly names: ReadonlySet<string>;
}

/**
 * The folders in which something happens when the config file changes: those of the links on the way to it and
 * of the file itself; for what does not exist yet, the nearest folder above it that does.
 */
export function watchedPaths(home: string): Map<string, WatchedPath> {
  const found = new Map<string, { identity: string; names: Set<string> }>();
  for (const path of pathsToConfig(home)) {
    let entry = path;
    let identity = folderIdentity(dirname(entry));
    while (identity === undefined && dirname(entry) !== entry) {
      entry = dirname(entry);
      identity = folderIdentity(dirname(entry));
    }
    if (identity === undefined) continue;
    const folder = dirname(entry);
    const known = found.get(folder);
    if (known) known.names.add(basename(entry));
    else found.set(folder, { identity, names: new Set([basename(entry)]) });
  }
  return found;
}

function pathsToConfig(home: string): readonly string[] {
  const isLink = lstatSync(home, { throwIfNoEntry: false })?.isSymbolicLink() ?? false;
  return [...(isLink ? stepsTo(home) : []), ...stepsTo(join(home, CONFIG_NAME))];
}

/** A path that leads nowhere is watched itself: the one who corrects it most likely changes it. */
function stepsTo(path: string): readonly string[] {
  try {
    return resolveTarget(path).steps;
  } catch (error) {
    if (error instanceof AppError) return [path];
    throw error;
  }
}

function folderIdentity(path: string): string | undefined {
  try {
    const stats = statSync(path, { bigint: true });
    return stats.isDirectory() ? `${stats.dev}:${stats.ino}:${stats.birthtimeNs}` : undefined;
  } catch {
    // Missing, or closed to us: then a folder above it is watched.
    return undefined;
  }
}
