import { existsSync, type FSWatcher, watch } from "node:fs";
import { basename } from "node:path";
import { type WatchedPath, watchedPaths } from "./watchedPaths.ts";

/** Editors and Codex change a file in several steps, which count as one change. */
const SETTLE_MS = 100;

/** If the folders change as fast as they are looked at, the events to come will tell. */
const MAX_ROUNDS = 5;

interface Watched extends WatchedPath {
  /** Undefined where the system refused: asking again for the same folder would only be refused again. */
  readonly watcher: FSWatcher | undefined;
}

/**
 * Calls back after anyone changes the config file, whichever way: in place, by replacing it, by deleting it or
 * its home, by making a missing home, by pointing a link elsewhere. It watches the folders on the way and not
 * the file, since every write puts another file there, and relies on the system's notices alone: no polling, no
 * timer while nothing happens. Other entries of the folders, such as our temporary files, do not count.
 *
 * @param onError - told, once, when the system refuses to watch a folder: without room for one more watch, say, or
 * on a disk of the network
 * @returns how to stop
 */
export function watchConfig(
  home: string,
  onChange: () => void,
  onError: (error: unknown) => void,
): () => void {
  const watched = new Map<string, Watched>();
  let timer: NodeJS.Timeout | undefined;
  let hasReported = false;

  const report = (error: unknown): void => {
    if (!hasReported) onError(error);
    hasReported = true;
  };

  /** A folder that is gone is nothing to report: Windows, too, ends the watch of it with an error. */
  const reportRefusal = (folder: string, error: unknown): void => {
    if (existsSync(folder)) report(error);
  };

  const expect = (): void => {
    // The first event sets the time, so that a busy file cannot put the call off for ever.
    timer ??= setTimeout(() => {
      timer = undefined;
      follow();
      onChange();
    }, SETTLE_MS);
  };

  const drop = (folder: string): void => {
    watched.get(folder)?.watcher?.close();
    watched.delete(folder);
  };

  const tryWatch = (folder: string): FSWatcher | undefined => {
    const watcher = watch(folder, (event, name) => {
      const isFolderItself = name === basename(folder);
      if (!(name === null || isFolderItself || watched.get(folder)?.names.has(name))) return;
      // Moved or deleted, and another one may get the same identity.
      if (isFolderItself && event === "rename") drop(folder);
      expect();
    });
    watcher.on("error", (error) => {
      const known = watched.get(folder);
      if (known?.watcher !== watcher) return;
      watcher.close();
      watched.set(folder, { ...known, watcher: undefined });
      reportRefusal(folder, error);
      expect();
    });
    return watcher;
  };

  const add = (folder: string, path: WatchedPath): void => {
    let watcher: FSWatcher | undefined;
    try {
      watcher = tryWatch(folder);
    } catch (error) {
      reportRefusal(folder, error);
    }
    watched.set(folder, { ...path, watcher });
  };

  /** Watches what there is to watch now. Returns whether that was something else than before. */
  const adjust = (): boolean => {
    const wanted = watchedPaths(home);
    let isOther = false;
    for (const folder of [...watched.keys()]) if (!wanted.has(folder)) drop(folder);
    for (const [folder, path] of wanted) {
      const known = watched.get(folder);
      if (known?.identity === path.identity) {
        watched.set(folder, { ...path, watcher: known.watcher });
        continue;
      }
      isOther = true;
      drop(folder);
      add(folder, path);
    }
    return isOther;
  };

  /** What appears between looking and watching is found by looking again. */
  const follow = (): void => {
    try {
      for (let round = 0; round < MAX_ROUNDS && adjust(); round += 1);
    } catch (error) {
      report(error);
    }
  };

  follow();
  return () => {
    clearTimeout(timer);
    for (const folder of [...watched.keys()]) drop(folder);
  };
}
