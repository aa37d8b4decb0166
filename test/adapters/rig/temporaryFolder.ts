import { mkdtempSync, realpathSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { onTestFinished } from "vitest";

/** A folder that is removed after the test; its path is free of links. */
export function temporaryFolder(): string {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), "photonmark-adapters-")));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}
