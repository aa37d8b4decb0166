import type { CommandContext } from "../context.ts";
import { otherFileDiff } from "../doctor/otherFileDiff.ts";
import { AppError } from "../errors.ts";
import type { ConfigSnapshot } from "../homes/homeFiles.ts";
import type { ExpectedFile, FilePreview } from "./change.ts";

/**
 * What taking back the changes of other files would do to each of them; nothing is written.
 *
 * @param config - config.toml as it will be by then: its permissions may be among what is taken back
 * @throws AppError `CONFIG_CHANGED` when a file has changed since, `BACKUP_NOT_FOUND`, `FILE_NOT_FOUND`
 */
export async function previewTakeBack(
  { ports: { otherFiles } }: CommandContext,
  ids: readonly string[],
  config: Pick<ConfigSnapshot, "home" | "path" | "revision">,
): Promise<readonly FilePreview[]> {
  const files = new Map<string, FilePreview>();
  for (const id of ids.toReversed()) {
    const { path, revision, saved, mode } = await otherFiles.readChange(config.home, id);
    const current = await otherFiles.read(path);
    const found = path === config.path ? config.revision : current.revision;
    if (found !== revision) throw new AppError("CONFIG_CHANGED", { path });
    const expected = { path, before: current.revision, after: saved?.revision ?? current.revision };
    const hunks = saved ? otherFileDiff(path, current.text, saved.text) : [];
    const earlier = files.get(path);
    if (earlier && !saved) {
      files.set(path, { ...earlier, reopensTo: mode });
      continue;
    }
    const isOutsideHome = !/^[\\/]/.test(
      path.startsWith(config.home) ? path.slice(config.home.length) : "",
    );
    const reopensTo = mode ?? earlier?.reopensTo;
    files.set(path, { path, isOutsideHome, makesPrivate: false, reopensTo, hunks, expected });
  }
  return [...files.values()];
}

/** @throws AppError `CONFIG_CHANGED` when files are not what a preview showed, or as {@link previewTakeBack} */
export async function checkTakeBack(
  context: CommandContext,
  ids: readonly string[],
  config: Pick<ConfigSnapshot, "home" | "path" | "revision">,
  shown: readonly ExpectedFile[] | undefined,
): Promise<void> {
  for (const { path, expected } of await previewTakeBack(context, ids, config)) {
    const file = shown?.find((one) => one.path === path);
    const isShown = file?.before === expected.before && file.after === expected.after;
    if (shown && !isShown) throw new AppError("CONFIG_CHANGED", { path });
  }
}

/** What could not be taken back. */
interface StillDone {
  /** As `OtherFiles.restore` takes it, oldest first. */
  readonly ids: readonly string[];
  /** Why the first of them failed. */
  readonly error: unknown;
}

/**
 * Takes back what was done to other files, the last first. One that fails is logged and keeps none of the others.
 *
 * @returns undefined when everything is as it was
 */
export async function takeBack(
  { ports }: CommandContext,
  home: string,
  ids: readonly string[],
): Promise<StillDone | undefined> {
  const failed: { readonly id: string; readonly error: unknown }[] = [];
  for (const id of ids.toReversed())
    try {
      await ports.otherFiles.restore(home, id);
    } catch (error) {
      ports.log.error("a file could not be put back", error);
      failed.push({ id, error });
    }
  const [first] = failed;
  return first && { ids: failed.map(({ id }) => id).toReversed(), error: first.error };
}
