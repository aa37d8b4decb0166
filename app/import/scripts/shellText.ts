import { decodeShellEscapes, isApostrophe } from "./quoting.ts";
import type { Frame, ShellState } from "./shellState.ts";
import type { Expression } from "./template.ts";

const plain = /[^\\$`"]+/y;
const variable = /\$(?:\{([A-Za-z_]\w*)\}|([A-Za-z_]\w*))/y;
const specialVariable = /\$([0-9@*#?$!-])/y;
const braceOpening = /\$\{[#!]?([A-Za-z_]\w*)?/y;
const ansiQuoted = /\$'([^'\\]*(?:\\[\s\S][^'\\]*)*)'/y;
const lineBreak = /\\\r?\n/y;

function isText(frame: Frame): boolean {
  return frame.kind === "double" || frame.kind === "document";
}

/** Reads on inside double quotes or in the text of a here-document with an unquoted delimiter. */
export function readText(state: ShellState, frame: Frame): void {
  const run = state.take(plain);
  if (run) state.put(frame, run[0]);
  else if (state.sees('"')) {
    if (frame.kind === "document") state.putNext(frame);
    else {
      state.at += 1;
      state.frames.pop();
    }
  } else if (state.sees("`")) {
    state.at += 1;
    openSubstitution(state, frame, "backtick");
  } else if (state.sees("$")) readDollar(state, frame);
  else readEscaped(state, frame);
}

/** Reads on inside `$((…))` or `${…}`, of which only nested commands matter. */
export function readSkipped(state: ShellState, frame: Frame): void {
  if (state.sees("$") && !state.sees("'", 1)) {
    readDollar(state, frame);
    return;
  }
  const char = state.text[state.at];
  state.at += char === "\\" ? 2 : 1;
  if (frame.kind === "brace") {
    if (char === "}") state.frames.pop();
    return;
  }
  if (char === "(") frame.depth += 1;
  if (char === ")") frame.depth -= 1;
  if (char === ")" && frame.depth === 0) state.frames.pop();
}

/** Reads a backslash and what it protects. */
export function readEscaped(state: ShellState, frame: Frame): void {
  if (state.take(lineBreak)) return;
  const next = state.text[state.at + 1] ?? "";
  const special = frame.kind === "document" ? "$`\\" : '$`"\\';
  state.put(frame, isText(frame) && !special.includes(next) ? `\\${next}` : next);
  state.at += 2;
}

/** Reads `'…'`; a quote that is never closed, or that is an apostrophe, stands for itself. */
export function readSingleQuoted(state: ShellState, frame: Frame): void {
  const from = state.at + 1;
  const end = isApostrophe(state.text, state.at)
    ? undefined
    : state.once("'", () => {
        const found = state.text.indexOf("'", from);
        return found < 0 ? undefined : found;
      });
  if (end === undefined) {
    state.putNext(frame);
    return;
  }
  state.put(frame, state.text.slice(from, end));
  state.at = end + 1;
}

/** Reads whatever a `$` starts: a variable, an expression, a quoted text, or just a dollar. */
export function readDollar(state: ShellState, frame: Frame): void {
  if (state.sees("$((")) {
    state.put(frame, { name: "arithmetic", isVariable: false });
    state.at += 1;
    state.open("arithmetic");
    return;
  }
  if (state.sees("$(")) {
    state.at += 2;
    openSubstitution(state, frame, "command");
    return;
  }
  const named = state.take(variable);
  const special = named ? null : state.take(specialVariable);
  const brace = named || special ? null : state.take(braceOpening);
  if (named) state.put(frame, { name: named[1] ?? named[2] ?? "", isVariable: true });
  else if (special) state.put(frame, { name: special[1] ?? "", isVariable: false });
  else if (brace) {
    state.put(frame, { name: brace[1] ?? "parameter", isVariable: false });
    state.open("brace");
  } else if (!readDollarQuoted(state, frame)) state.putNext(frame);
}

/** `$'…'` and `$"…"`, outside of other quotes. */
function readDollarQuoted(state: ShellState, frame: Frame): boolean {
  if (isText(frame)) return false;
  if (state.sees("'", 1)) {
    const quoted = state.once("$'", () => state.take(ansiQuoted) ?? undefined);
    if (quoted) state.put(frame, decodeShellEscapes(quoted[1] ?? ""));
    return quoted !== undefined;
  }
  if (!state.sees('"', 1)) return false;
  state.at += 1;
  return true;
}

/** Opens `$(…)` or a pair of backticks: its output is unknown, the commands in it are read all the same. */
export function openSubstitution(
  state: ShellState,
  frame: Frame,
  kind: "command" | "backtick",
): void {
  const expression: Expression = { name: "", isVariable: false };
  state.put(frame, expression);
  state.open(kind, expression);
}
