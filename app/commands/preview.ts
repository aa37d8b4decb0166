import type { ChangePreview, FilePreview } from "../change/changeReport.ts";
import { othersToTakeBack, planChange } from "../change/plan.ts";
import { countChanges, diffOf } from "../config/diff.ts";
import type { CommandContext } from "../context.ts";
import type { Change, Input } from "../contract.ts";
import { AppError } from "../errors.ts";
import type { ConfigSnapshot, NewContent } from "../ports.ts";
import { activeIdShown } from "../readState.ts";

/** Shows what a change would do, without doing it. @throws AppError whatever the change itself would throw */
export async function preview(
  context: CommandContext,
  { change }: Input<"preview">,
): Promise<ChangePreview> {
  const { homeFiles } = context.ports;
  const plan = await planChange(context, change, true);
  const current = await homeFiles.read();
  const planned = await contentOf(context, plan.compute(current));
  const before = current.text ?? "";
  const hunks = diffOf(before, planned.text);
  const { added, removed } = countChanges(hunks);
  const after = { ...current, revision: planned.revision };
  const files = await filesOf(context, change, current, after);
  return {
    expected: {
      before: current.revision,
      after: planned.revision,
      files: files.map(({ expected }) => expected),
    },
    activeBefore: activeIdShown(before),
    activeAfter: activeIdShown(planned.text),
    addedLines: added,
    removedLines: removed,
    hunks,
    files,
  };
}

async function filesOf(
  context: CommandContext,
  change: Change,
  current: ConfigSnapshot,
  after: Pick<ConfigSnapshot, "home" | "path" | "revision">,
): Promise<readonly FilePreview[]> {
  if (change.kind === "fix") {
    const { previewOtherFiles } = await import("../doctor/fixOtherFiles.ts");
    return previewOtherFiles(context, current, change.findings);
  }
  const others = change.kind === "undo" ? othersToTakeBack(context) : [];
  if (others.length === 0) return [];
  const { previewTakeBack } = await import("../doctor/undoOtherFiles.ts");
  return previewTakeBack(context, others, after);
}

/** What a plan makes of config.toml. @throws AppError `CONFIG_NOT_UTF8` */
export async function contentOf(
  context: CommandContext,
  content: NewContent,
): Promise<{ text: string; revision: string }> {
  const { homeFiles } = context.ports;
  if ("text" in content) return { ...content, revision: homeFiles.revisionOf(content.text) };
  const backup = await homeFiles.readBackup(content.backupId);
  if (backup.text === undefined) throw new AppError("CONFIG_NOT_UTF8");
  return { text: backup.text, revision: backup.revision };
}
