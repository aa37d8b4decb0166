import { createHash } from "node:crypto";
import {
  chmodSync,
  chownSync,
  mkdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { dirname, join } from "node:path";
import { expect, test } from "vitest";
import { createFileHomeFiles } from "../../main/adapters/home/fileHomeFiles.ts";
import { createSettledConfig } from "../../main/adapters/home/settledConfig.ts";
import { testHome } from "./rig/testHome.ts";

/** What a slot has in it: the first line says what the text is, and has a hash of it. */
const slotText = (state: "settled" | "coming" | "old", text: string) =>
  `# ${state.padEnd(7)} ${createHash("sha256").update(text).digest("hex").slice(0, 16)}\n${text}`;

/** Two files take turns. */
const slot = (backups: string, turn: 1 | 2) => join(backups, `../photonmark-settled-${turn}.toml`);

test("what our write made of the file is settled, for its owner alone", async () => {
  const { files, backups } = testHome("a = 1\n");
  expect(await files.readSettled()).toEqual([]);
  await files.update("activate", () => ({ text: "a = 2\n" }));
  expect(await files.readSettled()).toEqual(["a = 2\n"]);
  expect(statSync(slot(backups, 1)).mode & 0o777).toBe(0o600);
  expect(await files.listBackups()).toHaveLength(1);
});

test("what the user takes for settled needs no backup before it", async () => {
  const { files } = testHome("a = 1\n");
  await files.keepSettled("b = 1\n");
  expect(await files.readSettled()).toEqual(["b = 1\n"]);
  expect(await files.listBackups()).toEqual([]);
});

test("a write that fails or changes nothing leaves it as it was", async () => {
  const { files } = testHome("a = 1\n");
  await files.keepSettled("a = 1\n");
  await files.update("activate", () => ({ text: "a = 1\n" }));
  await expect(
    files.update("activate", () => {
      throw new Error("no");
    }),
  ).rejects.toThrow("no");
  expect(await files.readSettled()).toEqual(["a = 1\n"]);
});

test("what another process is about to write counts too, and what is broken does not", async () => {
  const { files, backups } = testHome("a = 1\n");
  await files.keepSettled("a = 1\n");
  writeFileSync(slot(backups, 2), slotText("coming", "a = 2\n"));
  expect(await files.readSettled()).toEqual(["a = 1\n", "a = 2\n"]);
  writeFileSync(slot(backups, 2), slotText("coming", "a = 2\n").slice(0, -2));
  expect(await files.readSettled()).toEqual(["a = 1\n"]);
  writeFileSync(slot(backups, 2), "a = 2\n");
  expect(await files.readSettled()).toEqual(["a = 1\n"]);
  await files.update("activate", () => ({ text: "a = 3\n" }));
  expect(await files.readSettled()).toEqual(["a = 3\n"]);
});

test("write after write, only the last one counts, whatever its length and whoever made it", async () => {
  const { files, home } = testHome("a = 1\n");
  const others = createFileHomeFiles({ home, clock: { now: () => new Date() } });
  for (const [count, one] of [files, others, files, files, others].entries()) {
    const text = `a = ${"9".repeat(5 - count)}\n`;
    await one.update("activate", () => ({ text }));
    expect(await files.readSettled()).toEqual([text]);
    expect(await others.readSettled()).toEqual([text]);
  }
});

test("a run that ended between writing and settling leaves what it wrote as what counts", async () => {
  const { files, backups } = testHome("a = 1\n");
  await files.keepSettled("a = 1\n");
  writeFileSync(slot(backups, 1), slotText("old", "a = 1\n"));
  writeFileSync(slot(backups, 2), slotText("coming", "a = 2\n"));
  expect(await files.readSettled()).toEqual(["a = 2\n"]);
});

test("what could not be announced is not settled, and neither is what it replaced", async () => {
  const { files, backups, configPath } = testHome("a = 1\n");
  await files.keepSettled("a = 1\n");
  // A place that cannot be written.
  mkdirSync(slot(backups, 2));
  await files.update("activate", () => ({ text: "a = 2\n" }));
  expect(readFileSync(configPath, "utf8")).toBe("a = 2\n");
  expect(await files.readSettled()).toEqual([]);
});

test("a link in its place is left alone, and stops no write", async () => {
  const { files, backups, configPath, home } = testHome("a = 1\n");
  mkdirSync(backups, { recursive: true });
  const elsewhere = join(home, "elsewhere.toml");
  writeFileSync(elsewhere, "mine\n");
  symlinkSync(elsewhere, slot(backups, 1));
  await files.update("activate", () => ({ text: "a = 2\n" }));
  expect(readFileSync(configPath, "utf8")).toBe("a = 2\n");
  expect(readFileSync(elsewhere, "utf8")).toBe("mine\n");
});

test("a text that a power cut has torn does not count", async () => {
  const { files, backups } = testHome("a = 1\n");
  await files.keepSettled("a = 1\n");
  writeFileSync(slot(backups, 1), slotText("settled", "a = 1\n").replace("a = 1", "a = 2"));
  expect(await files.readSettled()).toEqual([]);
});

test("what another process keeps meanwhile does not take the place of what was written", () => {
  const { home, backups } = testHome("a = 1\n");
  mkdirSync(backups, { recursive: true });
  const [ours, theirs] = [createSettledConfig(home), createSettledConfig(home)];
  ours.keep("a = 1\n");
  ours.announce(Buffer.from("a = 2\n"));
  theirs.keep("a = 1\n");
  ours.settle(true);
  expect(ours.read()).toEqual(["a = 2\n"]);
});

test.skipIf(process.geteuid?.() !== 0)(
  "what root settled is the user's, and what root left to itself before is made anew (only root can try)",
  () => {
    const { home, backups } = testHome("a = 1\n");
    mkdirSync(backups, { recursive: true });
    const user = 12_345;
    for (const folder of [home, dirname(backups), backups]) chownSync(folder, user, user);
    const settled = createSettledConfig(home);
    const write = (text: string) => {
      settled.announce(Buffer.from(text));
      settled.settle(true);
    };
    write("a = 2\n");
    expect(statSync(slot(backups, 1)).uid).toBe(user);
    for (const turn of [1, 2] as const) {
      writeFileSync(slot(backups, turn), slotText("old", "a = 1\n"), { mode: 0o600 });
      chownSync(slot(backups, turn), 0, 0);
    }
    chmodSync(dirname(home), 0o755);
    process.seteuid?.(user);
    try {
      write("a = 3\n");
      expect(settled.read()).toEqual(["a = 3\n"]);
    } finally {
      process.seteuid?.(0);
    }
  },
);
