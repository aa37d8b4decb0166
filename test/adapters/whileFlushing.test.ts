import { existsSync, mkdirSync, readdirSync, renameSync, writeFileSync } from "node:fs";
import { expect, test, vi } from "vitest";
import { expectFailure, leftovers, type TestHome, testHome, textOf } from "./rig/testHome.ts";

type TemporaryFiles = typeof import("../../main/adapters/home/temporaryFile.ts");

/** Run at the two moments at which a write has waited for the disk. */
const moments = { beforeRename: (): void => {}, afterRename: (): void => {} };

vi.mock("../../main/adapters/home/temporaryFile.ts", async (load) => {
  const actual = await load<TemporaryFiles>();
  return {
    ...actual,
    async allFlushed(flushes: readonly Promise<void>[]) {
      await actual.allFlushed(flushes);
      const next = moments.beforeRename;
      moments.beforeRename = moments.afterRename;
      next();
    },
  };
});

/** A home in which something happens at one of the two moments. */
function homeWhere(moment: keyof typeof moments, happens: (home: TestHome) => void): TestHome {
  const home = testHome("a\n");
  mkdirSync(home.backups, { recursive: true });
  moments.beforeRename = moment === "beforeRename" ? () => happens(home) : () => {};
  moments.afterRename = moment === "afterRename" ? () => happens(home) : () => {};
  return home;
}

function write({ files }: TestHome) {
  return files.update("activate", ({ text }) => ({ text: `${text}b\n` }));
}

test("a home that goes away before the rename is named, and not made again", async () => {
  const home = homeWhere("beforeRename", (test) => renameSync(test.home, `${test.home}.away`));
  await expectFailure(write(home), "HOME_VANISHED");
  expect(existsSync(home.home)).toBe(false);
});

test("a file that somebody puts there before the rename is computed on", async () => {
  const home = homeWhere("beforeRename", ({ configPath }) => {
    writeFileSync(`${configPath}.new`, "theirs\n");
    renameSync(`${configPath}.new`, configPath);
  });
  const receipt = await write(home);
  expect(textOf(home.configPath)).toBe("theirs\nb\n");
  expect(readdirSync(home.backups)).toEqual([`${receipt.backupId}.toml`]);
  expect([...leftovers(home.home), ...leftovers(home.backups)]).toEqual([]);
});

test("a file that is not what was written is an error, with the old one in a backup", async () => {
  const home = homeWhere("afterRename", ({ configPath }) => writeFileSync(configPath, "broken"));
  const error = await expectFailure(write(home), "READBACK_MISMATCH");
  const [backup] = await home.files.listBackups();
  expect(error.detail).toEqual({ path: home.configPath, backupId: backup?.id });
  expect((await home.files.readBackup(backup?.id ?? "")).text).toBe("a\n");
});

test("a file that somebody put there since is what there is now, and no error", async () => {
  const home = homeWhere("afterRename", ({ configPath }) => {
    writeFileSync(`${configPath}.new`, "theirs\n");
    renameSync(`${configPath}.new`, configPath);
  });
  const receipt = await write(home);
  expect(receipt.snapshot.text).toBe("theirs\n");
  expect(receipt.backupId).toBeDefined();
  expect(textOf(home.configPath)).toBe("theirs\n");
});
