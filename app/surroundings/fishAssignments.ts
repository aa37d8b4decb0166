import type { FoundAssignment } from "./assignment.ts";
import { keyKindOf } from "./keyKind.ts";
import type { SourcedFile } from "./startFileLanguage.ts";

interface FishWord {
  text: string;
  /** Whether fish would put something in. */
  isExpanded: boolean;
  /** Whether it begins with the user's home, which the text leaves out, and has nothing else put in. */
  isInHome: boolean;
}

interface FishCommand {
  readonly words: FishWord[];
  readonly start: number;
  end: number;
}

const leaders: ReadonlySet<string> = new Set(["and", "or", "not", "builtin", "command"]);

/** Where a start file of fish puts variables into the environment: `set -gx X …` or `export X=…`. */
export function fishAssignments(text: string): FoundAssignment[] {
  const found = new Map<string, FoundAssignment[]>();
  const add = (one: FoundAssignment): void => {
    const known = found.get(one.name) ?? [];
    known.push(one);
    found.set(one.name, known);
  };
  for (const { words, start, end } of fishCommands(text)) {
    const [command, ...args] = withoutLeader(words);
    if (command?.text === "export") {
      for (const arg of args) {
        const [, name = "", value = ""] = /^(\w+)=([\s\S]*)$/.exec(arg.text) ?? [];
        if (name !== "" && (value !== "" || arg.isExpanded))
          add({ name, kind: kindOf(value, arg), start, end: args.length > 1 ? start : end });
      }
    }
    if (command?.text !== "set") continue;
    const options = args.filter(({ text: option }) => option.startsWith("-"));
    const [variable, value] = args.slice(options.length);
    const name = variable?.text ?? "";
    if (name === "") continue;
    const has = (letter: string, long: string) =>
      options.some(
        ({ text: option }) => option === long || new RegExp(`^-\\w*${letter}`).test(option),
      );
    if (has("e", "--erase")) found.delete(name);
    else if (has("x", "--export") && value && (value.text !== "" || value.isExpanded))
      add({ name, kind: kindOf(value.text, value), start, end });
  }
  return [...found.values()].flat().sort((a, b) => a.start - b.start);
}

/** The files that a start file of fish loads by a name that its text alone tells: `source ~/.env.fish`. */
export function fishSources(text: string): readonly SourcedFile[] {
  return fishCommands(text).flatMap(({ words }): readonly SourcedFile[] => {
    const [command, file] = withoutLeader(words);
    const isSource = command?.text === "source" || command?.text === ".";
    if (!isSource || !file || (file.isExpanded && !file.isInHome)) return [];
    // In double quotes it is a part of the text.
    const path = file.isInHome ? `~${file.text}` : file.text.replace(/^\$HOME(?=\/)/, "~");
    return [{ path, language: "fish" }];
  });
}

function withoutLeader(words: readonly FishWord[]): readonly FishWord[] {
  return leaders.has(words[0]?.text ?? "") ? words.slice(1) : words;
}

function kindOf(value: string, { isExpanded }: FishWord) {
  return value === "" && isExpanded ? ("reference" as const) : keyKindOf(value);
}

/** Splits a fish script into its commands, in linear time and without running anything. */
function fishCommands(text: string): FishCommand[] {
  const commands: FishCommand[] = [];
  let command: FishCommand | undefined;
  let word: FishWord | undefined;
  let depth = 0;
  const endCommand = (): void => {
    if (command) commands.push(command);
    command = undefined;
    word = undefined;
  };
  const pieces =
    /'(?:[^'\\]|\\[\s\S])*'|"(?:[^"\\]|\\[\s\S])*"|\\\r?\n|\\[\s\S]|\$\w+|[ \t\r]+|[\n;|&()#]|[^\s'"\\$;|&()#]+|[\s\S]/g;
  for (let match = pieces.exec(text); match; match = pieces.exec(text)) {
    const [piece] = match;
    if (piece === "(" || piece === ")") {
      if (command && depth === 0 && piece === "(") {
        word ??= addWord(command);
        word.isExpanded = true;
        word.isInHome = false;
      }
      depth = Math.max(0, depth + (piece === "(" ? 1 : -1));
    } else if (piece === "#" && !word) {
      const lineEnd = text.indexOf("\n", match.index);
      pieces.lastIndex = lineEnd < 0 ? text.length : lineEnd;
    } else if (depth > 0) {
      // What a substitution runs is not the script's own.
    } else if (/^[ \t\r]+$|^\\\r?\n$/.test(piece)) {
      word = undefined;
    } else if (/^[\n;|&]$/.test(piece)) {
      endCommand();
    } else {
      command ??= { words: [], start: match.index, end: match.index };
      word ??= addWord(command);
      if (piece.startsWith("$")) {
        word.isInHome = piece === "$HOME" && word.text === "" && !word.isExpanded;
        word.isExpanded = true;
      } else word.text += unquoted(piece);
    }
    if (command && (word || depth > 0 || piece === ")")) command.end = match.index + piece.length;
  }
  endCommand();
  return commands;
}

function addWord({ words }: FishCommand): FishWord {
  const word = { text: "", isExpanded: false, isInHome: false };
  words.push(word);
  return word;
}

function unquoted(piece: string): string {
  if (/^'.*'$/s.test(piece)) return piece.slice(1, -1).replace(/\\(['\\])/g, "$1");
  if (/^".*"$/s.test(piece)) return piece.slice(1, -1).replace(/\\(["\\$])/g, "$1");
  return piece.length > 1 && piece.startsWith("\\") ? piece.slice(1) : piece;
}
