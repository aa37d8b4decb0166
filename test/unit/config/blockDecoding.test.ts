import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { decodeBase64 } from "../../../app/config/decodeBase64.ts";
import { decodeText } from "../../../app/config/decodeText.ts";
import { AppError } from "../../../app/errors.ts";

const utf16 = (text: string, isLittle: boolean, hasMark: boolean): Uint8Array => {
  const bytes = Buffer.from(hasMark ? `\ufeff${text}` : text, "utf16le");
  return new Uint8Array(isLittle ? bytes : bytes.swap16());
};

describe("decodeText", () => {
  test("reads what any editor writes", () => {
    const text = fc.string({ unit: "grapheme" }).filter((one) => !/[\0\ufeff]/.test(one));
    fc.assert(
      fc.property(text, (value) => {
        const forms = [
          new TextEncoder().encode(value),
          new TextEncoder().encode(`\ufeff${value}`),
          utf16(value, true, true),
          utf16(value, false, true),
        ];
        for (const form of forms) expect(decodeText(form)).toBe(value);
      }),
    );
  });

  test("knows UTF-16 without a byte order mark by its zeros", () => {
    const text = 'model_provider = "pay" # 当前余额 and more in Latin letters';
    expect(decodeText(utf16(text, true, false))).toBe(text);
    expect(decodeText(utf16(text, false, false))).toBe(text);
  });

  test("reads a text longer than one chunk", () => {
    const text = "€uro ".repeat(20_000);
    expect(decodeText(utf16(text, true, true))).toBe(text);
  });

  test.each<[string, number[]]>([
    ["Latin-1", [0x6d, 0xe4, 0x72]],
    ["a cut UTF-8 sequence", [0x61, 0xe2, 0x82]],
    ["an overlong UTF-8 sequence", [0xc0, 0xaf]],
    ["a NUL", [0x61, 0x00, 0x62]],
    ["an odd number of bytes in UTF-16", [0xff, 0xfe, 0x61]],
    ["half a surrogate pair", [0xff, 0xfe, 0x00, 0xd8]],
    ["UTF-32", [0xff, 0xfe, 0x00, 0x00, 0x61, 0x00, 0x00, 0x00]],
  ])("refuses %s", (_, bytes) => {
    expect(() => decodeText(new Uint8Array(bytes))).toThrow(new AppError("BLOCK_NOT_UTF8"));
  });
});

describe("decodeBase64", () => {
  test("undoes every spelling of base64", () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 18, maxLength: 200 }), fc.nat(80), (bytes, width) => {
        const plain = Buffer.from(bytes).toString("base64");
        const lines = plain.match(new RegExp(`.{1,${width + 1}}`, "g")) ?? [];
        const forms = [
          plain,
          plain.replace(/=+$/, ""),
          plain.replaceAll("+", "-").replaceAll("/", "_"),
          `\n  ${lines.join("\r\n  ")}\r\n`,
        ];
        for (const form of forms) expect(decodeBase64(form)).toEqual(new Uint8Array(bytes));
      }),
    );
  });

  test.each([
    ["a short word", "bW9kZWw="],
    ["a path", "/usr/local/lib/photonmark.codex/bin"],
    ["text after the padding", "bW9kZWxfcHJvdmlkZXIgPSAieCI=bW9k"],
    ["too much padding", "bW9kZWxfcHJvdmlkZXIgPSAieCI==="],
    ["a length that nothing has", "bW9kZWxfcHJvdmlkZXIgPSAieCIab"],
  ])("does not take %s for base64", (_, text) => {
    expect(decodeBase64(text)).toBeUndefined();
  });
});
