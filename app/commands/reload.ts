import { publishConfig } from "../applyChange.ts";
import type { CommandContext } from "../context.ts";
import { AppError, toFailure } from "../errors.ts";
import type { Backup } from "../ports.ts";
import type { UndoView } from "../state.ts";

/** Reads the config file afresh. A file that cannot be read is a state to show, not a failure of the command. */
export async function reload(context: CommandContext): Promise<undefined> {
  const { homeFiles } = context.ports;
  const previous = context.getState();
  try {
    publishConfig(context, await homeFiles.read());
  } catch (error) {
    context.setState({ configProblem: toFailure(error), providers: [], revision: "" });
    if (!(error instanceof AppError))
      context.ports.log.error("config.toml could not be read", error);
    return;
  }
  const backups = await homeFiles.listBackups();
  context.setState({ undo: undoOf(backups) });
  if (context.getState().revision !== previous.revision) context.checkByCodex();
}

/** The newest backup of our own is what the last write replaced. */
function undoOf(backups: readonly Backup[]): UndoView | undefined {
  for (const { id, reason, createdAt } of backups) {
    if (reason !== "foreign") return { backupId: id, reason, createdAt };
  }
  return undefined;
}
