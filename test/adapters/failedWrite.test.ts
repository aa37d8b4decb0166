import { basename } from "node:path";
import { beforeEach, describe, expect, test, vi } from "vitest";
import { expectFailure, leftovers, type TestHome, testHome, textOf } from "./rig/testHome.ts";

/** Thrown, if anything, by the next operation of a kind on the config file or on a folder. */
const faults = { rename: "", folderFlush: "", read: "" };

/** What happens right after the rename. */
let afterRename = (): void => {};

vi.mock("node:fs", async (load) => {
  const actual = await load<typeof import("node:fs")>();
  return {
    ...actual,
    renameSync(from: string, to: string) {
      if (basename(to) === "config.toml") fail(faults.rename);
      actual.renameSync(from, to);
      if (basename(to) === "config.toml") afterRename();
    },
    openSync(path: string, flags: string | number, mode?: number) {
      if (basename(path) === "config.toml") fail(faults.read);
      return actual.openSync(path, flags, mode);
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
  Object.assign(faults, { rename: "", folderFlush: "", read: "" });
  afterRename = () => {};
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

describe("a write that has happened", () => {
  test.each([
    ["flushed", "folderFlush", "config.toml is written, but its folder could not be flushed"],
    ["read back", "read", "config.toml is written, but could not be read back"],
  ] as const)("is none that failed because it cannot be %s", async (_name, fault, words) => {
    const home = testHome("a\n");
    const before = await home.files.read();
    afterRename = () => {
      faults[fault] = "EIO";
    };
    const receipt = await write(home);
    faults[fault] = "";
    expect(receipt.snapshot).toEqual({
      ...before,
      text: "b\n",
      revision: home.files.revisionOf("b\n"),
    });
    expect(receipt.snapshot).toEqual(await home.files.read());
    expect((await home.files.readBackup(receipt.backupId ?? "")).text).toBe("a\n");
    expect(home.logged).toHaveLength(1);
    expect(home.logged[0]).toContain(words);
    expect(home.logged[0]).toContain(fault === "read" ? "READ_FAILED" : "EIO");
  });

  test("and one without a fault are nothing for the log", async () => {
    const home = testHome("a\n");
    await write(home);
    expect(home.logged).toEqual([]);
  });
});
