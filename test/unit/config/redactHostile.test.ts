import { describe, expect, it, test } from "vitest";
import { redactAddress, redactText, redactToml, secretsOf } from "../../../app/config/redact.ts";
import { charactersRead } from "../../support/charactersRead.ts";
import { hostileTexts } from "../../support/hostileTexts.ts";

/** Texts made to exhaust the search for secrets: what repeats itself, with what stands before and after. */
const hostilePieces: readonly (readonly [piece: string, head?: string, tail?: string])[] = [
  ["a"],
  ["a1"],
  ["-"],
  ["pm-"],
  ["sk-"],
  ["pm-abcdefgh+"],
  ["eyJaaaaaaaa."],
  ["//"],
  ["//a:"],
  ['//a:b"'],
  ["://x@"],
  [":", "//", "]"],
  ["a=b&", "//x?"],
  ["token"],
  ["token="],
  ["token "],
  [" ", "token", "x"],
  ["token=true "],
  ["cookie=true "],
  ["cookie=••••••••aaaaaa "],
  ["token='''"],
  ["token='a\""],
  ["'", "token=x", "x"],
  ["env={"],
  ['\\"', 'token = x "'],
  ["a, "],
  ["{}", "env = "],
  ["\\u0041"],
  ["\\u0041\n"],
  ["%41"],
  ["bearer "],
  ["basic  "],
  ["--token "],
  ["--token,\n"],
  ['"--token","x",', "a=[", "]"],
  ["a=1 # b # c\n"],
  ["# token = x # y\n"],
  [" 'a", "token = 1 # "],
  ["a = 1\n", "env = {\n"],
  ["a\n", 'token = """', '"""'],
  ["# a\n", '# token = """\n', '# """'],
  ["# \u2028"],
  ["b=1\n", `[${"a.".repeat(20_000)}a]\n`],
  ["b=1,", `x={${"a.".repeat(20_000)}a={`, "}}"],
];

describe("a long hostile text is masked", () => {
  test.each(hostilePieces)("%j", (piece = "", head = "", tail = "") => {
    const text = head + piece.repeat(60_000 / piece.length) + tail;
    expect(redactToml(text).split("\n")).toHaveLength(text.split("\n").length);
    expect(redactText(text.slice(0, 5_000), secretsOf(text))).not.toBe("");
    expect(redactText(text)).not.toBe("");
    expect(redactAddress(text)).not.toBe("");
  });
});

it.each(hostileTexts)("reads at most twice as much of twice as many: %s", (_name, make) => {
  const [one, two] = [make(20_000), make(40_000)];
  const first = charactersRead(() => redactToml(one));
  const second = charactersRead(() => redactToml(two));
  expect(second).toBeLessThan(2.5 * first + 10_000);
});
