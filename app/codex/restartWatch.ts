import type { Application } from "../application.ts";
import type { Clock } from "../ports.ts";
import type { CodexProcesses } from "./codexProcesses.ts";

/** Between two looks whether a stale process still runs, in milliseconds. */
const LOOK_EVERY_MS = 5000;

/** After the start, before the first look for what an earlier switch left behind: nobody waits for it. */
const FIRST_LOOK_MS = 10_000;

/** A switch longer ago than this is no news to anybody. */
const MAX_AGE_MS = 7 * 24 * 60 * 60 * 1000;

/**
 * Keeps "restart to apply" true: looks after each switch what runs of Codex, and while something may still use what
 * was active before, whether it has ended. Without such a process there is no clock running.
 *
 * @returns how to stop
 */
export function startRestartWatch(
  application: Application,
  { clock, codexProcesses }: { clock: Clock; codexProcesses: Pick<CodexProcesses, "isRunning"> },
): () => void {
  let seenSwitch: string | undefined;
  let cancelNext: (() => void) | undefined;
  let isStopped = false;

  const look = async (): Promise<void> => {
    cancelNext?.();
    cancelNext = undefined;
    await application.execute("listCodexProcesses", {});
    arm();
  };

  const lookAgain = async (): Promise<void> => {
    cancelNext = undefined;
    const { staleCodex } = application.getState();
    for (const { pid, startedAt } of staleCodex)
      if (!(await codexProcesses.isRunning({ pid, startedAt: new Date(startedAt) }))) return look();
    arm();
  };

  const arm = (): void => {
    if (isStopped || cancelNext || application.getState().staleCodex.length === 0) return;
    cancelNext = clock.after(LOOK_EVERY_MS, () => void lookAgain());
  };

  const unsubscribe = application.subscribe(({ switchedAt }) => {
    arm();
    if (switchedAt === seenSwitch) return;
    seenSwitch = switchedAt;
    void look();
  });
  const cancelFirst = clock.after(FIRST_LOOK_MS, () => {
    const { undo } = application.getState();
    const age = clock.now().getTime() - Date.parse(undo?.createdAt ?? "");
    if (age < MAX_AGE_MS) void look();
  });
  return () => {
    isStopped = true;
    unsubscribe();
    cancelFirst();
    cancelNext?.();
  };
}
