const BULLETS = "••••••••";

/** Differ from run to run, so that a mask cannot be used to test guesses later. */
const firstSalt = Math.floor(Math.random() * 0xffffffff);
const secondSalt = Math.floor(Math.random() * 0xffffffff);

/**
 * The stand-in for a secret: bullets and 24 bits of a salted hash, the same for the same secret during one run,
 * so that a change shows in a diff.
 */
export function maskOf(secret: string): string {
  let first = firstSalt;
  let second = secondSalt;
  for (let index = 0; index < secret.length; index += 1) {
    const code = secret.charCodeAt(index);
    first = Math.imul(first ^ code, 0x01000193);
    second = Math.imul((second << 13) | (second >>> 19), 0x9e3779b1) ^ code;
  }
  let mixed = Math.imul(first ^ (first >>> 16) ^ second, 0x85ebca6b);
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
  return BULLETS + ((mixed ^ (mixed >>> 16)) >>> 8).toString(16).padStart(6, "0");
}

/** Whether a text is a mask already, or begins with one. */
export function isMask(text: string): boolean {
  return /^•{8}[0-9a-f]{6}/.test(text);
}
