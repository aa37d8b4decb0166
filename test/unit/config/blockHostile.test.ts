import { describe, expect, test } from "vitest";
import { MAX_BLOCK_BYTES, readBlock } from "../../../app/config/block.ts";
import { AppError, type ErrorCode } from "../../../app/errors.ts";
import { LineIndex, readHereOperator } from "../../../app/import/scripts/hereDocument.ts";

const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text);

/** A text that repeats one thing up to a size in bytes; the head makes sure that it is looked into. */
function fill(
  unit: string,
  head = "#!/bin/sh\nmodel_provider\n",
  tail = "",
  size = MAX_BLOCK_BYTES / 4,
): string {
  const room = size - 64 - head.length - tail.length;
  return head + unit.repeat(Math.floor(room / new TextEncoder().encode(unit).length)) + tail;
}

const lines = (count: number, line: (index: number) => string): string =>
  Array.from({ length: count }, (_, index) => line(index)).join("");
const windows = "$a = 1\nmodel_provider\n";

const batch = "@echo off\nrem model_provider\n";

const whole = (unit: string): string => fill(unit, "model_provider\n", "", MAX_BLOCK_BYTES);

/** Each would take minutes or exhaust the stack if any step were not linear. */
const hostile: readonly (readonly [string, ErrorCode, string])[] = [
  ["here-documents that never end", "BLOCK_NOT_FOUND", whole("<<A\n")],
  ["here-documents on one line", "BLOCK_NOT_FOUND", fill("<<A ")],
  [
    "here-documents of all names",
    "BLOCK_NOT_FOUND",
    `model_provider\n${lines(30_000, (n) => `cat <<A${n}\n`)}`,
  ],
  [
    "here-documents inside each other",
    "BLOCK_NOT_FOUND",
    fill("$(cat <<A\n", "#!/bin/sh\ncat <<A model_provider\n", "\nA\nA\n"),
  ],
  ["a long delimiter", "BLOCK_NOT_FOUND", fill("x", "model_provider <<")],
  ["backticks", "BLOCK_NOT_FOUND", whole("`")],
  ["backticks in quotes", "BLOCK_NOT_FOUND", fill('"`')],
  ["commands in commands", "BLOCK_NOT_FOUND", fill('"$(')],
  ["braces in braces", "BLOCK_NOT_FOUND", fill("${")],
  ["arithmetic", "BLOCK_NOT_FOUND", fill("$((")],
  ["dollars", "BLOCK_NOT_FOUND", fill("$")],
  ["single quotes", "BLOCK_NOT_FOUND", fill("$' ")],
  ["pipes", "BLOCK_NOT_FOUND", fill("a|")],
  ["redirections", "BLOCK_NOT_FOUND", fill("1>")],
  ["base64 letters", "BLOCK_NOT_FOUND", fill("A", "", "", MAX_BLOCK_BYTES)],
  ["base64 words", "BLOCK_NOT_FOUND", fill("QUJDREVGR0hJSktMTU5PUFFSU1RVVldYWVo= ")],
  ["here-strings that never end", "BLOCK_NOT_FOUND", fill("@'\n", windows)],
  ["sub-expressions", "BLOCK_NOT_FOUND", fill('"$(', windows)],
  ["block comments", "BLOCK_NOT_FOUND", fill("<#", windows)],
  ["sums of strings", "BLOCK_NOT_FOUND", fill("'a'+", windows)],
  ["lists of strings", "BLOCK_NOT_FOUND", fill("'a',", windows)],
  ["variables and blanks", "BLOCK_NOT_FOUND", fill("$a  ", windows)],
  ["groups in groups in batch", "BLOCK_NOT_FOUND", fill("(", batch)],
  ["groups with files in batch", "BLOCK_NOT_FOUND", fill("(echo a\n)>f\n", batch)],
  ["groups that never end in batch", "BLOCK_NOT_FOUND", fill("(echo a\n", batch)],
  ["carets in batch", "BLOCK_NOT_FOUND", fill("^", batch)],
  ["percent signs in batch", "BLOCK_NOT_FOUND", fill("%a:", batch)],
  ["lone percent signs in batch", "BLOCK_NOT_FOUND", fill("%:", batch)],
  ["quotes in batch", "BLOCK_NOT_FOUND", fill('if "', batch)],
  ["conditions in batch", "BLOCK_NOT_FOUND", fill("if a==b ", batch)],
  ["options of for in batch", "BLOCK_NOT_FOUND", fill("/a ", `${batch}for `)],
  ["redirections in batch", "BLOCK_NOT_FOUND", fill("1>", batch)],
  ["files of echo in batch", "BLOCK_NOT_FOUND", fill("echo a>b", batch)],
  [
    "marks in batch",
    "BLOCK_NOT_FOUND",
    fill("!a:", `${batch}setlocal enabledelayedexpansion\necho `),
  ],
  ["envelopes in batch", "BLOCK_NOT_FOUND", fill("-----BEGIN a", batch)],
  ["powershell in batch", "BLOCK_NOT_FOUND", fill(" -c", `${batch}powershell`)],
  ["fences", "BLOCK_NOT_FOUND", fill("```\n", "model_provider\n")],
  ["the same root key", "BLOCK_ACTIVE_MISSING", fill('model_provider = "x"\n', "")],
  ["the same table", "EMPTY_PROVIDER_NAME", fill("[model_providers.x]\n", "")],
  ["tables of all names", "EMPTY_PROVIDER_NAME", lines(12_000, (n) => `[model_providers.a${n}]\n`)],
  ["broken headers", "BLOCK_UNREADABLE", fill("[model_providers.\n", "")],
  ["open brackets", "BLOCK_UNREADABLE", fill("[", "model_provider = ")],
  ["spaces of the web", "BLOCK_UNREADABLE", fill("\u00a0", "model_provider = ")],
  [
    "variables in a chain",
    "BLOCK_NEEDS_EXECUTION",
    `${lines(12_000, (n) => `A${n}="$A${n + 1}"\n`)}cat <<E\n[model_providers.x]\nname = "$A0"\nE\n`,
  ],
  [
    "variables that swell",
    "BLOCK_TOO_LARGE",
    `A='${"model_provider ".repeat(20_000)}'\n${'echo "$A"\n'.repeat(60_000)}`,
  ],
  [
    "variables that double",
    "BLOCK_TOO_LARGE",
    `A0=${"a".repeat(1000)}\n${lines(12, (n) => `A${n + 1}="$A${n}$A${n}"\n`)}${'cat <<E\nmodel_provider = "$A12"\nE\n'.repeat(9)}`,
  ],
  [
    "a format that swells",
    "BLOCK_NOT_FOUND",
    `model_provider\nprintf '${"x".repeat(1000)}%s' ${"a ".repeat(100_000)}`,
  ],
];

