import { readFile } from "node:fs/promises";

/** The bytes of a file of the built renderer, or undefined when there is none. */
export async function readAsset(path: string): Promise<Uint8Array | undefined> {
  try {
    return await readFile(path);
  } catch {
    return undefined;
  }
}
