import { describe, expect, it } from "vitest";
import { edit, type Intent } from "../../../app/config/edit.ts";
import { verify } from "../../../app/config/verify.ts";
import { AppError } from "../../../app/errors.ts";
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

/** `proven`, or the code and facts of the refusal. */
function verdict(before: string, after: string, intents: readonly Intent[]): unknown {
  try {
    verify(before, after, intents);
    return "proven";
  } catch (error) {
    if (error instanceof AppError) return { code: error.code, ...error.detail };
    throw error;
  }
}

function refused(place: string): unknown {
  return { code: "EDIT_NOT_PROVEN", place };
}

const base = `model_provider = "${PAY}"
model = "gpt-6"
since = 1979-05-27T07:32:00.5Z
big = 9007199254740993
ratio = -0.0

${PAY_BLOCK}stream_max_retries = 3

[[skills]]
path = "/a"

[[skills]]
path = "/b"

[projects."/tmp"]
trust_level = "trusted"
`;

const activated = base.replace(`"${PAY}"`, `"${BOOST}"`);

describe("one value changes", () => {
  const intents = [setActive(BOOST)];

  it("is proven when nothing else does", () => {
    expect(verdict(base, activated, intents)).toBe("proven");
    expect(verdict(base, `# new\n\n${activated}`, intents)).toBe("proven");
    expect(verdict(base, activated.replaceAll("\n", "\r\n"), intents)).toBe("proven");
  });

  it.each([
    ["gpt-6", "gpt-5", "model"],
    ["model = ", "modle = ", "model"],
    [".5Z", ".6Z", "since"],
    ["07:32:00.5Z", "08:32:00.5+01:00", "since"],
    ["07:32:00.5Z", "07:32:00.5", "since"],
    ["40993", "40992", "big"],
    ["-0.0", "0.0", "ratio"],
    ["-0.0", '"-0.0"', "ratio"],
    [
      "stream_max_retries = 3",
      "stream_max_retries = 4",
      `model_providers.${PAY}.stream_max_retries`,
    ],
    ["stream_max_retries = 3\n", "", `model_providers.${PAY}.stream_max_retries`],
    ["pmx-sentinel-pay", "pmx-sentinel-other", `model_providers.${PAY}.experimental_bearer_token`],
    ['"/b"', '"/c"', "skills"],
    ['[[skills]]\npath = "/b"\n', "", "skills"],
    ["trusted", "untrusted", "projects./tmp.trust_level"],
    ["[projects", "extra = 1\n[projects", "skills"],
    ['trust_level = "trusted"\n', "", "projects./tmp.trust_level"],
    ["[projects", "[other]\n[projects", "other"],
    ["/b", "/b'] #", "skills"],
  ])("is refused when %j becomes %j as well", (from, to, place) => {
    const sabotaged = activated.replace(from, to);
    expect(sabotaged).not.toBe(activated);
    expect(verdict(base, sabotaged, intents)).toEqual(refused(place));
  });

  it("is refused when it did not happen, or to another value", () => {
    expect(verdict(base, base, intents)).toEqual(refused("setActive"));
    expect(verdict(base, activated, [setActive(`${BOOST}2`)])).toEqual(refused("setActive"));
    expect(verdict(base, activated, [])).toEqual(refused("model_provider"));
    expect(verdict(base, base, [])).toBe("proven");
  });

  it("is refused when the text is no TOML any more", () => {
    expect(verdict(base, `${activated}oops`, intents)).toEqual(refused("syntax"));
    expect(verdict(base, `${activated}[projects."/tmp"]\n`, intents)).toEqual(refused("syntax"));
  });

  it("says what is still wrong with a file that was broken before", () => {
    expect(verdict(`${base}oops\n`, `${activated}oops\n`, intents)).toEqual({
      code: "CONFIG_UNREADABLE",
      line: 23,
      column: expect.any(Number),
      reason: expect.stringMatching(/\w/),
    });
  });

  it("names the line in the file as it is, not in the one the edit would have made", () => {
    const line = (text: string) => verdict(text, edit(text, intents), intents);
    expect(line("# head\n\n[t]\noops\n")).toMatchObject({ code: "CONFIG_UNREADABLE", line: 4 });
    expect(line("oops\n[t]\n")).toMatchObject({ code: "CONFIG_UNREADABLE", line: 1 });
    expect(line('model_provider = """\nx"""\na = 1\na = 2')).toMatchObject({ line: 4 });
    // The doubled line is repaired by the edit; what is left is reported.
    const doubled = 'model_provider = "x"\nmodel_provider = "y"\nfine = 1\noops\n';
    expect(line(doubled)).toMatchObject({ code: "CONFIG_UNREADABLE", line: 4 });
  });

  it("shows no source text in a refusal", () => {
    const broken = `${base}experimental_bearer_token = "pmx-sentinel-broken\n`;
    const shown = JSON.stringify([
      verdict(broken, broken, intents),
      verdict(base, activated.replace("pmx-sentinel-pay", "pmx-sentinel-x"), intents),
    ]);
    expect(shown).not.toContain("sentinel");
  });
});

