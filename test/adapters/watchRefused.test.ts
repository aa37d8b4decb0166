import { EventEmitter } from "node:events";
import { appendFileSync, mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { beforeEach, expect, onTestFinished, test, vi } from "vitest";
import { stayQuiet } from "../support/patience.ts";
import { testHome } from "./rig/testHome.ts";

/** How the system answers who wants to watch a folder, by the folder's path; undefined: as it really does. */
let answer = (_folder: string): EventEmitter | undefined => undefined;
let asked: string[] = [];

vi.mock("node:fs", async (load) => {
  const actual = await load<typeof import("node:fs")>();
  return {
    ...actual,
    watch(folder: string, listener: (event: string, name: string | null) => void) {
      asked.push(folder);
      return answer(folder) ?? actual.watch(folder, listener);
    },
  };
});

beforeEach(() => {
  asked = [];
});

/** What Linux answers when the user has as many watches as it allows. */
function refuse(): never {
  throw Object.assign(new Error("ENOSPC: watches"), { code: "ENOSPC", syscall: "watch" });
}

test("one folder that cannot be watched is logged once, and the others are watched all the same", async () => {
  const home = testHome(undefined);
  const dotfiles = join(home.home, "..", "dotfiles");
  mkdirSync(dotfiles);
  writeFileSync(join(dotfiles, "config.toml"), "a\n");
  symlinkSync("../dotfiles/config.toml", home.configPath);
  answer = (folder) => (folder === home.home ? refuse() : undefined);
  let wake = (): void => {};
  onTestFinished(home.files.watch(() => wake()));
  for (let change = 1; change <= 2; change += 1) {
    const called = new Promise<void>((resolve) => {
      wake = resolve;
    });
    appendFileSync(join(dotfiles, "config.toml"), "b\n");
    await called;
  }
  expect(home.logged).toEqual(["config.toml cannot be watched: Error: ENOSPC: watches"]);
});

test("a watch that breaks off is logged once, tells that something may have changed, and is not tried for ever", async () => {
  const home = testHome("a\n");
  let calls = 0;
  const watchers: EventEmitter[] = [];
  answer = () => {
    const watcher = Object.assign(new EventEmitter(), { close() {} });
    watchers.push(watcher);
    // Every watch breaks off at once.
    setImmediate(() => watcher.emit("error", new Error("EIO: the share is gone")));
    return watcher;
  };
  onTestFinished(home.files.watch(() => (calls += 1)));
  await stayQuiet(1000);
  expect(calls).toBe(1);
  expect(asked).toEqual([home.home]);
  expect(home.logged).toEqual(["config.toml cannot be watched: Error: EIO: the share is gone"]);
});
