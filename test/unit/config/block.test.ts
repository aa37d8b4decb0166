import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { type Block, MAX_BLOCK_BYTES, readBlock } from "../../../app/config/block.ts";
import { edit, type Intent } from "../../../app/config/edit.ts";
import { verify } from "../../../app/config/verify.ts";
import { AppError, type ErrorCode } from "../../../app/errors.ts";

const folder = join(import.meta.dirname, "../../fixtures/blocks");

/** A block, or the error, that one fixture must give. */
type Expected = Block | { readonly code: ErrorCode; readonly detail: AppError["detail"] };

const fixtures = readdirSync(folder)
  .filter((name) => !name.endsWith(".json") && !name.startsWith("."))
  .map((name) => ({
    name,
    bytes: new Uint8Array(readFileSync(join(folder, name))),
    expected: JSON.parse(readFileSync(join(folder, `${name}.json`), "utf8")) as Expected,
  }));
const failing = fixtures.filter(({ expected }) => "code" in expected);
const readable = fixtures.filter(({ expected }) => !("code" in expected));

function failureOf(bytes: Uint8Array): AppError {
  try {
    readBlock(bytes);
  } catch (error) {
    if (error instanceof AppError) return error;
    throw error;
  }
  throw new Error("a block was read where none should be");
}

const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text);

