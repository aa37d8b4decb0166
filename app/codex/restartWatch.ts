import type { Application } from "../application.ts";
import type { Clock } from "../ports.ts";
import type { CodexProcesses } from "./codexProcesses.ts";

/** Between two looks whether a stale process still runs, while somebody sees the answer; in milliseconds. */
const LOOK_EVERY_MS = 5000;

/** The longest pause between two looks, which doubles each time while nobody sees the answer, in milliseconds. */
const MAX_PAUSE_MS = 60_000;

/** A session that goes on may have a new chat, which takes a whole look at what runs; at most so often. */
const MIN_LOOK_PAUSE_MS = 60_000;

/** After the start, before the first look for what an earlier switch left behind: nobody waits for it. */
const FIRST_LOOK_MS = 10_000;

/** A switch longer ago than this is no news to anybody. */
const MAX_AGE_MS = 7 * 24 * 60 * 60 * 1000;

/** Keeps "restart to apply" true. */
export interface RestartWatch {
  /** Looks now, and soon again, if anything was stale: somebody has come to see. */
  lookSoon(): void;
  stop(): void;
}

/** What {@link startRestartWatch} needs. */
export interface RestartWatchOptions {
  readonly clock: Clock;
  readonly codexProcesses: Pick<CodexProcesses, "isRunning">;
  /** Whether a window is open that shows what is found. */
  readonly isWatched: () => boolean;
}

/**
 * Keeps "restart to apply" true: looks after each switch what runs of Codex, and while something may still use what
 * was active before, whether it has ended. Without such a process there is no clock running.
 */
export function startRestartWatch(
  application: Application,
  { clock, codexProcesses, isWatched }: RestartWatchOptions,
): RestartWatch {
  let seenSwitch: string | undefined;
  let cancelNext: (() => void) | undefined;
  let pauseMs = LOOK_EVERY_MS;
  let lookedAt = Number.NEGATIVE_INFINITY;
  let isStopped = false;

  const look = async (): Promise<void> => {
    pauseMs = LOOK_EVERY_MS;
    await lookAtAll();
  };

  const lookAtAll = async (): Promise<void> => {
    cancelNext?.();
    cancelNext = undefined;
    lookedAt = clock.now().getTime();
    await application.execute("listCodexProcesses", {});
    arm();
  };

  const lookAgain = async (): Promise<void> => {
    cancelNext = undefined;
    const { staleCodex } = application.getState();
    for (const { pid, startedAt } of staleCodex)
      if (!(await codexProcesses.isRunning({ pid, startedAt: new Date(startedAt) }))) return look();
    const passed = clock.now().getTime() - lookedAt;
    // A clock that was set back must not put it off for long.
    if (passed >= MIN_LOOK_PAUSE_MS || passed < 0) await lookAtAll();
    else arm();
  };

  const arm = (): void => {
    if (isStopped || cancelNext || application.getState().staleCodex.length === 0) return;
    if (isWatched()) pauseMs = LOOK_EVERY_MS;
    cancelNext = clock.after(pauseMs, () => void lookAgain());
    pauseMs = Math.min(2 * pauseMs, MAX_PAUSE_MS);
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
  return {
    lookSoon() {
      if (application.getState().staleCodex.length > 0) void look();
    },
    stop() {
      isStopped = true;
      unsubscribe();
      cancelFirst();
      cancelNext?.();
    },
  };
}
