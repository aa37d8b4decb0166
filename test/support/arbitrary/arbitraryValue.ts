import fc from "fast-check";

const trickyLines = [
  'model_provider = "fake"',
  "[model_providers.fake]",
  "[[fake]]",
  "# no comment",
  "]",
  "}",
  "key = {",
  "key = [",
  "'",
  "text",
  "",
];

const word = fc.constantFrom("a", "b c", "x#y", "é😀", "[z]", "{", "=", "\\", "it's", "tab\there");

const basicString = fc
  .oneof(word, fc.string({ unit: "grapheme", maxLength: 6 }))
  .map((text) => JSON.stringify(text).replaceAll("\u007f", "\\u007f"));

const literalString = word.filter((text) => !text.includes("'")).map((text) => `'${text}'`);

const lines = fc.array(fc.constantFrom(...trickyLines), { minLength: 1, maxLength: 3 });

const longBasicString = fc
  .tuple(
    lines,
    fc.constantFrom('"""\n', '"""'),
    fc.constantFrom('"""', '""""', '\n"""', '\\\n """'),
  )
  .map(([body, open, close]) => open + body.join("\n") + close);

const longLiteralString = lines
  .map((body) => body.map((line) => line.replaceAll("'", "-")).join("\n"))
  .map((body) => `'''${body}'''`);

const scalar = fc.constantFrom(
  "1",
  "-17",
  "0xff",
  "1_000.5e-3",
  "inf",
  "true",
  "1979-05-27T07:32:00Z",
  "1979-05-27 07:32:00.25",
  "1979-05-27",
  "07:32",
);

/** A string in any of its four forms. */
export const stringLiteral = fc.oneof(
  basicString,
  literalString,
  longBasicString,
  longLiteralString,
);

const { value } = fc.letrec<{ value: string }>((tie) => ({
  value: fc.oneof(
    { depthSize: "small", withCrossShrink: true },
    scalar,
    stringLiteral,
    fc
      .tuple(fc.array(tie("value"), { maxLength: 3 }), fc.constantFrom(", ", ",\n  ", " , # x\n"))
      .map(([items, comma]) => {
        const isLong = comma.includes("\n");
        return isLong ? `[ # [\n  ${items.join(comma)}\n]` : `[${items.join(comma)}]`;
      }),
    fc
      .tuple(fc.array(tie("value"), { maxLength: 3 }), fc.constantFrom(", ", ",\n  ", " , # }\n"))
      .map(([items, comma]) => {
        const entries = items.map((item, index) => `k${index}${index === 1 ? ".z" : ""} = ${item}`);
        return comma.includes("\n")
          ? `{ # x\n ${entries.join(comma)}\n}`
          : `{ ${entries.join(comma)} }`;
      }),
  ),
}));

/** A value of any kind, also over several lines. */
export const arbitraryValue: fc.Arbitrary<string> = value;

const indent = fc.constantFrom("", "", "", "  ", "\t");
/** What may stand between a value or header and the next line. */
export const ending = fc.constantFrom("\n", "\n", " # note\n", "\t#\n", "  \n");

/** A line with a key. */
export function line(left: string, value: fc.Arbitrary<string>): fc.Arbitrary<string> {
  return fc
    .tuple(indent, fc.constantFrom(" = ", "=", "   =\t"), value, ending)
    .map(([space, equals, text, end]) => space + left + equals + text + end);
}
