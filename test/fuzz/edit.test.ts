import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { edit, type Intent } from "../../app/config/edit.ts";
import { isTable, parseToml, type TomlTable, tryParseToml } from "../../app/config/parse.ts";
import { activeStatements } from "../../app/config/providers.ts";
import { contentStart, type Scan, type Statement, scan } from "../../app/config/scan.ts";
import { encodeString, stringValue } from "../../app/config/value.ts";
import { verify } from "../../app/config/verify.ts";
import { AppError } from "../../app/errors.ts";
import { fileAndAim, intentsFor } from "../support/arbitrary/arbitraryAim.ts";
import { arbitraryBlock, providerIds } from "../support/arbitrary/arbitraryProviders.ts";
import { arbitraryToml } from "../support/arbitrary/arbitraryToml.ts";
import { sabotage } from "../support/arbitrary/sabotage.ts";
import { canonical } from "../support/canonical.ts";
import { goldenCases, readGolden } from "../support/golden/goldenCases.ts";
import { spansByEslintParser, spansByScan } from "../support/spans.ts";
import { fuzz } from "./fuzz.ts";

describe("scan", () => {
  it("covers any file without gaps and takes nothing for garbage", async () => {
    await fuzz(
      fc.property(arbitraryToml, ({ text }) => {
        const scanned = scan(text);
        expect(joined(scanned)).toBe(text);
        expect(scanned.statements.filter(({ kind }) => kind === "garbage")).toEqual([]);
      }),
    );
  });

  it("agrees with toml-eslint-parser on every key and value", async () => {
    const agree = (text: string) => {
      const expected = spansByEslintParser(text);
      expect(expected !== undefined).toBe(tryParseToml(text) !== undefined);
      if (!expected) return;
      expect(spansByScan(scan(text))).toEqual(expected);
    };
    await fuzz(fc.property(arbitraryToml, ({ text }) => agree(text)));
    for (const golden of goldenCases)
      for (const side of ["in", "out"] as const) agree(readGolden(golden, side).toString("utf8"));
  });
});

describe("edit", () => {
  it("rewrites nothing but the active value", async () => {
    await fuzz(
      fc.property(arbitraryToml, fc.constantFrom(...providerIds), (file, providerId) => {
        const statements = activeStatements(scan(file.text));
        fc.pre(statements.length === 1);
        const value = statements[0]?.entry.value;
        if (!value) throw new Error("no value");
        const written = file.text.slice(value.start, value.end);
        const isSame = stringValue(file.text, value) === providerId;
        const isLiteral = /^'(?!'')/.test(written);
        const expected = isSame ? written : encodeString(providerId, isLiteral);
        expect(edit(file.text, [{ kind: "setActive", providerId }])).toBe(
          file.text.slice(0, value.start) + expected + file.text.slice(value.end),
        );
      }),
    );
  });

  it("keeps every stretch it was not asked about, in order and byte for byte", async () => {
    await fuzz(
      fc.property(fileAndAim, ([file, aim]) => {
        const after = edit(file.text, intentsFor(file, aim));
        let position = contentStart(after);
        expect(contentStart(after)).toBe(contentStart(file.text));
        for (const { text, owner } of file.segments) {
          if (aim.touches(owner) || owner.kind === "active" || owner.kind === "blank") continue;
          // The last line may get its missing line break when something follows.
          const found = after.indexOf(text, position);
          expect(found, `${JSON.stringify(text)} is missing in ${after}`).toBeGreaterThanOrEqual(0);
          position = found + text.length;
        }
      }),
    );
  });

  it("is proven, and finds nothing left to do", async () => {
    await fuzz(
      fc.property(fileAndAim, ([file, aim]) => {
        const intents = intentsFor(file, aim);
        const after = edit(file.text, intents);
        verify(file.text, after, intents);
        if (aim.intent.kind === "removeProvider")
          expect(() => edit(after, [aim.intent])).toThrow(AppError);
        else expect(edit(after, intents)).toBe(after);
      }),
    );
  });

  it("keeps the line breaks, the byte order mark and a missing last line break", async () => {
    await fuzz(
      fc.property(fileAndAim, ([file, aim]) => {
        const after = edit(file.text, intentsFor(file, aim));
        const content = file.text.slice(contentStart(file.text));
        if (file.newlines === "crlf" && content.includes("\n"))
          expect(after).not.toMatch(/[^\r]\n/);
        if (file.newlines === "lf") expect(after).not.toContain("\r");
        const isAtEnd = aim.intent.kind === "removeProvider" || content.trim() === "";
        if (!isAtEnd) expect(after.endsWith("\n")).toBe(file.text.endsWith("\n"));
      }),
    );
  });

  it("comments out any statement, with its table, and proves it", async () => {
    await fuzz(
      fc.property(arbitraryToml, fc.nat(), ({ text }, pick) => {
        fc.pre(tryParseToml(text) !== undefined);
        const statements = scan(text).statements.filter(({ kind }) => kind !== "blank");
        const statement = statements[pick % Math.max(statements.length, 1)];
        fc.pre(statement !== undefined);
        const intents = [{ kind: "commentOut", statement } as const];
        const after = edit(text, intents);
        verify(text, after, intents);
        const [linesBefore, linesAfter] = [text.split("\n"), after.split("\n")];
        expect(linesAfter).toHaveLength(linesBefore.length);
        for (const [index, line] of linesBefore.entries()) {
          const commented = line.replace(/^(\uFEFF?[ \t]*)/, "$1# ");
          expect([line, commented]).toContain(linesAfter[index]);
        }
      }),
    );
  });

  it("moves any key of a table to the root, or refuses", async () => {
    await fuzz(
      fc.property(arbitraryToml, fc.nat(), ({ text }, pick) => {
        fc.pre(tryParseToml(text) !== undefined);
        const keys = scan(text).statements.filter(isBelowHeader);
        const statement = keys[pick % Math.max(keys.length, 1)];
        fc.pre(statement !== undefined);
        const intents: Intent[] = [{ kind: "moveToRoot", statement }];
        try {
          const after = edit(text, intents);
          verify(text, after, intents);
          let position = 0;
          for (const other of scan(text).statements) {
            if (other.start === statement.start) continue;
            const part = text.slice(other.start, other.end).trimEnd();
            position = after.indexOf(part, position) + part.length;
            expect(position).toBeGreaterThanOrEqual(part.length);
          }
        } catch (error) {
          if (!(error instanceof AppError)) throw error;
          // The generated keys of different tables share names, so that some find the root taken.
          expect(error.code).toMatch(/UNSUPPORTED_LAYOUT|EDIT_NOT_PROVEN/);
        }
      }),
    );
  });
});

