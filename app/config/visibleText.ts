/** Characters that move the cursor, ring, or turn the order of the text around them. */
const tricks = /[\p{Cc}\u2028\u2029\u202a-\u202e\u2066-\u2069]/gu;

/** Whether a text holds characters that can make a terminal or a menu show something else than is there. */
export function hasTricks(text: string): boolean {
  return text.search(tricks) >= 0;
}

/** The text with such characters left out. */
export function withoutTricks(text: string): string {
  return text.replace(tricks, "");
}

/** The text with such characters written out (`\u202e`), so that two texts never look the same by them. */
export function withVisibleTricks(text: string): string {
  return text.replace(
    tricks,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
}

/** The same for text of several lines that goes to a terminal: lines and tabs stay. */
export function withVisibleTricksInLines(text: string): string {
  return text
    .split(/([\n\t])/)
    .map((part) => (part === "\n" || part === "\t" ? part : withVisibleTricks(part)))
    .join("");
}
