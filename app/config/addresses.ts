import { isSecretName } from "./secretPaths.ts";
import { tokensIn } from "./tokenShape.ts";
import type { Span } from "./value.ts";

/** What is found in the web addresses of a text. */
export interface AddressSecrets {
  readonly secrets: readonly Span[];
  /** The queries and fragments, which have been looked at as a whole. */
  readonly queries: readonly Span[];
}

/** How far past its apparent end an address is searched for the end of a password. */
const MAX_PASSWORD = 1000;

/**
 * Finds user names, passwords, query values and fragments in the addresses of a text.
 *
 * @param isAddress - the whole text is one address for a program, where anything unusual is secret; elsewhere a
 * fragment may be a heading of a page
 */
export function secretsInAddresses(text: string, isAddress: boolean): AddressSecrets {
  const secrets: Span[] = [];
  const queries: Span[] = [];
  let from = isAddress ? endOfScheme(text) : after(text, 0);
  while (from !== undefined) {
    const end: number = isAddress ? text.length : endOfRun(text, from);
    const run = text.slice(from, end);
    const user = userInfo(text, from, run);
    if (user) secrets.push(user);
    const tail = run.search(/[?#]/);
    const isInUser = user !== undefined && from + tail < user.end;
    if (tail >= 0 && !isInUser) {
      queries.push({ start: from + tail, end });
      secrets.push(...secretsInTail(text, from + tail, end, isAddress));
    }
    from = isAddress ? undefined : after(text, Math.max(end, user?.end ?? 0));
  }
  return { secrets, queries };
}

function endOfScheme(text: string): number | undefined {
  return /^(?:[a-z][a-z0-9+.-]*:)?\/\//i.exec(text)?.[0].length ?? 0;
}

function after(text: string, at: number): number | undefined {
  const slashes = text.indexOf("//", at);
  return slashes < 0 ? undefined : slashes + 2;
}

function endOfRun(text: string, from: number): number {
  const stop = /[\s"'<>`]/g;
  stop.lastIndex = from;
  return stop.exec(text)?.index ?? text.length;
}

/** `token@` or `name:password@`; the name is masked too, as it may be the token. */
function userInfo(text: string, from: number, run: string): Span | undefined {
  const authority = /^[^/?#]*/.exec(run)?.[0] ?? "";
  const at = authority.lastIndexOf("@");
  if (at >= 0) return spanOfUser(text, from, from + at);
  // A password may hold what ends a host or a quoted text. A port is a number, so this is none.
  const colon = authority.indexOf(":", authority.lastIndexOf("]") + 1);
  if (colon < 0 || /^\d*$/.test(authority.slice(colon + 1))) return undefined;
  const rest = /^\S*/.exec(text.slice(from, from + MAX_PASSWORD))?.[0] ?? "";
  const late = rest.lastIndexOf("@");
  return late < 0 ? undefined : spanOfUser(text, from, from + late);
}

function spanOfUser(text: string, start: number, end: number): Span | undefined {
  // `ssh://git@host` names no one.
  return start === end || text.slice(start, end) === "git" ? undefined : { start, end };
}

/** The values of a query (`?a=b&c=d`) and of a fragment, with the offsets of the text. */
function secretsInTail(text: string, start: number, end: number, isAddress: boolean): Span[] {
  const found: Span[] = [];
  const pieces = /[?#&;]([^?#&;]*)/g;
  let isFragment = false;
  for (const piece of text.slice(start, end).matchAll(pieces)) {
    isFragment ||= piece[0].startsWith("#");
    const body = piece[1] ?? "";
    const equals = body.indexOf("=");
    const name = equals < 0 ? "" : body.slice(0, equals);
    const value = body.slice(equals + 1);
    const at = start + piece.index + 1 + equals + 1;
    if (isSecretValue(name, value, isAddress, isFragment))
      found.push({ start: at, end: at + value.length });
  }
  return found;
}

function isSecretValue(
  name: string,
  value: string,
  isAddress: boolean,
  isFragment: boolean,
): boolean {
  if (value === "" || isVersion(name, value)) return false;
  if (isAddress || isSecretName(name) || tokensIn(value).length > 0) return true;
  // A fragment without a name is mostly a heading of a page; one with digits may be a token.
  if (name === "" && isFragment) return value.length >= 8 && /\d/.test(value);
  return value.length >= 6;
}

function isVersion(name: string, value: string): boolean {
  return /^(?:api-)?version$/i.test(name) && /^[\w.-]{1,20}$/.test(value);
}
