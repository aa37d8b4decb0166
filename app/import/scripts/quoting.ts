const simpleEscapes: Readonly<Record<string, string>> = {
  a: "\u0007",
  b: "\b",
  e: "\u001b",
  f: "\f",
  n: "\n",
  r: "\r",
  t: "\t",
  v: "\v",
  "\\": "\\",
  "'": "'",
  '"': '"',
};

const escapePattern =
  /\\(?:([abefnrtv\\'"])|x([0-9A-Fa-f]{1,2})|u([0-9A-Fa-f]{1,4})|U([0-9A-Fa-f]{1,8})|0?([0-7]{1,3}))/g;

/** Undoes the backslash escapes of `$'…'`, `printf` and `echo -e`; an unknown one stays as it is. */
export function decodeShellEscapes(text: string): string {
  return text.replace(
    escapePattern,
    (whole, simple?: string, x?: string, u?: string, long?: string, octal?: string) => {
      if (simple !== undefined) return simpleEscapes[simple] ?? whole;
      const code =
        octal === undefined ? Number.parseInt(x ?? u ?? long ?? "", 16) : Number.parseInt(octal, 8);
      return code <= 0x10ffff ? String.fromCodePoint(code) : whole;
    },
  );
}

const contraction = /[A-Za-z]'(?:(?:s|t|re|ll|ve|d|m)(?![\w'])|\s)/y;

/** Whether the `'` at `at`, which would open a quoted text, is the one of “don't” or “users' ”: prose around a pasted script must not open a quoted text. */
export function isApostrophe(text: string, at: number): boolean {
  contraction.lastIndex = at - 1;
  return at > 0 && contraction.test(text);
}
