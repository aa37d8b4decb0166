import type { Clock } from "../../../app/ports.ts";

/** A clock that stands still until a test moves it. */
export interface ManualClock extends Clock {
  /** Moves on and calls whoever has waited long enough, in order. */
  advance(byMs: number): void;
  /** Moves the computer's date alone, as a person may; nobody's waiting is affected. */
  setBack(byMs: number): void;
  /** Resolves as soon as somebody waits for exactly so many milliseconds. */
  waiting(delayMs: number): Promise<void>;
  /** The delays that somebody waits for now. */
  delays(): number[];
  /** Milliseconds that only {@link advance} moves. */
  readonly monotonicMs: () => number;
}

/** A clock for tests, at noon of some day. */
export function createManualClock(): ManualClock {
  let passedMs = 0;
  let dateMs = Date.UTC(2026, 10, 22, 12);
  const timers = new Set<{ delayMs: number; dueMs: number; callback: () => void }>();
  const lookouts = new Set<{ delayMs: number; resolve: () => void }>();
  return {
    now: () => new Date(dateMs),
    monotonicMs: () => passedMs,
    after(delayMs, callback) {
      const timer = { delayMs, dueMs: passedMs + delayMs, callback };
      timers.add(timer);
      for (const lookout of lookouts)
        if (lookout.delayMs === delayMs && lookouts.delete(lookout)) lookout.resolve();
      return () => timers.delete(timer);
    },
    advance(byMs) {
      passedMs += byMs;
      dateMs += byMs;
      const due = [...timers].filter(({ dueMs }) => dueMs <= passedMs);
      for (const timer of due.sort((a, b) => a.dueMs - b.dueMs))
        if (timers.delete(timer)) timer.callback();
    },
    setBack(byMs) {
      dateMs -= byMs;
    },
    waiting(delayMs) {
      if ([...timers].some((timer) => timer.delayMs === delayMs)) return Promise.resolve();
      return new Promise((resolve) => lookouts.add({ delayMs, resolve }));
    },
    delays: () => [...timers].map(({ delayMs }) => delayMs),
  };
}
