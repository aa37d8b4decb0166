import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { testHome } from "./rig/testHome.ts";

test("what our write made of the file is settled, for its owner alone", async () => {
  const { files, backups } = testHome("a = 1\n");
  expect(await files.readSettled()).toEqual([]);
  await files.update("activate", () => ({ text: "a = 2\n" }));
  expect(await files.readSettled()).toEqual(["a = 2\n"]);
  expect(statSync(join(backups, "../photonmark-settled.toml")).mode & 0o777).toBe(0o600);
  expect(existsSync(join(backups, "../.photonmark-settled.toml.coming"))).toBe(false);
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
  writeFileSync(join(backups, "../.photonmark-settled.toml.coming"), "a = 2\n");
  expect(await files.readSettled()).toEqual(["a = 1\n", "a = 2\n"]);
  writeFileSync(join(backups, "../.photonmark-settled.toml.coming"), Buffer.from([0xff]));
  expect(await files.readSettled()).toEqual(["a = 1\n"]);
  await files.update("activate", () => ({ text: "a = 3\n" }));
  expect(readFileSync(join(backups, "../photonmark-settled.toml"), "utf8")).toBe("a = 3\n");
});

test("what could not be announced whole is not settled, and neither is what it replaced", async () => {
  const { files, backups } = testHome("a = 1\n");
  await files.keepSettled("a = 1\n");
  const coming = join(backups, "../.photonmark-settled.toml.coming");
  // What another run left behind, and a place that cannot be written.
  mkdirSync(coming);
  await files.update("activate", () => ({ text: "a = 2\n" }));
  expect(await files.readSettled()).toEqual([]);
  expect(readdirSync(join(backups, "..")).filter((name) => name.endsWith(".tmp"))).toEqual([]);
});

test("a folder in its place stops no write", async () => {
  const { files, backups, configPath } = testHome("a = 1\n");
  mkdirSync(join(backups, "../.photonmark-settled.toml.coming"), { recursive: true });
  await files.update("activate", () => ({ text: "a = 2\n" }));
  expect(readFileSync(configPath, "utf8")).toBe("a = 2\n");
});
