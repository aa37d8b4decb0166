import { parse, TomlDate, TomlError } from "smol-toml";
import { AppError } from "../errors.ts";
import { contentStart } from "./scan.ts";

/** A parsed TOML table. */
export type TomlTable = Readonly<Record<string, unknown>>;

/**
 * Parses a whole TOML text (1.0 and 1.1, with or without a byte order mark, as Codex accepts them).
 *
 * @param integers - `"bigint"` tells `1` from `1.0`; else an integer is a bigint only where a number is too small
 * @throws AppError `CONFIG_UNREADABLE` with 1-based `line` and `column` and the parser's reason.
 */
export function parseToml(text: string, integers?: "bigint"): TomlTable {
  const integersAsBigInt = integers === "bigint" || "asNeeded";
  try {
    return parse(text.slice(contentStart(text)), { integersAsBigInt });
  } catch (error) {
    if (!(error instanceof TomlError)) throw error;
    // The message's later lines quote the source, which may hold a token.
    const reason = error.message.replace(/^Invalid TOML document: /, "").split("\n")[0] ?? "";
    throw new AppError("CONFIG_UNREADABLE", { line: error.line, column: error.column, reason });
  }
}

/** The parsed document, or undefined where the text is not valid TOML. */
export function tryParseToml(text: string, integers?: "bigint"): TomlTable | undefined {
  try {
    return parseToml(text, integers);
  } catch (error) {
    if (error instanceof AppError) return undefined;
    throw error;
  }
}

/** Whether a parsed value is a table (not an array, not a date). */
export function isTable(value: unknown): value is TomlTable {
  return (
    typeof value === "object" &&
    value !== null &&
    !Array.isArray(value) &&
    !(value instanceof TomlDate)
  );
}
