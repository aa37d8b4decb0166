import { describe, expect, it } from "vitest";
import { edit, type Intent } from "../../../app/config/edit.ts";
import { scan } from "../../../app/config/scan.ts";
import { applySplices, mapOffset } from "../../../app/config/splice.ts";
import { verify } from "../../../app/config/verify.ts";
import { AppError } from "../../../app/errors.ts";
import { charactersRead } from "../../support/charactersRead.ts";
import {
  AUTH_BLOCK,
  BOOST,
  BOOST_BLOCK,
  LINK,
  PAY,
  PAY_BLOCK,
} from "../../support/golden/blocks.ts";
import {
  commentOut,
  moveToRoot,
  remove,
  rootKey,
  setActive,
  upsert,
} from "../../support/golden/goldenCase.ts";
import { brokenOff, hostileTexts } from "../../support/hostileTexts.ts";

/** The code and facts of the refusal, or the text of the edit. */
function outcome(text: string, ...intents: Intent[]): unknown {
  try {
    return edit(text, intents);
  } catch (error) {
    if (error instanceof AppError) return { code: error.code, ...error.detail };
    throw error;
  }
}

describe("refusals", () => {
  it("names a provider that is not there", () => {
    const missing = { code: "PROVIDER_NOT_FOUND", providerId: "nobody" };
    expect(outcome("", remove("nobody"))).toEqual(missing);
    expect(outcome(PAY_BLOCK, remove("nobody"))).toEqual(missing);
    expect(outcome(PAY_BLOCK, remove(PAY.toUpperCase()))).toMatchObject({
      code: "PROVIDER_NOT_FOUND",
    });
  });

  it("names a block without the provider", () => {
    for (const block of ["", "oops", PAY_BLOCK, "model_provider = 'x'"])
      expect(outcome("", upsert(BOOST, block))).toEqual({ code: "BLOCK_NOT_FOUND" });
  });

  it.each([
    ["model_providers = 5", "model_providers"],
    ["model_providers = []", "model_providers"],
    ["[[model_providers]]\nname = 'x'", "model_providers"],
    [`[[model_providers.${BOOST}]]\nname = 'x'`, `model_providers.${BOOST}`],
    [`model_providers.${BOOST} = 5`, `model_providers.${BOOST}.name`],
    [`[model_providers]\n${BOOST} = 'x'`, `model_providers.${BOOST}.name`],
    [`[model_providers.${BOOST}.name]\nx = 1`, `model_providers.${BOOST}.name`],
    [`[model_providers.${BOOST}]\nname = { x = 1 }`, `model_providers.${BOOST}.name`],
    [`[model_providers]\n${BOOST}.http_headers = {}`, `model_providers.${BOOST}`],
  ])("refuses a block where the file has %j", (text, key) => {
    expect(outcome(text, upsert(BOOST, BOOST_BLOCK))).toEqual({ code: "UNSUPPORTED_LAYOUT", key });
  });

  it("refuses a table of the block where the file has a value", () => {
    expect(outcome(`[model_providers.${LINK}]\nauth = 'x'`, upsert(LINK, AUTH_BLOCK))).toEqual({
      code: "UNSUPPORTED_LAYOUT",
      key: `model_providers.${LINK}.auth.command`,
    });
  });

  it("refuses to move a key the root has already", () => {
    const text = "model = 1\n[t]\nmodel = 2\n";
    expect(outcome(text, moveToRoot(text, "model = 2"))).toEqual({
      code: "UNSUPPORTED_LAYOUT",
      key: "model",
    });
  });

  it("refuses a statement of another text", () => {
    const [statement] = scan("model = 1").statements;
    if (!statement) throw new Error("no statement");
    const stale: Intent = { kind: "commentOut", statement };
    expect(outcome("# model = 1", stale)).toMatchObject({ code: "UNSUPPORTED_LAYOUT" });
    expect(outcome("", stale)).toMatchObject({ code: "UNSUPPORTED_LAYOUT" });
  });

  it("shows no secret in a refusal", () => {
    const text = `[[model_providers.${BOOST}]]\nexperimental_bearer_token = 'pmx-sentinel-old'`;
    expect(JSON.stringify(outcome(text, upsert(BOOST, BOOST_BLOCK)))).not.toContain("sentinel");
  });
});

describe("nothing to do", () => {
  it.each([
    ["the active provider", 'model_provider = "pm"\n', setActive("pm")],
    ["the active provider, spelled otherwise", "model_provider = '''pm'''", setActive("pm")],
    ["a root key", "model = 'x' # y", rootKey("model", '"x"')],
    ["a block", PAY_BLOCK, upsert(PAY, PAY_BLOCK)],
    ["a block in other quotes", PAY_BLOCK.replaceAll('"', "'"), upsert(PAY, PAY_BLOCK)],
    ["a block on Windows", PAY_BLOCK.replaceAll("\n", "\r\n"), upsert(PAY, PAY_BLOCK)],
  ])("returns the same string for %s", (_what, text, intent) => {
    expect(edit(text, [intent])).toBe(text);
  });

  it("returns the same string for comments, empty lines, root keys and no intents", () => {
    const text = "# a\n\nb = 1\n";
    const [comment, blank, key] = scan(text).statements;
    if (!comment || !blank || key?.kind !== "keyValue") throw new Error("too few");
    expect(edit(text, [])).toBe(text);
    expect(
      edit(text, [
        { kind: "commentOut", statement: comment },
        { kind: "commentOut", statement: blank },
        { kind: "moveToRoot", statement: key },
      ]),
    ).toBe(text);
  });
});

