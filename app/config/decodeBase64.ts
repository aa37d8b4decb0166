/** Anything shorter is taken for an ordinary word: no block fits into it. */
const MIN_LENGTH = 24;

const SPACES: ReadonlySet<number> = new Set([9, 10, 13, 32]);
const EQUALS = 61;

function sextetOf(code: number): number {
  if (code >= 65 && code <= 90) return code - 65;
  if (code >= 97 && code <= 122) return code - 71;
  if (code >= 48 && code <= 57) return code + 4;
  if (code === 43 || code === 45) return 62;
  return code === 47 || code === 95 ? 63 : -1;
}

/**
 * Decodes a text that is nothing but base64 (either alphabet, padded or not, spread over any lines); undefined
 * where the text is anything else.
 */
export function decodeBase64(text: string): Uint8Array | undefined {
  if (text.length < MIN_LENGTH) return undefined;
  const bytes = new Uint8Array(Math.ceil(text.length / 4) * 3);
  let length = 0;
  let sextets = 0;
  let bits = 0;
  let padding = 0;
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (SPACES.has(code)) continue;
    if (code === EQUALS) {
      padding += 1;
      continue;
    }
    const sextet = sextetOf(code);
    if (sextet < 0 || padding > 0) return undefined;
    bits = ((bits << 6) | sextet) & 0xffffff;
    sextets += 1;
    if (sextets % 4 !== 0) continue;
    bytes[length++] = bits >> 16;
    bytes[length++] = (bits >> 8) & 0xff;
    bytes[length++] = bits & 0xff;
  }
  const rest = sextets % 4;
  if (sextets < MIN_LENGTH - 2 || rest === 1 || padding > 2) return undefined;
  if (padding > 0 && rest + padding !== 4) return undefined;
  if (rest === 2) bytes[length++] = (bits >> 4) & 0xff;
  if (rest === 3) {
    bytes[length++] = (bits >> 10) & 0xff;
    bytes[length++] = (bits >> 2) & 0xff;
  }
  return bytes.subarray(0, length);
}
