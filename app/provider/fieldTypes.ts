import { TomlDate } from "smol-toml";
import { isTable, type TomlTable, tryParseToml } from "../config/parse.ts";
import { stringValue, type ValueNode } from "../config/value.ts";
import { type FieldType, fieldSpec, providerSchema, type Schema } from "./schema.ts";

const MAX_COUNT = 2n ** 63n - 1n;

/**
 * The path, below a provider of this id, of the first key that Codex would refuse: its value is of another kind, it
 * is missing, or it is for other providers alone.
 *
 * @param table - as `parseToml` gives it with integers as bigint
 */
export function refusedField(id: string, table: TomlTable): readonly string[] | undefined {
  const foreign = Object.keys(table).find(
    (key) => fieldSpec([key])?.onlyFor?.includes(id) === false,
  );
  return foreign === undefined ? refusedIn(providerSchema, table) : [foreign];
}

function refusedIn(schema: Schema, table: TomlTable): readonly string[] | undefined {
  for (const [key, { type, isRequired }] of Object.entries(schema)) {
    const value = Object.hasOwn(table, key) ? table[key] : undefined;
    if (value === undefined) {
      if (isRequired) return [key];
      continue;
    }
    if (!fits(type, value)) return [key];
    const inner = tableSchema(type);
    const below = inner && isTable(value) ? refusedIn(inner, value) : undefined;
    if (below) return [key, ...below];
  }
  return undefined;
}

function tableSchema(type: FieldType): Schema | undefined {
  return typeof type === "object" && "table" in type ? type.table : undefined;
}

/** Whether Codex takes a parsed value for a type; what stands inside a table of its own keys is not looked at. */
function fits(type: FieldType, value: unknown): boolean {
  switch (type) {
    case "text":
      return isText(value);
    case "boolean":
      return typeof value === "boolean";
    case "count":
      return isInteger(value, 0n, MAX_COUNT);
    case "positive":
      return isInteger(value, 1n, MAX_COUNT);
    case "port":
      return isInteger(value, 1n, 65_535n);
    case "list":
      return Array.isArray(value) && value.every(isText);
    case "texts":
      return isTable(value) && Object.values(value).every(isText);
    default:
      return "table" in type ? isTable(value) : type.oneOf.some((one) => one === value);
  }
}

/** Codex takes a date for a string. */
function isText(value: unknown): boolean {
  return typeof value === "string" || value instanceof TomlDate;
}

function isInteger(value: unknown, least: bigint, most: bigint): boolean {
  return typeof value === "bigint" && value >= least && value <= most;
}

/**
 * Whether Codex takes a value as it is written at a path below a provider. Which strings a key takes is not looked
 * at, as such a key is not of the wrong kind.
 */
export function hasRightType(path: readonly string[], text: string, node: ValueNode): boolean {
  const spec = fieldSpec(path);
  if (!spec) return isBelowFreeKey(path);
  const isChoice = typeof spec.type === "object" && "oneOf" in spec.type;
  return isChoice ? node.kind === "string" : fits(spec.type, writtenValue(text, node));
}

/** Whether the keys around a path lead to one that Codex does not know, below which anything may stand. */
function isBelowFreeKey(path: readonly string[]): boolean {
  const known = path.findLastIndex((_, index) => fieldSpec(path.slice(0, index + 1)));
  const outer = fieldSpec(path.slice(0, known + 1));
  return !outer || tableSchema(outer.type) !== undefined;
}

function writtenValue(text: string, node: ValueNode): unknown {
  if (node.kind === "string") return stringValue(text, node);
  return tryParseToml(`x = ${text.slice(node.start, node.end)}`, "bigint")?.x;
}

/** The value in the right kind, as TOML, where it can only mean one thing: `"3"` for 3, `1` for "1". */
export function converted(
  path: readonly string[],
  literal: string,
  text: string | undefined,
): string | undefined {
  switch (fieldSpec(path)?.type) {
    case "boolean":
      return /^(?:true|false)$/i.test(text ?? "") ? text?.toLowerCase() : undefined;
    case "count":
      return /^(?:0|[1-9]\d{0,8})$/.test(text ?? "") ? text : undefined;
    case "positive":
      return /^[1-9]\d{0,8}$/.test(text ?? "") ? text : undefined;
    case "text": {
      // Quotes make a number a header or a parameter, but no address and no name.
      const isEntry = path.length === 2 && fieldSpec(path.slice(0, 1))?.type === "texts";
      return isEntry && /^(?:true|false|\d{1,15})$/.test(literal) ? `"${literal}"` : undefined;
    }
    default:
      return undefined;
  }
}

/** Whether a provider works as well without the key at a path, or without what is around it. */
export function isOptionalField(path: readonly string[]): boolean {
  return path.some((_, depth) => fieldSpec(path.slice(0, depth + 1))?.isOptional === true);
}

/** What Codex reads where it takes a string; undefined for a value of another kind. */
export function textIn(table: TomlTable, key: string): string | undefined {
  const value = table[key];
  if (value instanceof TomlDate) return value.toISOString();
  return typeof value === "string" ? value : undefined;
}
