import { basename, dirname, join } from "node:path";

/** The entry that exists beside a file while one of our processes works on it. */
export function lockPathOf(realPath: string): string {
  return join(dirname(realPath), `${prefixOf(realPath)}lock`);
}

/** A name beside a file that nobody has, for what is to take its place. */
export function temporaryPathOf(realPath: string): string {
  const unique = Math.random().toString(36).slice(2, 12);
  return join(dirname(realPath), `${prefixOf(realPath)}${process.pid}-${unique}.tmp`);
}

/** Whether an entry beside a file has a name of {@link temporaryPathOf}. */
export function isTemporaryName(name: string, realPath: string): boolean {
  return name.startsWith(prefixOf(realPath)) && name.endsWith(".tmp");
}

function prefixOf(realPath: string): string {
  return `.${basename(realPath)}.photonmark-`;
}
