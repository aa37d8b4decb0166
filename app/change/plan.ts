import { edit, type Intent } from "../config/edit.ts";
import { nearestId } from "../config/nearestId.ts";
import { parseToml } from "../config/parse.ts";
import { ACTIVE_KEY, readProviders } from "../config/providers.ts";
import { scan } from "../config/scan.ts";
import { verify } from "../config/verify.ts";
import type { CommandContext } from "../context.ts";
import { AppError } from "../errors.ts";
import {
  type ConfigSnapshot,
  type HomeFiles,
  type NewContent,
  textOf,
  type WriteReason,
} from "../homes/homeFiles.ts";
import type { Change, ChangeOf, ExpectedFile, FilePreview } from "./change.ts";

/** How a change is made. */
export interface Plan {
  readonly reason: WriteReason;
  /** Turns the current file into new content; pure, so that it can be run again on a newer file. @throws AppError */
  compute(current: ConfigSnapshot): NewContent;
  /** Undefined: it touches config.toml alone. */
  readonly otherFiles?: OtherFilesPlan | undefined;
  /** Called once the change is made. */
  onDone?(): void;
}

/** What a change does to files other than config.toml. */
export interface OtherFilesPlan {
  /**
   * What would become of them, with every secret masked; nothing is written.
   *
   * @param after - the revision that config.toml will have by then
   * @throws AppError whatever the change itself would throw
   */
  preview(current: ConfigSnapshot, after: string): Promise<readonly FilePreview[]>;
  /**
   * Changes them before config.toml is written, or makes sure that they can be changed after it.
   *
   * @param shown - what the preview showed; undefined: there was none
   * @returns what `OtherFiles.restore` takes back should config.toml not be written, oldest first
   * @throws AppError `CONFIG_CHANGED` when a file is not what the preview showed, or why one failed; none is changed
   */
  before(shown: readonly ExpectedFile[] | undefined): Promise<readonly string[]>;
  /**
   * Does what is left once config.toml is written.
   *
   * @param done - what {@link before} returned
   * @param backupId - of config.toml; undefined: it already was as asked for
   * @returns how many files have changed
   * @throws AppError when one of them could not be changed
   */
  after(done: readonly string[], backupId: string | undefined): Promise<number>;
}

/**
 * How a change of one kind is planned. Touches nothing.
 *
 * @param isPreviewed - whether the user sees the result before it is written
 * @throws AppError when there is nothing to change
 */
export type ChangeKind<Kind extends Change["kind"]> = (
  context: CommandContext,
  change: ChangeOf<Kind>,
  isPreviewed: boolean,
) => Plan | Promise<Plan>;

/** A plan that edits the text of config.toml, proven by `verify`. */
export function planEdit(
  reason: WriteReason,
  intentsFor: (text: string) => readonly Intent[],
): Plan {
  return {
    reason,
    compute(current) {
      const before = textOf(current);
      const intents = intentsFor(before);
      const text = edit(before, intents);
      if (text !== before) verify(before, text, intents);
      // An edit that changes nothing must still not pass off a broken file as done.
      else parseToml(before);
      return { text };
    },
  };
}

/** @throws AppError `PROVIDER_NOT_FOUND`, with the id that may have been meant */
export function requireProvider(text: string, providerId: string): void {
  const known = readProviders(scan(text));
  if (known.has(providerId)) return;
  const nearest = nearestId(providerId, known.keys());
  const detail = { providerId, key: ACTIVE_KEY };
  throw new AppError("PROVIDER_NOT_FOUND", nearest === undefined ? detail : { ...detail, nearest });
}

/** What new content is as a text. @throws AppError `CONFIG_NOT_UTF8`, `BACKUP_NOT_FOUND` */
export async function contentOf(
  homeFiles: HomeFiles,
  content: NewContent,
): Promise<{ readonly text: string; readonly revision: string }> {
  if ("text" in content) return { ...content, revision: homeFiles.revisionOf(content.text) };
  const { text, revision } = await homeFiles.readBackup(content.backupId);
  if (text === undefined) throw new AppError("CONFIG_NOT_UTF8");
  return { text, revision };
}
