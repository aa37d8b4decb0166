import { secretsInAddresses } from "./addresses.ts";
import { isMask } from "./mask.ts";
import { isUserFlag } from "./secretFlags.ts";
import { isHarmlessValue, isSecretName, isSecretTable } from "./secretPaths.ts";
import { tokensIn } from "./tokenShape.ts";
import type { Span } from "./value.ts";
import { skipBlanks } from "./valueReader.ts";

/** What kind of text is searched, and what it may be mistaken for. */
export interface TextRules {
  /**
   * `prose` is written for people, so that `token: abc` ends with its word. A `value` is the text of one TOML
   * string, such as `TOKEN=a b`. In a `broken` line nobody knows where the secret ends, so that it ends with the line.
   */
  readonly kind: "prose" | "value" | "broken";
  /** The text is one web address and nothing else. */
  readonly isAddress?: boolean;
  /** Words that look like a token and are none. */
  readonly known?: ReadonlySet<string>;
}

/** Where a text that is not TOML holds secrets: sorted, and none overlaps another. Linear in the text's length. */
export function secretsInText(text: string, rules: TextRules): Span[] {
  const plain = plainSecrets(text, rules);
  return text.includes("\\") || text.includes("%")
    ? merged([...plain, ...escapedSecrets(text, rules)])
    : plain;
}

function plainSecrets(text: string, rules: TextRules): Span[] {
  const { secrets, queries } = secretsInAddresses(text, rules.isAddress ?? false);
  return merged([
    ...secrets,
    ...namedSecrets(text, rules, queries),
    ...tokensIn(text, rules.known),
    ...(rules.kind === "value" ? wholeScheme(text) : []),
  ]);
}

/** Sorts spans and joins those that overlap. */
export function merged(spans: readonly Span[]): Span[] {
  const result: Span[] = [];
  for (const span of spans.toSorted((a, b) => a.start - b.start)) {
    const last = result.at(-1);
    if (last && span.start < last.end)
      result[result.length - 1] = { start: last.start, end: Math.max(last.end, span.end) };
    else if (span.end > span.start) result.push(span);
  }
  return result;
}

const letterEscape = /\\(?:u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8})|x([0-9a-fA-F]{2}))/g;

/** Decodes the escapes that can hide a letter, and leaves all others as they stand. */
export function decodeLetters(text: string): string {
  return text.replace(letterEscape, (whole, short?: string, long?: string, byte?: string) => {
    const code = Number.parseInt(short ?? long ?? byte ?? "", 16);
    return code <= 0x10ffff ? String.fromCodePoint(code) : whole;
  });
}

/** Lines and words that turn out to hold a secret once their escapes are decoded; they are masked as a whole. */
function escapedSecrets(text: string, rules: TextRules): Span[] {
  const found: Span[] = [];
  const starts = /\\[uUx]/g;
  for (let match = starts.exec(text); match; match = starts.exec(text)) {
    const start = text.lastIndexOf("\n", match.index) + 1;
    const lineBreak = text.indexOf("\n", match.index);
    const end = trimmedEnd(text, start, lineBreak < 0 ? text.length : lineBreak);
    if (hidesSecret(text.slice(start, end), rules)) found.push({ start, end });
    starts.lastIndex = end;
  }
  for (const word of text.matchAll(/(?:%[0-9a-fA-F]{2}|[A-Za-z0-9_.~+-])+/g)) {
    if (!word[0].includes("%")) continue;
    const decoded = word[0].replace(/%([0-7][0-9a-fA-F])/g, (_whole, hex: string) =>
      String.fromCharCode(Number.parseInt(hex, 16)),
    );
    if (tokensIn(decoded).length > 0)
      found.push({ start: word.index, end: word.index + word[0].length });
  }
  return found;
}

function hidesSecret(line: string, rules: TextRules): boolean {
  const decoded = decodeLetters(line);
  if (decoded === line) return false;
  const plain = new Set(plainSecrets(line, rules).map(({ start, end }) => line.slice(start, end)));
  return plainSecrets(decoded, rules).some(
    ({ start, end }) => !plain.has(decoded.slice(start, end)),
  );
}

/** What follows a name, a flag or an authentication scheme that says that it is secret. */
function namedSecrets(text: string, rules: TextRules, queries: readonly Span[]): Span[] {
  const found: Span[] = [];
  const words = /[A-Za-z0-9_-]+/g;
  let lineEnd = -1;
  let isFirst = true;
  let before = "";
  let nextQuery = 0;
  for (let word = words.exec(text); word; word = words.exec(text)) {
    if (word.index >= lineEnd) {
      const lineBreak = text.indexOf("\n", word.index);
      lineEnd = lineBreak < 0 ? text.length : lineBreak;
      isFirst = true;
      before = "";
    }
    while ((queries[nextQuery]?.end ?? text.length) <= word.index) nextQuery += 1;
    const query = queries[nextQuery];
    if (query && query.start <= word.index) {
      words.lastIndex = query.end;
      continue;
    }
    const name = /^key$/i.test(word[0]) ? `${before}-${word[0]}` : word[0];
    const end = words.lastIndex;
    const value =
      isSecretName(name) || (isSecretTable(name) && opens(text, end))
        ? valueAfter(text, name, end, lineEnd, { ...rules, isFirst })
        : userAfter(text, word[0], end);
    if (value) {
      found.push(value);
      words.lastIndex = Math.max(value.end, end);
    }
    // A line that another program quotes has its number in front.
    isFirst &&= /^\d+$/.test(word[0]);
    before = word[0];
  }
  return found;
}

