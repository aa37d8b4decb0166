import type { TextEncoding } from "../../../app/homes/homeFiles.ts";
import { decodeUtf8 } from "./configFile.ts";

/** The text of any bytes; in the encoding given with it, it makes the same bytes again. */
export function decodeText(bytes: Buffer): {
  readonly text: string;
  readonly encoding: TextEncoding;
} {
  const utf8 = decodeUtf8(bytes);
  if (utf8 !== undefined) return { text: utf8, encoding: "utf8" };
  const utf16 = bytes.toString("utf16le");
  const isUtf16 = utf16.startsWith("\ufeff") && Buffer.from(utf16, "utf16le").equals(bytes);
  return isUtf16
    ? { text: utf16, encoding: "utf16le" }
    : { text: bytes.toString("latin1"), encoding: "latin1" };
}