describe("several intents", () => {
  it("finds statements again after earlier intents moved them", () => {
    const text = `[tui]\ntheme = "dark"\nprofile = "a"\n\n${PAY_BLOCK}notify = []\n`;
    const intents = [
      setActive(PAY),
      moveToRoot(text, "notify"),
      upsert(BOOST, BOOST_BLOCK),
      commentOut(text, "profile"),
      remove(PAY),
      setActive(BOOST),
    ];
    expect(edit(text, intents)).toBe(
      `model_provider = "${BOOST}"\nnotify = []\n\n[tui]\ntheme = "dark"\n# profile = "a"\n\n${BOOST_BLOCK}`,
    );
  });

  it("gives up on a statement that an earlier intent took away", () => {
    const text = "a = 1\n[t]\nb = 2\n";
    const twice = [commentOut(text, "b"), commentOut(text, "b")];
    expect(outcome(text, ...twice)).toMatchObject({ code: "UNSUPPORTED_LAYOUT" });
  });

  it("brings a block in and takes it out again without a trace", () => {
    for (const text of [
      'model = "x"\n',
      `model_provider = "${PAY}"\r\n\r\n${PAY_BLOCK.replaceAll("\n", "\r\n")}\r\n# end\r\n[tui]\r\n`,
      `\uFEFF${PAY_BLOCK}`,
      `${PAY_BLOCK}\n\n# --- next ---\n\n[tui]\n`,
      "model_providers = { a = { name = 'A' } } # x\n",
      "model_providers = {\n  a = { name = 'A' }, # x\n}\n",
    ])
      expect(edit(text, [upsert(BOOST, BOOST_BLOCK), remove(BOOST)])).toBe(text);
  });
});

describe("gaps after removing", () => {
  const table = `[model_providers.${PAY}]\nname = "P"\n`;
  const sub = `[model_providers.${PAY}.auth]\ncommand = "x"\n`;

  it.each([
    ["all of the file", `${table}\n${sub}`, ""],
    ["all of the file but empty lines", `\n\n${table}\n\n${sub}\n\n`, ""],
    ["the start", `${table}\n\n${sub}\n[t]\n`, "[t]\n"],
    ["the end", `[t]\n\n\n${table}\n${sub}\n\n`, "[t]\n"],
    ["the end without gaps", `[t]\n${table}\n${sub}`, "[t]\n"],
    ["between equal gaps", `[t]\n\n${table}\n${sub}\n[u]\n`, "[t]\n\n[u]\n"],
    ["below the larger gap", `[t]\n\n\n${table}\n[u]\n`, "[t]\n\n\n[u]\n"],
    ["above the larger gap", `[t]\n\n${table}\n\n\n[u]\n`, "[t]\n\n\n\n[u]\n"],
    ["no gap above", `[t]\n${table}\n[u]\n`, "[t]\n\n[u]\n"],
    ["no gap below", `[t]\n\n${table}[u]\n`, "[t]\n\n[u]\n"],
    ["no gaps at all", `[t]\n${table}${sub}[u]\n`, "[t]\n[u]\n"],
    ["two places", `[t]\n\n${table}\n[u]\n\n${sub}\n[v]\n`, "[t]\n\n[u]\n\n[v]\n"],
    ["an inner gap", `[t]\n${table}\n${sub}\n[u]\n`, "[t]\n\n[u]\n"],
  ])("%s", (_place, before, after) => {
    expect(edit(before, [remove(PAY)])).toBe(after);
  });
});

describe("splices", () => {
  it("keeps the order of splices at one place", () => {
    const at = (text: string) => ({ start: 1, end: 1, text });
    expect(applySplices("ab", [at("1"), at("2"), { start: 1, end: 2, text: "3" }])).toBe("a123");
  });

  it("refuses splices that overlap", () => {
    const splices = [
      { start: 0, end: 2, text: "" },
      { start: 1, end: 3, text: "" },
    ];
    expect(() => applySplices("abc", splices)).toThrow(AppError);
  });

  it("maps offsets across splices", () => {
    const splices = [
      { start: 0, end: 2, text: "" },
      { start: 4, end: 4, text: "xyz" },
      { start: 6, end: 8, text: "q" },
    ];
    expect([2, 3, 4, 6, 8].map((offset) => mapOffset(offset, splices))).toEqual([0, 1, 5, 7, 8]);
  });
});

describe("hostile texts", () => {
  const intents: Intent[] = [
    setActive("x"),
    rootKey("model", '"x"'),
    upsert(BOOST, BOOST_BLOCK),
    upsert("pm", '[model_providers.pm]\nname = "P"\nexperimental_bearer_token = "pmx-sentinel"\n'),
    remove("pm"),
  ];

  it.each(brokenOff)("throws nothing but AppError for %j", (text) => {
    for (const intent of intents) {
      for (const broken of [
        text,
        `model = 1\n${text}`,
        `${text}\n[model_providers.pm]\nname = "x"`,
      ])
        expect(codeOf(broken, intent)).not.toBe("BUG");
    }
  });

  it.each(hostileTexts)(
    "throws nothing but AppError for %s, in linear time",
    (_name, textOfSize) => {
      for (const intent of intents) {
        const cost = (size: number) => {
          const text = textOfSize(size);
          let code = "";
          const count = charactersRead(() => {
            code = codeOf(text, intent);
          });
          expect(code).not.toBe("BUG");
          return count / text.length;
        };
        expect(cost(48_000)).toBeLessThan(Math.max(cost(12_000), 1) * 1.5);
      }
    },
  );
});

/** What editing and proving ends with: a code, `DONE`, or `BUG` for anything that is no expected failure. */
function codeOf(text: string, intent: Intent): string {
  try {
    verify(text, edit(text, [intent]), [intent]);
    return "DONE";
  } catch (error) {
    return error instanceof AppError ? error.code : "BUG";
  }
}
