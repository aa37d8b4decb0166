import { renameSync, writeFileSync } from "node:fs";
import { expect, test, vi } from "vitest";
import { expectFailure, testHome, textOf } from "./rig/testHome.ts";

/** Runs while the write waits for the disk, after its rename and before it reads back. */
let afterRename = (_folder: string): void => {};

vi.mock("../../main/adapters/stagedFile.ts", async (load) => {
  const actual = await load<typeof import("../../main/adapters/stagedFile.ts")>();
  return {
    ...actual,
    flushFolder(folder: string) {
      afterRename(folder);
      return actual.flushFolder(folder);
    },
  };
});

/** A home in which something happens to the file that was just written. */
function homeAfterRename(happen: (configPath: string) => void) {
  const test = testHome("a\n");
  afterRename = (folder) => {
    if (folder === test.home) happen(test.configPath);
  };
  return test;
}

test("a file that is not what was written is an error, with the old one in a backup", async () => {
  const { files, configPath } = homeAfterRename((path) => writeFileSync(path, "broken"));
  const update = files.update("activate", () => ({ text: "b\n" }));
  const error = await expectFailure(update, "READBACK_MISMATCH");
  expect(error.detail).toEqual({ path: configPath });
  const [backup] = await files.listBackups();
  expect((await files.readBackup(backup?.id ?? "")).text).toBe("a\n");
});

test("a file that somebody put there since is what there is now, and no error", async () => {
  const { files, configPath } = homeAfterRename((path) => {
    writeFileSync(`${path}.new`, "theirs\n");
    renameSync(`${path}.new`, path);
  });
  const receipt = await files.update("activate", () => ({ text: "b\n" }));
  expect(receipt.snapshot.text).toBe("theirs\n");
  expect(receipt.backupId).toBeDefined();
  expect(textOf(configPath)).toBe("theirs\n");
});