describe("readBlock", () => {
  test("has enough believable inputs of every kind", () => {
    const formats = readable.map(({ expected }) => ("format" in expected ? expected.format : ""));
    const count = (format: string): number => formats.filter((one) => one === format).length;
    expect(count("toml")).toBeGreaterThanOrEqual(15);
    expect(count("config")).toBeGreaterThanOrEqual(2);
    expect(count("shell")).toBeGreaterThanOrEqual(20);
    expect(count("powershell")).toBeGreaterThanOrEqual(10);
    expect(count("batch")).toBeGreaterThanOrEqual(3);
  });

  test.each(readable)("reads $name", ({ bytes, expected }) => {
    const block = readBlock(bytes);
    expect(JSON.parse(JSON.stringify(block))).toEqual(expected);
    for (const { id, tableText } of block.providers) {
      expect(tableText.startsWith("[")).toBe(true);
      expect(tableText).not.toMatch(/\r|unfilled/);
      for (const before of userFiles) {
        const intents: Intent[] = [{ kind: "upsertProvider", providerId: id, tableText }];
        const after = edit(before, intents);
        expect(after).not.toBe(before);
        verify(before, after, intents);
      }
    }
  });

  test.each(failing)("refuses $name", ({ bytes, expected }) => {
    const failure = failureOf(bytes);
    expect({ code: failure.code, detail: failure.detail }).toEqual(expected);
    expect(`${failure.message} ${JSON.stringify(failure.detail)} ${failure.cause}`).not.toMatch(
      /pmx-|https?:/,
    );
  });

  test("has a fixture for every way to fail", () => {
    const codes = failing.map(({ expected }) => ("code" in expected ? expected.code : undefined));
    expect(new Set(codes)).toEqual(
      new Set<ErrorCode>([
        "BLOCK_NOT_FOUND",
        "BLOCK_CONFLICT",
        "BLOCK_NOT_UTF8",
        "BLOCK_UNREADABLE",
        "BLOCK_NEEDS_EXECUTION",
        "BLOCK_ACTIVE_MISSING",
        "RESERVED_PROVIDER_ID",
        "EMPTY_PROVIDER_ID",
        "EMPTY_PROVIDER_NAME",
        "MISSING_BASE_URL",
        "INVALID_BASE_URL",
        "MALFORMED_TOKEN",
        "WRONG_TYPE",
        "UNSUPPORTED_WIRE_API",
        "CONFLICTING_AUTH",
      ]),
    );
  });

  test("refuses more than 1 MB and reads exactly 1 MB", () => {
    const block = readFileSync(join(folder, "toml-block.toml"), "utf8");
    const padded = `${block}#${" ".repeat(MAX_BLOCK_BYTES - block.length - 1)}`;
    expect(readBlock(bytesOf(padded)).activeId).toBe("photonmark-codex-pay");
    const failure = failureOf(bytesOf(`${padded} `));
    expect(failure.code).toBe("BLOCK_TOO_LARGE");
    expect(failure.detail).toEqual({ limitBytes: MAX_BLOCK_BYTES });
  });

  test("finds nothing in an empty text", () => {
    expect(failureOf(new Uint8Array()).code).toBe("BLOCK_NOT_FOUND");
    expect(failureOf(bytesOf(" \n")).code).toBe("BLOCK_NOT_FOUND");
  });

  test.each(["openai", "ollama", "lmstudio", "amazon-bedrock", "gcp"])(
    "refuses the id %s",
    (id) => {
      const text = `[model_providers.${id}]\nname = "x"\nbase_url = "https://x.example/v1"\n`;
      expect(failureOf(bytesOf(text)).detail).toEqual({ providerId: id });
    },
  );

  test.each([
    "https://codex.photonmark.example",
    "https://codex.photonmark.example:8443/v1/",
    "HTTPS://codex.photonmark.example/v1",
    "http://localhost:4700/v1",
    "http://127.8.9.1/v1",
    "http://[::1]:4700/v1",
  ])("accepts the address %s", (url) => {
    const text = `[model_providers.x]\nname = "x"\nbase_url = "${url}"\n`;
    expect(readBlock(bytesOf(text)).providers[0]?.baseUrl).toBe(url);
  });

  test.each([
    "http://localhost.evil.example/v1",
    "http://0.0.0.0/v1",
    "http://[::2]/v1",
    "ftp://codex.photonmark.example/v1",
    "https:///v1",
    "https://codex.photonmark.example:99999/v1",
    "https://codex.photonmark.example/v1#top",
    "https://codex..example/v1",
    "https://сodex.photonmark.example/v1",
    "https://codex.photonmark.example\\\\@evil.example/v1",
    "//codex.photonmark.example/v1",
  ])("refuses the address %s", (url) => {
    const text = `[model_providers.x]\nname = "x"\nbase_url = "${url}"\n`;
    expect(failureOf(bytesOf(text)).code).toBe("INVALID_BASE_URL");
  });

  test("reads a lone carriage return as a line break", () => {
    const block = readFileSync(join(folder, "toml-block.toml"), "utf8");
    expect(readBlock(bytesOf(block.replaceAll("\n", "\r")))).toEqual(readBlock(bytesOf(block)));
  });

  test("leaves out a root key on which two parts of a script disagree", () => {
    const table = `[model_providers.x]\nname = "x"\nbase_url = "https://x.example/v1"\n`;
    const script = `cat <<A\nmodel_provider = "x"\nmodel = "a"\nA\ncat <<'B'\nmodel_provider = "x"\nmodel = "b"\n${table}B\n`;
    const { suggestions, leftOut } = readBlock(bytesOf(script));
    expect({ suggestions, leftOut }).toEqual({ suggestions: [], leftOut: ["model"] });
  });

  test("takes the block of a script although a second one would need running", () => {
    const table = (id: string, token: string): string =>
      `[model_providers.${id}]\nname = "x"\nbase_url = "https://x.example/v1"\nexperimental_bearer_token = "${token}"\n`;
    const script = `cat <<A\n${table("x", "pmx-test-1")}A\ncat <<B\n${table("y", "$(id)")}B\n`;
    expect(readBlock(bytesOf(script)).providers.map(({ id }) => id)).toEqual(["x"]);
  });

  test("does not take a variable for known that is assigned from its own name or in a circle", () => {
    const script = (value: string): string =>
      `A="$B"\nB="$A"\nC="$C"\ncat <<E\n[model_providers.x]\nname = "${value}"\nE\n`;
    for (const name of ["A", "B", "C"]) {
      const failure = failureOf(bytesOf(script(`$${name}`)));
      expect([failure.code, failure.detail]).toEqual([
        "BLOCK_NEEDS_EXECUTION",
        { expression: name },
      ]);
    }
  });

  test("never runs anything: what a script would create is not there", () => {
    const marker = join(folder, "executed");
    const script = `#!/bin/sh\ntouch '${marker}'\ncat <<E\n# $(touch '${marker}')\n[model_providers.x]\nname = "x"\nbase_url = "https://x.example/v1"\nE\n`;
    expect(readBlock(bytesOf(script)).providers[0]?.tableText).not.toContain("touch");
    expect(readdirSync(folder)).not.toContain("executed");
  });
});

/** Files that a block must fit into. */
const userFiles = [
  "",
  'model = "gpt-6-sol"\n',
  'model_provider = "old"\r\n\r\n[model_providers.old]\r\nname = "Old"\r\nbase_url = "https://old.example/v1"\r\n\r\n[tui]\r\ntheme = "dark"',
  'model_providers = { old = { name = "Old", base_url = "https://old.example/v1" } }\n[tui]\n',
];
