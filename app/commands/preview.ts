import { countChanges, diffOf } from "../config/diff.ts";
import type { CommandContext } from "../context.ts";
import type { ChangePreview, Input } from "../contract.ts";
import { AppError } from "../errors.ts";
import { planChange } from "../plan.ts";
import type { NewContent } from "../ports.ts";
import { activeIdShown } from "../readState.ts";

/** Shows what a change would do, without doing it. @throws AppError whatever the change itself would throw */
export async function preview(
  context: CommandContext,
  { change }: Input<"preview">,
): Promise<ChangePreview> {
  const { homeFiles } = context.ports;
  const current = await homeFiles.read();
  const plan = await planChange(context, change, true);
  const planned = await contentOf(context, plan.compute(current));
  const before = current.text ?? "";
  const hunks = diffOf(before, planned.text);
  const { added, removed } = countChanges(hunks);
  return {
    expected: { before: current.revision, after: planned.revision },
    activeBefore: activeIdShown(before),
    activeAfter: activeIdShown(planned.text),
    addedLines: added,
    removedLines: removed,
    hunks,
  };
}

async function contentOf(
  context: CommandContext,
  content: NewContent,
): Promise<{ text: string; revision: string }> {
  const { homeFiles } = context.ports;
  if ("text" in content) return { ...content, revision: homeFiles.revisionOf(content.text) };
  const backup = await homeFiles.readBackup(content.backupId);
  if (backup.text === undefined) throw new AppError("CONFIG_NOT_UTF8");
  return { text: backup.text, revision: backup.revision };
}
