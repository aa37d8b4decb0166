import type { CodexProcess, RestartOutcome } from "../codex/codexProcesses.ts";
import type { CommandContext } from "../context.ts";
import type { Input } from "../contract.ts";
import { codexProcessesNow, lastTurnAt, listCodexProcesses } from "./listCodexProcesses.ts";

/** How long the desktop app may take to quit, in milliseconds. */
const QUIT_LIMIT_MS = 10_000;

/** Between two looks whether it has quit, in milliseconds. */
const LOOK_EVERY_MS = 200;

/**
 * Restarts the desktop app of Codex: asks it to quit, waits, starts it again. Nothing else is ever ended. What has to
 * be asked first is an outcome, and so is an app that does not quit.
 *
 * @throws AppError `CODEX_NOT_STARTED`
 */
export async function restartCodexDesktop(
  context: CommandContext,
  { evenWhileWorking, force }: Input<"restartCodexDesktop">,
): Promise<RestartOutcome> {
  const { codexProcesses } = context.ports;
  const { processes, home } = await codexProcessesNow(context);
  const desktop = processes.find(({ kind }) => kind === "desktop");
  if (desktop) {
    const turnAt = evenWhileWorking ? undefined : await lastTurnAt(context, processes, home);
    if (turnAt !== undefined) return { status: "working", lastTurnAt: turnAt };
    const startAgain = await codexProcesses.quitDesktop(desktop, force ? "byForce" : "politely");
    if (startAgain) context.startDesktopAgain = startAgain;
    if (!(await hasQuit(context, desktop))) return { status: "stillRunning" };
  }
  // Quit at last, after this program had stopped waiting: it was asked to restart all the same.
  const { startDesktopAgain } = context;
  if (!startDesktopAgain || (!desktop && !force)) return { status: "notRunning" };
  context.startDesktopAgain = undefined;
  await startDesktopAgain();
  await listCodexProcesses(context);
  return { status: "restarted" };
}

async function hasQuit({ ports }: CommandContext, desktop: CodexProcess): Promise<boolean> {
  const { clock, codexProcesses } = ports;
  const limit = clock.now().getTime() + QUIT_LIMIT_MS;
  // A look may take as long as a pause, and a clock that is set back must not make it wait for ever.
  for (let looks = 0; looks <= QUIT_LIMIT_MS / LOOK_EVERY_MS; looks += 1) {
    if (!(await codexProcesses.isRunning(desktop))) return true;
    if (clock.now().getTime() >= limit) return false;
    await new Promise<void>((resolve) => clock.after(LOOK_EVERY_MS, resolve));
  }
  return false;
}
