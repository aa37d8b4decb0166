import { basename } from "node:path";
import { beforeEach, describe, expect, test, vi } from "vitest";
import { expectFailure, leftovers, type TestHome, testHome, textOf } from "./rig/testHome.ts";

/** Thrown, if anything, by the next operation of a kind on the config file or on a folder. */
const faults = { rename: "", folderFlush: "" };

vi.mock("node:fs", async (load) => {
  const actual = await load<typeof import("node:fs")>();
  return {
    ...actual,
    renameSync(from: string, to: string) {
      if (basename(to) === "config.toml") fail(faults.rename);
      actual.renameSync(from, to);
    },
    fsync(descriptor: number, done: (error: Error | null) => void) {
      try {
        if (actual.fstatSync(descriptor).isDirectory()) fail(faults.folderFlush);
        actual.fsync(descriptor, done);
      } catch (error) {
        done(error as Error);
      }
    },
  };
});

function fail(code: string): void {
  if (code !== "") throw Object.assign(new Error(code), { code, syscall: "test" });
}

beforeEach(() => {
  Object.assign(faults, { rename: "", folderFlush: "" });
});

const write = ({ files }: TestHome) => files.update("activate", () => ({ text: "b\n" }));

describe("a write that fails", () => {
  test.each([
    ["at the rename", () => Object.assign(faults, { rename: "EIO" })],
    [
      "before it, because a folder cannot be flushed",
      () => Object.assign(faults, { folderFlush: "EIO" }),
    ],
  ])("%s leaves the old file and no backup of it to go back to", async (_name, breakDown) => {
    const home = testHome("a\n");
    breakDown();
    await expectFailure(write(home), "WRITE_FAILED");
    expect(textOf(home.configPath)).toBe("a\n");
    expect(await home.files.listBackups()).toEqual([]);
    expect([...leftovers(home.home), ...leftovers(home.backups)]).toEqual([]);
  });
});
