import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { pipeline } from "node:stream/promises";
import { SetUpError } from "../script.mjs";

/**
 * Refuses a file whose content is not the pinned one.
 * @param {string} path
 * @param {string} integrity "sha512-" and base64, as in a package-lock.json
 * @throws {SetUpError} when the hash differs
 */
export async function requireIntegrity(path, integrity) {
  const hash = createHash("sha512");
  await pipeline(createReadStream(path), hash);
  const actual = `sha512-${hash.digest("base64")}`;
  if (actual === integrity) return;
  throw new SetUpError(
    `The downloaded file is not the one this project was tested with, so it is not unpacked.\n  expected ${integrity}\n  received ${actual}`,
  );
}
