import type { Application } from "../application.ts";
import type { Clock } from "../ports.ts";

/** Between refreshes nobody asked for, in milliseconds. */
const INTERVAL_MS = 5 * 60 * 1000;

/** So much of the interval, either way, is left to chance, so that not everybody asks at the same moment. */
const JITTER = 0.2;

/** The longest pause while the service cannot be reached. */
const MAX_PAUSE_MS = 60 * 60 * 1000;

/** Occasions that come in bursts count as one within this time. */
const MIN_GAP_MS = 10 * 1000;

/** So soon the network is looked at once the service cannot be reached; nothing is sent for that. */
const LOOK_MS = 5 * 1000;

/** The longest pause between two such looks, which doubles each time while no window shows the answer. */
const MAX_LOOK_MS = 60 * 1000;

/** Keeps the balances fresh. */
export interface RefreshSchedule {
  /**
   * Refreshes now, or as soon as the last time is a moment ago and the service wants to be asked again: the window
   * opened, the computer woke up.
   */
  refreshSoon(): void;
  stop(): void;
}

/** What {@link startRefreshSchedule} needs. */
export interface RefreshScheduleOptions {
  readonly clock: Clock;
  /** From 0 to below 1, as `Math.random`. */
  readonly random: () => number;
  /** Whether the computer has a network. */
  readonly isOnline: () => boolean;
  /** Whether a window is open that shows the balances. */
  readonly isWatched: () => boolean;
}

/**
 * Refreshes the balances every 5 minutes or so while somebody is signed in, less and less often while the service
 * cannot be reached; and besides when told to, when another provider became active, by whoever's hand, and when the
 * network is back.
 */
export function startRefreshSchedule(
  application: Application,
  { clock, random, isOnline, isWatched }: RefreshScheduleOptions,
): RefreshSchedule {
  let failures = 0;
  let lastAt = Number.NEGATIVE_INFINITY;
  /** How long the service wants to be left alone, from `lastAt` on. */
  let restMs = MIN_GAP_MS;
  let cancel: () => void = () => {};
  let cancelSoon: () => void = () => {};
  let stopLooking: (() => void) | undefined;
  let { activeProviderId } = application.getState();

  const isSignedIn = () => application.getState().account.status === "signedIn";

  const refresh = async (): Promise<void> => {
    cancel();
    cancelSoon();
    lastAt = clock.now().getTime();
    if (isSignedIn()) {
      await application.execute("refreshBalances", {});
      const { problem } = application.getState().balances;
      failures = problem ? failures + 1 : 0;
      restMs = Math.max(MIN_GAP_MS, Number(problem?.detail.retryAfterSeconds ?? 0) * 1000);
    }
    // Another one may have come and gone meanwhile.
    cancel();
    cancel = clock.after(pause(), () => void refresh());
  };

  const pause = (): number => {
    const backedOff = Math.min(INTERVAL_MS * 2 ** failures, MAX_PAUSE_MS);
    return Math.max(restMs, backedOff * (1 - JITTER + 2 * JITTER * random()));
  };

  const lookForNetwork = (inMs = LOOK_MS): void => {
    const wasOnline = isOnline();
    stopLooking?.();
    stopLooking = clock.after(inMs, () => {
      lookForNetwork(isWatched() ? LOOK_MS : Math.min(2 * inMs, MAX_LOOK_MS));
      if (isOnline() && !wasOnline) refreshSoon();
    });
  };

  const refreshSoon = (): void => {
    if (!isSignedIn()) return;
    // A computer that has just woken up may find its network a moment later.
    if (stopLooking) lookForNetwork();
    const waitMs = lastAt + restMs - clock.now().getTime();
    cancelSoon();
    // A clock that was set back must not put it off for long.
    if (waitMs <= 0 || waitMs > restMs) void refresh();
    else cancelSoon = clock.after(waitMs, () => void refresh());
  };

  cancel = clock.after(pause(), () => void refresh());
  const unsubscribe = application.subscribe((state) => {
    // Whoever asked for the numbers that could not be had.
    const isCutOff = isSignedIn() && state.balances.problem !== undefined;
    if (!isCutOff) {
      stopLooking?.();
      stopLooking = undefined;
    } else if (!stopLooking) lookForNetwork();
    if (state.activeProviderId === activeProviderId) return;
    activeProviderId = state.activeProviderId;
    refreshSoon();
  });
  return {
    refreshSoon,
    stop() {
      unsubscribe();
      cancel();
      cancelSoon();
      stopLooking?.();
    },
  };
}
