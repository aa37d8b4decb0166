import { positionOf } from "../config/scan.ts";
import { AppError } from "../errors.ts";
import { jsonMembers, withoutMembers } from "./jsonMembers.ts";
import { type KeyKind, keyKindOf } from "./keyKind.ts";

/** What Codex finds in `auth.json`; no key and no token. */
export type AuthFacts =
  /** Codex 0.169.0 takes a file that it cannot read for one that is not there. */
  | { readonly status: "missing" | "broken" }
  | {
      readonly status: "read";
      /** The stored API key, with the place of its member, 1-based. */
      readonly key:
        | { readonly kind: KeyKind; readonly line: number; readonly column: number }
        | undefined;
      readonly hasChatGptLogin: boolean;
      /** Whether the file has an `auth_mode`; Codex 0.169.0 chooses by what is there where it states none. */
      readonly statesMode: boolean;
      /** What Codex sends with a provider that requires an OpenAI login and has no credential of its own. */
      readonly sends: "key" | "chatGpt" | "nothing";
    };

const KEY = "OPENAI_API_KEY";
const MODE = "auth_mode";

/** Reads the text of `auth.json` as Codex 0.169.0 does. */
export function readAuth(text: string): AuthFacts {
  const content = parseObject(text);
  if (!content) return { status: "broken" };
  const stored = content[KEY];
  const member = jsonMembers(text).findLast(({ key }) => key === KEY);
  const key =
    typeof stored === "string" && stored !== "" && member
      ? { kind: keyKindOf(stored), ...positionOf(text, member.start) }
      : undefined;
  const { tokens } = content;
  const hasChatGptLogin = typeof tokens === "object" && tokens !== null && "access_token" in tokens;
  // Without a mode a key goes before a login; with one the mode decides.
  const mode = content[MODE] ?? (key ? "apikey" : "chatgpt");
  const login = hasChatGptLogin ? "chatGpt" : "nothing";
  const sends = mode !== "apikey" ? login : key ? "key" : "nothing";
  return { status: "read", key, hasChatGptLogin, statesMode: MODE in content, sends };
}

/**
 * Takes the API key out of the text of `auth.json`; everything else stays as it is written. A mode that says to
 * use the key gives way to the ChatGPT login that is there. Where there is no login the file states the mode of a
 * key: Codex 0.169.0 takes one without either (`{}`, or `tokens` of null) for a ChatGPT login, and ends at its start
 * ("plan type is required"). `codex login status` then misses the key; only a file that is gone is "Not logged in".
 *
 * @throws AppError `AUTH_UNREADABLE` for what is not a JSON object
 */
export function withoutApiKey(text: string): string {
  const facts = readAuth(text);
  if (facts.status !== "read") throw new AppError("AUTH_UNREADABLE");
  if (!facts.key) return text;
  const members = jsonMembers(text);
  const mode = members.findLast(({ key }) => key === MODE);
  if (!mode && !facts.hasChatGptLogin) {
    const [first, ...others] = members.filter(({ key }) => key === KEY);
    if (!first) return text;
    const rest = withoutMembers(text, (member) =>
      others.some(({ start }) => start === member.start),
    );
    return `${rest.slice(0, first.start)}"${MODE}": "apikey"${rest.slice(first.end)}`;
  }
  const usesLogin = mode && facts.hasChatGptLogin && facts.sends !== "chatGpt";
  const corrected = usesLogin
    ? `${text.slice(0, mode.valueStart)}"chatgpt"${text.slice(mode.end)}`
    : text;
  return withoutMembers(corrected, ({ key }) => key === KEY);
}

function parseObject(text: string): Readonly<Record<string, unknown>> | undefined {
  try {
    const content: unknown = JSON.parse(text);
    const isObject = typeof content === "object" && content !== null && !Array.isArray(content);
    return isObject ? { ...content } : undefined;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}
