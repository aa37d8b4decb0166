import { Ajv2020 } from "ajv/dist/2020.js";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { z } from "zod";
import {
  accountAnswer,
  balancesAnswer,
  blocksAnswer,
  usageAnswer,
} from "../../main/adapters/dashboard/dashboardAnswers.ts";
import { addFormats } from "../support/openapi/addFormats.ts";
import { describedSchema, type JsonSchema } from "../support/openapi/apiDescription.ts";
import { arbitraryAnswer } from "../support/openapi/arbitraryAnswer.ts";

/** What the app parses an answer with, beside the answer's name in `openapi.yaml`. */
const answers = [
  ["Account", accountAnswer],
  ["Balances", balancesAnswer],
  ["Blocks", blocksAnswer],
  ["Usage", usageAnswer],
] as const;

type Path = readonly (string | number)[];

/** A field that the app reads: its place in a document with one item per list, and how it is described. */
interface Field {
  readonly path: Path;
  readonly read: JsonSchema;
  readonly described: JsonSchema | undefined;
  readonly isRequired: boolean;
}

/** Every field that the app's schema has, with the description of the same field. */
function fieldsOf(read: JsonSchema, described: JsonSchema | undefined, path: Path = []): Field[] {
  const below = Object.entries(read.properties ?? {}).flatMap(([key, inner]) => {
    const same = described?.properties?.[key];
    const isRequired = described?.required?.includes(key) ?? false;
    const own = { path: [...path, key], read: inner, described: same, isRequired };
    return [own, ...fieldsOf(inner, same, own.path)];
  });
  return read.items ? [...below, ...fieldsOf(read.items, described?.items, [...path, 0])] : below;
}

const readSchema = (schema: z.ZodType) =>
  z.toJSONSchema(schema, { unrepresentable: "any" }) as JsonSchema;
const accepts = (schema: z.ZodType, document: unknown) => schema.safeParse(document).success;

/** A document in which every list has an item, so that every field is there. */
function completeAnswer(schema: JsonSchema): unknown {
  const filled = fc.sample(arbitraryAnswer({ ...schema }), { numRuns: 1, seed: 7 })[0];
  return complete(schema, filled);
}

function complete(schema: JsonSchema, value: unknown): unknown {
  if (schema.type === "array") {
    const { items = {} } = schema;
    return [complete(items, fc.sample(arbitraryAnswer(items), { numRuns: 1, seed: 7 })[0])];
  }
  if (schema.type !== "object") return value;
  const entries = Object.entries(schema.properties ?? {}).map(([key, inner]) => [
    key,
    complete(inner, (value as Record<string, unknown>)[key]),
  ]);
  return Object.fromEntries(entries);
}

/** The document with another value at a place; undefined takes the field away. */
function withValue(document: unknown, path: Path, value: unknown): unknown {
  const copy = structuredClone(document);
  let at = copy as Record<string | number, unknown>;
  for (const key of path.slice(0, -1)) at = at[key] as typeof at;
  const last = path.at(-1) ?? "";
  if (value === undefined) delete at[last];
  else at[last] = value;
  return copy;
}

/** What a field of such a kind must not be, whatever else is said of it. */
function wrongValues({
  type,
  enum: choices,
  format,
  pattern,
  minimum,
  minLength,
  maxLength,
}: JsonSchema) {
  const types: readonly unknown[] = [null, true, 1.5, "1.5", [], {}];
  const ofOtherType = types.filter((value) => {
    if (type === "array") return !Array.isArray(value);
    if (type === "object")
      return typeof value !== "object" || value === null || Array.isArray(value);
    if (type === "string") return typeof value !== "string";
    return true;
  });
  return [
    ...ofOtherType,
    ...(choices ? ["other"] : []),
    ...(format ? ["tomorrow"] : []),
    ...(format === "date-time" ? ["2026-01-01T00:00:00", "2026-01-01T00:00:00+08:00"] : []),
    ...(format === "date" ? ["2026-02-30"] : []),
    ...(format === "uri" ? ["http://codex.example/", "https://a:b@codex.example/"] : []),
    ...(pattern && !format ? ["Not It\n"] : []),
    ...(minimum === undefined ? [] : [minimum - 1]),
    ...(minLength ? [""] : []),
    ...(maxLength && !format ? ["x".repeat(maxLength + 1)] : []),
  ];
}

describe.each(answers)("%s, as it is described and as the app reads it", (name, schema) => {
  const described = describedSchema(name);
  const fields = fieldsOf(readSchema(schema), described);
  const document = completeAnswer(described);
  const fits = addFormats(new Ajv2020({ strict: true })).compile(described);

  test("every document that fits the description is taken", () => {
    fc.assert(
      fc.property(arbitraryAnswer(described), (answer) => {
        const { error } = schema.safeParse(answer);
        expect(error?.issues ?? []).toEqual([]);
      }),
      { numRuns: 300 },
    );
  });

  test("every field the app reads is described, promised, and of one type", () => {
    expect(fields.length).toBeGreaterThan(0);
    expect(fits(document)).toBe(true);
    expect(accepts(schema, document)).toBe(true);
    for (const { path, read, described: same, isRequired } of fields) {
      expect(same?.type, path.join(".")).toBe(read.type);
      expect(isRequired, path.join(".")).toBe(true);
      expect(same?.enum, path.join(".")).toEqual(read.enum);
    }
  });

  test("without any one of these fields it is refused", () => {
    for (const { path } of fields) {
      const shorter = withValue(document, path, undefined);
      expect([fits(shorter), accepts(schema, shorter)], path.join(".")).toEqual([false, false]);
    }
  });

  test("what the description forbids in a field the app reads is refused", () => {
    for (const { path, described: same } of fields)
      for (const value of wrongValues(same ?? {})) {
        const wrong = withValue(document, path, value);
        const place = `${path.join(".")} ${JSON.stringify(value)}`;
        expect([fits(wrong), accepts(schema, wrong)], place).toEqual([false, false]);
      }
  });

  test("a field that the app does not read may be missing or anything", () => {
    const known = new Set(fields.map(({ path }) => path.join(".")));
    const unread = fieldsOf(described, described).filter(({ path }) => !known.has(path.join(".")));
    for (const { path } of unread.filter((one) => !startsUnread(one.path, known))) {
      expect(accepts(schema, withValue(document, path, undefined)), path.join(".")).toBe(true);
      expect(accepts(schema, withValue(document, path, { odd: 1 })), path.join(".")).toBe(true);
    }
  });
});

/** Whether a place lies inside another one that the app does not read either. */
function startsUnread(path: Path, known: ReadonlySet<string>): boolean {
  return path.slice(0, -1).some((key, index) => {
    const above = path.slice(0, index + 1);
    return typeof key === "string" && !known.has(above.join("."));
  });
}
