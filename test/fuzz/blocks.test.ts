import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { parse } from "smol-toml";
import { describe, expect, test } from "vitest";
import { type Block, readBlock } from "../../app/config/block.ts";
import { AppError } from "../../app/errors.ts";
import { forms, type Provider, providers, render, text } from "../support/arbitrary/blockForms.ts";
import { fuzz } from "./fuzz.ts";

const bytesOf = (form: string | Uint8Array): Uint8Array =>
  typeof form === "string" ? new TextEncoder().encode(form) : new Uint8Array(form);
const model = fc.option(text, { nil: undefined });

/**
 * The batch forms are judged by the rules that cmd.exe documents: it exists on Windows alone, and so does nothing
 * that reads batch files as it does.
 */
describe("a block in every form", () => {
  test.each(Object.entries(forms))("%s", async (_name, [expectedFormat, write]) => {
    await fuzz(
      fc.property(providers, model, (list, modelName) => {
        const toml = render(list, modelName);
        const { format: plainFormat, ...plain } = readBlock(bytesOf(toml));
        const { format: readFormat, ...read } = readBlock(bytesOf(write(toml)));
        expect(plainFormat).toBe("toml");
        expect(readFormat).toBe(expectedFormat);
        expect(read).toEqual(plain);
        expectSame(plain, list, toml);
      }),
      { milliseconds: 60, least: 10 },
    );
  });
});

/** What was read against what was generated, by way of another parser. */
function expectSame(block: Omit<Block, "format">, list: readonly Provider[], toml: string): void {
  expect(block.activeId).toBe(list[0]?.id);
  expect(block.providers.map(({ id, name }) => ({ id, name }))).toEqual(
    list.map(({ id, name }) => ({ id, name })),
  );
  const tables = block.providers.map(({ tableText }) => tableText).join("\n");
  expect(parse(tables).model_providers).toEqual(parse(toml).model_providers);
}

describe("damaged input", () => {
  const folder = join(import.meta.dirname, "../fixtures/blocks");
  const inputs = readdirSync(folder)
    .filter((name) => /\.(?:sh|ps1|toml|txt|md|cmd|bat)$/.test(name))
    .map((name) => readFileSync(join(folder, name)));
  const damage = fc.record({
    input: fc.constantFrom(...inputs),
    from: fc.nat(2000),
    length: fc.nat(40),
    put: fc.constantFrom(
      "",
      "'",
      '"',
      "`",
      "$(",
      "${",
      "\n",
      "<<EOF\n",
      "@'\n",
      "\\",
      "#",
      "]",
      "= ",
      "\u00a0",
    ),
  });

  test("gives a block or an expected error, and never a token in it", async () => {
    await fuzz(
      fc.property(damage, ({ input, from, length, put }) => {
        const at = from % (input.length + 1);
        const rest = input.subarray(Math.min(at + length, input.length));
        expectBlockOrError(
          new Uint8Array(Buffer.concat([input.subarray(0, at), Buffer.from(put), rest])),
        );
      }),
      { milliseconds: 1000 },
    );
  });
});

/** Anything but a block or an `AppError` without a token in it fails the test. */
function expectBlockOrError(bytes: Uint8Array): void {
  try {
    readBlock(bytes);
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    expect(JSON.stringify(error.detail)).not.toContain("pmx-");
  }
}
