import { describe, expect, it } from "vitest";
import {
  absolutePath,
  contentStart,
  newlineOf,
  positionOf,
  type Scan,
  type Statement,
  scan,
  withOwnKeys,
} from "../../../app/config/scan.ts";
import { charactersRead } from "../../support/charactersRead.ts";
import { brokenOff, hostileTexts } from "../../support/hostileTexts.ts";

/** What a statement says, in short, and the lines it fills. */
function outline({ text, statements }: Scan): string[] {
  return statements.map((statement) => `${labelOf(statement)} ${textOf(text, statement)}`);
}

function labelOf(statement: Statement): string {
  if (statement.kind === "header")
    return `${statement.isArray ? "[[]]" : "[]"}${statement.path.join("/")}`;
  return statement.kind === "keyValue" ? absolutePath(statement).join("/") : statement.kind;
}

function textOf(text: string, { start, end }: { start: number; end: number }): string {
  return JSON.stringify(text.slice(start, end));
}

function expectNoGaps({ text, statements }: Scan): void {
  let position = contentStart(text);
  for (const statement of statements) {
    expect(statement.start).toBe(position);
    expect(statement.end).toBeGreaterThan(statement.start);
    position = statement.end;
  }
  expect(position).toBe(text.length);
}

describe("statements", () => {
  it("covers every kind with whole lines", () => {
    const text =
      '# head\n\nmodel = "x" # fast\n[a.b] # t\n\tk.l = 1\n[[c]]\n"d e" = true\noops\n  \nz = 1';
    expect(outline(scan(text))).toEqual([
      'comment "# head\\n"',
      'blank "\\n"',
      'model "model = \\"x\\" # fast\\n"',
      '[]a/b "[a.b] # t\\n"',
      'a/b/k/l "\\tk.l = 1\\n"',
      '[[]]c "[[c]]\\n"',
      'c/d e "\\"d e\\" = true\\n"',
      'garbage "oops\\n"',
      'blank "  \\n"',
      'c/z "z = 1"',
    ]);
  });

  it("knows the header each key stands under", () => {
    const { statements } = scan("a = 1\n[t]\nb = 2\n[[u]]\nc = 3\n");
    const [a, t, b, u, c] = statements;
    expect(a).toMatchObject({ kind: "keyValue", header: undefined });
    expect(b).toMatchObject({ kind: "keyValue", header: t });
    expect(c).toMatchObject({ kind: "keyValue", header: u });
  });

  it("gives the exact places of key and value", () => {
    const text = '\uFEFF\t"a b" . c\t= """x\r\n"""\t# end\r\n';
    const [statement] = scan(text).statements;
    expect(statement).toMatchObject({ kind: "keyValue", start: 1, end: text.length });
    if (statement?.kind !== "keyValue") throw new Error("no key");
    expect(statement.entry.path).toEqual(["a b", "c"]);
    expect(textOf(text, statement.entry)).toBe(JSON.stringify('"a b" . c\t= """x\r\n"""'));
    expect(textOf(text, statement.entry.value)).toBe(JSON.stringify('"""x\r\n"""'));
  });

  it.each([
    ['"plain"', "string"],
    ["'literal \\'", "string"],
    ['""', "string"],
    ["''", "string"],
    ['"a \\" b \\\\"', "string"],
    ['"""one\ntwo"""', "string"],
    ['"""\n"quoted" and ""two""\n"""', "string"],
    ['""""a""""', "string"],
    ['"""""a"""""', "string"],
    ['"""a\\""""', "string"],
    ["'''it's\n''two'''''", "string"],
    ['"""# no comment\n[no.header]\nk = 1\n"""', "string"],
    ["1_000", "scalar"],
    ["-0xdead_beef", "scalar"],
    ["+3.14e-10", "scalar"],
    ["nan", "scalar"],
    ["true", "scalar"],
    ["1979-05-27T07:32:00.999-07:00", "scalar"],
    ["1979-05-27 07:32", "scalar"],
    ["07:32:00", "scalar"],
    ["[]", "array"],
    ["[ 1, 'two', [ 3 ], { a = 4 }, ]", "array"],
    ["[ # one\n  1,\n\n  # two\n  2 # ]\n]", "array"],
    ["[\r\n1,\r\n]", "array"],
    ["{}", "inlineTable"],
    ["{ a = 1, b.c = 'x', \"d\" = [ { } ] }", "inlineTable"],
    ["{\n  a = 1, # one\n  b = 2,\n}", "inlineTable"],
    ["{ # }\n}", "inlineTable"],
  ])("reads %j as one %s", (value, kind) => {
    const text = `before = 0\nkey = ${value} # after\nnext = 1\n`;
    const scanned = scan(text);
    expectNoGaps(scanned);
    expect(scanned.statements).toHaveLength(3);
    const statement = scanned.statements[1];
    if (statement?.kind !== "keyValue") throw new Error("no key");
    expect(statement.entry.value.kind).toBe(kind);
    expect(text.slice(statement.entry.value.start, statement.entry.value.end)).toBe(value);
  });

  it("gives the places of entries inside inline tables and arrays", () => {
    const text = "k = [ { a.b = 1, 'c' = { d = '}' } } ]";
    const [statement] = scan(text).statements;
    if (statement?.kind !== "keyValue" || statement.entry.value.kind !== "array")
      throw new Error("no array");
    const [item] = statement.entry.value.items;
    if (item?.kind !== "inlineTable") throw new Error("no table");
    expect(item.entries.map((entry) => text.slice(entry.start, entry.end))).toEqual([
      "a.b = 1",
      "'c' = { d = '}' }",
    ]);
    expect(item.entries.map((entry) => entry.path)).toEqual([["a", "b"], ["c"]]);
  });

  it("reads headers in every spelling", () => {
    const text = '[a]\n[ a . b ]\n["a".\'b.c\'."\\u0064"]\n[[ e ]]\n  [f]#x\n[g.h] # y\n';
    const headers = scan(text).statements.map((statement) =>
      statement.kind === "header" ? statement.path : statement.kind,
    );
    expect(headers).toEqual([["a"], ["a", "b"], ["a", "b.c", "d"], ["e"], ["f"], ["g", "h"]]);
  });

  it("lets a header stand for its table without the comments", () => {
    const text = "[a]\n# c\nb = 1\n\noops\n[a.c]\nd = 1\n";
    const scanned = scan(text);
    const [header, , key] = scanned.statements;
    if (!header || !key) throw new Error("too few");
    expect(withOwnKeys(scanned, header).map((own) => text.slice(own.start, own.end))).toEqual([
      "[a]\n",
      "b = 1\n",
      "oops\n",
    ]);
    expect(withOwnKeys(scanned, key)).toEqual([key]);
  });
});

