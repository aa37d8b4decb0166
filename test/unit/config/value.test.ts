import { describe, expect, it } from "vitest";
import { parseToml } from "../../../app/config/parse.ts";
import { decodeString, encodeKey, encodeString, stringValue } from "../../../app/config/value.ts";
import { isSameLiteral, readKey, ValueReader } from "../../../app/config/valueReader.ts";

const awkward = [
  "",
  "plain",
  "it's",
  'say "x"',
  "C:\\Users\\x",
  "two\nlines",
  "tab\tand\r\nbreak",
  "\u0000\u0007\u001b\u007f",
  "\u2028é😀",
  "'''",
  '"""',
  "# no comment",
  "a.b c",
  "__proto__",
  "-_09azAZ",
  "clé",
];

describe("strings", () => {
  it.each([
    ['"a\\tb"', "a\tb"],
    ['"\\b\\t\\n\\f\\r\\e\\"\\\\"', '\b\t\n\f\r\u001b"\\'],
    ['"\\x41\\u00e9\\U0001F600"', "Aé😀"],
    ["'a\\tb'", "a\\tb"],
    ['""', ""],
    ["''", ""],
    ['"""\na"b\n"""', 'a"b\n'],
    ['"""\r\na\r\n"""', "a\r\n"],
    ["'''\n\na'''", "\na"],
    ["'''it's'''", "it's"],
    ['"""one \\\n\n   two"""', "one two"],
    ['"""one \\  \r\n\ttwo"""', "one two"],
    ['""""a""""', '"a"'],
    ["'''''a'''''", "''a''"],
    ['""""""', ""],
  ])("%j means %j, as smol-toml reads it too", (literal, text) => {
    expect(decodeString(literal)).toBe(text);
    expect(parseToml(`k = ${literal}`)).toEqual({ k: text });
  });

  it.each(['"\\q"', '"\\u00e"', '"\\x4"', '"\\ud800"', '"\\U00110000"', '"\\"', '"a\\ b"'])(
    "%j means nothing",
    (literal) => {
      expect(decodeString(literal)).toBeUndefined();
    },
  );

  it.each(awkward)("%j survives being written, plain and literal", (text) => {
    for (const written of [encodeString(text), encodeString(text, true)]) {
      expect(decodeString(written)).toBe(text);
      expect(parseToml(`k = ${written}`)).toEqual({ k: text });
    }
  });

  it("prefers a literal only where TOML allows it", () => {
    expect(encodeString("C:\\x", true)).toBe("'C:\\x'");
    expect(encodeString("it's", true)).toBe('"it\'s"');
    expect(encodeString("a\nb", true)).toBe('"a\\nb"');
    expect(encodeString("C:\\x")).toBe('"C:\\\\x"');
  });

  it("is asked only of strings", () => {
    const text = "[1]";
    const value = new ValueReader(text).read(0);
    expect(value && stringValue(text, value)).toBeUndefined();
  });

  it.each([
    ['"a"', "'a'", true],
    ['"\\u0061"', '"""a"""', true],
    ["1", "1", true],
    ["1", "1.0", false],
    ["true", '"true"', false],
    ['"a"', '"b"', false],
    ['"a"', '"a" # x', false],
    ['"a', '"a', true],
    ['"a', "'a'", false],
  ])("%j and %j as the same literal: %s", (a, b, isSame) => {
    expect(isSameLiteral(a, b)).toBe(isSame);
    expect(isSameLiteral(b, a)).toBe(isSame);
  });
});

describe("keys", () => {
  it.each(awkward)("%j survives being written as a key", (part) => {
    const written = encodeKey(part);
    expect(readKey(written, 0)).toEqual({ path: [part], end: written.length });
    expect(Object.keys(parseToml(`${written} = 1`))).toEqual([part]);
  });

  it("stays bare where it can", () => {
    expect(encodeKey("photonmark-codex_1")).toBe("photonmark-codex_1");
    expect(encodeKey("my.id")).toBe('"my.id"');
    expect(encodeKey("")).toBe('""');
  });
});
