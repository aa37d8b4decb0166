import { join } from "node:path";
import { fileURLToPath } from "node:url";

const ROOT = fileURLToPath(new URL("../..", import.meta.url));

/** Absolute path of a file given relative to the project's folder. */
export function projectFile(relative: string): string {
  return join(ROOT, relative);
}
