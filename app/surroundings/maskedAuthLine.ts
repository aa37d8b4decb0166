const MASK = "••••••••";

/** What Codex 0.169.0 calls the members of auth.json; another name may be anything. */
const names: ReadonlySet<string> = new Set([
  "auth_mode",
  "OPENAI_API_KEY",
  "tokens",
  "id_token",
  "access_token",
  "refresh_token",
  "account_id",
  "last_refresh",
]);

/** A member with a simple value, a text, what stands between texts, or what is no JSON. */
const part =
  /"((?:[^"\\]|\\.)*)"(\s*:\s*)?|(?:[\s{}[\],:]|\b(?:null|true|false)\b)+|[^\s{}[\],:"]+|"/g;

/** A line of auth.json with its shape, its names and the mode; every other value is masked. */
export function maskedAuthLine(line: string): string {
  let name: string | undefined;
  return line.replace(part, (found, text: string | undefined, colon: string | undefined) => {
    const before = name;
    name = colon === undefined ? undefined : text;
    if (text === undefined) return /^(?:[\s{}[\],:]|null|true|false)+$/.test(found) ? found : MASK;
    if (colon !== undefined) return names.has(text) ? found : `"${MASK}"${colon}`;
    return before === "auth_mode" && /^[a-z]{1,20}$/i.test(text) ? found : `"${MASK}"`;
  });
}
