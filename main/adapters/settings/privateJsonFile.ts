import { randomBytes } from "node:crypto";
import { renameSync, rmSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { errnoOf, naming } from "../home/homeErrors.ts";
import { makePrivateFolders } from "../home/ownership.ts";
import { readRegularFile } from "../home/readRegularFile.ts";

const MAX_BYTES = 1024 * 1024;

/** The content of a JSON file, not to be trusted; undefined when it is missing, broken, too large or not readable. */
export function readJsonFile(path: string): unknown {
  try {
    const content = readRegularFile(path, MAX_BYTES);
    return content.kind === "file" ? JSON.parse(content.bytes.toString("utf8")) : undefined;
  } catch (error) {
    if (error instanceof SyntaxError || errnoOf(error) !== undefined) return undefined;
    throw error;
  }
}

/** Writes a JSON file for its owner alone, whole or not at all; makes its folder. @throws AppError naming the path */
export function writeJsonFile(path: string, value: unknown): void {
  const temporaryPath = `${path}.${randomBytes(6).toString("hex")}.tmp`;
  naming(path, "write", () => {
    makePrivateFolders(dirname(path));
    try {
      const text = `${JSON.stringify(value, undefined, 2)}\n`;
      writeFileSync(temporaryPath, text, { flag: "wx", mode: 0o600, flush: true });
      renameSync(temporaryPath, path);
    } catch (error) {
      rmSync(temporaryPath, { force: true });
      throw error;
    }
  });
}