describe("a broken file is repaired", () => {
  const broken = `model_provider = "x"\nmodel = "m"\nmodel_provider = "y"\n\n${PAY_BLOCK}`;
  const intents = [setActive(PAY)];

  it("is proven when the duplicates go", () => {
    const repaired = edit(broken, intents);
    expect(verdict(broken, repaired, intents)).toBe("proven");
  });

  it.each([
    ['model = "m"', 'model = "n"'],
    ['model = "m"\n', ""],
    ["wire_api", "wire_apis"],
    ["responses", "chat"],
    ["[model_providers", "[x]\n[model_providers"],
    [`[model_providers.${PAY}]`, `[model_providers.${BOOST}]`],
  ])("is refused when %j becomes %j as well", (from, to) => {
    const sabotaged = edit(broken, intents).replace(from, to);
    expect(verdict(broken, sabotaged, intents)).toMatchObject({ code: "EDIT_NOT_PROVEN" });
  });

  it("is proven for lines that are commented out, and only these", () => {
    const text = `a = 1\noops\nb = 2\n[t]\nc = 3\n[t]\nd = 4\n`;
    const both = [commentOut(text, "oops"), commentOut(text, "[t]", 1)];
    const repaired = edit(text, both);
    expect(verdict(text, repaired, both)).toBe("proven");
    expect(verdict(text, repaired.replace("# d = 4", "d = 4"), both)).toEqual(refused("t.d"));
    expect(verdict(text, repaired.replace("b = 2", "# b = 2"), both)).toEqual(refused("b"));
    expect(verdict(text, repaired.replace("c = 3", "# c = 3"), both)).toEqual(refused("t.c"));
    expect(verdict(text, repaired, [both[0] as Intent])).toEqual(refused("before"));
  });

  it("is proven when the broken part goes with its provider", () => {
    const text = `${PAY_BLOCK}oops\n\n${PAY_BLOCK}\n[tui]\ntheme = "dark"\n`;
    const out = [remove(PAY)];
    expect(verdict(text, edit(text, out), out)).toBe("proven");
    expect(verdict(text, "", out)).toEqual(refused("tui"));
  });
});

