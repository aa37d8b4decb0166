import type { FilePreview } from "../changeReport.ts";
import { diffOf } from "../config/diff.ts";
import { redactText } from "../config/redact.ts";
import type { CommandContext } from "../context.ts";
import { AppError } from "../errors.ts";
import type { ExpectedFile } from "../expected.ts";
import type { ConfigSnapshot } from "../ports.ts";
import { noSurroundings } from "./facts.ts";
import {
  afterEdits,
  changesByFile,
  type OtherFileChange,
  secretsAround,
} from "./otherFileChanges.ts";
import { factsAround, otherFixes, type WantedFixes } from "./planFix.ts";

function changes(
  context: CommandContext,
  config: ConfigSnapshot,
  wanted: WantedFixes,
): readonly OtherFileChange[] {
  return changesByFile(otherFixes(factsAround(context, config), wanted));
}

function planned(context: CommandContext, change: OtherFileChange) {
  const surroundings = context.doctor.surroundings ?? noSurroundings;
  return ({ path, text }: { readonly path: string; readonly text: string | undefined }) => {
    if (change.edits.length === 0) return text ?? "";
    if (text === undefined) throw new AppError("FILE_UNREADABLE", { path });
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
      const after = planned(context, change)(current);
      const secrets = secretsAround(current.text ?? "", change);
      const hunks = diffOf(current.text ?? "", after, (text) => redactText(text, secrets));
      const expected = { path, before: current.revision, after: homeFiles.revisionOf(after) };
      return { path, isOutsideHome, makesPrivate, hunks, expected };
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
      const compute = planned(context, change);
      const id = await otherFiles.update(config.home, path, (current) => {
        const after = compute(current);
        const isShown =
          !shown ||
          (shown.before === current.revision && shown.after === homeFiles.revisionOf(after));
        if (!isShown) throw new AppError("CONFIG_CHANGED", { path });
        return after;
      });
      note(id);
      if (change.makesPrivate) note(await otherFiles.makePrivate(config.home, path));
    }
  } catch (error) {
    await takeBack(context, config.home, done);
    throw error;
  }
  return done;
}

/** Takes back what was done to other files, the last first. @throws AppError `CONFIG_CHANGED`, `BACKUP_NOT_FOUND` */
export async function takeBack(
  { ports }: CommandContext,
  home: string,
  ids: readonly string[],
): Promise<void> {
  for (const id of ids.toReversed()) await ports.otherFiles.restore(home, id);
}
