import type { Span } from "../../config/value.ts";
import { AppError } from "../../errors.ts";

/** Something in a script's text that the shell would replace when it runs the script. */
export interface Expression {
  /** The variable's name, or the first word of a command; never a value. */
  name: string;
  readonly isVariable: boolean;
}

/** A text out of a script: literal stretches and what stands between them. */
export type Template = readonly (string | Expression)[];

/** A file that a command writes, as it is named in the script. */
export interface OutputTarget {
  readonly file: Template;
  readonly isAppended: boolean;
}

/** More than this many characters put in for variables means that a script was made to swell. */
const MAX_FILLED = 8 * 1024 * 1024;

/** Variables that are made of variables are followed this deep. */
const MAX_CHAIN = 20;

interface Assigned {
  readonly first: string;
  readonly parts: (string | Expression)[];
  isFixed: boolean;
}

/**
 * The variables of one script, as far as its text alone tells their value. A variable that is given two
 * different values, or one that only running the script would tell, has none.
 */
export class Variables {
  readonly #assigned = new Map<string, Assigned>();
  readonly #values = new Map<string, string | undefined>();
  readonly #keyOf: (name: string) => string;

  constructor(ignoresCase = false) {
    this.#keyOf = (name) => (ignoresCase ? name.toLowerCase() : name);
  }

  /** Notes `name = value`, or an addition to the value so far. */
  assign(name: string, value: Template, isAppended: boolean): void {
    const key = this.#keyOf(name);
    const known = this.#assigned.get(key);
    const [head] = value;
    const repeatsItself =
      typeof head === "object" && head.isVariable && this.#keyOf(head.name) === key;
    if (known && (isAppended || repeatsItself)) {
      for (const part of repeatsItself ? value.slice(1) : value) known.parts.push(part);
      return;
    }
    const first = JSON.stringify(value);
    if (known) known.isFixed &&= known.first === first;
    else this.#assigned.set(key, { first, parts: [...value], isFixed: true });
  }

  /** Notes that only running the script would tell the variable's value. */
  forget(name: string): void {
    this.assign(name, [{ name, isVariable: false }], false);
  }

  /** The value, or undefined where the text alone does not tell it. */
  valueOf(name: string, depth = 0): string | undefined {
    const key = this.#keyOf(name);
    if (this.#values.has(key)) return this.#values.get(key);
    const assigned = this.#assigned.get(key);
    let value: string | undefined;
    if (assigned?.isFixed && depth < MAX_CHAIN) {
      // Until it is known the variable has no value, which ends a chain that leads back to itself.
      this.#values.set(key, undefined);
      value = this.#join(assigned.parts, depth);
    }
    this.#values.set(key, value);
    return value;
  }

  #join(parts: Template, depth: number): string | undefined {
    let joined = "";
    for (const part of parts) {
      const text =
        typeof part === "string" || !part.isVariable ? part : this.valueOf(part.name, depth + 1);
      if (typeof text !== "string" || joined.length + text.length > MAX_FILLED) return undefined;
      joined += text;
    }
    return joined;
  }
}

/** A text found in a script that may hold a block. */
export interface Piece {
  readonly text: Template;
  /**
   * `document`: written as a whole (a here-document, a here-string, a variable's value); `lines`: put together
   * from several texts; `argument`: any other quoted text.
   */
  readonly kind: "document" | "lines" | "argument";
  /** The name of what the script does to the text before it writes it; only running it would tell the result. */
  readonly needs?: string | undefined;
}

/** What the text of a script tells without running it. */
export interface ScriptReading {
  readonly pieces: readonly Piece[];
  readonly variables: Variables;
  /** Where here-documents stand: their text belongs to whatever program gets it, not to the script's reader. */
  readonly documents: readonly Span[];
}

/** Fills templates. What only execution could fill becomes a placeholder that can stand in a TOML key or value. */
export class Filler {
  readonly #names: string[] = [];
  #filled = 0;

  /** @throws AppError `BLOCK_TOO_LARGE` when the variables swell the text without measure. */
  fill(template: Template, variables: Variables): string {
    let text = "";
    for (const part of template) {
      if (typeof part === "string") text += part;
      else text += this.#put(part.isVariable ? variables.valueOf(part.name) : undefined, part.name);
    }
    return text;
  }

  #put(value: string | undefined, name: string): string {
    if (value === undefined) return `unfilled_expression_${this.#names.push(name || "command")}_`;
    this.#filled += value.length;
    if (this.#filled > MAX_FILLED)
      throw new AppError("BLOCK_TOO_LARGE", { limitBytes: MAX_FILLED });
    return value;
  }

  /** The name of the first expression that could not be filled, or undefined. */
  unfilledIn(text: string): string | undefined {
    for (const [, number] of text.matchAll(/unfilled_expression_(\d+)_/g)) {
      const name = this.#names[Number(number) - 1];
      if (name !== undefined) return name;
    }
    return undefined;
  }
}