/** Whether a table or a list follows a name. */
function opens(text: string, nameEnd: number): boolean {
  const opening = /["']?[ \t]*[=:][ \t]*[[{]/y;
  opening.lastIndex = nameEnd;
  return opening.test(text);
}

function valueAfter(
  text: string,
  name: string,
  nameEnd: number,
  lineEnd: number,
  { kind, isFirst }: TextRules & { readonly isFirst: boolean },
): Span | undefined {
  const afterName = skipBlanks(text, isQuote(text[nameEnd]) ? nameEnd + 1 : nameEnd);
  const operator = endOfOperator(text, afterName);
  let start = skipBlanks(text, operator);
  const isFlag = name.startsWith("-");
  if (operator === afterName) {
    if (!isFlag) return schemeValue(text, name, nameEnd);
    if (text[start] === ",") start = skipBlanks(text, start + 1);
    if (start === nameEnd) return undefined;
    if (/^["']?-(?:-|[A-Za-z]\b)/.test(text.slice(start, start + 3))) return undefined;
  }
  if (start >= lineEnd) return undefined;
  const isRest =
    kind === "broken" ||
    /authorization|cookie/i.test(name) ||
    /[[{]/.test(text[start] ?? "") ||
    (isFirst && isWhole(kind, text, operator));
  const value = isRest
    ? { start, end: trimmedEnd(text, start, lineEnd) }
    : wordOrQuoted(text, start, lineEnd);
  const content = text.slice(value.start, value.end);
  return isMask(content) || isHarmless(name, content) ? undefined : value;
}

function isHarmless(name: string, content: string): boolean {
  return content.length < 30 && isHarmlessValue(name, content.replace(/^["']|["',]+$/g, ""));
}

/** Whether the rest of the line is the value, when its first word is a name. */
function isWhole(kind: TextRules["kind"], text: string, operator: number): boolean {
  return kind === "value" || text[operator - 1] === "=";
}

function endOfOperator(text: string, at: number): number {
  let end = at;
  while (end < at + 3 && /[=:]/.test(text[end] ?? "")) end += 1;
  return end > at && text[end] === ">" ? end + 1 : end;
}

function isQuote(character: string | undefined): boolean {
  return character === '"' || character === "'" || character === "`";
}

function trimmedEnd(text: string, start: number, lineEnd: number): number {
  return start + text.slice(start, lineEnd).trimEnd().length;
}

function wordOrQuoted(text: string, at: number, lineEnd: number): Span {
  const quote = text[at] ?? "";
  if (!isQuote(quote)) return { start: at, end: endOfWords(text, at, lineEnd) };
  const fence = text.startsWith(quote.repeat(3), at) ? quote.repeat(3) : quote;
  const start = at + fence.length;
  for (let end = start; end < lineEnd; end += 1) {
    if (text[end] === "\\" && quote === '"') end += 1;
    else if (text.startsWith(fence, end)) return { start, end };
  }
  return { start, end: trimmedEnd(text, start, lineEnd) };
}

/** The end of the word, and of the one after it where the first only names the way to sign in. */
function endOfWords(text: string, at: number, lineEnd: number): number {
  const end = endOfWord(text, at, lineEnd);
  if (!/^(?:bearer|basic|digest|token|negotiate)$/i.test(text.slice(at, end))) return end;
  return endOfWord(text, Math.min(skipBlanks(text, end), lineEnd), lineEnd);
}

function endOfWord(text: string, at: number, lineEnd: number): number {
  const stop = /\s/g;
  stop.lastIndex = at;
  return Math.min(stop.exec(text)?.index ?? lineEnd, lineEnd);
}

/** `Bearer abc123` or `Basic abc=`, but not `the bearer token`. */
function schemeValue(text: string, name: string, nameEnd: number): Span | undefined {
  if (!/^bearer$/i.test(name)) return undefined;
  return wordAfter(text, nameEnd, (word) => /\d|[a-z][A-Z]|^.{16}/.test(word));
}

/** A value that is nothing but a scheme and a word, as in the value of a header. */
function wholeScheme(text: string): Span[] {
  const match =
    /^\s*(?:bearer|basic)[ \t]+(?!(?:token|auth|authentication|authorization)s?\s*$)(\S+)\s*$/i.exec(
      text.length < 1000 ? text : "",
    );
  const word = match?.[1];
  if (word === undefined || isMask(word)) return [];
  const start = text.lastIndexOf(word);
  return [{ start, end: start + word.length }];
}

function userAfter(text: string, name: string, nameEnd: number): Span | undefined {
  if (/^basic$/i.test(name))
    return wordAfter(text, nameEnd, (word) => word.length >= 8 && /\d|=/.test(word));
  return isUserFlag(name) ? wordAfter(text, nameEnd, (word) => /.:./.test(word)) : undefined;
}

function wordAfter(
  text: string,
  nameEnd: number,
  isSecret: (word: string) => boolean,
): Span | undefined {
  const next = /["']?[ \t]+["']?([^\s"'`,;)\]}]+)/y;
  next.lastIndex = nameEnd;
  const word = next.exec(text)?.[1];
  if (word === undefined || isMask(word) || !isSecret(word)) return undefined;
  return { start: next.lastIndex - word.length, end: next.lastIndex };
}