describe("a block comes in", () => {
  const mine = `[model_providers.${BOOST}]
name = "Old"
env_key = "OLD"
http_headers = { Authorization = "x", X-Team = "blue" }
request_max_retries = 8
`;
  const intents = [upsert(BOOST, BOOST_BLOCK)];
  const after = edit(mine, intents);

  it("is proven with its values and without other credentials", () => {
    expect(verdict(mine, after, intents)).toBe("proven");
    expect(verdict("", BOOST_BLOCK, intents)).toBe("proven");
    expect(verdict("", `\uFEFF${BOOST_BLOCK.replaceAll("\n", "\r\n")}`, intents)).toBe("proven");
  });

  it.each([
    ["pmx-sentinel-boost", "pmx-sentinel-pay", "upsertProvider"],
    ["requires_openai_auth = false", "requires_openai_auth = true", "upsertProvider"],
    ['wire_api = "responses"\n', "", "upsertProvider"],
    ["# env_key", "env_key", "upsertProvider"],
    ["{ X-Team", '{ AUTHORIZATION = "x", X-Team', "upsertProvider"],
    ["request_max_retries = 8\n", "", `model_providers.${BOOST}.request_max_retries`],
    [
      "request_max_retries = 8",
      "request_max_retries = 9",
      `model_providers.${BOOST}.request_max_retries`,
    ],
    ["blue", "red", `model_providers.${BOOST}.http_headers.X-Team`],
    [' X-Team = "blue" ', "", `model_providers.${BOOST}.http_headers.X-Team`],
    ["name =", "query_params = { a = 'b' }\nname =", `model_providers.${BOOST}.query_params`],
  ])("is refused when %j becomes %j", (from, to, place) => {
    const sabotaged = after.replace(from, to);
    expect(sabotaged).not.toBe(after);
    expect(verdict(mine, sabotaged, intents)).toEqual(refused(place));
  });

  it("is refused when the file is new and has more than the block", () => {
    expect(verdict("", `${BOOST_BLOCK}extra = 1\n`, intents)).toEqual(
      refused(`model_providers.${BOOST}.extra`),
    );
    expect(verdict("", `${BOOST_BLOCK}\n${PAY_BLOCK}`, intents)).toEqual(
      refused(`model_providers.${PAY}`),
    );
  });

  it("accepts the line breaks of the file inside a text of several lines", () => {
    const block = `[model_providers.x]\nname = """a\nb"""\n`;
    const both = [upsert("x", block)];
    expect(verdict("a = 1\r\n", edit("a = 1\r\n", both), both)).toBe("proven");
    expect(verdict("", block.replace("a\nb", "a b"), both)).toEqual(refused("upsertProvider"));
  });

  it("lets requires_openai_auth go only for an auth table", () => {
    const text = `[model_providers.${LINK}]\nname = "x"\nrequires_openai_auth = true\n`;
    const link = [upsert(LINK, AUTH_BLOCK)];
    expect(verdict(text, edit(text, link), link)).toBe("proven");
    const own = `[model_providers.${LINK}]\nname = "y"\n`;
    expect(verdict(text, own, [upsert(LINK, own)])).toEqual(
      refused(`model_providers.${LINK}.requires_openai_auth`),
    );
  });

  it("keeps what an empty table of the block finds in the file", () => {
    const block = "[model_providers.x]\nquery_params = {}\n";
    const filled = "[model_providers.x]\nquery_params = { a = 'b' }\n";
    const empty = [upsert("x", block)];
    expect(verdict("", edit("", empty), empty)).toBe("proven");
    expect(edit(filled, empty)).toBe(filled);
    expect(verdict(filled, filled, empty)).toBe("proven");
    expect(verdict(filled, block, empty)).toEqual(refused("model_providers.x.query_params.a"));
  });

  it("is refused for a block that says nothing", () => {
    expect(verdict("", "", [upsert("x", "")])).toEqual(refused("upsertProvider"));
  });
});

describe("other intents", () => {
  it("proves the value of a root key", () => {
    const intents = [rootKey("model", '["a", 1]')];
    expect(verdict("model = 1\n", "model = ['a', 1]\n", intents)).toBe("proven");
    expect(verdict("model = 1\n", "model = ['a', 2]\n", intents)).toEqual(refused("setRootKey"));
    expect(verdict("", "other = 1\n", intents)).toEqual(refused("setRootKey"));
    expect(verdict("model = 1", "model = 1", [rootKey("model", "1 oops")])).toEqual(
      refused("setRootKey"),
    );
    const smuggled = [rootKey("model", "1\nother = 2")];
    expect(verdict("", edit("", smuggled), smuggled)).toEqual(refused("other"));
  });

  it("proves that a provider has gone, and no other", () => {
    const both = `${PAY_BLOCK}\n${BOOST_BLOCK}`;
    expect(verdict(both, BOOST_BLOCK, [remove(PAY)])).toBe("proven");
    expect(verdict(both, both, [remove(PAY)])).toEqual(refused("removeProvider"));
    expect(verdict(both, "", [remove(PAY)])).toEqual(refused(`model_providers.${BOOST}`));
    expect(verdict(PAY_BLOCK, "", [remove(PAY)])).toBe("proven");
    expect(verdict(PAY_BLOCK, "[model_providers]\n", [remove(PAY)])).toBe("proven");
  });

  it("proves that a statement has moved with its value", () => {
    const text = "[t]\na = 1\nkey = { x = [1] }\n";
    const intents = [moveToRoot(text, "key")];
    expect(verdict(text, edit(text, intents), intents)).toBe("proven");
    expect(verdict(text, "key = { x = [2] }\n[t]\na = 1\n", intents)).toEqual(
      refused("moveToRoot"),
    );
    expect(verdict(text, text, intents)).toEqual(refused("moveToRoot"));
    expect(verdict(text, `key = { x = [1] }\n${text}`, intents)).toEqual(refused("t.key"));
    expect(verdict(text, "key = { x = [1] }\n[t]\n", intents)).toEqual(refused("t.a"));
  });

  it("proves that a statement has been commented out", () => {
    const text = "a = 1\n[t]\nb = 2\nc = 3\n";
    const intents = [commentOut(text, "b = 2")];
    expect(verdict(text, edit(text, intents), intents)).toBe("proven");
    expect(verdict(text, text, intents)).toEqual(refused("t.b"));
    expect(verdict(text, "a = 1\n[t]\n", intents)).toEqual(refused("t.c"));
    expect(verdict(text, "a = 1\n[t]\nb = 3\nc = 3\n", intents)).toEqual(refused("t.b"));
  });

  it("refuses intents that undo each other", () => {
    expect(verdict("", edit("", [setActive("a"), setActive("b")]), [setActive("a")])).toEqual(
      refused("setActive"),
    );
    expect(verdict("", "", [upsert(PAY, PAY_BLOCK), remove(PAY)])).toEqual(
      refused("upsertProvider"),
    );
  });
});

