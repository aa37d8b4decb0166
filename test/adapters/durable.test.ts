import { mkdirSync } from "node:fs";
import { basename, dirname } from "node:path";
import { beforeEach, expect, test, vi } from "vitest";
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

/** How each write ends, the last two at the same time. */
const NAMES = [
  "named: the backup",
  "named: the new file",
  "on the disk: the folder of backups",
  "on the disk: the folder of the file",
];

/** What came before the names, in whatever order. */
function beforeNames(): string[] {
  const [count, last] = [log.length - NAMES.length, log.length - 2];
  expect([...log.slice(count, last), ...log.slice(last).sort()]).toEqual(NAMES);
  return log.slice(0, count).sort();
}

function kindOf(path: string): string {
  const isBackup = dirname(path).endsWith("photonmark");
  if (isBackup) return "the backup";
  if (/\.lock$|^config\.toml$/.test(basename(path))) return "the new file";
  const folders = { photonmark: "the folder of backups", backups: "the folder above it" };
  if (basename(path) in folders) return folders[basename(path) as keyof typeof folders];
  return basename(path) === "home" ? "the folder of the file" : "the folder above that";
}

beforeEach(() => {
  log.length = 0;
});

test("both files and the way to the backup are on the disk before either is named, and the names before we are done", async () => {
  const { files } = testHome("a\n");
  await files.update("import", () => ({ text: "b\n" }));
  log.length = 0;
  await files.update("activate", () => ({ text: "c\n" }));
  expect(beforeNames()).toEqual([
    "on the disk: the backup",
    "on the disk: the folder of backups",
    "on the disk: the new file",
  ]);
});

test.each([
  ["are new", () => {}],
  [
    "were made by a run that went no further",
    (path: string) => mkdirSync(path, { recursive: true }),
  ],
])(
  "the folders of backups are on the disk before the first backup counts when they %s",
  async (_name, make) => {
    const { files, backups } = testHome("a\n");
    make(backups);
    await files.update("activate", () => ({ text: "b\n" }));
    expect(beforeNames()).toEqual([
      "on the disk: the backup",
      "on the disk: the folder above it",
      "on the disk: the folder above that",
      "on the disk: the folder of backups",
      "on the disk: the folder of the file",
      "on the disk: the new file",
    ]);
  },
);
