import { readdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { AppError } from "../../app/errors.ts";
import { expectFailure, leftovers, steppingClock, testHome, textOf } from "./rig/testHome.ts";

const append = ({ text }: { text: string | undefined }) => ({ text: `${text}ours\n` });

/** The first look at the clock is after the file was read for good, and before anything is written. */
const BEFORE_WRITING = 0;

describe("another program that writes", () => {
  test("while we compute is computed on again", async () => {
    const { files, configPath } = testHome("a\n");
    const seen: (string | undefined)[] = [];
    const receipt = await files.update("activate", (current) => {
      seen.push(current.text);
      if (seen.length === 1) writeFileSync(configPath, "b\n");
      return append(current);
    });
    expect(seen).toEqual(["a\n", "b\n"]);
    expect(textOf(configPath)).toBe("b\nours\n");
    expect((await files.readBackup(receipt.backupId ?? "")).text).toBe("b\n");
  });

  test("right before our rename is not overwritten, and its version is the one backed up", async () => {
    const write = (look: number) => {
      if (look !== BEFORE_WRITING) return;
      // Like Codex and most editors: another file takes its place.
      writeFileSync(`${configPath}.new`, "b\n");
      renameSync(`${configPath}.new`, configPath);
    };
    const { files, configPath, home, backups } = testHome("a\n", steppingClock(write));
    const receipt = await files.update("activate", append);
    expect(textOf(configPath)).toBe("b\nours\n");
    expect(readdirSync(backups)).toEqual([`${receipt.backupId}.toml`]);
    expect((await files.readBackup(receipt.backupId ?? "")).text).toBe("b\n");
    expect([...leftovers(home), ...leftovers(backups)]).toEqual([]);
  });

  test("exactly what we wanted leaves nothing to do", async () => {
    const write = (look: number) => {
      if (look === BEFORE_WRITING) writeFileSync(configPath, "wanted\n");
    };
    const { files, configPath, backups } = testHome("a\n", steppingClock(write));
    const receipt = await files.update("activate", () => ({ text: "wanted\n" }));
    expect(receipt.backupId).toBeUndefined();
    expect(receipt.snapshot.text).toBe("wanted\n");
    expect(readdirSync(backups)).toEqual([]);
  });

  test("again and again makes us give up, with its last version in place", async () => {
    let writes = 0;
    const write = (look: number) => {
      if (look >= BEFORE_WRITING) writeFileSync(configPath, `theirs ${++writes}\n`);
    };
    const { files, configPath, home, backups } = testHome("a\n", steppingClock(write));
    const error = await expectFailure(files.update("activate", append), "CONFIG_CHANGED");
    expect(error.detail).toEqual({ path: configPath });
    expect(writes).toBe(10);
    expect(textOf(configPath)).toBe("theirs 10\n");
    expect([...leftovers(home), ...leftovers(backups)]).toEqual([]);
  });

  test("something that the change does not fit any more gets the reason of that", async () => {
    const write = (look: number) => {
      if (look === BEFORE_WRITING) writeFileSync(configPath, "b\n");
    };
    const { files, configPath } = testHome("a\n", steppingClock(write));
    const update = files.update("activate", (current) => {
      if (current.text !== "a\n") throw new AppError("PROVIDER_NOT_FOUND", { providerId: "pm" });
      return append(current);
    });
    await expectFailure(update, "PROVIDER_NOT_FOUND");
    expect(textOf(configPath)).toBe("b\n");
  });

  test("nothing, but deletes the file, makes it empty for us", async () => {
    const remove = (look: number) => {
      if (look === BEFORE_WRITING) rmSync(configPath);
    };
    const { files, configPath } = testHome("a\n", steppingClock(remove));
    await files.update("activate", append);
    expect(textOf(configPath)).toBe("ours\n");
  });
});

describe("a home that goes away during the write", () => {
  test("is named, and is not made again", async () => {
    const remove = (look: number) => {
      if (look === BEFORE_WRITING) renameSync(home, `${home}.away`);
    };
    const { files, home } = testHome("a\n", steppingClock(remove));
    const error = await expectFailure(files.update("activate", append), "HOME_VANISHED");
    expect(JSON.stringify(error.detail)).toContain(home);
    expect(readdirSync(join(home, ".."))).toEqual(["home.away"]);
    expect(textOf(join(`${home}.away`, "config.toml"))).toBe("a\n");
  });

  test("while we wait for the lock is not taken for an empty one", async () => {
    const { files, home } = testHome("a\n");
    writeFileSync(join(home, ".config.toml.photonmark.lock"), "");
    const update = files.update("activate", append);
    renameSync(home, `${home}.away`);
    await expectFailure(update, "HOME_VANISHED");
    expect(textOf(join(`${home}.away`, "config.toml"))).toBe("a\n");
  });
});
