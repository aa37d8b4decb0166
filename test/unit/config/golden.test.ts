import { readdirSync } from "node:fs";
import { describe, expect, it, test } from "vitest";
import { edit, type Intent } from "../../../app/config/edit.ts";
import { parseToml } from "../../../app/config/parse.ts";
import { verify } from "../../../app/config/verify.ts";
import type { GoldenCase } from "../../support/golden/goldenCase.ts";
import { GOLDEN_FOLDER, goldenCases, readGolden } from "../../support/golden/goldenCases.ts";

/** What a second run of the same intents does: a removed provider is missing, the rest finds nothing to do. */
function repeated(text: string, intents: readonly Intent[]): string {
  const lasting = intents.filter(
    ({ kind }) => kind !== "removeProvider" && kind !== "commentOut" && kind !== "moveToRoot",
  );
  return edit(text, lasting);
}

describe.each(goldenCases)("$name: $why", (golden: GoldenCase) => {
  const input = readGolden(golden, "in");
  const before = input.toString("utf8");
  const intents = golden.intents(before);

  it("gives the expected bytes", () => {
    const after = Buffer.from(edit(before, intents), "utf8");
    const expected = readGolden(golden, "out");
    // As text first: a difference is then shown line by line.
    expect(after.toString("utf8")).toBe(expected.toString("utf8"));
    expect(after.equals(expected)).toBe(true);
  });

  it("is valid TOML and proven", () => {
    const after = readGolden(golden, "out").toString("utf8");
    expect(parseToml(after)).toBeTypeOf("object");
    expect(() => verify(before, after, intents)).not.toThrow();
  });

  it("has nothing left to do the second time", () => {
    const after = edit(before, intents);
    expect(repeated(after, intents)).toBe(after);
    for (const intent of intents) {
      if (intent.kind === "removeProvider")
        expect(() => edit(after, [intent])).toThrow("PROVIDER_NOT_FOUND");
    }
  });

  it("is not passed off as proven when it was not done", () => {
    const after = edit(before, intents);
    if (after === before) expect(() => verify(before, before, intents)).not.toThrow();
    else expect(() => verify(before, before, intents)).toThrow(/EDIT_NOT_PROVEN|CONFIG_UNREADABLE/);
  });
});

test("every pair of fixtures belongs to one case", () => {
  const names = goldenCases.map(({ name }) => name);
  expect(new Set(names).size).toBe(names.length);
  const files = names.flatMap((name) => [`${name}.in.toml`, `${name}.out.toml`]);
  const found = readdirSync(GOLDEN_FOLDER).filter((file) => file.endsWith(".toml"));
  expect(found.toSorted()).toEqual(files.toSorted());
});

test("fixtures kept their bytes on the way through git", () => {
  const bytes = (name: string) =>
    readGolden(goldenCases.find((golden) => golden.name === name) as GoldenCase, "in");
  expect(bytes("active-bom-crlf-absent").subarray(0, 4)).toEqual(
    Buffer.from([0xef, 0xbb, 0xbf, 0x5b]),
  );
  expect(
    bytes("active-crlf")
      .toString()
      .match(/(?<!\r)\n/g),
  ).toBeNull();
  expect(
    bytes("active-mixed-newlines")
      .toString()
      .match(/(?<!\r)\n/g),
  ).not.toBeNull();
  expect(bytes("active-no-final-newline").at(-1)).not.toBe(0x0a);
});