describe("recovery", () => {
  it.each([
    ['a = "open\nb = 1\n', ["garbage", "keyValue"]],
    ['a = """open\nb = 1\n[t]\n', ["garbage", "keyValue", "header"]],
    ["a = [1\nb = 2\n", ["garbage", "keyValue"]],
    ["a = { b = 1\nc = 2\n", ["garbage", "keyValue"]],
    ["a = 1 2\nb = 1\n", ["garbage", "keyValue"]],
    ["a = 1, # x\nb = 1\n", ["garbage", "keyValue"]],
    ["a: 1\nb = 1\n", ["garbage", "keyValue"]],
    ["a\nb = 1\n", ["garbage", "keyValue"]],
    ["= 1\nb = 1\n", ["garbage", "keyValue"]],
    ["[t\nb = 1\n", ["garbage", "keyValue"]],
    ["[t] x\nb = 1\n", ["garbage", "keyValue"]],
    ["[[t]\nb = 1\n", ["garbage", "keyValue"]],
    ["[t]]\nb = 1\n", ["garbage", "keyValue"]],
    ["[]\nb = 1\n", ["garbage", "keyValue"]],
    ["[a..b]\nb = 1\n", ["garbage", "keyValue"]],
    ['"""k""" = 1\nb = 1\n', ["garbage", "keyValue"]],
    ['"\\q" = 1\nb = 1\n', ["garbage", "keyValue"]],
    ["ключ = 1\nb = 1\n", ["garbage", "keyValue"]],
    ["a = “x”\nb = 1\n", ["garbage", "keyValue"]],
    [
      "a = {\n  b = 1\n  c = 2\n}\nd = 1\n",
      ["garbage", "keyValue", "keyValue", "garbage", "keyValue"],
    ],
    ["a = [\n  'x'\n  'y'\n]\n", ["garbage", "garbage", "garbage", "garbage"]],
    ["a = 1\rb = 2\nc = 3\n", ["garbage", "keyValue"]],
    ["b = 1\n\uFEFFa = 1\n", ["keyValue", "garbage"]],
    ["a = 1\na = 2\n[t]\n[t]\n", ["keyValue", "keyValue", "header", "header"]],
  ])("reads on after %j", (text, kinds) => {
    const scanned = scan(text);
    expectNoGaps(scanned);
    expect(scanned.statements.map(({ kind }) => kind)).toEqual(kinds);
  });

  it.each(brokenOff)("covers %j without gaps", (text) => {
    expectNoGaps(scan(text));
    expectNoGaps(scan(`${text}\n`));
    expectNoGaps(scan(`x = 1\n${text}\r\n[t]`));
  });

  it("does not let a failed line hide what an inner table says", () => {
    const text = "outer = {\n  inner = { a = 1 }\n  oops\n}\n";
    expect(outline(scan(text))).toContain('inner "  inner = { a = 1 }\\n"');
  });
});

