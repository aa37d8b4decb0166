import { publishConfig } from "../change/publishConfig.ts";
import type { CommandContext } from "../context.ts";
import type { Input } from "../contract.ts";
import { AppError, toFailure } from "../errors.ts";
import type { UndoView } from "../state.ts";

/**
 * Reads the config file afresh. A file that cannot be read is a state to show, not a failure of the command.
 * Codex is asked again when the file has changed, or when somebody wants it to be.
 */
export async function reload(
  context: CommandContext,
  { askCodex }: Input<"reload">,
): Promise<undefined> {
  const { homeFiles, log } = context.ports;
  const before = context.getState().revision;
  try {
    await publishConfig(context, await homeFiles.read());
  } catch (error) {
    context.setState({
      configProblem: toFailure(error),
      providers: [],
      activeProviderId: undefined,
      revision: "",
      codexCheck: { status: "unchecked" },
    });
    if (!(error instanceof AppError)) log.error("config.toml could not be read", error);
    context.diagnoseSoon();
    return;
  }
  try {
    context.setState({ undo: await newestUndo(context) });
  } catch (error) {
    // Without a list of backups the file can be used all the same.
    log.error("the backups could not be listed", error);
  }
  if (askCodex ?? context.getState().revision !== before) context.checkByCodex();
}

/** Our last write while the file still is what it made, else the newest backup of our own. */
async function newestUndo(context: CommandContext): Promise<UndoView | undefined> {
  const { lastWrite } = context;
  if (lastWrite?.revision === context.getState().revision) {
    const { backupId, reason, createdAt } = lastWrite;
    return { backupId, reason, createdAt, isImmediate: true };
  }
  for (const { id, reason, createdAt } of await context.ports.homeFiles.listBackups())
    if (reason !== "foreign" && reason !== "baseline")
      return { backupId: id, reason, createdAt, isImmediate: false };
  return undefined;
}
