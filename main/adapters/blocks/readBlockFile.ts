import { AppError } from "../../../app/errors.ts";
import { errnoOf } from "../home/homeErrors.ts";
import { type FileContent, readRegularFile } from "../home/readRegularFile.ts";

/** 1 MB; a block has a few hundred bytes, an installer script some ten thousand. */
const MAX_BLOCK_BYTES = 1024 * 1024;

/** @throws AppError `FILE_NOT_FOUND`, `FILE_UNREADABLE`, `BLOCK_TOO_LARGE` (over 1 MB) */
export async function readBlockFile(path: string): Promise<Uint8Array> {
  const content = read(path);
  switch (content.kind) {
    case "file":
      return content.bytes;
    case "missing":
      throw new AppError("FILE_NOT_FOUND", { path });
    case "notAFile":
      throw new AppError("FILE_UNREADABLE", { path });
    case "tooLarge":
      throw new AppError("BLOCK_TOO_LARGE", { limitBytes: MAX_BLOCK_BYTES });
  }
}

/** What is piped into the program. @throws AppError `BLOCK_TOO_LARGE` (over 1 MB) */
export async function readStandardInput(
  input: AsyncIterable<Uint8Array> = process.stdin,
): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of input) {
    length += chunk.length;
    if (length > MAX_BLOCK_BYTES)
      throw new AppError("BLOCK_TOO_LARGE", { limitBytes: MAX_BLOCK_BYTES });
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

function read(path: string): FileContent {
  try {
    return readRegularFile(path, MAX_BLOCK_BYTES);
  } catch (error) {
    const reason = errnoOf(error);
    if (reason === undefined) throw error;
    throw new AppError("FILE_UNREADABLE", { path, reason }, { cause: error });
  }
}
