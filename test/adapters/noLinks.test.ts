import { readdirSync, utimesSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test, vi } from "vitest";
import { leftovers, testHome, textOf } from "./rig/testHome.ts";

vi.mock("node:fs", async (load) => {
  const actual = await load<typeof import("node:fs")>();
  return {
    ...actual,
    linkSync() {
      throw Object.assign(new Error("ENOTSUP"), { code: "ENOTSUP", syscall: "link" });
    },
  };
});

test("where files have one name only, updates take turns all the same", async () => {
  const { files, configPath, home, backups } = testHome("0");
  const increment = () =>
    files.update("activate", ({ text }) => ({ text: String(Number(text) + 1) }));
  await Promise.all(Array.from({ length: 10 }, increment));
  expect(textOf(configPath)).toBe("10");
  expect([...leftovers(home), ...leftovers(backups)]).toEqual([]);
  expect(readdirSync(backups)).toHaveLength(10);
});

test("where files have one name only, a dead lock is taken over", async () => {
  const { files, configPath, home } = testHome("a");
  const lock = join(home, ".config.toml.photonmark-lock");
  writeFileSync(lock, "");
  utimesSync(lock, new Date(0), new Date(0));
  await files.update("activate", () => ({ text: "b" }));
  expect(textOf(configPath)).toBe("b");
  expect(leftovers(home)).toEqual([]);
});
