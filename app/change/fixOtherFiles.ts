import type { CommandContext } from "../context.ts";
import { noSurroundings } from "../doctor/facts.ts";
import { factsAround } from "../doctor/factsAround.ts";
import { afterEdits, changesByFile, type OtherFileChange } from "../doctor/otherFileChanges.ts";
import { otherFileDiff } from "../doctor/otherFileDiff.ts";
import type { OtherFile } from "../doctor/surroundings.ts";
import { otherFixes, type WantedFixes } from "../doctor/wantedFixes.ts";
import { AppError } from "../errors.ts";
import type { ConfigSnapshot } from "../homes/homeFiles.ts";
import type { ExpectedFile, FilePreview } from "./change.ts";
import { takeBack } from "./undoOtherFiles.ts";

function changes(
  context: CommandContext,
  config: ConfigSnapshot,
  wanted: WantedFixes,
): readonly OtherFileChange[] {
  return changesByFile(otherFixes(factsAround(context, config), wanted));
}

/** The text after the edits of a change that has some. @throws AppError `FILE_UNREADABLE`, or as `afterEdits` */
function planned(context: CommandContext, change: OtherFileChange) {
  const surroundings = context.doctor.surroundings ?? noSurroundings;
  // What other programs read as UTF-8 is not guessed at; a shell reads bytes.
  const takesBytes = change.edits.every(({ kind }) => kind === "commentVariable");
  return ({ path, text, encoding }: OtherFile): string => {
    if (encoding !== "utf8" && !takesBytes) throw new AppError("FILE_UNREADABLE", { path });
    return afterEdits(text, change, surroundings);
  };
}

/** What fixes would do to files other than config.toml, with every secret masked. @throws AppError */
export async function previewOtherFiles(
  context: CommandContext,
  config: ConfigSnapshot,
  wanted: WantedFixes,
): Promise<readonly FilePreview[]> {
  const { homeFiles, otherFiles } = context.ports;
  return Promise.all(
    changes(context, config, wanted).map(async (change): Promise<FilePreview> => {
      const { path, isOutsideHome, makesPrivate } = change;
      const current = await otherFiles.read(path);
      const before = current.revision;
      const shown = { path, isOutsideHome, makesPrivate, reopensTo: undefined };
      // A file that only becomes private keeps its bytes, whatever they are.
      if (change.edits.length === 0)
        return { ...shown, hunks: [], expected: { path, before, after: before } };
      const after = planned(context, change)(current);
      const hunks = otherFileDiff(path, current.text, after);
      const revision = homeFiles.revisionOf(after, current.encoding);
      return { ...shown, hunks, expected: { path, before, after: revision } };
    }),
  );
}

/**
 * Carries the fixes of files other than config.toml out, each with a backup.
 *
 * @returns what `OtherFiles.restore` takes back, oldest first
 * @throws AppError `CONFIG_CHANGED` when a file is not what the preview showed, or why one failed; those before it
 * are taken back
 */
export async function fixOtherFiles(
  context: CommandContext,
  config: ConfigSnapshot,
  wanted: WantedFixes,
  expected: readonly ExpectedFile[] | undefined,
): Promise<readonly string[]> {
  const { otherFiles, homeFiles } = context.ports;
  const done: string[] = [];
  const note = (id: string | undefined) => {
    if (id !== undefined) done.push(id);
  };
  try {
    for (const change of changes(context, config, wanted)) {
      const { path } = change;
      const shown = expected?.find((file) => file.path === path);
      if (expected && !shown) throw new AppError("CONFIG_CHANGED", { path });
      const isShown = (before: string, after: string) =>
        !shown || (shown.before === before && shown.after === after);
      if (change.edits.length > 0) {
        const compute = planned(context, change);
        const id = await otherFiles.update(config.home, path, (current) => {
          const after = compute(current);
          if (!isShown(current.revision, homeFiles.revisionOf(after, current.encoding)))
            throw new AppError("CONFIG_CHANGED", { path });
          return after;
        });
        note(id);
      } else if (shown) {
        const { revision } = await otherFiles.read(path);
        if (!isShown(revision, revision)) throw new AppError("CONFIG_CHANGED", { path });
      }
      if (change.makesPrivate) note(await otherFiles.makePrivate(config.home, path));
    }
  } catch (error) {
    await takeBack(context, config.home, done);
    throw error;
  }
  return done;
}
