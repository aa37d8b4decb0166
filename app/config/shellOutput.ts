import { decodeShellEscapes } from "./quoting.ts";
import type { Template } from "./template.ts";

/** More characters than this printed by one script mean that it was made to swell. */
export const MAX_PRINTED = 4 * 1024 * 1024;

/** The text of a word that nothing stands in which the shell would expand; else undefined. */
export function literalOf(word: Template): string | undefined {
  const [only = ""] = word;
  return word.length <= 1 && typeof only === "string" ? only : undefined;
}

/**
 * What `echo` or `printf` prints; undefined for other commands. The budget is the number of characters that
 * may still be printed.
 */
export function outputOf(
  name: string,
  args: readonly Template[],
  budget: { left: number },
): Template | undefined {
  if (name === "echo" || name === "print") return echoOutput(args);
  return name === "printf" ? printfOutput(args, budget) : undefined;
}

function echoOutput(args: readonly Template[]): Template {
  let at = 0;
  let isEscaped = false;
  let ends = "\n";
  for (; /^-[neE]+$/.test(literalOf(args[at] ?? []) ?? ""); at += 1) {
    const option = literalOf(args[at] ?? []) ?? "";
    if (option.includes("e")) isEscaped = true;
    if (option.includes("n")) ends = "";
  }
  const output = args.slice(at).flatMap((word, index) => [index > 0 ? " " : "", ...word]);
  return [...(isEscaped ? decoded(output) : output), ends];
}

function decoded(template: Template): Template {
  return template.map((part) => (typeof part === "string" ? decodeShellEscapes(part) : part));
}

/** What `printf` prints; undefined for formats with anything but `%s` and `%b`. */
function printfOutput(args: readonly Template[], budget: { left: number }): Template | undefined {
  const [format = [], ...values] = literalOf(args[0] ?? []) === "--" ? args.slice(1) : args;
  const slots = format.flatMap((part): (Template[number] | undefined)[] =>
    typeof part === "string" ? part.split(/(%[%sb])/).map(formatSlot) : [part],
  );
  if (slots.includes(undefined)) return undefined;
  const output: Template[number][] = [];
  let next = 0;
  do {
    const before = next;
    for (const slot of slots) {
      if (slot === undefined) continue;
      const value = slot === "%s" || slot === "%b" ? (values[next++] ?? []) : [slot];
      for (const part of slot === "%b" ? decoded(value) : value) {
        budget.left -= typeof part === "string" ? part.length : 1;
        if (budget.left < 0) return undefined;
        output.push(part);
      }
    }
    if (next === before) break;
  } while (next < values.length);
  return output;
}

/** One stretch of a format as it is printed, with `%s` and `%b` left for an argument. */
function formatSlot(text: string): string | undefined {
  if (text === "%s" || text === "%b") return text;
  if (text === "%%") return "%";
  return text.includes("%") ? undefined : decodeShellEscapes(text);
}
