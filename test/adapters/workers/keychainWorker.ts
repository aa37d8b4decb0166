import type { Keeping } from "../../../app/account/session.ts";
import { endThoughWaiting } from "../../../main/adapters/keychain/endThoughWaiting.ts";
import { createKeytarSecretStore } from "../../../main/adapters/keychain/keytarSecretStore.ts";
import { createManualClock } from "../rig/manualClock.ts";

/** What a test asks of the worker. */
export type KeychainTask =
  | { readonly kind: "read"; readonly account: string }
  | { readonly kind: "write"; readonly account: string; readonly secret: string }
  | { readonly kind: "remove"; readonly account: string }
  /** Waits until a call has begun, then lets its time run out. */
  | { readonly kind: "lateCall" }
  | { readonly kind: "exit" };

/** What the worker answers, in the order of the tasks' ends. */
export interface KeychainAnswer {
  readonly kind: KeychainTask["kind"];
  readonly secret?: string | undefined;
  readonly keeping?: Keeping;
}

const clock = createManualClock();
const store = createKeytarSecretStore({
  clock,
  load: async () => (await import("keytar")).default,
  onHanging: endThoughWaiting,
  removals: new Set(),
});

process.on("message", (task: KeychainTask) => {
  void run(task).then((answer) => process.send?.({ kind: task.kind, ...answer }));
});

async function run(task: KeychainTask): Promise<Omit<KeychainAnswer, "kind">> {
  switch (task.kind) {
    case "read":
      return { secret: await store.read(task.account) };
    case "write":
      return { keeping: await store.write(task.account, task.secret) };
    case "remove":
      await store.remove(task.account);
      return {};
    case "lateCall":
      await clock.waiting(10_000);
      clock.advance(10_000);
      return {};
    case "exit":
      process.exit(0);
  }
}
