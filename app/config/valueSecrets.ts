import { decodeLetters, merged, secretsInText, type TextRules } from "./freeText.ts";
import type { MaskedStretches, SourcePart } from "./maskedStretches.ts";
import { isSecretAfter } from "./secretFlags.ts";
import {
  isAddressName,
  isHarmlessValue,
  isSecretPath,
  isVariablePath,
  isVariableText,
} from "./secretPaths.ts";
import { tokensIn } from "./tokenShape.ts";
import {
  type ArrayValue,
  decodeString,
  type InlineTable,
  type SimpleValue,
  type Span,
  stringValue,
  type ValueNode,
} from "./value.ts";
import { readKey } from "./valueReader.ts";

/** A stretch of the file that is searched as TOML: the whole file, or comments without their marks. */
export interface Region extends SourcePart {
  /** The keys from the root down to the table that the region stands in. */
  readonly table: readonly string[];
  /** 0 for the file itself; comments inside of comments are prose from 2 on. */
  readonly depth: number;
}

/** How much a comment tells: its place says that it is secret, or it stands beside a secret. */
export type CommentPlace = "ordinary" | "secret" | "besideSecret";

/** More parts than any real path has; a hostile file may have a key of half a million. */
export const MAX_PARTS = 64;

/** Masks what is secret in keys and values, by their place in the file and by their shape. */
export class ValueSecrets {
  readonly #masked: MaskedStretches;
  readonly #known: ReadonlySet<string>;
  readonly #onComment: (region: Region, span: Span, place: CommentPlace) => void;

  /**
   * @param known - words that look like a token and are none
   * @param onComment - is told of each stretch between values, which may hold comments
   */
  constructor(
    masked: MaskedStretches,
    known: ReadonlySet<string>,
    onComment: (region: Region, span: Span, place: CommentPlace) => void,
  ) {
    this.#masked = masked;
    this.#known = known;
    this.#onComment = onComment;
  }

  /** Masks the parts of a key that are secrets by their shape, and returns where the key ends. */
  keys(region: Region, at: number): number {
    const end = readKey(region.source, at)?.end ?? at;
    const parts = /"(?:[^"\\]|\\.)*"|'[^']*'|[A-Za-z0-9_-]+/g;
    for (const part of region.source.slice(at, end).matchAll(parts)) {
      const quote = /^["']/.test(part[0]) ? 1 : 0;
      const name = quote ? (decodeString(part[0]) ?? part[0]) : part[0];
      if (this.#known.has(name) || !this.#isSuspect(name)) continue;
      const start = at + part.index + quote;
      this.#masked.hide(region, { start, end: start + part[0].length - 2 * quote });
      this.#masked.remember(name);
    }
    return end;
  }

  #isSuspect(name: string): boolean {
    return (
      tokensIn(name, this.#known).length > 0 ||
      (name.includes("//") && secretsInText(name, { kind: "prose", known: this.#known }).length > 0)
    );
  }

  /** Masks what is secret in a value and in the comments inside of it. */
  value(region: Region, value: ValueNode, path: readonly string[], isSecret: boolean): void {
    if (value.kind === "array") this.#array(region, value, path, isSecret);
    else if (value.kind === "inlineTable") this.#inlineTable(region, value, path, isSecret);
    else if (value.kind === "string") this.#string(region, value, path, isSecret);
    else this.#scalar(region, value, path, isSecret);
  }

  #scalar(region: Region, value: SimpleValue, path: readonly string[], isSecret: boolean): void {
    const written = region.source.slice(value.start, value.end);
    if (isHarmlessValue(path.at(-1) ?? "", written)) return;
    if (isSecret || isSecretPath(path)) this.#masked.hideLiteral(region, value);
    else this.freeText(region, value, { kind: "value" });
  }

  #inlineTable(
    region: Region,
    { start, end, entries }: InlineTable,
    path: readonly string[],
    isSecret: boolean,
  ): void {
    let done = start + 1;
    for (const entry of entries) {
      this.#gap(region, { start: done, end: entry.start }, path, isSecret);
      this.keys(region, entry.start);
      this.value(region, entry.value, joined(path, entry.path), isSecret);
      done = entry.end;
    }
    this.#gap(region, { start: done, end: end - 1 }, path, isSecret);
  }

  #array(region: Region, array: ArrayValue, path: readonly string[], isSecret: boolean): void {
    let end = array.start + 1;
    let previous: string | undefined;
    for (const item of array.items) {
      const text = stringValue(region.source, item);
      const isNamed = isSecretAfter(previous, text);
      this.#gap(region, { start: end, end: item.start }, path, isSecret || isNamed);
      this.value(region, item, path, isSecret || isNamed);
      previous = text;
      end = item.end;
    }
    this.#gap(region, { start: end, end: array.end - 1 }, path, isSecret);
  }

  /** Comments between the values of an array or an inline table. */
  #gap(region: Region, span: Span, path: readonly string[], isSecret: boolean): void {
    const place = isSecret || isSecretPath(path) ? "secret" : "ordinary";
    this.#onComment({ ...region, table: path }, span, place);
  }

  #string(region: Region, value: SimpleValue, path: readonly string[], isSecret: boolean): void {
    const written = region.source.slice(value.start, value.end);
    const fence = /^(?:"""|''')/.test(written) && written.length >= 6 ? 3 : 1;
    const body = { start: value.start + fence, end: value.end - fence };
    const text = decodeString(written) ?? decodeLetters(written.slice(fence, -fence));
    const name = path.at(-1) ?? "";
    const rules: TextRules = { kind: "value", isAddress: isAddressName(name) };
    if (isSecret || isSecretPath(path)) {
      // A flag of a provider's own program tells what it does; what follows it may be the token.
      const isFlag = name === "args" && /^--[a-z][a-z-]*$/.test(text);
      const isHarmless = isSecret ? text === "" : isFlag || isHarmlessValue(name, text);
      if (!isHarmless) this.#masked.hideLiteral(region, value);
    } else if (isVariablePath(path) && !isVariableText(name, text)) {
      this.#masked.hideLiteral(region, value);
    } else if (written.startsWith("'") || !written.includes("\\")) {
      this.freeText(region, body, rules);
    } else {
      const hidden = this.found(text, rules);
      for (const { start, end } of hidden) this.#masked.remember(text.slice(start, end));
      if (hidden.length > 0) this.#masked.hideLiteral(region, value);
    }
  }

  /** Masks what is secret in a stretch without structure. */
  freeText(region: Region, { start, end }: Span, rules: TextRules): void {
    for (const found of this.found(region.source.slice(start, end), rules))
      this.#masked.hide(region, { start: start + found.start, end: start + found.end });
  }

  /** What is secret in a text without structure. */
  found(text: string, rules: TextRules): Span[] {
    return secretsInText(text, { ...rules, known: this.#known });
  }

  /** Masks stretches, which may overlap. */
  spans(region: Region, spans: readonly Span[]): void {
    for (const span of merged(spans)) this.#masked.hide(region, span);
  }
}

/** A path below a table, cut where no real one reaches. */
export function joined(table: readonly string[], path: readonly string[]): readonly string[] {
  const whole = [...table.slice(0, MAX_PARTS), ...path.slice(0, MAX_PARTS), ...path.slice(-1)];
  return path.length > MAX_PARTS ? whole : whole.slice(0, -1);
}