describe("hostile input", () => {
  test.each(hostile)("%s: %s", (_name, code, text) => {
    expect(codeOf(bytesOf(text))).toBe(code);
  });

  test("base64 in base64 is followed a few times and then no more", () => {
    const wrap = (text: string, times: number): string =>
      times === 0 ? text : wrap(Buffer.from(text).toString("base64"), times - 1);
    const block = `[model_providers.x]\nname = "x"\nbase_url = "https://x.example/v1"\n`;
    expect(codeOf(bytesOf(wrap(block, 4)))).toBeUndefined();
    expect(codeOf(bytesOf(wrap(block, 12)))).toBe("BLOCK_NOT_FOUND");
  });
});

/** The code of the error, or undefined for a block; anything but an `AppError` fails the test. */
function codeOf(bytes: Uint8Array): ErrorCode | undefined {
  try {
    readBlock(bytes);
    return undefined;
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    expect(JSON.stringify(error.detail)).not.toContain("pmx-");
    return error.code;
  }
}

describe("the lines of a script", () => {
  test("a search looks at few lines however many there are", () => {
    const text = "A\n".repeat(1000) + "B\n".repeat(1000);
    const index = new LineIndex(text);
    const operator = readHereOperator("<<A", 0, {
      words: [],
      documents: [],
      target: undefined,
      pipedTo: undefined,
      place: undefined,
    });
    const document = operator?.document;
    if (!document) throw new Error("no operator was read");
    for (let line = 0; line < 1000; line += 1)
      expect(index.find(document, line * 2)?.next).toBe(line * 2 + 1);
    expect(index.find(document, 2000)).toBeUndefined();
  });
});
