import type { Span } from "../../config/value.ts";
import type { Expression, OutputTarget, Template } from "./template.ts";

/** One simple command of a shell script. */
export interface ShellCommand {
  /** Assignments, name and arguments, without redirections. */
  readonly words: Template[];
  /** The here-documents and here-strings it is fed with. */
  readonly documents: Template[];
  /** The file its output is redirected to. */
  target: OutputTarget | undefined;
  /** The command that reads its output through a pipe. */
  pipedTo: ShellCommand | undefined;
  /** Where it stands, for a command of the script itself: not of a subshell, nor of a text in it. */
  place: Span | undefined;
}

/** Commands, a text with expansions in it, or an expression that is skipped up to its end. */
export type FrameKind = "command" | "backtick" | "double" | "document" | "arithmetic" | "brace";

/** One level of nesting in a script. */
export interface Frame {
  readonly kind: FrameKind;
  /** The word being read; a quoted text adds to the word it stands in. */
  readonly word: (string | Expression)[];
  hasWord: boolean;
  command: ShellCommand;
  /** Whether the text of a here-document for the command stands further below. */
  awaitsDocument: boolean;
  /** The command whose output the one being read gets. */
  upstream: ShellCommand | undefined;
  /** What the word being read is for. */
  role: "word" | "target" | "appendedTarget" | "otherFile" | "hereString";
  /** Gets the name of the first command, for an expression that would have to be run. */
  readonly expression: Expression | undefined;
  /** Open parentheses, in arithmetic. */
  depth: number;
}

const commandName = /^[A-Za-z_][\w.-]{0,63}$/;

function newCommand(): ShellCommand {
  return { words: [], documents: [], target: undefined, pipedTo: undefined, place: undefined };
}

/** Where the reading of a script stands: a place in its text, the levels open there, the commands so far. */
export class ShellState {
  readonly text: string;
  readonly frames: Frame[] = [];
  readonly commands: ShellCommand[] = [];
  at = 0;
  readonly #unclosed = new Set<string>();

  constructor(text: string) {
    this.text = text;
  }

  /** Whether the text goes on with this, here or that far ahead. */
  sees(expected: string, ahead = 0): boolean {
    return this.text.startsWith(expected, this.at + ahead);
  }

  /** Matches a sticky pattern here and steps over what matches. */
  take(pattern: RegExp): RegExpExecArray | null {
    pattern.lastIndex = this.at;
    const match = pattern.exec(this.text);
    this.at += match?.[0].length ?? 0;
    return match;
  }

  /** Does something that may find no end; once it did not it is not tried again, which keeps reading linear. */
  once<T>(what: string, find: () => T | undefined): T | undefined {
    if (this.#unclosed.has(what)) return undefined;
    const found = find();
    if (found === undefined) this.#unclosed.add(what);
    return found;
  }

  /** Opens a level. */
  open(kind: FrameKind, expression?: Expression, word: Frame["word"] = []): Frame {
    const frame: Frame = {
      kind,
      word,
      hasWord: false,
      command: newCommand(),
      awaitsDocument: false,
      upstream: undefined,
      role: "word",
      expression,
      depth: 0,
    };
    this.frames.push(frame);
    return frame;
  }

  /** Notes that a command of the script itself begins here, unless one already did or nothing does. */
  notePlace({ command }: Frame): void {
    if (this.frames.length > 1 || command.place || /[\s#;|&)]/.test(this.text[this.at] ?? " "))
      return;
    command.place = { start: this.at, end: this.text.length };
  }

  /** Adds to the word being read. */
  put(frame: Frame, part: string | Expression): void {
    frame.hasWord = true;
    const last = frame.word.length - 1;
    const previous = frame.word[last];
    if (typeof part === "string" && typeof previous === "string")
      frame.word[last] = previous + part;
    else frame.word.push(part);
  }

  /** Takes the next character as it stands. */
  putNext(frame: Frame): void {
    this.put(frame, this.text[this.at] ?? "");
    this.at += 1;
  }

  /** Ends the word being read, if there is one. */
  endWord(frame: Frame): void {
    if (!frame.hasWord) return;
    const word = frame.word.splice(0);
    if (frame.role === "word") frame.command.words.push(word);
    if (frame.role === "target" || frame.role === "appendedTarget")
      frame.command.target = { file: word, isAppended: frame.role === "appendedTarget" };
    if (frame.role === "hereString") frame.command.documents.push(word);
    frame.role = "word";
    frame.hasWord = false;
  }

  /** Takes back the word being read where it is the number of a file descriptor, as in `2>`. */
  takeNumber(frame: Frame): string | undefined {
    const [number = ""] = frame.word;
    if (!frame.hasWord || frame.word.length > 1 || typeof number !== "string") return undefined;
    if (!/^\d+$/.test(number)) return undefined;
    frame.word.length = 0;
    frame.hasWord = false;
    return number;
  }

  /** Up to here, without the line break or the `;` that ended the command. */
  #untilHere(start: number): Span {
    const read = this.text.slice(start, this.at).trimEnd();
    const isEnded = read.endsWith(";") && !read.endsWith("\\;");
    return { start, end: start + (isEnded ? read.slice(0, -1).trimEnd() : read).length };
  }

  /** Ends the command being read, if there is one, and returns it. */
  endCommand(frame: Frame): ShellCommand {
    this.endWord(frame);
    const { command, expression } = frame;
    const isEmpty = command.words.length + command.documents.length === 0 && !frame.awaitsDocument;
    frame.role = "word";
    if (isEmpty) {
      // What was read belongs to no command, such as the `(c)` of a case: the next one begins anew.
      command.place = undefined;
      return command;
    }
    if (expression?.name === "") {
      const name = command.words[0]?.[0];
      expression.name = typeof name === "string" && commandName.test(name) ? name : "command";
    }
    if (command.place) command.place = this.#untilHere(command.place.start);
    this.commands.push(command);
    if (frame.upstream) frame.upstream.pipedTo = command;
    frame.upstream = undefined;
    frame.awaitsDocument = false;
    frame.command = newCommand();
    return command;
  }
}
