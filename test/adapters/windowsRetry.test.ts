import { writeFileSync } from "node:fs";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { expectFailure, leftovers, testHome, textOf } from "./rig/testHome.ts";

/** What the next renames of a config file do instead of succeeding. */
let obstacles: (() => void)[] = [];

vi.mock("node:fs", async (load) => {
  const actual = await load<typeof import("node:fs")>();
  return {
    ...actual,
    renameSync(from: string, to: string) {
      if (to.endsWith("config.toml")) obstacles.shift()?.();
      actual.renameSync(from, to);
    },
  };
});

const platform = Object.getOwnPropertyDescriptor(process, "platform") ?? {};

/** What Windows answers while a virus scanner has a file open. */
function refuse(code: string): () => never {
  return () => {
    throw Object.assign(new Error(code), { code, syscall: "rename" });
  };
}

beforeEach(() => {
  obstacles = [];
});

afterEach(() => {
  Object.defineProperty(process, "platform", platform);
});

test.each(["EPERM", "EBUSY", "EACCES"])("Windows tries again after %s", async (code) => {
  Object.defineProperty(process, "platform", { ...platform, value: "win32" });
  const { files, configPath } = testHome("a\n");
  obstacles = [refuse(code), refuse(code), refuse(code)];
  await files.update("activate", () => ({ text: "b\n" }));
  expect(textOf(configPath)).toBe("b\n");
  expect(obstacles).toEqual([]);
});

test("Windows looks at the file before each try", async () => {
  Object.defineProperty(process, "platform", { ...platform, value: "win32" });
  const { files, configPath } = testHome("a\n");
  const change = () => {
    writeFileSync(configPath, "theirs\n");
    refuse("EBUSY")();
  };
  obstacles = [refuse("EBUSY"), change];
  await files.update("activate", ({ text }) => ({ text: `${text}b\n` }));
  expect(textOf(configPath)).toBe("theirs\nb\n");
});

test("Windows gives up after a while, with the old file in place", async () => {
  Object.defineProperty(process, "platform", { ...platform, value: "win32" });
  const { files, configPath, home } = testHome("a\n");
  obstacles = Array.from({ length: 100 }, () => refuse("EPERM"));
  await expectFailure(
    files.update("activate", () => ({ text: "b\n" })),
    "PERMISSION_DENIED",
  );
  expect(textOf(configPath)).toBe("a\n");
  expect(leftovers(home)).toEqual([]);
});

test("other systems do not try again", async () => {
  const { files, configPath, home } = testHome("a\n");
  obstacles = [refuse("EPERM"), refuse("EPERM")];
  const error = await expectFailure(
    files.update("activate", () => ({ text: "b\n" })),
    "PERMISSION_DENIED",
  );
  expect(error.detail).toEqual({ path: configPath, reason: "EPERM" });
  expect(obstacles).toHaveLength(1);
  expect(leftovers(home)).toEqual([]);
});

test("an error without a name of its own is told with the system's", async () => {
  const { files } = testHome("a\n");
  obstacles = [refuse("EIO")];
  const update = files.update("activate", () => ({ text: "b\n" }));
  expect((await expectFailure(update, "WRITE_FAILED")).detail).toMatchObject({ reason: "EIO" });
});
