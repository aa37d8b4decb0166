import { AppError } from "../errors.ts";

/** How many bytes are looked at to tell UTF-16 without a byte order mark from UTF-8. */
const SAMPLE_BYTES = 4096;

/** More characters at once would overflow the argument list of `String.fromCharCode`. */
const CHUNK_UNITS = 8192;

/**
 * Turns the bytes of a text file into text: UTF-8, or UTF-16 in either byte order as Windows PowerShell writes
 * it (with a byte order mark, or without one as in `-EncodedCommand`). The mark itself is dropped.
 *
 * @throws AppError `BLOCK_NOT_UTF8` for any other encoding and for data that is not text.
 */
export function decodeText(bytes: Uint8Array): string {
  const text = decode(bytes);
  // A NUL or half a surrogate pair is in no text; both would end up in the user's file.
  if (text.includes("\0") || /[\ud800-\udfff]/u.test(text)) throw new AppError("BLOCK_NOT_UTF8");
  return text.startsWith("\ufeff") ? text.slice(1) : text;
}

function decode(bytes: Uint8Array): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return decodeUtf16(bytes, true);
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return decodeUtf16(bytes, false);
  const order = unmarkedUtf16(bytes);
  if (order) return decodeUtf16(bytes, order === "little");
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    throw new AppError("BLOCK_NOT_UTF8");
  }
}

/** Text in Latin letters has a zero in every second byte, on the side that tells the byte order. */
function unmarkedUtf16(bytes: Uint8Array): "little" | "big" | undefined {
  if (bytes.length % 2 !== 0) return undefined;
  const sample = bytes.subarray(0, SAMPLE_BYTES);
  const zeros = [0, 0];
  sample.forEach((byte, index) => {
    if (byte === 0) zeros[index % 2] = (zeros[index % 2] ?? 0) + 1;
  });
  const [even = 0, odd = 0] = zeros;
  const enough = sample.length / 8;
  if (odd > enough && even === 0) return "little";
  return even > enough && odd === 0 ? "big" : undefined;
}

function decodeUtf16(bytes: Uint8Array, isLittleEndian: boolean): string {
  if (bytes.length % 2 !== 0) throw new AppError("BLOCK_NOT_UTF8");
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let text = "";
  for (let start = 0; start < bytes.length; start += 2 * CHUNK_UNITS) {
    const units: number[] = [];
    const end = Math.min(start + 2 * CHUNK_UNITS, bytes.length);
    for (let at = start; at < end; at += 2) units.push(view.getUint16(at, isLittleEndian));
    text += String.fromCharCode(...units);
  }
  return text;
}
