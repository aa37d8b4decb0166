import fc from "fast-check";
import { describe, expect, it, test } from "vitest";
import { diffOf } from "../../app/config/diff.ts";
import { redactAddress, redactText, redactToml, secretsOf } from "../../app/config/redact.ts";
import { encodeString } from "../../app/config/value.ts";
import { stateOf } from "../../app/readState.ts";
import { arbitraryToml } from "../support/arbitrary/arbitraryToml.ts";
import { sabotage } from "../support/arbitrary/sabotage.ts";
import { goldenCases, readGolden } from "../support/golden/goldenCases.ts";
import { fuzz } from "./fuzz.ts";

/** Secrets that nothing but their place gives away. */
const plainSecrets = [
  "hunterxy",
  "a, b] } #c",
  "quo\"te'd`xy",
  "back\\slash\\u0041",
  "ünï-cødé-😀",
  "two\nlines xy",
  "4815162342",
  "q=w&e#r?t/y@u:i",
  " -spaced out- ",
  "[table.xy]",
];

/** Secrets that their shape gives away anywhere. */
const tokens = [
  "pmx-sentinelsecret",
  "sk-proj-sentinel123456",
  "ghp_sentinel0123456789",
  "Zx9Kq2Lm8Np4Rt6Vw1Yb3Cd5",
  "3f2b8c1e-9d4a-4c7b-8e21-0a1b2c3d4e5f",
  "eyJhbGciOiJIUzI1.eyJzdWIiOiIx.c2lnbmF0dXJl",
];

const secretKeys = [
  "experimental_bearer_token",
  '"api-key"',
  "'client_secret'",
  '"pass\\u0077ord"',
  "http_headers.X-Any",
  "env.ANY",
  "query_params.any",
  "credentials.any.key",
  "model_providers.x.auth.args",
  "http_headers",
  "env",
];