describe("traps", () => {
  it.each(["__proto__", "constructor", "toString", "hasOwnProperty"])(
    "treats %s as any other key",
    (key) => {
      const intents = [setActive("b")];
      const before = `model_provider = "a"\n${key} = 1\n[t.${key}]\nx = 1\n`;
      const after = edit(before, intents);
      expect(verdict(before, after, intents)).toBe("proven");
      expect(verdict(before, after.replace(`${key} = 1\n`, ""), intents)).toEqual(refused(key));
      expect(verdict(before, after.replace("x = 1", "x = 2"), intents)).toEqual(
        refused(`t.${key}.x`),
      );
      const provider = `[model_providers.${key}]\nname = "x"\n`;
      const both = [upsert(key, provider), setActive(key)];
      const added = edit(before, both);
      expect(verdict(before, added, both)).toBe("proven");
      expect(verdict(added, edit(added, [remove(key)]), [remove(key)])).toBe("proven");
      expect(verdict("", "", [remove(key)])).toBe("proven");
    },
  );

  it("sees a change above a long tail that both texts share", () => {
    const tail = "\n[tail]\nx = 1\n".concat("[t.a]\ny = 1\n");
    const intents = [setActive("b")];
    const before = `model_provider = "a"\nmodel = 1${tail}`;
    expect(verdict(before, `model_provider = "b"\nmodel = 2${tail}`, intents)).toEqual(
      refused("model"),
    );
    const opened = `model_provider = "b"\nmodel = 1\ntext = """${tail}"""\n`;
    expect(verdict(before, opened, intents)).toMatchObject({ code: "EDIT_NOT_PROVEN" });
    expect(verdict(opened, `model_provider = "b"${tail}`, intents)).toMatchObject({
      code: "EDIT_NOT_PROVEN",
    });
    const inArrayTable = `model_provider = "b"\nmodel = 1\n[[t]]${tail}`;
    expect(verdict(before, inArrayTable, intents)).toEqual(refused("t"));
  });

  it("does not mind the order of keys and tables", () => {
    expect(verdict("a = 1\n[t]\nb = 2\nc = 3\n", "t = { c = 3, b = 2 }\na = 1", [])).toBe("proven");
  });

  it.each([
    ["dotted keys", `${"a.".repeat(5_000)}a = `],
    ["a header", `[${"a.".repeat(5_000)}a]\nx = `],
    ["arrays", `x = ${"[".repeat(900)}1${"]".repeat(900)}\ny = `],
  ])("takes documents nested too deep in %s for different, without overflow", (_how, head) => {
    const intents = [setActive("b")];
    const before = `${head}1\n`;
    const after = `model_provider = "b"\n${before}`;
    expect(verdict(before, after, intents)).toMatchObject({ code: "EDIT_NOT_PROVEN" });
  });
});
