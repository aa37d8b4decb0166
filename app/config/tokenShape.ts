import type { Span } from "./value.ts";

/** What issuers put in front of a token and nobody puts in front of anything else. */
const certainPrefix =
  /(?<![A-Za-z0-9])(?:(?:sk|pmx|gsk|gh[opsur]|xox[a-z]|xai|glpat|whsec|github_pat|dckr_pat)[-_][A-Za-z0-9_-]{8,}|AKIA[0-9A-Z]{16}|AIza[A-Za-z0-9_-]{30,}|eyJ[A-Za-z0-9_-]{8,})/;

/** Prefixes that also begin ordinary names: `pm-dashboard` is none, `pm-4f9a81c2` is a token. */
const likelyPrefix = /(?<![A-Za-z0-9])(?:pm|pk|rk|hf|npm|sess|pat)[-_][A-Za-z0-9_-]{8,}/g;

/** The parts of a JSON web token after its head. */
const webTokenTail = /(?:\.[A-Za-z0-9_-]+)+/y;

/** Where a text holds something that is a token by its shape alone, except the given words. */
export function tokensIn(text: string, known: ReadonlySet<string> = new Set()): Span[] {
  const found: Span[] = [];
  const runs = /[A-Za-z0-9_+-]{10,}/g;
  for (let run = runs.exec(text); run; run = runs.exec(text)) {
    const at = tokenStart(run[0]);
    if (at === undefined || known.has(run[0]) || known.has(run[0].slice(at))) continue;
    webTokenTail.lastIndex = runs.lastIndex;
    if (run[0].startsWith("eyJ", at) && webTokenTail.test(text))
      runs.lastIndex = webTokenTail.lastIndex;
    found.push({ start: run.index + at, end: runs.lastIndex });
  }
  return found;
}

function tokenStart(run: string): number | undefined {
  if (isRandom(run)) return 0;
  const certain = certainPrefix.exec(run)?.index;
  if (certain !== undefined) return certain;
  for (const match of run.matchAll(likelyPrefix)) if (/\d/.test(match[0])) return match.index;
  return undefined;
}

/**
 * Whether letters and digits are mixed as no name mixes them. Names of models, folders and providers may be long
 * and hold numbers (`qwen3-coder-480b-a35b-instruct-fp8`), but they are words: letters rarely turn into digits or
 * a small letter into a capital, and no part is a long mix of both.
 */
function isRandom(run: string): boolean {
  if (run.length < 20 || !/\d/.test(run) || !/[A-Za-z]/.test(run)) return false;
  if (/\d{9}/.test(run) && run.length >= 28) return true;
  const jumps = run.match(/[A-Za-z](?=\d)|\d(?=[A-Za-z])|[a-z](?=[A-Z])/g)?.length ?? 0;
  if (jumps >= 6) return true;
  return run.split(/[-_+]/).some((part) => part.length >= 20 && /\d/.test(part));
}
