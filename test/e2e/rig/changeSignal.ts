import { withDeadline } from "./withDeadline.ts";

/** Wakes everybody who waits for something to change. */
export interface ChangeSignal {
  notify(): void;
  /**
   * Asks `read` now and after every change until it yields something other than undefined.
   * @throws Error naming `what` after `timeoutMs` milliseconds, with `detail` of what was seen last.
   */
  until<T>(
    read: () => Promise<T | undefined>,
    timeoutMs: number,
    what: string,
    detail?: () => string,
  ): Promise<T>;
}

/** Creates a {@link ChangeSignal}. */
export function createChangeSignal(): ChangeSignal {
  let version = 0;
  const wakeUps = new Set<() => void>();
  return {
    notify() {
      version += 1;
      for (const wake of wakeUps) wake();
      wakeUps.clear();
    },
    async until(read, timeoutMs, what, detail) {
      let given = false;
      const work = async () => {
        for (;;) {
          const seen = version;
          const found = await read();
          if (found !== undefined) return found;
          if (given) throw new Error(`${what}: given up`);
          // A change during the read must not be missed: only sleep when nothing came in.
          if (version === seen) await new Promise<void>((resolve) => wakeUps.add(resolve));
        }
      };
      const running = work();
      running.catch(() => undefined);
      try {
        return await withDeadline(running, timeoutMs, what, detail);
      } finally {
        given = true;
      }
    },
  };
}
