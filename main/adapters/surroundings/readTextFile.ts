import { decodeUtf8 } from "../home/configFile.ts";
import { ignoringFailure } from "../home/homeErrors.ts";
import { readRegularFile } from "../home/readRegularFile.ts";

/** 1 MB; what people write by hand is far smaller. */
const MAX_BYTES = 1024 * 1024;

/** A text that is there or not. */
export interface FoundText {
  readonly exists: boolean;
  /** Undefined where it cannot be read, is too large or is not UTF-8. */
  readonly text: string | undefined;
}

/** Reads a file that may be missing, closed to us or of any kind; never throws for that. */
export function readTextFile(path: string): FoundText {
  const content = ignoringFailure(() => readRegularFile(path, MAX_BYTES));
  if (content?.kind === "missing") return { exists: false, text: undefined };
  return { exists: true, text: content?.kind === "file" ? decodeUtf8(content.bytes) : undefined };
}
