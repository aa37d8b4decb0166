import { basename, dirname } from "node:path";
import { expect, test, vi } from "vitest";
import { testHome } from "./rig/testHome.ts";

/** What was asked of the disk, in order. */
const log: string[] = [];
const opened = new Map<number, string>();

vi.mock("node:fs", async (load) => {
  const actual = await load<typeof import("node:fs")>();
  return {
    ...actual,
    openSync(path: string, flags: string | number, mode?: number) {
      const descriptor = actual.openSync(path, flags, mode);
      opened.set(descriptor, path);
      return descriptor;
    },
    fsync(descriptor: number, done: (error: Error | null) => void) {
      actual.fsync(descriptor, (error) => {
        log.push(`on the disk: ${kindOf(opened.get(descriptor) ?? "")}`);
        done(error);
      });
    },
    renameSync(from: string, to: string) {
      actual.renameSync(from, to);
      log.push(`named: ${kindOf(to)}`);
    },
  };
});

function kindOf(path: string): string {
  const isBackup = dirname(path).endsWith("photonmark");
  if (isBackup) return "the backup";
  if (/\.lock$|^config\.toml$/.test(basename(path))) return "the new file";
  return basename(path) === "photonmark" ? "the folder of backups" : "the folder of the file";
}

test("both files are on the disk before either is named, and the names before we are done", async () => {
  const { files } = testHome("a\n");
  await files.update("import", () => ({ text: "b\n" }));
  log.length = 0;
  await files.update("activate", () => ({ text: "c\n" }));
  expect(log.slice(0, 2).sort()).toEqual(["on the disk: the backup", "on the disk: the new file"]);
  expect(log.slice(2, 4)).toEqual(["named: the backup", "named: the new file"]);
  expect(log.slice(4).sort()).toEqual([
    "on the disk: the folder of backups",
    "on the disk: the folder of the file",
  ]);
});
