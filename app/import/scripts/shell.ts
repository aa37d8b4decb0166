import type { Span } from "../../config/value.ts";
import { type HereDocument, LineIndex, readHereOperator } from "./hereDocument.ts";
import { type Frame, type ShellCommand, ShellState } from "./shellState.ts";
import {
  openSubstitution,
  readDollar,
  readEscaped,
  readSingleQuoted,
  readSkipped,
  readText,
} from "./shellText.ts";
import type { Template } from "./template.ts";

/** A shell script as far as its text tells. */
export interface ShellScript {
  /** All simple commands in the order of their text, also those inside `$(…)` and functions. */
  readonly commands: readonly ShellCommand[];
  /** Where the texts of here-documents stand. */
  readonly documents: readonly Span[];
}

/** Deeper nesting than this is no installer script; what is read by then is all there is. */
const MAX_FRAMES = 100;

/** Here-documents inside `$(…)` inside here-documents are read this deep. */
const MAX_NESTED_DOCUMENTS = 4;

const plain = /[^\s'"\\$`#<>|;&()]+/y;
const redirection = /(&>>?|>>|>\||>)|>&|<&|<>|</y;
const comment = /#[^\n]*/y;

/**
 * Reads a shell script (sh, bash, zsh) as text, in linear time and without running anything: its commands with
 * their words and here-documents, quoting undone, and what the shell would expand left as named expressions.
 */
export function readShell(script: string): ShellScript {
  const reader = new ShellReader(script, 0);
  reader.read("command");
  return reader;
}

class ShellReader implements ShellScript {
  readonly documents: Span[] = [];
  readonly #state: ShellState;
  readonly #nesting: number;
  #pending: HereDocument[] = [];
  #lines: LineIndex | undefined;

  constructor(text: string, nesting: number) {
    this.#state = new ShellState(text);
    this.#nesting = nesting;
  }

  get commands(): ShellCommand[] {
    return this.#state.commands;
  }

  /** Reads the whole text as commands, or as the text of a here-document, and returns the latter. */
  read(kind: "command" | "document"): Template {
    const state = this.#state;
    const root = state.open(kind);
    while (state.at < state.text.length && state.frames.length <= MAX_FRAMES) {
      const frame = state.frames.at(-1) ?? root;
      if (frame.kind === "command" || frame.kind === "backtick") this.#readCommands(frame);
      else if (frame.kind === "double" || frame.kind === "document") readText(state, frame);
      else readSkipped(state, frame);
    }
    for (const frame of state.frames.toReversed())
      if (frame.kind === "command" || frame.kind === "backtick") state.endCommand(frame);
    return root.word;
  }

  #readCommands(frame: Frame): void {
    const state = this.#state;
    if (this.#nesting === 0) state.notePlace(frame);
    const run = state.take(plain);
    if (run) {
      state.put(frame, run[0]);
      return;
    }
    switch (state.text[state.at]) {
      case "\n":
        state.at += 1;
        state.endCommand(frame);
        this.#readDocuments();
        break;
      case "#":
        if (frame.hasWord) state.putNext(frame);
        else state.take(comment);
        break;
      case "\\":
        readEscaped(state, frame);
        break;
      case "'":
        readSingleQuoted(state, frame);
        break;
      case '"':
        state.at += 1;
        frame.hasWord = true;
        state.open("double", undefined, frame.word);
        break;
      case "$":
        readDollar(state, frame);
        break;
      case "<":
      case ">":
      case "&":
        this.#redirect(frame);
        break;
      default:
        this.#readPunctuation(frame);
    }
  }

  #readPunctuation(frame: Frame): void {
    const state = this.#state;
    const char = state.text[state.at];
    const isArithmetic = state.sees("((");
    const isPipe = char === "|" && !state.sees("||");
    state.at += isArithmetic ? 0 : 1;
    if (char === "`" && frame.kind !== "backtick") openSubstitution(state, frame, "backtick");
    else if (char === "(") {
      state.endWord(frame);
      state.open(isArithmetic ? "arithmetic" : "command");
    } else if (char === ")" || char === "`") {
      state.endCommand(frame);
      const closes = char === "`" || (frame.kind === "command" && state.frames.length > 1);
      if (closes) state.frames.pop();
    } else if (char === "|" || char === ";") {
      const command = state.endCommand(frame);
      if (isPipe) frame.upstream = command;
      else if (char === "|") state.at += 1;
    } else state.endWord(frame);
  }

  #redirect(frame: Frame): void {
    const state = this.#state;
    const descriptor = state.takeNumber(frame);
    state.endWord(frame);
    if (state.sees("<<<")) {
      state.at += 3;
      frame.role = "hereString";
    } else if (state.sees("<<")) {
      const operator = readHereOperator(state.text, state.at, frame.command);
      state.at = operator?.end ?? state.at + 2;
      if (!operator) return;
      frame.awaitsDocument = true;
      this.#pending.push(operator.document);
    } else {
      const match = state.take(redirection);
      if (!match) {
        state.at += 1;
        state.endCommand(frame);
      } else if (!state.sees("(")) {
        const isOutput = match[1] !== undefined && descriptor !== "2";
        const targetRole = match[1]?.endsWith(">>") ? "appendedTarget" : "target";
        frame.role = isOutput ? targetRole : "otherFile";
      }
    }
  }

  #readDocuments(): void {
    if (this.#pending.length === 0) return;
    const state = this.#state;
    this.#lines ??= new LineIndex(state.text);
    for (const document of this.#pending) {
      const found = this.#lines.find(document, state.at);
      if (found) {
        this.documents.push(found.body);
        this.#readBody(document, state.text.slice(state.at, found.body.end));
        state.at = Math.min(found.next + 1, state.text.length);
      } else {
        // Like the shell, take the rest of a script that was cut off; but only once, and read on below it.
        state.once<true>("<<", () => {
          this.#readBody(document, state.text.slice(state.at));
          return undefined;
        });
      }
    }
    this.#pending = [];
  }

  #readBody({ command, dropsTabs, isQuoted }: HereDocument, lines: string): void {
    const body = dropsTabs ? lines.replace(/^\t+/gm, "") : lines;
    if (isQuoted) command.documents.push([body]);
    if (isQuoted || this.#nesting >= MAX_NESTED_DOCUMENTS) return;
    const reader = new ShellReader(body, this.#nesting + 1);
    command.documents.push(reader.read("document"));
    for (const inner of reader.commands) this.commands.push(inner);
  }
}
