import type { Span } from "./value.ts";

/** A secret shorter than this is a part of too many words; it counts only between quotes. */
const MIN_LENGTH = 4;

/** Finds known secrets in what another program says. */
export class SecretSpellings {
  /** The secrets by their first characters, so that a long list costs no more than a short one. */
  readonly #byStart = new Map<string, string[]>();

  constructor(secrets: readonly string[]) {
    for (const secret of secrets) {
      const isShort = secret.length < MIN_LENGTH;
      const words = isShort ? ['"', "'", "`"].map((quote) => quote + secret + quote) : [secret];
      for (const word of words) {
        if (word.length < 3) continue;
        const start = word.slice(0, 3);
        const known = this.#byStart.get(start);
        if (known) known.push(word);
        else this.#byStart.set(start, [word]);
      }
    }
  }

  /** Every secret as others may spell it: Codex quotes strings with Rust's escapes and numbers in decimal. */
  static of(secrets: Iterable<string>): string[] {
    const all = new Set<string>();
    for (const secret of secrets) {
      if (secret === "") continue;
      all.add(secret);
      const asJson = JSON.stringify(secret).slice(1, -1);
      all.add(asJson);
      all.add(rustEscapes(secret));
      for (const number of numbersOf(secret)) all.add(number);
    }
    return [...all];
  }

  /** Where the secrets stand; the spans may overlap. */
  findIn(text: string): Span[] {
    const found: Span[] = [];
    if (this.#byStart.size === 0) return found;
    for (let start = 0; start < text.length; start += 1) {
      for (const secret of this.#byStart.get(text.slice(start, start + 3)) ?? []) {
        if (text.startsWith(secret, start)) found.push({ start, end: start + secret.length });
      }
    }
    return found;
  }
}

const rustNames: Readonly<Record<string, string>> = {
  "\t": "\\t",
  "\n": "\\n",
  "\r": "\\r",
  "\0": "\\0",
};

/** A string as Rust's `{:?}` writes it. */
function rustEscapes(text: string): string {
  return text.replace(
    /["\\]|[\p{C}\p{Z}]/gu,
    (character) =>
      rustNames[character] ??
      (character === " "
        ? " "
        : /["\\]/.test(character)
          ? `\\${character}`
          : `\\u{${character.codePointAt(0)?.toString(16)}}`),
  );
}

/** A number as written in TOML (`0x1f`, `1_000`, `1e3`), as other programs write it. */
function numbersOf(written: string): string[] {
  const plain = written.replaceAll("_", "");
  if (written.length > 100 || !/^[+-]?(?:\d|0x[\da-f]|0o[0-7]|0b[01])/i.test(plain)) return [];
  try {
    return [BigInt(plain.replace(/^\+/, "")).toString()];
  } catch {
    const number = Number(plain);
    return Number.isNaN(number) ? [] : [String(number), `${number}.0`];
  }
}
