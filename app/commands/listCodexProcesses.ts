import type {
  CodexProcess,
  CodexProcessReport,
  CodexProcessView,
} from "../codex/codexProcesses.ts";
import { learnOlderSwitches } from "../codex/codexSwitches.ts";
import { isDismissed, staleProvider } from "../codex/switchMemory.ts";
import type { CommandContext } from "../context.ts";

/** A chat that was written to within so many milliseconds may have a turn running. */
const TURN_MS = 90_000;

/** Looks what runs of Codex, and publishes which of it may still use what was active before. */
export async function listCodexProcesses(context: CommandContext): Promise<CodexProcessReport> {
  const { processes, home } = await codexProcessesNow(context);
  const { switchMemory } = context;
  const views = processes.map((process) => viewOf(context, process));
  const staleCodex = processes
    .filter((process) => !isDismissed(switchMemory, process))
    .map((process) => viewOf(context, process))
    .filter(({ stillUses }) => stillUses !== undefined);
  if (staleCodex.length > 0 || context.getState().staleCodex.length > 0)
    context.setState({ staleCodex });
  return { processes: views, lastTurnAt: await lastTurnAt(context, processes, home) };
}

/** What runs now, with the home it was asked for. */
export async function codexProcessesNow(
  context: CommandContext,
): Promise<{ readonly processes: readonly CodexProcess[]; readonly home: string }> {
  const { homeFiles, codexProcesses } = context.ports;
  const { home } = await homeFiles.read();
  const processes = await codexProcesses.list(home);
  if (processes.length > 0) await learnOlderSwitches(context);
  return { processes, home };
}

/** When a chat was last written to, if a turn may still be running; ISO 8601, UTC. */
export async function lastTurnAt(
  { ports }: CommandContext,
  processes: readonly CodexProcess[],
  home: string,
): Promise<string | undefined> {
  if (processes.length === 0) return undefined;
  return (await ports.codexProcesses.lastTurn(home, TURN_MS))?.toISOString();
}

function viewOf(context: CommandContext, process: CodexProcess): CodexProcessView {
  const { pid, kind, host, startedAt } = process;
  return {
    pid,
    kind,
    host,
    startedAt: startedAt.toISOString(),
    stillUses: staleProvider(context.switchMemory, process),
  };
}