/** A string in one of the spellings that can hold it. */
function literals(text: string): string[] {
  const escaped = [...text].map((character) => {
    const hex = character.codePointAt(0)?.toString(16).padStart(8, "0");
    return `\\U${hex}`;
  });
  const all = [encodeString(text), `"${escaped.join("")}"`];
  if (!/['\n]/.test(text)) all.push(`'${text}'`);
  if (!text.includes("'")) all.push(`'''${text}'''`, `'''\n${text}'''`);
  if (!/["\\]/.test(text)) all.push(`"""${text}"""`, `"""\\\n   ${text.trimStart()}"""`);
  if (/^\d+$/.test(text)) all.push(text);
  return all;
}

const literalOf = (secrets: readonly string[]) =>
  fc
    .constantFrom(...secrets)
    .chain((secret) =>
      fc.constantFrom(...literals(secret)).map((literal) => ({ secret, literal })),
    );

const asStatement = fc
  .tuple(fc.constantFrom(...secretKeys), literalOf(plainSecrets), fc.nat(9))
  .map(([key, { secret, literal }, style]) => {
    const written = [
      `${key} = ${literal}`,
      `  ${key}  =\t${literal}   # note`,
      `${key} = [${literal}, ${literal}]`,
      `x = { a = 1, ${key} = ${literal} }`,
      `x = [\n  { ${key} = ${literal} }, # c\n]`,
      `${key} = { a = ${literal}, b.c = ${literal} }`,
      `args = ["a", "--api-key", ${literal}, "b"]`,
      `args = [\n  "--password", # c\n  ${literal}\n]`,
      `x.env = {\n  # OLD = ${literal.includes("\n") ? '"x"' : literal}\n  NEW = ${literal},\n}`,
      `[y.http_headers]\nX-Any = ${literal}`,
    ][style];
    return { secret, text: `${written ?? ""}\n`, isComment: false };
  });

/** Commented out, each line. */
const asComment = asStatement.map(({ secret, text }) => ({
  secret,
  text: text.replace(/^(?=.)/gm, "# "),
  isComment: true,
}));

const asBroken = fc
  .tuple(fc.constantFrom(...secretKeys), literalOf(plainSecrets), fc.nat(5))
  // A header ends what is open, so that one broken line does not hide the rest of the file.
  .filter(([, { secret }]) => !/\n|^\[/.test(secret))
  .map(([key, { secret, literal }, style]) => {
    const written = [
      `${key} = ${literal} oops`,
      `${key} ${literal}`,
      `${key} = ${secret}`,
      `${key} = "${secret}`,
      `${key} =\n  ${literal}`,
      `${key} = """\n  ${secret}\n`,
    ][style];
    return { secret, text: `${written ?? ""}\n`, isComment: false };
  });

const asToken = fc
  .tuple(fc.constantFrom(...tokens), fc.nat(9), fc.nat(5))
  .map(([secret, style, form]) => {
    const literal = literals(secret)[form] ?? encodeString(secret);
    const written = [
      `x = ${literal}`,
      `x = ["a", ${literal}]`,
      `# see ${secret}, please`,
      `a = 1 # ${secret}`,
      `"${secret}" = 1`,
      `[a."${secret}"]`,
      `oops ${literal}`,
      `base_url = "https://x.test/${secret}/v1"`,
      `x = "https://${secret}@x.test/"`,
      `x = { ${encodeString(secret)} = 1 } # c`,
    ][style];
    return { secret, text: `${written ?? ""}\n`, isComment: false };
  });

const asAnything = fc.oneof(asStatement, asComment, asBroken, asToken);

/** All that a person could read the secret from. */
function spellings(secret: string): string[] {
  const lines = secret.split("\n").map((line) => line.trim());
  return [
    ...lines,
    ...lines.map((line) => JSON.stringify(line).slice(1, -1)),
    literals(secret)[1] ?? "",
  ];
}

function expectNone(shown: string, secret: string): void {
  for (const spelling of spellings(secret)) expect(shown).not.toContain(spelling);
}

describe("a secret", () => {
  it("is never shown, whatever stands around it", async () => {
    await fuzz(
      fc.property(arbitraryToml, asAnything, fc.boolean(), ({ text: file }, put, isFirst) => {
        const glue = `${file === "" || file.endsWith("\n") ? "" : "\n"}[other]\n`;
        const text = isFirst ? put.text + file.replace(/^\uFEFF/, "") : file + glue + put.text;
        const shown = redactToml(text);
        expectNone(shown, put.secret);
        expect(shown.split("\n")).toHaveLength(text.split("\n").length);
        const diffs = [...diffOf("", text), ...diffOf(text, "")].flatMap(({ lines }) => lines);
        expectNone(diffs.map((line) => line.text).join("\n"), put.secret);
      }),
    );
  });

  it("is known by all of its spellings, so that it can be taken out of a message", async () => {
    await fuzz(
      fc.property(asAnything, ({ text, secret, isComment }) => {
        // Indentation and comment marks inside of a commented string are not part of the secret.
        fc.pre(!isComment || !secret.includes("\n"));
        const message = `invalid type: string ${JSON.stringify(secret)}, or \`${secret}\` in ${text}`;
        expectNone(redactText(message, secretsOf(text)), secret);
      }),
    );
  });

  it("shows when it changes", async () => {
    await fuzz(
      fc.property(fc.string({ minLength: 1 }), fc.string({ minLength: 1 }), (a, b) => {
        fc.pre(a.trim() !== b.trim() && !["true", "false"].includes(a));
        const textOf = (secret: string) => `token = ${encodeString(secret)}\n`;
        expect(redactToml(textOf(a))).not.toBe(redactToml(textOf(b)));
      }),
    );
  });

  it("is not in the state of a provider", async () => {
    await fuzz(
      fc.property(fc.constantFrom(...tokens), fc.constantFrom(...plainSecrets), (token, secret) => {
        const text = [
          `model_provider = "${token}"`,
          "[model_providers.pm]",
          `name = ${encodeString(`Pay ${token}`)}`,
          `base_url = ${encodeString(`https://${secret}@x.test/v1?k=${token}#${secret}`)}`,
        ].join("\n");
        const state = JSON.stringify(
          stateOf({ home: "h", path: "p", realPath: "p", exists: true, revision: "r", text }),
        );
        expectNone(state, token);
        expectNone(state, secret);
      }),
    );
  });
});

describe("any text at all", () => {
  const anyText = fc.oneof(
    fc.tuple(arbitraryToml, sabotage()).map(([{ text }, spoil]) => spoil(text)),
    fc.tuple(asAnything, sabotage()).map(([{ text }, spoil]) => spoil(text)),
    fc
      .array(
        fc.constantFrom(
          ..."[]{}=.,#\"'\\\n\r \t:@/?&-_é1aT",
          '"""',
          "token",
          "://",
          "\\u0041",
          "%41",
          "--key",
          "Bearer ",
          "env",
        ),
        { maxLength: 40 },
      )
      .map((pieces) => pieces.join("")),
    fc.string({ unit: "binary", maxLength: 60 }),
  );

  it("is masked without a failure, line by line", async () => {
    await fuzz(
      fc.property(anyText, (text) => {
        expect(redactToml(text).split("\n")).toHaveLength(text.split("\n").length);
        redactText(text, secretsOf(text));
        redactAddress(text);
      }),
      { milliseconds: 1000 },
    );
  });
});

describe("the golden files", () => {
  const all = goldenCases.flatMap((golden) =>
    (["in", "out"] as const).map((side) => readGolden(golden, side).toString("utf8")),
  );

  test("show nothing but their tokens masked", () => {
    let masked = 0;
    for (const text of all) {
      const shown = redactToml(text);
      expect(shown).not.toContain("sentinel");
      const [lines, shownLines] = [text.split("\n"), shown.split("\n")];
      expect(shownLines).toHaveLength(lines.length);
      for (const [index, line] of lines.entries()) {
        if (shownLines[index] === line) continue;
        masked += 1;
        expect(`${line}\n`).toMatch(allowedToMask);
      }
    }
    expect(masked).toBeGreaterThan(200);
  });
});

/** Tokens, values of headers, of queries and of a server's variables, arguments of a provider's program. */
const allowedToMask = /sentinel|X-(?:Team|Cost|Service|Plan)|LOG_LEVEL|region = |"codex"/;