describe("verify", () => {
  it("catches any change elsewhere that means something", async () => {
    let caught = 0;
    const tried = await fuzz(
      fc.property(fileAndAim, sabotage(), ([file, aim], spoil) => {
        const intents = intentsFor(file, aim);
        const after = edit(file.text, intents);
        const spoiled = spoil(after);
        const [found, wanted] = [tryParseToml(spoiled), parseToml(after)];
        const code = codeOf(() => verify(file.text, spoiled, intents));
        if (canonical(found) === canonical(wanted)) expect(code).toBe("proven");
        if (meaning(found) === meaning(wanted)) return;
        caught += 1;
        expect(code).toMatch(/^(EDIT_NOT_PROVEN|CONFIG_UNREADABLE)$/);
      }),
    );
    expect(caught).toBeGreaterThan(tried / 3);
  });
});

describe("any text at all", () => {
  const piece = fc.constantFrom(
    ..."[]{}=.,#\"'\\\n\r \t\0a1-_é",
    "\r\n",
    '"""',
    "'''",
    "[[",
    "model_provider",
    "model_providers",
    ".pm",
    " = ",
    "\uFEFF",
    "[model_providers.pm]\n",
    'name = "x"\n',
    "model_provider = 'x'\n",
  );
  const anyText = fc.oneof(
    fc.array(piece, { maxLength: 40 }).map((pieces) => pieces.join("")),
    fc.string({ unit: "binary", maxLength: 60 }),
    fc.tuple(arbitraryToml, sabotage()).map(([{ text }, spoil]) => spoil(text)),
  );
  const anyIntent = fc.oneof(
    fc.string({ maxLength: 5 }).map((providerId): Intent => ({ kind: "setActive", providerId })),
    fc.constantFrom("pm", "").map((providerId): Intent => ({ kind: "removeProvider", providerId })),
    fc
      .tuple(fc.constantFrom("pm", ""), anyText)
      .map(
        ([providerId, tableText]): Intent => ({ kind: "upsertProvider", providerId, tableText }),
      ),
    arbitraryBlock("pm").map(
      (tableText): Intent => ({ kind: "upsertProvider", providerId: "pm", tableText }),
    ),
    fc
      .tuple(fc.string({ maxLength: 3 }), fc.string({ maxLength: 5 }))
      .map(([key, valueText]): Intent => ({ kind: "setRootKey", key, valueText })),
  );

  it("is covered without gaps", async () => {
    await fuzz(
      fc.property(anyText, (text) => {
        expect(joined(scan(text))).toBe(text);
      }),
    );
  });

  it("throws nothing but AppError", async () => {
    await fuzz(
      fc.property(anyText, anyIntent, fc.nat(), (text, intent, pick) => {
        const statements = scan(text).statements;
        const statement = statements[pick % Math.max(statements.length, 1)];
        const all: Intent[] = [intent];
        if (statement) all.push({ kind: "commentOut", statement });
        if (statement?.kind === "keyValue") all.push({ kind: "moveToRoot", statement });
        for (const one of all) {
          codeOf(() => verify(text, edit(text, [one]), [one]));
          codeOf(() => verify(text, text, [one]));
        }
      }),
    );
  });

  it("is never proven unless it parses", async () => {
    await fuzz(
      fc.property(anyText, anyText, (before, after) => {
        const code = codeOf(() => verify(before, after, []));
        const isSame = canonical(tryParseToml(before)) === canonical(tryParseToml(after));
        expect(code === "proven").toBe(tryParseToml(after) !== undefined && isSame);
      }),
    );
  });
});

/** Among providers an empty table means as much as none: an edit may leave either. */
function meaning(document: TomlTable | undefined): string {
  if (!document) return canonical(undefined);
  return canonical({ ...document, model_providers: withoutEmpty(document.model_providers) });
}

function withoutEmpty(value: unknown): unknown {
  if (!isTable(value)) return value;
  const entries = Object.entries(value).map(([key, item]) => [key, withoutEmpty(item)] as const);
  const filled = entries.filter(([, item]) => item !== undefined);
  return filled.length > 0 ? new Map(filled) : undefined;
}

/** `proven`, or the code of the refusal; anything else is thrown on. */
function codeOf(work: () => void): string {
  try {
    work();
    return "proven";
  } catch (error) {
    if (error instanceof AppError) return error.code;
    throw error;
  }
}

function joined({ text, statements }: Scan): string {
  let result = text.slice(0, contentStart(text));
  for (const { start, end } of statements) {
    expect(start).toBe(result.length);
    result += text.slice(start, end);
  }
  return result;
}

function isBelowHeader(
  statement: Statement,
): statement is Extract<Statement, { kind: "keyValue" }> {
  return statement.kind === "keyValue" && statement.header !== undefined;
}
