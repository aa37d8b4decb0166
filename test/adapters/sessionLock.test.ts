import { chmodSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { createSessionLock } from "../../main/adapters/dashboard/sessionLock.ts";
import { temporaryFolder } from "./rig/temporaryFolder.ts";

test("two that share a folder work one after the other", async () => {
  const folder = join(temporaryFolder(), "data");
  const events: string[] = [];
  const run = (name: string) =>
    createSessionLock(folder)(async () => {
      events.push(`${name} begins`);
      await new Promise((resolve) => setImmediate(resolve));
      events.push(`${name} ends`);
      return name;
    });
  expect(await Promise.all([run("window"), run("terminal")])).toEqual(["window", "terminal"]);
  const [first] = events[0]?.split(" ") ?? [];
  const second = first === "window" ? "terminal" : "window";
  expect(events).toEqual([
    `${first} begins`,
    `${first} ends`,
    `${second} begins`,
    `${second} ends`,
  ]);
  expect(readdirSync(folder)).toEqual([]);
});

test("what the work throws comes through, and the lock is free again", async () => {
  const exclusively = createSessionLock(temporaryFolder());
  await expect(exclusively(() => Promise.reject(new Error("of the work")))).rejects.toThrow(
    "of the work",
  );
  expect(await exclusively(async () => "next")).toBe("next");
});

test("a folder that cannot hold a lock keeps nobody from the service", async () => {
  const file = join(temporaryFolder(), "file");
  writeFileSync(file, "");
  chmodSync(file, 0o400);
  expect(await createSessionLock(file)(async () => "done")).toBe("done");
});
