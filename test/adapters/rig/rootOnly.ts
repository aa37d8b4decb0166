import { spawnSync } from "node:child_process";
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { onTestFinished, type TestContext } from "vitest";
import { temporaryFolder } from "./temporaryFolder.ts";

/** Whether this process may do everything. */
export const isRoot = process.geteuid?.() === 0;

/** Skips a test with a reason that is printed. */
export function skipUnless(context: TestContext, isPossible: boolean, reason: string): void {
  if (isPossible) return;
  console.log(`skipped “${context.task.name}”: ${reason}`);
  context.skip(reason);
}

/**
 * A small disk of its own, in memory. Skips the test where that is not allowed.
 *
 * @returns the folder it is mounted at, and how to mount it anew with other options
 */
export function smallDisk(context: TestContext, options: string) {
  const folder = join(temporaryFolder(), "disk");
  mkdirSync(folder);
  const mount = (mountOptions: string) =>
    spawnSync("mount", ["-t", "tmpfs", "-o", mountOptions, "tmpfs", folder], { encoding: "utf8" });
  const { status, stderr, error } = mount(options);
  skipUnless(
    context,
    status === 0,
    `no file system can be mounted here: ${stderr ?? error?.message}`,
  );
  onTestFinished(() => {
    spawnSync("umount", [folder]);
  });
  return { folder, remount: (mountOptions: string) => mount(`remount,${mountOptions}`) };
}

/** Makes a folder one that may not be written, for root too. Skips the test where that is not possible. */
export function freeze(context: TestContext, folder: string): void {
  const [program, on, off] = isRoot
    ? (["chattr", "+i", "-i"] as const)
    : (["chmod", "500", "700"] as const);
  const { status, stderr, error } = spawnSync(program, [on, folder], { encoding: "utf8" });
  skipUnless(context, status === 0, `the folder cannot be protected: ${stderr ?? error?.message}`);
  onTestFinished(() => {
    spawnSync(program, [off, folder]);
  });
}
