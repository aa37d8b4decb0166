import { publishBalances } from "../account/publishAccount.ts";
import { noteSwitch } from "../codex/codexSwitches.ts";
import type { CommandContext } from "../context.ts";
import type { ConfigSnapshot } from "../homes/homeFiles.ts";
import { stateOf } from "../readState.ts";

/** Publishes what a config file holds, and that an older undo now needs a look first. */
export async function publishConfig(
  context: CommandContext,
  snapshot: ConfigSnapshot,
): Promise<void> {
  // Loaded when there is something to compare: the terminal, which lists and ends, has no account.
  if (context.account.blocks.length > 0) {
    const { compareBlocks } = await import("../account/compareBlocks.ts");
    compareBlocks(context, snapshot);
  }
  const { undo, revision, providerChecks } = context.getState();
  const isImmediate = context.lastWrite?.revision === snapshot.revision;
  context.setState({
    ...stateOf(snapshot),
    undo: undo && { ...undo, isImmediate },
    // What a provider said of an older file may no longer be so.
    providerChecks: revision === snapshot.revision ? providerChecks : {},
  });
  noteSwitch(context, snapshot);
  if (context.account.known) publishBalances(context);
}
