import type { ChangePreview } from "../change/change.ts";
import { contentOf } from "../change/plan.ts";
import { planChange } from "../change/planChange.ts";
import { countChanges, diffOf } from "../config/diff.ts";
import type { CommandContext } from "../context.ts";
import type { Input } from "../contract.ts";
import { activeIdShown } from "../readState.ts";

/** Shows what a change would do, without doing it. @throws AppError whatever the change itself would throw */
export async function preview(
  context: CommandContext,
  { change }: Input<"preview">,
): Promise<ChangePreview> {
  const { homeFiles } = context.ports;
  const { compute, otherFiles } = await planChange(context, change, true);
  const current = await homeFiles.read();
  const planned = await contentOf(homeFiles, compute(current));
  const before = current.text ?? "";
  const hunks = diffOf(before, planned.text);
  const { added, removed } = countChanges(hunks);
  const files = (await otherFiles?.preview(current, planned.revision)) ?? [];
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
