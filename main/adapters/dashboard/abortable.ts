import type { Clock } from "../../../app/ports.ts";

/** Waits for a promise, but no longer than until the signal; throws the signal's reason then. */
export async function abortable<Value>(
  promise: Promise<Value>,
  signal: AbortSignal,
): Promise<Value> {
  signal.throwIfAborted();
  let onAbort = (): void => {};
  const aborted = new Promise<never>((_resolve, reject) => {
    onAbort = () => reject(signal.reason);
    signal.addEventListener("abort", onAbort, { once: true });
  });
  try {
    return await Promise.race([promise, aborted]);
  } finally {
    signal.removeEventListener("abort", onAbort);
  }
}

/** Waits so many milliseconds; throws the signal's reason when that comes first. */
export async function pause(clock: Clock, delayMs: number, signal: AbortSignal): Promise<void> {
  let stop = (): void => {};
  const over = new Promise<void>((resolve) => {
    stop = clock.after(delayMs, resolve);
  });
  try {
    await abortable(over, signal);
  } finally {
    stop();
  }
}
