import { createHash } from "node:crypto";
import { chmodSync, mkdirSync, readdirSync, symlinkSync, utimesSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import type { WriteReason } from "../../app/homes/homeFiles.ts";
import { expectFailure, START, steppingClock, testHome, textOf } from "./rig/testHome.ts";

const DAY_MS = 24 * 60 * 60 * 1000;

/** A home with own backups of the given ages in days, besides a config file. */
function homeWithBackups(ages: readonly number[]) {
  const test = testHome("now = 1\n");
  mkdirSync(test.backups, { recursive: true });
  const names = ages.map((age) => {
    const time = new Date(START - age * DAY_MS).toISOString().replace(/[:.]/g, "-");
    writeFileSync(join(test.backups, `${time}_activate.toml`), `age = ${age}\n`);
    return `${time}_activate.toml`;
  });
  return { ...test, names };
}

/** Writes new content and gives back the id of the backup. */
async function write(
  { files }: ReturnType<typeof testHome>,
  text: string,
  reason: WriteReason = "activate",
): Promise<string> {
  return (await files.update(reason, () => ({ text }))).backupId ?? "";
}

describe("taking", () => {
  test("two in the same millisecond keep both", async () => {
    const home = testHome("a", { now: () => new Date(START) });
    const ids = [await write(home, "b"), await write(home, "c"), await write(home, "d")];
    const id = "2026-11-22T11-32-05-123Z_activate";
    expect(ids).toEqual([id, `${id}-2`, `${id}-3`]);
    expect(ids.map((name) => textOf(join(home.backups, `${name}.toml`)))).toEqual(["a", "b", "c"]);
    expect((await home.files.listBackups()).map((backup) => backup.id)).toEqual(ids.reverse());
  });

  test("copies bytes, whatever they are", async () => {
    const bytes = Buffer.from([0xef, 0xbb, 0xbf, 0x0d, 0x0a, 0xff, 0x00]);
    const home = testHome(bytes);
    const id = await write(home, "x = 1\n");
    const { revision } = await home.files.readBackup(id);
    expect(revision).toBe(createHash("sha256").update(bytes).digest("hex"));
  });

  test.each(["activate", "import", "remove", "restore", "undo"] as const)(
    "says why: %s",
    async (reason) => {
      const home = testHome("a");
      const id = await write(home, "b", reason);
      expect(await home.files.listBackups()).toEqual([
        { id, reason, createdAt: expect.stringMatching(/^2026-11-22T11:32:\d\d.123Z$/), size: 1 },
      ]);
    },
  );
});

describe("listing", () => {
  test("is empty without any", async () => {
    expect(await testHome(undefined).files.listBackups()).toEqual([]);
  });

  test("has ours and those of other tools, newest first", async () => {
    const test = homeWithBackups([1, 3]);
    const foreign = join(test.home, "config.toml.bak-20261120");
    writeFileSync(foreign, "theirs = 1\n");
    utimesSync(foreign, new Date(), new Date(START - 2 * DAY_MS));
    expect(await test.files.listBackups()).toEqual([
      {
        id: "2026-11-21T11-32-05-123Z_activate",
        reason: "activate",
        createdAt: "2026-11-21T11:32:05.123Z",
        size: 8,
      },
      {
        id: "foreign:config.toml.bak-20261120",
        reason: "foreign",
        createdAt: "2026-11-20T11:32:05.123Z",
        size: 11,
      },
      {
        id: "2026-11-19T11-32-05-123Z_activate",
        reason: "activate",
        createdAt: "2026-11-19T11:32:05.123Z",
        size: 8,
      },
    ]);
  });

  test("leaves out what is no backup", async () => {
    const test = homeWithBackups([]);
    writeFileSync(join(test.home, "secret"), "not to be shown");
    symlinkSync("secret", join(test.home, "config.toml.bak-link"));
    mkdirSync(join(test.home, "config.toml.bak"));
    const own = "2026-11-22T11-32-05-123Z_activate";
    symlinkSync(join(test.home, "secret"), join(test.backups, `${own}.toml`));
    for (const name of [
      "notes.txt",
      "2026-11-22T11-32-05-123Z_unknown.toml",
      "2026-13-45T11-32-05-123Z_activate.toml",
      `.${own}.${"0".repeat(64)}.tmp`,
    ])
      writeFileSync(join(test.backups, name), "");
    expect(await test.files.listBackups()).toEqual([]);
  });
});

describe("reading", () => {
  test("gives the text of an own and of a foreign backup", async () => {
    const test = homeWithBackups([1]);
    writeFileSync(join(test.home, "config.toml.bak"), "theirs = 1\n");
    const [foreign, own] = await test.files.listBackups();
    expect((await test.files.readBackup(own?.id ?? "")).text).toBe("age = 1\n");
    expect((await test.files.readBackup(foreign?.id ?? "")).text).toBe("theirs = 1\n");
    await test.files.update("restore", () => ({
      backupId: "foreign:config.toml.bak",
      expectedRevision: undefined,
    }));
    expect(textOf(test.configPath)).toBe("theirs = 1\n");
  });

  test.each([
    "2026-11-22T11-32-05-123Z_activate",
    "../../config",
    "foreign:config.toml",
    "foreign:../home/config.toml",
    "foreign:auth.json",
    "/etc/passwd",
    "",
  ])("finds nothing under the id %j", async (id) => {
    const test = homeWithBackups([1]);
    writeFileSync(join(test.home, "auth.json"), "{}");
    const error = await expectFailure(test.files.readBackup(id), "BACKUP_NOT_FOUND");
    expect(error.detail).toEqual({ id });
    const restore = test.files.update("restore", () => ({
      backupId: id,
      expectedRevision: undefined,
    }));
    await expectFailure(restore, "BACKUP_NOT_FOUND");
    expect(textOf(test.configPath)).toBe("now = 1\n");
  });

  test("restores what was shown, and nothing that came in its place since", async () => {
    const test = homeWithBackups([]);
    const foreign = join(test.home, "config.toml.bak");
    const backupId = "foreign:config.toml.bak";
    writeFileSync(foreign, "shown = 1\n");
    const { revision: expectedRevision } = await test.files.readBackup(backupId);
    const restore = () => test.files.update("restore", () => ({ backupId, expectedRevision }));
    writeFileSync(foreign, "never = 'shown'\n");
    const error = await expectFailure(restore(), "CONFIG_CHANGED");
    expect(error.detail).toEqual({ backupId });
    expect(textOf(test.configPath)).toBe("now = 1\n");
    expect(readdirSync(test.backups)).toEqual([]);
    writeFileSync(foreign, "shown = 1\n");
    await restore();
    expect(textOf(test.configPath)).toBe("shown = 1\n");
  });

  test("looks again at a backup when the file changes during the restore", async () => {
    const test = testHome(
      "now = 1\n",
      steppingClock((look) => {
        if (look !== 0) return;
        writeFileSync(test.configPath, "theirs = 1\n");
        writeFileSync(foreign, "never = 'shown'\n");
      }),
    );
    const foreign = join(test.home, "config.toml.bak");
    const backupId = "foreign:config.toml.bak";
    writeFileSync(foreign, "shown = 1\n");
    const { revision: expectedRevision } = await test.files.readBackup(backupId);
    const restore = test.files.update("restore", () => ({ backupId, expectedRevision }));
    await expectFailure(restore, "CONFIG_CHANGED");
    expect(textOf(test.configPath)).toBe("theirs = 1\n");
  });

  test("refuses more than 16 MB", async () => {
    const test = homeWithBackups([]);
    writeFileSync(join(test.home, "config.toml.bak"), "#".repeat(16 * 1024 * 1024 + 1));
    const read = test.files.readBackup("foreign:config.toml.bak");
    await expectFailure(read, "CONFIG_TOO_LARGE");
  });
});

describe("retention", () => {
  const days = (from: number, count: number) => Array.from({ length: count }, (_, i) => from + i);

  test("keeps everything of the last 30 days", async () => {
    const test = homeWithBackups(days(0, 30).flatMap((day) => [day, day + 0.5, day + 0.9]));
    await write(test, "x");
    expect(readdirSync(test.backups)).toHaveLength(91);
  });

  test("keeps the newest 20, however old", async () => {
    const test = homeWithBackups(days(100, 20));
    await write(test, "x");
    expect(readdirSync(test.backups)).toHaveLength(21);
    await write(test, "y");
    expect(readdirSync(test.backups)).toHaveLength(21);
    expect(readdirSync(test.backups)).not.toContain(test.names.at(-1));
    expect(readdirSync(test.backups)).toContain(test.names.at(-2));
  });

  test("removes what is both beyond the newest 20 and older than 30 days", async () => {
    const test = homeWithBackups(days(15, 40));
    await write(test, "x");
    const kept = readdirSync(test.backups).sort();
    expect(kept.slice(0, -1)).toEqual(test.names.slice(0, 20).sort());
  });

  test("waits for a write that succeeds", async () => {
    const test = homeWithBackups(days(100, 25));
    chmodSync(test.configPath, 0o400);
    const backupId = test.names.at(-1)?.slice(0, -".toml".length) ?? "";
    const restore = () =>
      test.files.update("restore", () => ({ backupId, expectedRevision: undefined }));
    await expectFailure(restore(), "CONFIG_READ_ONLY");
    expect(readdirSync(test.backups).sort()).toEqual([...test.names].sort());
    chmodSync(test.configPath, 0o600);
    await restore();
    expect(textOf(test.configPath)).toBe("age = 124\n");
    // The newest 20, the one that was restored, and a new one.
    const kept = [...test.names.slice(0, 20), `${backupId}.toml`].sort();
    expect(readdirSync(test.backups).sort().slice(0, -1)).toEqual(kept);
  });

  test("never touches the files of others", async () => {
    const test = homeWithBackups(days(100, 30));
    const foreign = join(test.home, "config.toml.bak");
    writeFileSync(foreign, "theirs");
    utimesSync(foreign, new Date(0), new Date(0));
    writeFileSync(join(test.backups, "1999-notes.txt"), "mine");
    await write(test, "x");
    expect(readdirSync(test.home)).toContain("config.toml.bak");
    expect(readdirSync(test.backups)).toContain("1999-notes.txt");
  });
});

describe("what a run that was cut short left behind", () => {
  const revisionOf = (text: string) => createHash("sha256").update(text).digest("hex");
  const id = "2026-11-20T08-00-00-000Z_activate";

  /** Leaves an unfinished backup, then writes. */
  async function afterCrash(revision: string, content: string) {
    const test = homeWithBackups([]);
    const leftover = join(test.backups, `.${id}.${revision}.tmp`);
    writeFileSync(leftover, content);
    const newest = await write(test, "x");
    expect(readdirSync(test.home).sort()).toEqual(["backups", "config.toml"]);
    return { ...test, names: readdirSync(test.backups), newest };
  }

  test("goes when it is torn", async () => {
    const { names, newest } = await afterCrash(revisionOf("whole"), "who");
    expect(names).toEqual([`${newest}.toml`]);
  });

  test("goes when it is of what is there still", async () => {
    const { names, newest } = await afterCrash(revisionOf("now = 1\n"), "now = 1\n");
    expect(names).toEqual([`${newest}.toml`]);
  });

  test("becomes a backup when it is whole and of something else", async () => {
    const { names, newest, backups } = await afterCrash(revisionOf("whole"), "whole");
    expect(names.sort()).toEqual([`${id}.toml`, `${newest}.toml`]);
    expect(textOf(join(backups, `${id}.toml`))).toBe("whole");
  });
});
