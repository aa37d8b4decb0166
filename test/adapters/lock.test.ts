import {
  existsSync,
  readdirSync,
  readFileSync,
  renameSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { basename, join } from "node:path";
import { beforeEach, expect, test, vi } from "vitest";
import { expectFailure, leftovers, testHome, textOf } from "./rig/testHome.ts";

/** What happens when files are moved, given their time or flushed. */
const hooks = {
  afterRename: (_to: string): void => {},
  beforeTouch: (): void => {},
  flushMs: 0,
};

vi.mock("node:fs", async (load) => {
  const actual = await load<typeof import("node:fs")>();
  return {
    ...actual,
    renameSync(from: string, to: string) {
      actual.renameSync(from, to);
      hooks.afterRename(to);
    },
    futimesSync(descriptor: number, accessed: Date, modified: Date) {
      hooks.beforeTouch();
      actual.futimesSync(descriptor, accessed, modified);
    },
    fsync(descriptor: number, done: (error: Error | null) => void) {
      setTimeout(() => actual.fsync(descriptor, done), hooks.flushMs);
    },
  };
});

beforeEach(() => {
  Object.assign(hooks, { afterRename: () => {}, beforeTouch: () => {}, flushMs: 0 });
});

const lockOf = (home: string) => join(home, ".config.toml.photonmark.lock");

test("the rename releases the lock, and the file has one name only", async () => {
  const { files, home, configPath } = testHome("a\n");
  const seen: unknown[] = [];
  hooks.afterRename = (to) => {
    if (to === configPath) seen.push(readdirSync(home).sort(), statSync(configPath).nlink);
  };
  const token = { text: 'experimental_bearer_token = "pmx-sentinel-lock"\n' };
  await files.update("activate", () => token);
  // What a kill right there would leave, which nobody who writes the file in place can keep alive.
  expect(seen).toEqual([["backups", "config.toml"], 1]);
});

test("no lock is left behind by a write with nothing to change", async () => {
  const { files, home, configPath } = testHome("a\n");
  let looks = 0;
  const update = files.update("activate", () => {
    // Somebody writes just that before the rename.
    if (looks++ === 0) hooks.beforeTouch = () => writeFileSync(configPath, "b\n");
    return { text: "b\n" };
  });
  expect((await update).backupId).toBeUndefined();
  expect(leftovers(home)).toEqual([]);
});

test("a lock that cannot be refreshed stops nobody", async () => {
  const { files, configPath } = testHome("a\n");
  let touches = 0;
  hooks.beforeTouch = () => {
    touches += 1;
    throw Object.assign(new Error("EIO"), { code: "EIO", syscall: "futime" });
  };
  hooks.flushMs = 1500;
  await files.update("activate", () => ({ text: "b\n" }));
  expect(textOf(configPath)).toBe("b\n");
  // Made, filled, and refreshed at least once while it waited; the backup's two are the others.
  expect(touches).toBeGreaterThan(4);
});

test("the file keeps the time it was written at, however long we wait for the disk then", async () => {
  const { files, configPath } = testHome("a\n");
  let writtenAt = Number.NaN;
  hooks.flushMs = 1500;
  hooks.afterRename = (to) => {
    if (basename(to) === "config.toml") writtenAt = statSync(to).mtimeMs;
  };
  await files.update("activate", () => ({ text: "b\n" }));
  expect(statSync(configPath).mtimeMs).toBe(writtenAt);
});

test("another process's lock is neither moved nor removed", async () => {
  const { files, home, configPath } = testHome("a\n");
  hooks.beforeTouch = () => {
    if (!existsSync(lockOf(home))) return;
    hooks.beforeTouch = () => {};
    // As if we had slept, and somebody had taken over.
    hooks.flushMs = 100;
    setTimeout(() => {
      writeFileSync(`${lockOf(home)}.theirs`, "half a fi");
      renameSync(`${lockOf(home)}.theirs`, lockOf(home));
    }, 10);
  };
  await expectFailure(
    files.update("activate", () => ({ text: "b\n" })),
    "CONFIG_BUSY",
  );
  expect(textOf(configPath)).toBe("a\n");
  expect(readFileSync(lockOf(home), "utf8")).toBe("half a fi");
  expect(await files.listBackups()).toEqual([]);
});
