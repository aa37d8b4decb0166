import {
  chmodSync,
  chownSync,
  existsSync,
  mkdirSync,
  readdirSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { buildHomeWorker, startHomeProcess } from "./rig/homeProcess.ts";
import { freeze, isRoot, skipUnless, smallDisk } from "./rig/rootOnly.ts";
import { temporaryFolder } from "./rig/temporaryFolder.ts";
import { expectFailure, homeAt, leftovers, testHome, textOf } from "./rig/testHome.ts";

buildHomeWorker();

const write = { text: "x = 2\n" };

/** Two ordinary accounts; they need not have a name. */
const ALICE = { uid: 1000, gid: 1000 };
const BOB = { uid: 1001, gid: 1001 };

describe("what somebody protected", () => {
  test.each([0o400, 0o444, 0o440])("stays: a file of mode %o, even for root", async (mode) => {
    const { files, home, configPath } = testHome("x = 1\n");
    chmodSync(configPath, mode);
    const error = await expectFailure(
      files.update("activate", () => write),
      "CONFIG_READ_ONLY",
    );
    expect(error.detail).toEqual({ path: configPath });
    expect(textOf(configPath)).toBe("x = 1\n");
    expect(statSync(configPath).mode & 0o777).toBe(mode);
    expect(leftovers(home)).toEqual([]);
  });

  test("stays: a folder that may not be written", async (context) => {
    const { files, home, configPath } = testHome("x = 1\n");
    freeze(context, home);
    const error = await expectFailure(
      files.update("activate", () => write),
      "PERMISSION_DENIED",
    );
    expect(error.detail).toEqual({ path: home, reason: isRoot ? "EPERM" : "EACCES" });
    expect(textOf(configPath)).toBe("x = 1\n");
    expect(readdirSync(home)).toEqual(["config.toml"]);
  });

  test("stays: a disk that is read-only", async (context) => {
    const { folder, remount } = smallDisk(context, "size=64k");
    writeFileSync(join(folder, "config.toml"), "x = 1\n");
    expect(remount("ro").status).toBe(0);
    const { files, configPath } = homeAt(folder);
    const error = await expectFailure(
      files.update("activate", () => write),
      "CONFIG_READ_ONLY",
    );
    expect(error.detail).toEqual({ path: folder, reason: "EROFS" });
    expect(textOf(configPath)).toBe("x = 1\n");
  });

  test("stays: backups that may not be written", async (context) => {
    const { files, home, backups, configPath } = testHome("x = 1\n");
    mkdirSync(backups, { recursive: true });
    freeze(context, backups);
    await expectFailure(
      files.update("activate", () => write),
      "PERMISSION_DENIED",
    );
    expect(textOf(configPath)).toBe("x = 1\n");
    expect(leftovers(home)).toEqual([]);
  });
});

describe("a full disk", () => {
  /** Three pages, so that it and its backup need six. */
  const CONFIG = `${"# twelve kilobytes\n".repeat(640)}x = 1\n`;

  /** A home on a disk with only so many pages of 4 KB left. */
  function fullHome(context: Parameters<typeof smallDisk>[0], freePages: number) {
    const { folder } = smallDisk(context, "size=64k");
    const home = homeAt(join(folder, "home"));
    mkdirSync(home.home);
    mkdirSync(home.backups, { recursive: true });
    writeFileSync(home.configPath, CONFIG);
    const used = Math.ceil(CONFIG.length / 4096);
    writeFileSync(join(folder, "ballast"), Buffer.alloc((16 - used - freePages) * 4096));
    return home;
  }

  test("keeps the old file and leaves nothing behind, wherever it runs full", async (context) => {
    for (let freePages = 0; freePages < 6; freePages += 1) {
      const { files, home, backups, configPath } = fullHome(context, freePages);
      const update = files.update("activate", ({ text }) => ({ text: `${text}y = 2\n` }));
      await expectFailure(update, "DISK_FULL");
      expect(textOf(configPath)).toBe(CONFIG);
      expect([...leftovers(home), ...leftovers(backups), ...readdirSync(backups)]).toEqual([]);
    }
  });

  test("is none that has room for both files", async (context) => {
    const { files, configPath } = fullHome(context, 6);
    await files.update("activate", ({ text }) => ({ text: `${text}y = 2\n` }));
    expect(textOf(configPath)).toBe(`${CONFIG}y = 2\n`);
  });
});

describe("owners", () => {
  test("a file stays its owner's when root writes it", async (context) => {
    skipUnless(context, isRoot, "only root may give files away");
    const { files, home, configPath, backups } = testHome("x = 1\n");
    chownSync(home, ALICE.uid, ALICE.gid);
    chownSync(configPath, ALICE.uid, BOB.gid);
    chmodSync(configPath, 0o640);
    const { backupId } = await files.update("activate", () => write);
    expect(statSync(configPath)).toMatchObject({ uid: ALICE.uid, gid: BOB.gid });
    expect(statSync(configPath).mode & 0o7777).toBe(0o640);
    // Else she could not use the program any more.
    for (const path of [join(home, "backups"), backups, join(backups, `${backupId}.toml`)])
      expect(statSync(path)).toMatchObject(ALICE);
  });

  test("what root makes belongs to the one whose folder it is in", async (context) => {
    skipUnless(context, isRoot, "only root may give files away");
    const root = temporaryFolder();
    chownSync(root, ALICE.uid, ALICE.gid);
    const { files, home, configPath } = homeAt(join(root, "home"));
    await files.update("import", () => write);
    expect(statSync(home)).toMatchObject(ALICE);
    expect(statSync(configPath)).toMatchObject(ALICE);
  });

  /** A folder that everybody may write, with a file of bob's. */
  function sharedHome(mode: number, gid: number) {
    const home = testHome("x = 1\n");
    chmodSync(join(home.home, ".."), 0o755);
    chmodSync(home.home, 0o777);
    chownSync(home.configPath, BOB.uid, gid);
    chmodSync(home.configPath, mode);
    return home;
  }

  test("a file of somebody else is not turned into one's own", async (context) => {
    skipUnless(context, isRoot, "only root can act as two others");
    const { home, configPath } = sharedHome(0o666, BOB.gid);
    const worker = startHomeProcess({ kind: "write", home, ...write }, ALICE);
    expect((await worker.next("failed")).code).toBe("PERMISSION_DENIED");
    expect(textOf(configPath)).toBe("x = 1\n");
    expect(statSync(configPath)).toMatchObject(BOB);
    expect(leftovers(home)).toEqual([]);
  });

  for (const [name, mode, outcome] of [
    ["is let go where it has no say", 0o644, "done"],
    ["is not let go where it has one", 0o640, "failed"],
  ] as const) {
    test(`a group one is not in ${name}`, async (context) => {
      skipUnless(context, isRoot, "only root can act as somebody else");
      const { home, configPath } = sharedHome(mode, ALICE.gid);
      const worker = startHomeProcess({ kind: "write", home, ...write }, BOB);
      await worker.next(outcome);
      expect(textOf(configPath)).toBe(outcome === "done" ? "x = 2\n" : "x = 1\n");
      expect(statSync(configPath).gid).toBe(outcome === "done" ? BOB.gid : ALICE.gid);
    });
  }

  test("an account that may not read is told so", async (context) => {
    skipUnless(context, isRoot, "only root can act as somebody else");
    const { home } = testHome("x = 1\n");
    chmodSync(join(home, ".."), 0o755);
    const worker = startHomeProcess({ kind: "write", home, ...write }, ALICE);
    expect((await worker.next("failed")).code).toBe("PERMISSION_DENIED");
    expect(existsSync(join(home, "backups"))).toBe(false);
  });
});
