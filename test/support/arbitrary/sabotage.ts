import fc from "fast-check";

/** A change of one place: a letter more, less or different, a line more or less. */
export function sabotage(): fc.Arbitrary<(text: string) => string> {
  return fc
    .tuple(
      fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }),
      fc.constantFrom(..."ax1.=\"'#[]{},\n\\ ", "\nextra = 1\n", "\n[extra]\n", "# "),
      fc.constantFrom("insert", "replace", "delete", "deleteLine", "double"),
    )
    .map(([where, what, how]) => (text: string) => {
      const at = Math.floor(where * (text.length + 1));
      const lineStart = text.lastIndexOf("\n", at - 1) + 1;
      const lineEnd = text.indexOf("\n", at) < 0 ? text.length : text.indexOf("\n", at) + 1;
      switch (how) {
        case "insert":
          return text.slice(0, at) + what + text.slice(at);
        case "replace":
          return text.slice(0, at) + what + text.slice(at + 1);
        case "delete":
          return text.slice(0, at) + text.slice(at + 1);
        case "deleteLine":
          return text.slice(0, lineStart) + text.slice(lineEnd);
        default:
          return text.slice(0, lineEnd) + text.slice(lineStart);
      }
    });
}
