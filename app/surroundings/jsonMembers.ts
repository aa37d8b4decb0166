import type { Span } from "../config/value.ts";

/** One `"key": value` of a JSON object, with the exact place of its value. */
export interface JsonMember extends Span {
  readonly key: string;
  readonly valueStart: number;
}

const token = /"(?:[^"\\]|\\.)*"|[{}[\],:]/g;

/** The members of the object that a valid JSON text is, in order; empty for any other value. */
export function jsonMembers(text: string): readonly JsonMember[] {
  const members: JsonMember[] = [];
  let depth = 0;
  let key: { readonly text: string; readonly start: number } | undefined;
  let valueStart: number | undefined;
  const endMember = (at: number): void => {
    if (!key || valueStart === undefined) return;
    const end = valueStart + text.slice(valueStart, at).trimEnd().length;
    members.push({ key: key.text, start: key.start, valueStart, end });
    key = undefined;
    valueStart = undefined;
  };
  for (const { 0: found, index } of text.matchAll(token)) {
    if (depth === 0 && found !== "{") return [];
    if (depth === 1 && (found === "," || found === "}")) endMember(index);
    if (found === "{" || found === "[") depth += 1;
    else if (found === "}" || found === "]") depth -= 1;
    else if (depth === 1 && found === ":") valueStart = afterBlanks(text, index + 1);
    else if (depth === 1 && valueStart === undefined && found.startsWith('"'))
      key = { text: JSON.parse(found) as string, start: index };
  }
  return members;
}

function afterBlanks(text: string, at: number): number {
  const blanks = /\s*/y;
  blanks.lastIndex = at;
  return at + (blanks.exec(text)?.[0].length ?? 0);
}

/** Takes members out with the comma that sets them apart; what stands around them stays. */
export function withoutMembers(text: string, isUnwanted: (member: JsonMember) => boolean): string {
  const members = jsonMembers(text);
  const kept = members.filter((member) => !isUnwanted(member));
  let result = text;
  for (let index = members.length - 1; index >= 0; index -= 1) {
    const member = members[index];
    if (!member || !isUnwanted(member)) continue;
    const next = members[index + 1];
    const previous = kept.findLast(({ start }) => start < member.start);
    // The first one goes with the comma behind it, any other with the comma in front of it.
    const start = previous ? previous.end : member.start;
    const end = previous || !next ? member.end : next.start;
    result = result.slice(0, start) + result.slice(end);
  }
  return result;
}
