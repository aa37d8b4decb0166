import type { Application } from "./application.ts";
import type { Clock } from "./ports.ts";

/** Between refreshes nobody asked for, in milliseconds. */
const INTERVAL_MS = 5 * 60 * 1000;

/** So much of the interval, either way, is left to chance, so that not everybody asks at the same moment. */
const JITTER = 0.2;

/** The longest pause while the service cannot be reached. */
const MAX_PAUSE_MS = 60 * 60 * 1000;

/** Occasions that come in bursts count as one within this time. */
const MIN_GAP_MS = 10 * 1000;

/** Keeps the balances fresh. */
export interface RefreshSchedule {
  /** Refreshes now, unless that was just done: the window opened, a provider was activated, the network is back. */
  refreshSoon(): void;
  stop(): void;
}

/**
 * Refreshes the balances every 5 minutes or so while somebody is signed in, less and less often while the
 * service cannot be reached, and on the occasions it is told of.
 *
 * @param random - from 0 to below 1, as `Math.random`
 */
export function startRefreshSchedule(
  application: Application,
  clock: Clock,
  random: () => number,
): RefreshSchedule {
  let failures = 0;
  let lastAt = Number.NEGATIVE_INFINITY;
  let cancel: () => void = () => {};

  const refresh = async (): Promise<void> => {
    cancel();
    lastAt = clock.now().getTime();
    const { account } = application.getState();
    if (account.status === "signedIn") {
      await application.execute("refreshBalances", {});
      failures = application.getState().balances.problem ? failures + 1 : 0;
    }
    cancel = clock.after(pause(), () => void refresh());
  };

  const pause = (): number => {
    const backedOff = Math.min(INTERVAL_MS * 2 ** failures, MAX_PAUSE_MS);
    return backedOff * (1 - JITTER + 2 * JITTER * random());
  };

  cancel = clock.after(pause(), () => void refresh());
  return {
    refreshSoon() {
      if (clock.now().getTime() - lastAt >= MIN_GAP_MS) void refresh();
    },
    stop: () => cancel(),
  };
}
