import {
  chmodSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { createFileOtherFiles } from "../../main/adapters/home/fileOtherFiles.ts";
import { temporaryFolder } from "./rig/temporaryFolder.ts";
import { expectFailure, steppingClock } from "./rig/testHome.ts";

function otherFile(content: string | Buffer, mode = 0o644) {
  const folder = temporaryFolder();
  const home = join(folder, ".codex");
  mkdirSync(home, { mode: 0o700 });
  const path = join(folder, ".zshrc");
  writeFileSync(path, content);
  chmodSync(path, mode);
  const logged: string[] = [];
  const files = createFileOtherFiles({
    clock: steppingClock(),
    log: { error: (message, error) => logged.push(`${message} ${error}`) },
  });
  const read = () => readFileSync(path, "utf8");
  const modeOf = (file: string) => statSync(file).mode & 0o777;
  return {
    folder,
    home,
    path,
    files,
    logged,
    read,
    modeOf,
    backups: join(home, "backups/photonmark/files"),
  };
}

const shout = ({ text }: { readonly text: string }) => text.toUpperCase();

describe("a file other than config.toml", () => {
  test("is changed with its mode, backed up privately, and put back", async () => {
    const { home, path, files, read, modeOf, backups } = otherFile("a=1\r\n", 0o640);
    const id = await files.update(home, path, shout);
    expect(read()).toBe("A=1\r\n");
    expect(modeOf(path)).toBe(0o640);
    expect(id).toMatch(/^_zshrc-[0-9a-f]{12}\/2026-.*_fix$/);
    const backup = join(backups, `${id}.bak`);
    expect(readFileSync(backup, "utf8")).toBe("a=1\r\n");
    expect(modeOf(backup)).toBe(0o600);
    expect(modeOf(backups)).toBe(0o700);
    await files.restore(home, id ?? "");
    expect(read()).toBe("a=1\r\n");
    expect(modeOf(path)).toBe(0o640);
  });

  test.each([
    ["latin1", Buffer.from("a=caf\xe9 \xff\x00\n", "latin1")],
    ["utf16le", Buffer.from("\ufeffa=1 é\r\n", "utf16le")],
    ["latin1", Buffer.from("\ufeffa=1", "utf16le").subarray(0, 7)],
    ["utf8", Buffer.from("\ufeffa=é\n")],
  ] as const)("keeps its encoding, %s, and the bytes around a change", async (encoding, bytes) => {
    const { home, path, files } = otherFile(bytes);
    const read = await files.read(path);
    expect(read.encoding).toBe(encoding);
    const id = await files.update(home, path, ({ text }) => text.replace("a", "b"));
    const at = bytes.indexOf("a");
    expect(at).toBeGreaterThanOrEqual(0);
    const expected = Buffer.from(bytes);
    expected[at] = "b".charCodeAt(0);
    expect(readFileSync(path)).toEqual(expected);
    await files.restore(home, id ?? "");
    expect(readFileSync(path)).toEqual(bytes);
  });

  test("that would not change is not touched", async () => {
    const { home, path, files } = otherFile("A");
    const before = statSync(path);
    expect(await files.update(home, path, shout)).toBeUndefined();
    expect(statSync(path)).toMatchObject({ ino: before.ino, mtimeMs: before.mtimeMs });
    expect(readdirSync(home)).toEqual([]);
  });

  test("behind links is changed where it really is, and the links stay", async () => {
    const { folder, home, files } = otherFile("");
    mkdirSync(join(folder, "dotfiles"));
    const real = join(folder, "dotfiles/zshrc");
    writeFileSync(real, "a", { mode: 0o600 });
    const link = join(folder, ".zshenv");
    symlinkSync("dotfiles/zshrc", link);
    const id = await files.update(home, link, shout);
    expect(lstatSync(link).isSymbolicLink()).toBe(true);
    expect(lstatSync(real).isFile()).toBe(true);
    expect(readFileSync(real, "utf8")).toBe("A");
    await files.restore(home, id ?? "");
    expect(readFileSync(link, "utf8")).toBe("a");
    expect(lstatSync(link).isSymbolicLink()).toBe(true);
  });

  test("that is missing is not made", async () => {
    const { home, path, files, folder } = otherFile("");
    await expectFailure(files.update(home, `${path}.no`, shout), "FILE_NOT_FOUND");
    await expectFailure(files.read(`${path}.no`), "FILE_NOT_FOUND");
    await expectFailure(files.update(home, join(folder, "no/where"), shout), "FILE_NOT_FOUND");
    expect(existsSync(join(folder, "no"))).toBe(false);
  });

  test("that its owner protected is left alone", async () => {
    const { home, path, files, read, backups } = otherFile("a", 0o444);
    await expectFailure(files.update(home, path, shout), "CONFIG_READ_ONLY");
    expect(read()).toBe("a");
    expect(existsSync(backups)).toBe(false);
  });

  test("that is a folder is refused", async () => {
    const { home, folder, files } = otherFile("a");
    await expectFailure(files.update(home, folder, shout), "CONFIG_NOT_A_FILE");
  });

  test("that somebody else changes meanwhile is worked out again", async () => {
    const { home, path, files, read } = otherFile("a");
    let looks = 0;
    await files.update(home, path, ({ text }) => {
      looks += 1;
      if (looks === 1) writeFileSync(path, "b");
      return `${text}!`;
    });
    expect(read()).toBe("b!");
    expect(looks).toBe(2);
  });

  test("is not put back over what came later", async () => {
    const { home, path, files, read } = otherFile("a");
    const id = await files.update(home, path, shout);
    writeFileSync(path, "mine");
    await expectFailure(files.restore(home, id ?? ""), "CONFIG_CHANGED");
    expect(read()).toBe("mine");
  });

  test("is made private, and open again", async () => {
    const { home, path, files, modeOf, read } = otherFile("a", 0o755);
    const id = await files.makePrivate(home, path);
    expect(modeOf(path)).toBe(0o700);
    expect(await files.makePrivate(home, path)).toBeUndefined();
    await files.restore(home, id ?? "");
    expect(modeOf(path)).toBe(0o755);
    expect(read()).toBe("a");
  });

  test("that cannot be noted is not changed", async () => {
    const { home, path, files, read, backups } = otherFile("a");
    const id = await files.update(home, path, shout);
    await files.restore(home, id ?? "");
    const folder = join(backups, (id ?? "").split("/")[0] ?? "");
    // The steps of the clock: one for each write.
    const next = join(folder, "2026-11-22T11-32-07-123Z_fix.json");
    mkdirSync(next);
    const before = readdirSync(folder).sort();
    await expectFailure(files.update(home, path, shout), "CONFIG_NOT_A_FILE");
    expect(read()).toBe("a");
    expect(readdirSync(folder).sort()).toEqual(before);
  });

  test("is changed and made private within a millisecond, and each is taken back", async () => {
    const { home, path, read, modeOf } = otherFile("a", 0o644);
    const now = new Date("2026-11-22T11:32:05.123Z");
    const files = createFileOtherFiles({ clock: { now: () => now }, log: { error: () => {} } });
    const changed = await files.update(home, path, shout);
    const closed = await files.makePrivate(home, path);
    expect(closed).not.toBe(changed);
    await files.restore(home, closed ?? "");
    expect(modeOf(path)).toBe(0o644);
    await files.restore(home, changed ?? "");
    expect(read()).toBe("a");
  });

  test("has its records for as long as its backups, and no record of its permissions for ever", async () => {
    const { home, path, backups } = otherFile("a", 0o644);
    let now = new Date("2026-01-01T00:00:00.000Z");
    const files = createFileOtherFiles({ clock: { now: () => now }, log: { error: () => {} } });
    const day = 24 * 60 * 60 * 1000;
    const names = () =>
      readdirSync(backups).flatMap((folder) => readdirSync(join(backups, folder)).sort());
    await files.makePrivate(home, path);
    for (let count = 0; count < 25; count += 1) {
      await files.update(home, path, ({ text }) => `${text}${count}\n`);
      now = new Date(now.getTime() + day / 24);
    }
    expect(names()).toHaveLength(2 * 25 + 1);
    now = new Date(now.getTime() + 40 * day);
    const id = (await files.update(home, path, shout)) ?? "";
    const left = names();
    const withEnding = (ending: string) =>
      left.flatMap((name) => (name.endsWith(ending) ? [name.slice(0, -ending.length)] : []));
    expect(withEnding(".bak")).toHaveLength(21);
    expect(withEnding(".json")).toEqual(withEnding(".bak"));
    await files.restore(home, id);
    expect(readFileSync(path, "utf8")).toContain("24");
  });

  test("does not come out of an id that is not ours", async () => {
    const { home, files } = otherFile("a");
    for (const id of [
      "",
      "x",
      "../../auth",
      "_zshrc-0123456789ab/../../../x",
      "_zshrc-0123456789ab/2026-11-22T11-32-05-123Z_fix/x",
      "_zshrc-0123456789ab/2026-11-22T11-32-05-123Z_fix",
    ])
      await expectFailure(files.restore(home, id), "BACKUP_NOT_FOUND");
  });

  test("has nothing of it in what is beside its backup", async () => {
    const { home, path, files, backups } = otherFile("export OPENAI_API_KEY=sk-sentinel\n");
    const id = await files.update(home, path, () => "");
    expect(readFileSync(join(backups, `${id}.json`), "utf8")).not.toContain("sentinel");
  });
});
