/** The methods through which the config engine reads a text, as the prototype has them. */
const { charCodeAt, indexOf, lastIndexOf, slice, startsWith } = String.prototype;

/**
 * How many characters a piece of work reads out of strings: a measure of its cost that is the same on every
 * machine. Regular expressions are not counted.
 */
export function charactersRead(work: () => void): number {
  let count = 0;
  const measured = {
    charCodeAt(this: string, at: number) {
      count += 1;
      return charCodeAt.call(this, at);
    },
    indexOf(this: string, search: string, from = 0) {
      const found = indexOf.call(this, search, from);
      count += Math.max((found < 0 ? this.length : found) - from, 0) + 1;
      return found;
    },
    lastIndexOf(this: string, search: string, from = this.length) {
      const found = lastIndexOf.call(this, search, from);
      count += from - found + 1;
      return found;
    },
    slice(this: string, start?: number, end?: number) {
      const part = slice.call(this, start, end);
      count += part.length + 1;
      return part;
    },
    startsWith(this: string, search: string, at?: number) {
      count += search.length;
      return startsWith.call(this, search, at);
    },
  };
  Object.assign(String.prototype, measured);
  try {
    work();
  } finally {
    Object.assign(String.prototype, { charCodeAt, indexOf, lastIndexOf, slice, startsWith });
  }
  return count;
}
