import { type FSWatcher, watch } from "node:fs";
import { basename } from "node:path";
import { type WatchedPath, watchedPaths } from "./watchedPaths.ts";

/** Editors and Codex change a file in several steps, which count as one change. */
const SETTLE_MS = 100;

/** If the folders change as fast as they are looked at, the events to come will tell. */
const MAX_ROUNDS = 5;

interface Watched extends WatchedPath {
  readonly watcher: FSWatcher;
}

/**
 * Calls back after anyone changes the config file, whichever way: in place, by replacing it, by deleting it or
 * its home, by making a missing home, by pointing a link elsewhere. It watches the folders on the way and not
 * the file, since every write puts another file there, and relies on the system's notices alone: no polling, no
 * timer while nothing happens. Other entries of the folders, such as our temporary files, do not count.
 *
 * @param onError - told when the system refuses to watch a folder
 * @returns how to stop
 */
export function watchConfig(
  home: string,
  onChange: () => void,
  onError: (error: unknown) => void,
): () => void {
  const watched = new Map<string, Watched>();
  let timer: NodeJS.Timeout | undefined;

  const expect = (): void => {
    // The first event sets the time, so that a busy file cannot put the call off for ever.
    timer ??= setTimeout(() => {
      timer = undefined;
      follow();
      onChange();
    }, SETTLE_MS);
  };

  const drop = (folder: string): void => {
    watched.get(folder)?.watcher.close();
    watched.delete(folder);
  };

  const add = (folder: string, path: WatchedPath): void => {
    const watcher = watch(folder, (event, name) => {
      const isFolderItself = name === basename(folder);
      if (!(name === null || isFolderItself || watched.get(folder)?.names.has(name))) return;
      // Moved or deleted, and another one may get the same identity.
      if (isFolderItself && event === "rename") drop(folder);
      expect();
    });
    watcher.on("error", () => {
      // Windows says so when the folder is deleted.
      drop(folder);
      expect();
    });
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
      onError(error);
    }
  };

  follow();
  return () => {
    clearTimeout(timer);
    for (const folder of [...watched.keys()]) drop(folder);
  };
}
