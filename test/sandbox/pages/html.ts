/** HTML that is safe to put into a page. */
export class SafeHtml {
  readonly #text: string;

  constructor(text: string) {
    this.#text = text;
  }

  toString(): string {
    return this.#text;
  }
}

type Value = string | number | SafeHtml | readonly SafeHtml[];

const entities: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

/** Builds HTML; values that are plain text are escaped. */
export function html(parts: TemplateStringsArray, ...values: readonly Value[]): SafeHtml {
  const text = parts.map((part, index) => {
    const value = values[index] ?? "";
    if (value instanceof SafeHtml) return part + value.toString();
    if (typeof value === "object") return part + value.join("");
    return part + String(value).replace(/[&<>"']/g, (char) => entities[char] ?? char);
  });
  return new SafeHtml(text.join(""));
}

/** Takes HTML as it is, from a library that has escaped it. */
export function trusted(text: string): SafeHtml {
  return new SafeHtml(text);
}
