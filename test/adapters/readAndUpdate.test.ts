import { createHash } from "node:crypto";
import {
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { AppError } from "../../app/errors.ts";
import { temporaryFolder } from "./rig/temporaryFolder.ts";
import { expectFailure, homeAt, leftovers, testHome, textOf } from "./rig/testHome.ts";

const EMPTY_REVISION = createHash("sha256").update("").digest("hex");

describe("read", () => {
  test("tells what is in the file, with its revision", async () => {
    const { files, home, configPath } = testHome('model = "a"\n');
    expect(await files.read()).toEqual({
      home,
      path: configPath,
      realPath: configPath,
      exists: true,
      text: 'model = "a"\n',
      revision: createHash("sha256").update('model = "a"\n').digest("hex"),
    });
  });

  test("takes a missing file, and a missing home, for an empty one and makes neither", async () => {
    const home = join(temporaryFolder(), "a", "b");
    const snapshot = await homeAt(home).files.read();
    expect(snapshot).toMatchObject({ exists: false, text: "", revision: EMPTY_REVISION });
    expect(existsSync(home)).toBe(false);
  });

  test("keeps the byte order mark and the line breaks in the text", async () => {
    const { files } = testHome('\uFEFFmodel = "a"\r\n# 中文');
    expect((await files.read()).text).toBe('\uFEFFmodel = "a"\r\n# 中文');
  });

  test.each([
    ["Latin-1", Buffer.from("# caf\xe9\n", "latin1")],
    ["UTF-16", Buffer.from('\uFEFFmodel = "a"', "utf16le")],
    ["half a character", Buffer.from([0x23, 0xe4, 0xb8])],
  ])("has no text for %s", async (_name, bytes) => {
    const { files } = testHome(bytes);
    const snapshot = await files.read();
    expect(snapshot.text).toBeUndefined();
    expect(snapshot.revision).toBe(createHash("sha256").update(bytes).digest("hex"));
  });

  test("refuses a folder of that name", async () => {
    const { files, configPath } = testHome(undefined);
    mkdirSync(configPath);
    const error = await expectFailure(files.read(), "CONFIG_NOT_A_FILE");
    expect(error.detail).toEqual({ path: configPath });
  });

  test("refuses a home that is a file", async () => {
    const home = join(temporaryFolder(), "home");
    writeFileSync(home, "");
    await expectFailure(homeAt(home).files.read(), "CONFIG_NOT_A_FILE");
  });

  test("refuses more than 16 MB and takes exactly that", async () => {
    const { files, configPath } = testHome("#".repeat(16 * 1024 * 1024));
    expect((await files.read()).text).toHaveLength(16 * 1024 * 1024);
    writeFileSync(configPath, "\n", { flag: "a" });
    await expectFailure(files.read(), "CONFIG_TOO_LARGE");
  });

  test("gives a text the revision that it has as a file", async () => {
    const { files } = testHome("# 中文\r\n");
    expect(files.revisionOf("# 中文\r\n")).toBe((await files.read()).revision);
  });
});

describe("update", () => {
  test("writes what was computed, backs up what was there, and says so", async () => {
    const { files, configPath, backups, home } = testHome('model = "a"\n');
    const receipt = await files.update("activate", ({ text }) => ({ text: `${text}# more\n` }));
    expect(textOf(configPath)).toBe('model = "a"\n# more\n');
    expect(receipt.snapshot).toEqual(await files.read());
    expect(receipt.backupId).toMatch(/^2026-11-22T11-32-\d\d-123Z_activate$/);
    expect(textOf(join(backups, `${receipt.backupId}.toml`))).toBe('model = "a"\n');
    expect(leftovers(home)).toEqual([]);
    expect(leftovers(backups)).toEqual([]);
  });

  test("touches nothing when the content is equal", async () => {
    const { files, configPath, home } = testHome('model = "a"\n');
    chmodSync(configPath, 0o400);
    const { ino, mtimeMs, ctimeMs } = statSync(configPath);
    const receipt = await files.update("activate", ({ text = "" }) => ({ text }));
    expect(receipt.backupId).toBeUndefined();
    expect(receipt.snapshot.text).toBe('model = "a"\n');
    expect(statSync(configPath)).toMatchObject({ ino, mtimeMs, ctimeMs });
    expect(readdirSync(home)).toEqual(["config.toml"]);
  });

  test("makes nothing when a missing file is to stay empty", async () => {
    const home = join(temporaryFolder(), "home");
    const receipt = await homeAt(home).files.update("activate", () => ({ text: "" }));
    expect(receipt).toMatchObject({ backupId: undefined, snapshot: { exists: false } });
    expect(existsSync(home)).toBe(false);
  });

  test("makes a missing home for its owner alone, with an empty backup to go back to", async () => {
    const home = join(temporaryFolder(), "a", "home");
    const { files, configPath, backups } = homeAt(home);
    const receipt = await files.update("import", () => ({ text: "x = 1\n" }));
    expect(textOf(configPath)).toBe("x = 1\n");
    expect(statSync(configPath).mode & 0o777).toBe(0o600);
    expect(statSync(home).mode & 0o777).toBe(0o700);
    expect(statSync(backups).mode & 0o777).toBe(0o700);
    const backup = join(backups, `${receipt.backupId}.toml`);
    expect(readFileSync(backup)).toHaveLength(0);
    expect(statSync(backup).mode & 0o777).toBe(0o600);
    const { backupId = "" } = receipt;
    await files.update("undo", () => ({ backupId, expectedRevision: undefined }));
    expect(textOf(configPath)).toBe("");
  });

  test.each([0o600, 0o644, 0o640, 0o664])("keeps the mode %o", async (mode) => {
    const { files, configPath } = testHome("x = 1\n");
    chmodSync(configPath, mode);
    await files.update("activate", () => ({ text: "x = 2\n" }));
    expect(statSync(configPath).mode & 0o7777).toBe(mode);
  });

  test("makes private files and folders whatever the umask says", async () => {
    const before = process.umask(0);
    try {
      const { files, configPath, backups, home } = homeAt(join(temporaryFolder(), "home"));
      const { backupId } = await files.update("import", () => ({ text: "x = 1\n" }));
      const backup = join(backups, `${backupId}.toml`);
      const modes = [configPath, backup, home, backups].map((path) => statSync(path).mode & 0o777);
      expect(modes).toEqual([0o600, 0o600, 0o700, 0o700]);
    } finally {
      process.umask(before);
    }
  });

  test("passes on what compute throws, and leaves no trace", async () => {
    const { files, home, configPath } = testHome("x = 1\n");
    const refuse = files.update("activate", () => {
      throw new AppError("PROVIDER_NOT_FOUND", { providerId: "pm" });
    });
    await expectFailure(refuse, "PROVIDER_NOT_FOUND");
    expect(textOf(configPath)).toBe("x = 1\n");
    expect(readdirSync(home)).toEqual(["config.toml"]);
  });

  test("restores the exact bytes of a backup over a file that is not UTF-8", async () => {
    const { files, configPath } = testHome('\uFEFFmodel = "a"\r\n');
    const first = await files.update("activate", () => ({ text: "x = 1\n" }));
    const broken = Buffer.from([0x23, 0xff, 0xfe, 0x0a]);
    writeFileSync(configPath, broken);
    const { backupId = "" } = first;
    const second = await files.update("restore", () => ({ backupId, expectedRevision: undefined }));
    expect(textOf(configPath)).toBe('\uFEFFmodel = "a"\r\n');
    const backup = await files.readBackup(second.backupId ?? "");
    expect(backup).toEqual({
      text: undefined,
      revision: createHash("sha256").update(broken).digest("hex"),
    });
  });

  test("refuses to write more than it could read", async () => {
    const { files, configPath } = testHome("x = 1\n");
    const huge = files.update("import", () => ({ text: "#".repeat(16 * 1024 * 1024 + 1) }));
    await expectFailure(huge, "CONFIG_TOO_LARGE");
    expect(textOf(configPath)).toBe("x = 1\n");
  });

  test("runs updates of one process one after another", async () => {
    const { files, configPath } = testHome("0");
    const increment = () =>
      files.update("activate", ({ text }) => ({ text: String(Number(text) + 1) }));
    await Promise.all(Array.from({ length: 10 }, increment));
    expect(textOf(configPath)).toBe("10");
  });
});
