import type { OtherFileChanged, OtherFiles } from "../../app/doctor/surroundings.ts";
import { AppError } from "../../app/errors.ts";

/** Files other than config.toml that live in memory. */
export interface FakeOtherFiles extends OtherFiles {
  readonly texts: Map<string, string>;
  readonly looseFiles: Set<string>;
  /** A path whose next write fails. */
  failing: string | undefined;
  /** What {@link OtherFiles.restore} cannot take back. */
  readonly stuck: Set<string>;
}

/** Builds {@link FakeOtherFiles}. */
export function createFakeOtherFiles(revisionOf: (text: string) => string): FakeOtherFiles {
  const undone = new Map<string, () => void>();
  const changes = new Map<string, OtherFileChanged>();
  const textAt = (path: string) => {
    const text = files.texts.get(path);
    if (text === undefined) throw new AppError("FILE_NOT_FOUND", { path });
    return text;
  };
  const keep = (path: string, before: string | undefined, undo: () => void) => {
    const id = `file-${undone.size + 1}`;
    undone.set(id, undo);
    const mode = before === undefined ? "0644" : undefined;
    const saved =
      before === undefined
        ? undefined
        : { path, text: before, encoding: "utf8" as const, revision: revisionOf(before) };
    changes.set(id, { path, revision: revisionOf(textAt(path)), saved, mode });
    return id;
  };
  const read = (path: string) => {
    const text = textAt(path);
    return { path, text, encoding: "utf8" as const, revision: revisionOf(text) };
  };
  const files: FakeOtherFiles = {
    texts: new Map(),
    looseFiles: new Set(),
    failing: undefined,
    stuck: new Set(),
    read: async (path) => read(path),
    async update(_home, path, compute) {
      if (files.failing === path) throw new AppError("PERMISSION_DENIED", { path });
      const before = textAt(path);
      const after = compute(read(path));
      if (after === before) return undefined;
      files.texts.set(path, after);
      return keep(path, before, () => {
        if (files.texts.get(path) !== after) throw new AppError("CONFIG_CHANGED", { path });
        files.texts.set(path, before);
      });
    },
    async makePrivate(_home, path) {
      if (!files.looseFiles.delete(path)) return undefined;
      return keep(path, undefined, () => files.looseFiles.add(path));
    },
    async readChange(_home, id) {
      const change = changes.get(id);
      if (!change) throw new AppError("BACKUP_NOT_FOUND", { id });
      return change;
    },
    async restore(_home, id) {
      const undo = undone.get(id);
      if (!undo) throw new AppError("BACKUP_NOT_FOUND", { id });
      if (files.stuck.has(id)) throw new AppError("WRITE_FAILED");
      undo();
    },
  };
  return files;
}