describe("limits", () => {
  it("reads values nested 100 deep and leaves deeper ones alone", () => {
    const nested = (depth: number) => `x = ${"[".repeat(depth)}${"]".repeat(depth)}\n`;
    expect(scan(nested(100)).statements[0]?.kind).toBe("keyValue");
    expect(scan(nested(101)).statements[0]?.kind).toBe("garbage");
    const tables = (depth: number) => `x = ${"{ x = ".repeat(depth)}1${" }".repeat(depth)}\n`;
    expect(scan(tables(100)).statements[0]?.kind).toBe("keyValue");
    expect(scan(tables(101)).statements[0]?.kind).toBe("garbage");
  });

  it.each(hostileTexts)("reads %s in time linear in its length", (_name, textOfSize) => {
    const cost = (size: number) => {
      const text = textOfSize(size);
      let scanned: Scan | undefined;
      const count = charactersRead(() => {
        scanned = scan(text);
      });
      if (scanned) expectFewGaps(scanned);
      return count / text.length;
    };
    const [small, large] = [cost(40_000), cost(160_000)];
    expect(large).toBeLessThan(Math.max(small, 1) * 1.2);
    expect(large).toBeLessThan(40);
  });

  it.each(hostileTexts)("gets through 500 KB of %s", (_name, textOfSize) => {
    const scanned = scan(textOfSize(500_000));
    expectFewGaps(scanned);
  });
});

/** Like expectNoGaps, without an assertion per statement. */
function expectFewGaps({ text, statements }: Scan): void {
  let position = contentStart(text);
  const gap = statements.findIndex(({ start, end }) => {
    const isGap = start !== position || end <= start;
    position = end;
    return isGap;
  });
  expect(gap).toBe(-1);
  expect(position).toBe(text.length);
}

describe("places", () => {
  it("names line and column from 1, in UTF-16 code units", () => {
    const text = "a = 1\r\nb = 'é😀' # x\n\nc";
    expect(positionOf(text, 0)).toEqual({ line: 1, column: 1 });
    expect(positionOf(text, text.indexOf("b"))).toEqual({ line: 2, column: 1 });
    expect(positionOf(text, text.indexOf("#"))).toEqual({ line: 2, column: 11 });
    expect(positionOf(text, text.indexOf("c"))).toEqual({ line: 4, column: 1 });
    expect(positionOf(text, text.length)).toEqual({ line: 4, column: 2 });
  });

  it("knows the line break a text uses first", () => {
    expect(newlineOf("")).toBe("\n");
    expect(newlineOf("a")).toBe("\n");
    expect(newlineOf("\n")).toBe("\n");
    expect(newlineOf("\r\n\n")).toBe("\r\n");
    expect(newlineOf("a\nb\r\n")).toBe("\n");
    expect(newlineOf("a\rb")).toBe("\n");
  });

  it("starts after a byte order mark", () => {
    expect(contentStart("\uFEFFa")).toBe(1);
    expect(contentStart("a")).toBe(0);
    expect(scan("\uFEFF").statements).toEqual([]);
    expect(scan("").statements).toEqual([]);
  });
});
