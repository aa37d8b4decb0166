import { isSecretName, isSecretTable } from "./secretPaths.ts";

/** What a line that is not TOML leaves open for the lines after it. */
export class BrokenValue {
  /** The keys of a header that is not closed; keys below it stand under it, if anybody is asked. */
  header: readonly string[] | undefined;
  /** The line before named a secret and ended: the next one is the secret. */
  isExpected = false;
  #closer: string | undefined;

  /** Whether the lines are part of a secret value that was opened and has not been closed. */
  get isInside(): boolean {
    return this.#closer !== undefined;
  }

  /** A header ends whatever was open. */
  reset(): void {
    this.header = undefined;
    this.isExpected = false;
    this.#closer = undefined;
  }

  /** Takes in what stands after the equals sign of a secret key. */
  begin(value: string): void {
    if (value === "") this.isExpected = true;
    else this.#closer = closerOf(value);
  }

  /** Takes in a line that is secret, as it is part of an open value or was expected. */
  continueWith(line: string): void {
    if (this.#closer === undefined) {
      this.#closer = closerOf(line);
      this.isExpected &&= isPunctuation(line);
    } else if (this.#closer.length === 1 ? line === this.#closer : line.includes(this.#closer)) {
      this.#closer = undefined;
    }
  }
}

/** What would close a value that its first line opens; undefined where that line closes it. */
function closerOf(value: string): string | undefined {
  const fence = value.slice(0, 3);
  if (fence === '"""' || fence === "'''") return value.includes(fence, 3) ? undefined : fence;
  const closer = { "{": "}", "[": "]" }[value[0] ?? ""];
  if (closer === undefined) return undefined;
  return value.split(value[0] ?? "").length > value.split(closer).length ? closer : undefined;
}

/** Whether a text only opens and closes values, and holds none. */
export function isPunctuation(text: string): boolean {
  return /^[\s[\]{}(),"']*$/.test(text);
}

/** What stands after the first secret name of a line that is followed by a list, a table or a long string. */
export function openedSecret(line: string): string | undefined {
  for (const match of line.matchAll(/[=:,][ \t]*(?=[[{]|"""|''')/g)) {
    // A name that is longer is none; without a limit, a long line would be read again and again.
    const before = line.slice(Math.max(match.index - 100, 0), match.index);
    const name = /([\w-]+)["']?[ \t]*$/.exec(before)?.[1] ?? "";
    if (isSecretName(name) || isSecretTable(name)) return line.slice(match.index + match[0].length);
  }
  return undefined;
}
