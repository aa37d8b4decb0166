import { planChange } from "../../../app/change/planChange.ts";
import type { CommandContext } from "../../../app/context.ts";
import { toFailure } from "../../../app/errors.ts";
import { createFileHomeFiles } from "../../../main/adapters/home/fileHomeFiles.ts";
import { systemClock } from "../../../main/adapters/systemClock.ts";

/** What a worker process is to do with a home; given as JSON in its first argument. */
export type HomeTask =
  | {
      readonly kind: "activate";
      readonly home: string;
      /** Names the counter in the file that this worker counts its activations with. */
      readonly counter: string;
      readonly times: number;
      readonly providerIds: readonly string[];
    }
  | {
      readonly kind: "stall";
      readonly home: string;
      readonly stallMs: number;
      readonly text: string;
    }
  | { readonly kind: "write"; readonly home: string; readonly text: string }
  | { readonly kind: "watch"; readonly home: string };

/** What a worker process tells the test. */
export type HomeMessage =
  | { readonly kind: "activated"; readonly count: number; readonly backupId: string | undefined }
  | { readonly kind: "stalling" }
  | { readonly kind: "done" }
  | { readonly kind: "failed"; readonly code: string }
  | { readonly kind: "idle"; readonly resources: readonly string[] };

const task = JSON.parse(process.argv[2] ?? "") as HomeTask;

try {
  await run();
  send({ kind: "done" });
} catch (error) {
  send({ kind: "failed", code: toFailure(error).code });
}
process.disconnect();

async function run(): Promise<void> {
  switch (task.kind) {
    case "activate":
      return activate(task);
    case "stall":
      return stall(task.home, task.text, task.stallMs);
    case "write":
      await createFileHomeFiles({ home: task.home, clock: systemClock }).update(
        "import",
        () => task,
      );
      return;
    case "watch":
      return watch(task.home);
  }
}

/** Makes the providers active in turn, and counts in the same write, so that a lost one would show. */
async function activate({ home, counter, times, providerIds }: HomeTask & { kind: "activate" }) {
  const files = createFileHomeFiles({ home, clock: systemClock });
  const line = new RegExp(`^# ${counter} (\\d+)$`, "m");
  for (let turn = 0; turn < times; turn += 1) {
    const providerId = providerIds[turn % providerIds.length] ?? "";
    // An activation needs nothing of the context.
    const plan = await planChange({} as CommandContext, { kind: "activate", providerId }, false);
    const { snapshot, backupId } = await files.update(plan.reason, (current) => {
      const content = plan.compute(current);
      if (!("text" in content)) throw new Error("an activation computes a text");
      return {
        text: content.text.replace(line, (_, count) => `# ${counter} ${Number(count) + 1}`),
      };
    });
    send({ kind: "activated", count: Number(line.exec(snapshot.text ?? "")?.[1]), backupId });
  }
}

/** Holds the lock and does not get on, like a program whose computer sleeps. */
async function stall(home: string, text: string, stallMs: number): Promise<void> {
  let look = 0;
  const clock = {
    now() {
      look += 1;
      if (look === 1) {
        send({ kind: "stalling" });
        Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, stallMs);
      }
      return new Date();
    },
  };
  await createFileHomeFiles({ home, clock }).update("activate", () => ({ text }));
}

/** Watches until told to stop, and says what keeps the process busy meanwhile. */
async function watch(home: string): Promise<void> {
  const stop = createFileHomeFiles({ home, clock: systemClock }).watch(() => {
    send({ kind: "activated", count: 0, backupId: undefined });
  });
  send({ kind: "idle", resources: process.getActiveResourcesInfo() });
  await new Promise((resolve) => process.once("message", resolve));
  send({ kind: "idle", resources: process.getActiveResourcesInfo() });
  stop();
}

function send(message: HomeMessage): void {
  process.send?.(message);
}
